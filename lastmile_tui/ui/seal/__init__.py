"""The seal list, and the moment of the seal."""
