"""The one last mile of a day: what is picked, and for which day."""
