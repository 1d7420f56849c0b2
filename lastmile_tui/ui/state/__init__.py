"""What the screens show, and what is remembered of how they look."""
