"""Formats of plain text, a task a line or a heading."""
