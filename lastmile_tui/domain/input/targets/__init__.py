"""Targets in a line of quick add: how much, or from which value to which."""
