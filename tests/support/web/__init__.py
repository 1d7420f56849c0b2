"""Servers of the web, and what browses them."""
