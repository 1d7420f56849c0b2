"""Verbs about whole roads: their order, and making one of two or two of one."""
