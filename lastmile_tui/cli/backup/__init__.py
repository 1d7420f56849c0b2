"""Backups, what changed since, and the way back."""
