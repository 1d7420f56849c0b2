"""What a goal shows of its road in its own figures."""
