"""Timelines for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.export.as_json import spelled

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from lastmile_tui.domain.horizon.timeline import Days, GoalTimeline, MarkerDay
    from lastmile_tui.domain.model.goal import Goal


def timeline_json(goal: Goal, line: GoalTimeline, today: date) -> dict[str, Any]:
    """The days of a goal; null for what there is not. `late` counts days, 0 where it is not."""
    return {
        "id": goal.uid,
        "title": goal.title,
        "state": spelled(goal.state(today)),
        "moved": _range(line.moved),
        "reached": [_stage(stage) for stage in line.reached],
        "planned": [_stage(stage) for stage in line.planned],
        "due": line.due,
        "likely": _range(line.likely),
        "range": _range(line.wide),
        "late": line.late,
        "parked_until": line.back,
        "next_step": line.step,
        "ended": line.ended,
        "waits_for": list(line.waits),
        "held_up": list(line.held_up),
    }


def load_json(load: Counter[date]) -> list[dict[str, Any]]:
    """How many due dates and dates of markers fall into each week, by its Monday."""
    return [{"week": week, "count": count} for week, count in sorted(load.items())]


def _range(days: Days | None) -> dict[str, date] | None:
    return {"from": days[0], "to": days[1]} if days else None


def _stage(stage: MarkerDay) -> dict[str, Any]:
    return {"number": stage.number, "title": stage.title, "on": stage.on}
