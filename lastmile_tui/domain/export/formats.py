"""Goals for other programs and other readers: as JSON, as CSV, as Markdown.

What a person wrote stays text there: no cell is a formula, and no word is markup.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from textwrap import indent
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from lastmile_tui.domain.export.as_json import VERSION, goal_json, log_json
from lastmile_tui.domain.model.goal import amount, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal

    Told = Iterable[tuple[Goal, Log, Measures]]
    """Goals with their logs and what is measured of them."""

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

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$#@]")
_LEADING = re.compile(r"^(?=\d{1,9}[.)]|[-+=])(\d*)(.)")
"""What makes a list, a rule or a heading at the start of a line."""

_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")
"""The end of a line that does not end its paragraph."""


def export_json(told: Told, today: date) -> dict[str, Any]:
    """Goals as `public.goal_json` gives them, each with its log."""
    goals = [
        goal_json(goal, log, measures, today) | {"log": log_json(log)}
        for goal, log, measures in told
    ]
    return {"version": VERSION, "goals": goals}


def export_csv(told: Told, today: date) -> str:
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


def export_markdown(told: Told, today: date) -> str:
    """A chapter a goal, to be read as it is or rendered."""
    lines = [f"# Roads on {today.isoformat()}"]
    for goal, log, measures in told:
        shown = goal_json(goal, log, measures, today) | {"log": log_json(log)}
        lines += ["", *_chapter(goal, shown)]
    return "\n".join([*lines, ""])


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
        "roadblocks": _BETWEEN.join(_roadblock(block) for block in shown["roadblocks"]),
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


def _chapter(goal: Goal, shown: dict[str, Any]) -> Iterator[str]:
    yield f"## {_text(goal.title)}"
    yield ""
    yield " · ".join(_facts(goal, shown))
    if goal.why:
        yield from ("", _text(goal.why))
    points = [*_points(shown)]
    yield from ["", *points] if points else []
    yield from ("", "### Markers", "")
    for number, marker in enumerate(shown["markers"], 1):
        due = f", due {marker['due']}" if marker["due"] else ""
        stretch = ", final stretch" if marker["final"] else ""
        place = _text(measure(marker["at"], goal.unit))
        box = _box(done=bool(marker["reached"]))
        yield f"{number}. {box} {_text(marker['title'])} (at {place}{due}{stretch})"
    if goal.seal:
        yield from ("", "### Seal list", "")
    for item in goal.seal:
        evidence = f" ({_text(item.evidence)})" if item.evidence else ""
        yield f"- {_box(done=item.done)} {_text(item.text)}{evidence}"
    yield from ("", "### Log", "")
    for entry in shown["log"]:
        yield f"- {entry['day']}: {_text(entry['text'], margin='  ')}"


def _facts(goal: Goal, shown: dict[str, Any]) -> Iterator[str]:
    yield shown["state"]
    yield f"{amount(goal.position)} of {_text(measure(goal.distance, goal.unit))}"
    if shown["due"]:
        yield f"due {shown['due']}"
    if goal.seal_day:
        yield f"sealed {goal.seal_day}"
    if gone := goal.let_go:
        reason = gone.reason or gone.kind
        yield f"let go {gone.on}" + (f": {_text(reason)}" if reason else "")
    if goal.parked_until:
        yield f"parked until {goal.parked_until}"


def _points(shown: dict[str, Any]) -> Iterator[str]:
    for name in ("tags", "people"):
        if shown[name]:
            yield f"- {name.capitalize()}: {', '.join(map(_text, shown[name]))}"
    for block in shown["roadblocks"]:
        yield f"- Roadblock: {_text(_roadblock(block))}"
    if turn := shown["turn"]:
        yield f"- Turn: {_text(turn['whose'])}, since {turn['since']}"
    if step := shown["next_step"]:
        yield f"- Next step: {_text(step['text'])}" + (f", {step['on']}" if step["on"] else "")
    for reason in shown["attention"]["reasons"]:
        yield f"- Why now: {_text(reason['text'])}"


def _roadblock(block: dict[str, Any]) -> str:
    who = f" on {block['who']}" if block["who"] else ""
    text = f": {block['text']}" if block["text"] else ""
    return f"{block['kind']}{who}, since {block['since']}{text}"


def _box(*, done: bool) -> str:
    return "[x]" if done else "[ ]"


def _text(text: str, margin: str = "") -> str:
    """A text that renders as it was written, line by line; `margin` stands before later lines."""
    lines = (_MARKUP.sub(r"\\\g<0>", line.strip()) for line in text.split("\n"))
    joined = "\n".join(_LEADING.sub(r"\1\\\2", line) for line in lines)
    return indent(_BREAK.sub(r"\\\n", joined), margin).strip()
