"""Commands as they are run, and what they print."""
