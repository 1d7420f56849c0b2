"""The road page: one goal, edited in its place."""
