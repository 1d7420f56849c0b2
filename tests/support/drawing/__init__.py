"""Pens, goals and figures to draw, and what is drawn as text."""
