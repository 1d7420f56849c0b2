"""What roads make of each other."""
