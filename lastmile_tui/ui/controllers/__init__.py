"""What the app does when it is asked: one controller for each concern."""
