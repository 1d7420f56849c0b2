"""What can be done to a goal."""
