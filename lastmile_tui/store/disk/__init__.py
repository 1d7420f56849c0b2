"""Files of the disk: written whole, locked, looked at."""
