"""A goal, its events, and how the one comes from the others."""
