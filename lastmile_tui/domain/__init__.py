"""Goals as values and what can be said of them; pure."""
