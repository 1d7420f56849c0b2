"""Formats that are JSON: task managers, boards, trackers, and our own export."""
