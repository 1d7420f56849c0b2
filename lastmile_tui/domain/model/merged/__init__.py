"""What a log means to which devices added that did not know of each other."""
