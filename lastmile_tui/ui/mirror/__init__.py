"""The rear-view mirror in pictures and tables."""
