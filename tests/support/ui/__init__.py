"""The app on a file of its own, and what is seen of it."""
