"""The TinyDB file and its journal."""
