"""What is asked before a goal is driven: how far, and whether a jump is meant."""
