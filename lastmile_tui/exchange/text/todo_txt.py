"""todo.txt: a task a line; `todo_line` takes it apart.

A `+project` is the road, what carries it its markers; `p:` names a parent. `@context` is a tag. The
text of a line is kept where the title and the project do not tell it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.model.text import counted
from lastmile_tui.exchange.items import Item, Left, Reading, Status, with_own_roads, with_waits
from lastmile_tui.exchange.keys import fingerprint, numbered, plain_key
from lastmile_tui.exchange.text.todo_line import BEHIND, TodoLine, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "todo.txt"
HIDDEN = "hidden over there (h:1)"

_STRONG = re.compile(
    r"[xX] \d{4}-\d{2}-\d{2} |\([A-Z]\) \S|.*(?:^|\s)\+[^\W\d]|.*\s(?:due|t|rec|pri):\S"
)
_WEAK = re.compile(r"\d{4}-\d{2}-\d{2} [^\W\d]|.*(?:^|\s)@[^\W\d]")
_OTHER = re.compile(r"\s*(?:[-*+] |\d+[.)] |#|//|/\*|<|[{}\[\]\"])|.*[:;]\s*$")
"""How lines of lists, headings, code and data begin or end."""

_SURE, _LIKELY, _UNLIKELY = 0.95, 0.6, 0.2


def recognises(file: GivenFile) -> float:
    """By its name, and how many of its lines begin as a task does or have a project or context."""
    lines = [line[:_LONG] for line in file.head.split("\n")[:200] if line.strip()]
    if not lines or file.ending not in ("", ".txt"):
        return 0.0
    other = sum(bool(_OTHER.match(line)) for line in lines)
    own = [line for line in lines if not _OTHER.match(line)]
    strong = sum(bool(_STRONG.match(line)) for line in own)
    weak = sum(bool(_WEAK.match(line)) for line in own)
    stem = file.name.casefold().removesuffix(".txt")
    if stem in ("todo", "done") or stem.endswith((".todo", ".done", "-todo", "_todo")):
        if other > len(lines) / 2:
            return _UNLIKELY
        return _SURE if strong else _LIKELY
    return min(0.9, (1.2 * strong + 0.6 * weak) / len(lines)) if strong + weak else 0.0


_LONG = 2_000
"""Characters of a line by which it is told."""


def read(file: GivenFile, local: Local) -> Reading:
    """All tasks; each line that is not empty is one."""
    found = [(n, taken_apart(line)) for n, line in enumerate(file.lines, 1) if line.strip()]
    lines = [(number, line) for number, line in found if line.keys.get("h") != "1"]
    projects = _projects(line for _, line in lines)
    keys = numbered(key_of(line, projects) for _, line in lines)
    ids: dict[str, str] = {}
    for (_, line), key in zip(lines, keys, strict=True):
        if name := line.keys.get("id"):
            ids.setdefault(name, key)
    items = [_item(n, line, key, ids, projects) for (n, line), key in zip(lines, keys, strict=True)]
    used = dict.fromkeys(item.parent[1:] for item in items if item.parent.startswith("+"))
    groups = [
        Item(f"+{name}", name.replace("_", " "), group=True, extra={"project": name})
        for name in used
    ]
    own = {key: line.keys.get("id", "") for (_, line), key in zip(lines, keys, strict=True)}
    waits = {
        line.keys["id"].partition(".")[0]: line.keys["dep"].split(",")
        for _, line in lines
        if {"id", "dep"} <= line.keys.keys()
    }
    return Reading(
        ORIGIN,
        with_waits(with_own_roads(groups, items, own), waits, local.today),
        tuple(Left(HIDDEN, line.title, n) for n, line in found if line.keys.get("h") == "1"),
        tuple(left for number, line in lines for left in _unread(number, line, local.today)),
        tuple(_say_turned([number for number, line in lines if line.turned])),
    )


def key_of(line: TodoLine, projects: Mapping[str, str]) -> str:
    """Its id, or a fingerprint of what stays when it is done, dated or prioritised."""
    if name := line.keys.get("id"):
        return plain_key(name)
    return fingerprint(line.lasting, *(projects.get(one, one) for one in line.projects[:1]))


def _projects(lines: Iterable[TodoLine]) -> dict[str, str]:
    """The projects by how they are written: one with a comma behind it is the one without."""
    names = {name for line in lines for name in line.projects}
    bare = {name: name.rstrip(BEHIND) for name in names}
    return {name: bare[name] if bare[name] in names else name for name in names}


def _item(
    number: int, line: TodoLine, key: str, ids: Mapping[str, str], projects: Mapping[str, str]
) -> Item:
    """The task, below the one that `p:` names, or below its first project."""
    names = [projects[name] for name in line.projects]
    above = f"+{names[0]}" if names else ""
    return Item(
        key=key,
        title=line.title,
        line=number,
        parent=ids.get(line.keys.get("p", ""), above),
        status=Status.DONE if line.done else Status.OPEN,
        created=line.created,
        finished=line.finished,
        due=line.due,
        due_time=line.due_time,
        hidden_until=line.until,
        tags=(*line.contexts, *names[1:]),
        extra=_extra(line, names[:1]),
    )


def _extra(line: TodoLine, project: Iterable[str]) -> dict[str, Any]:
    """What an item has no place for: how the line began, and its text where that is more."""
    extra: dict[str, Any] = {}
    if line.priority:
        extra["priority"] = line.priority
    if line.head_created and line.created:
        extra["created"] = line.created.isoformat()
    if line.text != plain_text(line.title, project):
        extra["text"] = line.text
    return extra


def plain_text(title: str, projects: Iterable[str]) -> str:
    """The text of a task that has nothing but a title and projects."""
    return " ".join((title, *(f"+{name}" for name in projects)))


def _say_turned(numbers: Sequence[int]) -> Iterator[str]:
    """How done lines were understood whose dates stand in no order that the format has."""
    if numbers:
        more = f" and {counted(len(numbers) - 1, 'other line')}" if len(numbers) > 1 else ""
        where = f"Line {numbers[0]:,}{more}"
        yield f"{where}: of two dates of a done task the later one is the day on which it was done."


def _unread(number: int, line: TodoLine, today: date) -> Iterator[Left]:
    for word in line.bad:
        yield Left(f"has a date that is none, {word:.40}", line.title, number)
    for day in (line.created, line.finished):
        if day and day > today:
            yield Left(f"has a past that is still ahead, {day.isoformat()}", line.title, number)
            return
