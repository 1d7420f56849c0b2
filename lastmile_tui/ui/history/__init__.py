"""The history of a road: its days, and what changed on each."""
