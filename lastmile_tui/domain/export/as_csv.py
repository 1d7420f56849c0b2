"""Goals as comma-separated values, without formulas."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from lastmile_tui.domain.export.as_json import goal_json, say_roadblock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.model.goal import Goal, SealItem

COLUMNS = (
    *("id", "title", "state", "position", "distance", "miles_to_go", "unit", "due"),
    *("markers", "markers_reached", "next_marker", "seal_items", "seal_done", "tags", "people"),
    *("why", "next_step", "next_step_on", "turn", "turn_since", "roadblocks", "parked_until"),
    *("sealed_on", "let_go_on", "let_go_reason", "attention", "forecast_from", "forecast_to"),
    *("created", "touched", "to_go", "road", "seal_list", "value", "from", "to"),
)
"""The names of the CSV columns, in their order; new ones are added at the end."""


BETWEEN = "; "
"""Separates several values in one cell."""

MARKER = re.compile(
    r"\[([ x])\] (\d+(?:\.\d+)?(?:e[+-]?\d+)?)"
    r"(?:, due (\d{4}-\d\d-\d\d))?(?:, reached ([^ ]+))?: (.+)"
)
"""A line of `road`: whether a marker is reached, its length, its due date, when, its title."""


ITEM = re.compile(r"\[([ x])\] (.+)")
"""A line of `seal_list`: whether an item is true, and its text."""

EVIDENCE = "    "
"""What a line of evidence begins with, below its item."""

_FORMULA = tuple("=+-@\t\r")
"""First signs of a cell that a spreadsheet calculates."""


def export_csv(exported: Iterable[ExportedGoal], today: date) -> Iterator[str]:
    """A table with a header and one row a goal, as in RFC 4180, row by row.

    Dates are ISO 8601. Text that a spreadsheet would calculate gets an apostrophe in front.
    """
    yield _row(COLUMNS)
    for goal, log, measures in exported:
        cells = _cells(goal, goal_json(goal, log, measures, today))
        yield _row([_without_formula(cells[name]) for name in COLUMNS])


def _row(cells: Iterable[object]) -> str:
    file = StringIO()
    csv.writer(file).writerow(cells)
    return file.getvalue()


def _cells(goal: Goal, fields: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row by their columns."""
    step, turn = fields["next_step"] or {}, fields["turn"] or {}
    forecast, gone = fields["forecast"] or {}, goal.let_go
    ahead = goal.markers[goal.reached :]
    return fields | {
        "markers": len(goal.markers),
        "markers_reached": goal.reached,
        "next_marker": ahead[0].title if ahead else None,
        "seal_items": len(goal.seal),
        "seal_done": sum(item.done for item in goal.seal),
        "tags": BETWEEN.join(goal.tags),
        "people": BETWEEN.join(fields["people"]),
        "next_step": step.get("text"),
        "next_step_on": step.get("on"),
        "turn": turn.get("whose"),
        "turn_since": turn.get("since"),
        "roadblocks": BETWEEN.join(say_roadblock(block) for block in fields["roadblocks"]),
        "parked_until": goal.parked_until,
        "sealed_on": goal.seal_day,
        "let_go_on": gone.on if gone else None,
        "let_go_reason": (gone.reason or gone.kind) if gone else None,
        "attention": fields["attention"]["level"],
        "forecast_from": forecast.get("from"),
        "forecast_to": forecast.get("to"),
        "road": "\n".join(map(_marker, fields["markers"])),
        "seal_list": "\n".join(line for item in goal.seal for line in _item(item)),
    }


def _marker(marker: dict[str, Any]) -> str:
    """A marker as a line that `MARKER` reads."""
    due = f", due {marker['due']}" if marker["due"] else ""
    reached, miles = marker["reached"], _plain_number(marker["miles"])
    when = f", reached {reached}" if reached else ""
    return f"[{'x' if reached else ' '}] {miles}{due}{when}: {marker['title']}"


def _item(item: SealItem) -> Iterator[str]:
    """An item of the seal list, and what proves it, as `ITEM` and `EVIDENCE` tell them."""
    yield f"[{'x' if item.done else ' '}] {item.text}"
    if item.evidence:
        yield f"{EVIDENCE}{item.evidence}"


def _without_formula(cell: object) -> object:
    """The cell with an apostrophe if a spreadsheet would calculate it, also for wide signs."""
    if isinstance(cell, float):
        return _plain_number(cell)
    if isinstance(cell, str) and _calculates(cell.lstrip("'")):
        return f"'{cell}"
    return cell


def with_formula(cell: str) -> str:
    """A cell as it was before `export_csv` made it safe."""
    return cell[1:] if cell.startswith("'") and _calculates(cell.lstrip("'")) else cell


def _plain_number(number: float) -> float:
    return int(number) if number == int(number) else number


def _calculates(text: str) -> bool:
    return normalize("NFKC", text.lstrip(" \n")[:1]).startswith(_FORMULA)
