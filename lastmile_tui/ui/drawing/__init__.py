"""Pure functions from values to strips and text."""
