"""What can be wrong with a file, and what mends it."""
