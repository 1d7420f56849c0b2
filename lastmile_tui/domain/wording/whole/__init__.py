"""Sentences about whole roads: how fast they come on, what became of them, and what follows."""
