"""A goal to review, and what became of it."""

from __future__ import annotations

SWIM = "Swim the lake: buy a suit > train > half the lake >> the lake ! a photo ! a towel"


def shown(lastmile):
    return lastmile("show", "swim", "--json").json


def kinds(lastmile):
    """What was logged today."""
    entries = shown(lastmile)["log"]
    return [entry["kind"] for entry in entries if entry["day"] == "2026-11-21"]
