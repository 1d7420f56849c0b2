"""The rows of a road: what each shows, how its text is edited, and the moves of its keys."""
