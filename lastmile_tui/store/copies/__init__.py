"""Copies that other devices leave beside the file, and merging them."""
