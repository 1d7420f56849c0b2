"""Goals as Markdown with their texts escaped; `exchange.text.notes.chapters` reads it."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.export.as_json import goal_json, iso, log_json, reached_on, say_roadblock
from lastmile_tui.domain.figures.road import figure, now_at
from lastmile_tui.domain.model.goal import amount, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.export.as_json import ExportedGoal
    from lastmile_tui.domain.model.goal import Goal

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$#@]")


_LEADING = re.compile(r"^(?=\d{1,9}[.)]|[-+=])(\d*)(.)")
"""The start of a line that would make a list, a rule or a heading."""


_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")
"""The end of a line that does not end its paragraph."""


def export_markdown(exported: Iterable[ExportedGoal], today: date) -> Iterator[str]:
    """A chapter a goal, one after the other, readable as text and rendered."""
    yield f"# Roads on {today.isoformat()}\n"
    for goal, log, measures in exported:
        fields = goal_json(goal, log, measures, today) | {"log": log_json(log, today)}
        on = reached_on(log, today)
        for marker in fields["markers"]:
            marker["on"] = iso(on.get(marker["id"]))
        yield "\n".join(["", *_chapter(goal, fields), ""])


def _chapter(goal: Goal, fields: dict[str, Any]) -> Iterator[str]:
    yield f"## {_text(goal.title)}"
    yield f"<!-- lastmile {goal.uid} -->"
    yield ""
    yield " · ".join(_facts(goal, fields))
    if goal.why:
        yield from ("", _text(goal.why))
    points = [*_points(fields)]
    yield from ["", *points] if points else []
    yield from ("", "### Markers", "")
    for number, marker in enumerate(fields["markers"], 1):
        on = f", reached {marker['on']}" if marker["on"] else ""
        due = f", due {marker['due']}" if marker["due"] else ""
        stretch = ", final stretch" if marker["final"] else ""
        place = measure(figure(goal, marker["at"]), _text(goal.unit))
        box = _box(done=bool(marker["reached"]))
        yield f"{number}. {box} {_text(marker['title'])} (at {place}{on}{due}{stretch})"
    if goal.seal:
        yield from ("", "### Seal list", "")
    for item in goal.seal:
        yield f"- {_box(done=item.done)} {_text(item.text)}"
        if item.evidence:
            yield f"  - Evidence: {_text(item.evidence)}"
    yield from ("", "### Log", "")
    for entry in fields["log"]:
        yield f"- {entry['day']}: {_text(entry['text'], margin='  ')}"


def _facts(goal: Goal, fields: dict[str, Any]) -> Iterator[str]:
    yield fields["state"].replace("-", " ")
    if goal.way:
        ends = amount(goal.way.start), amount(figure(goal, goal.distance))
        yield f"{measure(now_at(goal), _text(goal.unit))}, from {ends[0]} to {ends[1]}"
    else:
        yield f"{amount(goal.position)} of {measure(goal.distance, _text(goal.unit))}"
    if fields["due"]:
        yield f"due {fields['due']}"
    if goal.seal_day:
        yield f"sealed {goal.seal_day}"
    if let_go := goal.let_go:
        reason = let_go.reason or let_go.kind
        yield f"let go {let_go.on}" + (f": {_text(reason)}" if reason else "")
    if goal.parked_until:
        yield f"parked until {goal.parked_until}"


def _points(fields: dict[str, Any]) -> Iterator[str]:
    for name in ("tags", "people"):
        if fields[name]:
            yield f"- {name.capitalize()}: {', '.join(map(_text, fields[name]))}"
    for block in fields["roadblocks"]:
        road = f" <!-- road {block['road']} -->" if block["road"] else ""
        yield f"- Roadblock: {_text(say_roadblock(block))}{road}"
    if turn := fields["turn"]:
        yield f"- Turn: {_text(turn['whose'])}, since {turn['since']}"
    if step := fields["next_step"]:
        yield f"- Next step: {_text(step['text'])}" + (f", {step['on']}" if step["on"] else "")
    for reason in fields["attention"]["reasons"]:
        yield f"- Why now: {_text(reason['text'])}"


def _box(*, done: bool) -> str:
    return "[x]" if done else "[ ]"


def _text(text: str, margin: str = "") -> str:
    """A text that renders as it was written, line by line; `margin` indents later lines."""
    lines = (_MARKUP.sub(r"\\\g<0>", line.strip()) for line in text.split("\n"))
    joined = "\n".join(_LEADING.sub(r"\1\\\2", line) for line in lines)
    return indent(_BREAK.sub(r"\\\n", joined), margin).strip()
