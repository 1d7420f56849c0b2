"""The daily review and the weekly look."""
