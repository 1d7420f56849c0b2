"""Bringing goals in from other tools, and taking them out again."""
