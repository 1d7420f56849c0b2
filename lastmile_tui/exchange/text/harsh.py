"""harsh: habits, `Gym: 3/7`, and a log of their days, `2026-11-30 : Gym : y : legs : 1.5`.

A habit is a counting goal. It has no end over there; here its target is what its frequency makes of
a year, or of as many whole years as its log needs. The two files stand side by side: when one is
brought in, the other is read with it.
"""

from __future__ import annotations

import re
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.edit import MILES_LIMIT
from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading, Remark
from lastmile_tui.exchange.keys import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.exchange.files import Local

ORIGIN = "harsh"
HABITS, LOG = "habits", "log"

NO_ENTRY = "is no entry of harsh"
NO_HABIT = "is no habit of harsh"
NO_DAY = "has a day that does not exist"
NO_AMOUNT = "has an amount that is no number"

_ENTRY = re.compile(r"\d{4}-\d{2}-\d{2}[ \t]+:[ \t]+\S.*?[ \t]+:[ \t]+[yns](?:[ \t]+:|$)")
_COLON = re.compile(r"[ \t]+:(?=[ \t]|$)")
_HABIT = re.compile(r"([^:#!][^:]*):[ \t]*(\d{1,5})(?:/(\d{1,5}))?[ \t]*$")
_WITH_AMOUNT = 4
"""Parts of an entry without an amount at most."""

_YEAR = 365
_FREE = 100
"""What a target grows by where a habit has no frequency."""


class _Habit(Struct, frozen=True):
    """A habit as its file has it; `every` is how often in how many days, 0 for no aim."""

    name: str
    line: int
    raw: str = ""
    often: int = 0
    days: int = 1
    category: str = ""


class _Counted(Struct):
    """What the log has of a habit."""

    amounts: list[Datapoint] = []
    remarks: list[Remark] = []
    rest: list[str] = []
    measured: bool = False


def recognises(file: GivenFile) -> float:
    """By the names of its two files, and lines that are entries or habits."""
    if file.path is not None and file.path.is_dir():
        both = (file.path / HABITS).is_file() and (file.path / LOG).is_file()
        return 0.9 if both and _is_log(_text(file.path / LOG)[:1000]) else 0.0
    if _is_log(file.head):
        return 0.96
    lines = _lines(file.head)
    known = sum(bool(_HABIT.match(line) or line.startswith("!")) for _, line in lines)
    return 0.9 if file.name == HABITS and known and known == len(lines) else 0.0


def _is_log(head: str) -> bool:
    lines = _lines(head)[:50]
    return bool(lines) and sum(bool(_ENTRY.match(line)) for _, line in lines) > len(lines) / 2


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines that are neither empty nor comments, with their numbers."""
    lines = ((number, line.strip()) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in lines if line and not line.startswith("#")]


def _text(path: Path) -> str:
    """The text of the other file; empty where it cannot be read."""
    try:
        return GivenFile(path.name, path.read_bytes(), path).text if path.is_file() else ""
    except (OSError, ImportFileError):
        return ""


def read(file: GivenFile, _local: Local) -> Reading:
    """A counting goal for each habit, with its entries."""
    path = file.path
    if path is not None and path.is_dir():
        habits, log = _text(path / HABITS), _text(path / LOG)
    elif _is_log(file.text):
        habits, log = _text(path.parent / HABITS) if path else "", file.text
    else:
        habits, log = file.text, _text(path.parent / LOG) if path else ""
    unread: list[Left] = []
    known = _habits(habits, unread)
    counted = _counted(log, unread)
    for name in counted:
        known.setdefault(name, _Habit(name, 0))
    items = [_item(habit, counted.get(name) or _Counted()) for name, habit in known.items()]
    return Reading(ORIGIN, tuple(items), (), tuple(unread))


def _habits(text: str, unread: list[Left]) -> dict[str, _Habit]:
    found: dict[str, _Habit] = {}
    category = ""
    for number, line in _lines(text):
        if line.startswith("!"):
            category = line[1:].strip()
        elif one := _HABIT.match(line):
            name, first, second = one[1].strip(), int(one[2]), one[3]
            often, days = (first, int(second)) if second else (min(first, 1), first)
            raw = line.partition(":")[2].strip()
            found[name] = _Habit(name, number, raw, often, max(days, 1), category)
        else:
            unread.append(Left(NO_HABIT, line, number))
    return found


def _counted(text: str, unread: list[Left]) -> dict[str, _Counted]:
    found: dict[str, _Counted] = {}
    for number, line in _lines(text):
        if not _ENTRY.match(line):
            unread.append(Left(NO_ENTRY, line, number))
            continue
        parts = [part.strip() for part in _COLON.split(line)]
        try:
            day = date.fromisoformat(parts[0])
        except ValueError:
            unread.append(Left(NO_DAY, line, number))
            continue
        name, result = parts[1:3]
        amount = parts.pop() if len(parts) > _WITH_AMOUNT else ""
        words = " : ".join(parts[3:])
        counted = found.setdefault(name, _Counted([], [], []))
        if result == "y":
            value = _number(amount)
            if amount and value is None:
                unread.append(Left(NO_AMOUNT, line, number))
            counted.measured |= bool(value)
            counted.amounts.append(Datapoint(day, value or 1.0, words))
        else:
            counted.rest.append(line)
            if words:
                counted.remarks.append(Remark(words, day))
    return found


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= MILES_LIMIT else None


def _item(habit: _Habit, counted: _Counted) -> Item:
    total = sum(amount.value for amount in counted.amounts)
    step = max(round(_YEAR * habit.often / habit.days), 1) if habit.often else _FREE
    if counted.measured and counted.amounts:  # as much each time as on average
        step = max(ceil(step * total / len(counted.amounts)), 1)
    extra: dict[str, object] = {"frequency": habit.raw} if habit.raw else {}
    if counted.rest:
        extra["log"] = counted.rest
    return Item(
        key=fingerprint("habit", habit.name),
        title=habit.name,
        line=habit.line,
        created=min((amount.at for amount in counted.amounts), default=None),
        tags=(habit.category,) if habit.category else (),
        remarks=tuple(counted.remarks),
        unit="units" if counted.measured else "times",
        target=float(step * (int(total // step) + 1)),
        amounts=tuple(counted.amounts),
        extra=extra,
    )
