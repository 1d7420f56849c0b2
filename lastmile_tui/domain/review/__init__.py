"""The daily review: its queue, its answers, its days."""
