"""Formats of tools that count: hours, and whatever else is entered day by day."""
