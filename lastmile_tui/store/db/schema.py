"""The version of the documents, and the table they are in."""

from __future__ import annotations

SCHEMA = 1
"""The schema that this version writes."""


GOALS = "goals"
