"""Laps for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lastmile_tui.domain.model.parts.laps import Again, Lap


def lap_json(lap: Lap) -> dict[str, Any]:
    """Which lap a goal is, and what the one before took, in days."""
    return {
        "number": lap.number,
        "follows": lap.follows,
        "begins": lap.begins.isoformat() if lap.begins else None,
        "last_lap": {"days": lap.days, "last_mile": lap.last_mile},
    }


def again_json(again: Again) -> dict[str, Any]:
    """How often a road begins again, and from which day that is counted."""
    since = again.since.isoformat() if again.since else None
    return {"every": again.count, "unit": again.unit, "since": since}
