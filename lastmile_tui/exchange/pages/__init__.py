"""Roads as pages to send, print or put on a wall."""
