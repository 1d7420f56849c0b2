"""The verb sync."""
