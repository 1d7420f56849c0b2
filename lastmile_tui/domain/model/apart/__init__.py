"""What one log says of who knew what, from its events alone: below what stands of it."""
