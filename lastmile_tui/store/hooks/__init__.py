"""Programs of the user that run when something happens to a goal."""
