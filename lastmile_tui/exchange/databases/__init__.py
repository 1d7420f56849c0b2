"""Formats that are SQLite databases of other tools."""
