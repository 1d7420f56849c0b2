"""Widgets and helpers that the features share."""
