"""Roads on one axis of time, on the command line."""
