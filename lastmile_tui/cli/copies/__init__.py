"""Merging copies and other data files into the data file."""
