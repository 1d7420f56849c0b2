"""What people write, read into goals and changes."""
