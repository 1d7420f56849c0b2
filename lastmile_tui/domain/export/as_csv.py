"""Goals as a table of comma-separated values, where no cell is a formula."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from lastmile_tui.domain.export.as_json import goal_json, say_roadblock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.model.goal import Goal

COLUMNS = (
    *("id", "title", "state", "position", "distance", "miles_to_go", "unit", "due"),
    *("markers", "markers_reached", "next_marker", "seal_items", "seal_done", "tags", "people"),
    *("why", "next_step", "next_step_on", "turn", "turn_since", "roadblocks", "parked_until"),
    *("sealed_on", "let_go_on", "let_go_reason", "attention", "forecast_from", "forecast_to"),
    *("created", "touched"),
)
"""The names of the CSV columns, in their order; new ones are added at the end."""


_BETWEEN = "; "
"""Stands between several things in one cell."""


_FORMULA = tuple("=+-@\t\r")
"""A cell that begins so is calculated by a spreadsheet."""


def export_csv(told: Iterable[ExportedGoal], today: date) -> str:
    """A table of one row a goal below its header, as RFC 4180 has it.

    Dates are ISO 8601. Text that a spreadsheet would calculate begins with an apostrophe.
    """
    file = StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for goal, log, measures in told:
        cells = _cells(goal, goal_json(goal, log, measures, today))
        rows.writerow([_inert(cells[name]) for name in COLUMNS])
    return file.getvalue()


def _cells(goal: Goal, shown: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row by their columns."""
    step, turn = shown["next_step"] or {}, shown["turn"] or {}
    forecast, gone = shown["forecast"] or {}, goal.let_go
    ahead = goal.markers[goal.reached :]
    return shown | {
        "markers": len(goal.markers),
        "markers_reached": goal.reached,
        "next_marker": ahead[0].title if ahead else None,
        "seal_items": len(goal.seal),
        "seal_done": sum(item.done for item in goal.seal),
        "tags": _BETWEEN.join(goal.tags),
        "people": _BETWEEN.join(shown["people"]),
        "next_step": step.get("text"),
        "next_step_on": step.get("on"),
        "turn": turn.get("whose"),
        "turn_since": turn.get("since"),
        "roadblocks": _BETWEEN.join(say_roadblock(block) for block in shown["roadblocks"]),
        "parked_until": goal.parked_until,
        "sealed_on": goal.seal_day,
        "let_go_on": gone.on if gone else None,
        "let_go_reason": (gone.reason or gone.kind) if gone else None,
        "attention": shown["attention"]["level"],
        "forecast_from": forecast.get("from"),
        "forecast_to": forecast.get("to"),
    }


def _inert(cell: object) -> object:
    """A cell that no spreadsheet calculates, whatever the width of its first sign."""
    if isinstance(cell, float):
        return int(cell) if cell == int(cell) else cell
    if isinstance(cell, str) and normalize("NFKC", cell.lstrip(" \n")[:1]).startswith(_FORMULA):
        return f"'{cell}"
    return cell
