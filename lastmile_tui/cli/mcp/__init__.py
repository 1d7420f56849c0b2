"""The verb mcp: the roads for agents, over stdio."""
