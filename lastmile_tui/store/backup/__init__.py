"""Backups of the file, and restoring from them."""
