"""Marks that other tools put into their lines: dates, projects, priorities, repetitions.

    📅 2026-12-24  ⏳ 🛫 ➕ ✅ 🔁 every week  ⏫    Obsidian Tasks, `[due:: 2026-12-24]` too
    DEADLINE: <2026-12-24 Thu>  SCHEDULED: <…>      Org mode
    +project  t:2026-12-01  rec:1w  pri:A           todo.txt
    +tag  project:home  wait:fri  recur:weekly      Taskwarrior
    @due(2026-12-24)  @done(2026-11-28)             TaskPaper

Deadlines are due dates, projects are tags. What a road has no place for is left out, and said.
`due:2026-12-24` is a date of quick add itself.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time
from typing import TYPE_CHECKING

from lastmile_tui.dates import When
from lastmile_tui.domain.input.grammar.names import is_tag
from lastmile_tui.domain.model.text import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Findings:
    """What was read of how another tool writes a line."""

    def __init__(self) -> None:
        self.tags: dict[str, None] = {}
        self.due: When | None = None
        self.is_done = False
        self.is_todo_txt = False
        self.remarks: dict[str, None] = {}

    def remark(self, sentence: str) -> None:
        self.remarks[sentence] = None

    def leave_out(self, words: str, what: str) -> None:
        """Say that some words have no place on a road."""
        self.remark(f"‘{fit(words, 60)}’ is {what}; it is left out.")

    def finish(self, words: str) -> None:
        """Take in that it is done there."""
        self.is_done = True
        self.remark(f"‘{words}’ says that it is done already.")


_BEGINS, _WRITTEN, _DONE, _REPEATS = (
    "a day to begin", "the day it was written down", "the day it was done", "a repetition",
)  # fmt: skip
_PRIORITY, _LINK, _ENDS, _HIDDEN = "a priority", "a link to other tasks", "its last day", "a switch"

_DUE_SIGNS = "📅📆🗓"
_DATED_SIGNS = {
    "⏳": _BEGINS,
    "⌛": _BEGINS,
    "🛫": _BEGINS,
    "➕": _WRITTEN,
    "✅": _DONE,
    "❌": _DONE,
}
_PRIORITY_SIGNS = "🔺⏫🔼🔽⏬"
_ID_SIGN, _REPEAT_SIGN = "🆔", "🔁"
_SIGNS = "".join((_DUE_SIGNS, *_DATED_SIGNS, _PRIORITY_SIGNS, _ID_SIGN, _REPEAT_SIGN))

_KEYS: dict[str, tuple[str, str]] = {
    "t": (_BEGINS, r"\d{4}-\d\d-\d\d"),
    "wait": (_BEGINS, r"[\w:+-]+"),
    "scheduled": (_BEGINS, r"[\w:+-]+"),
    "until": (_ENDS, r"\d[\w:+-]*|[es]o[dwmqy]|[a-z]*day|tomorrow|mon|tue|wed|thu|fri|sat|sun"),
    "entry": (_WRITTEN, r"\d[\w:+-]*"),
    "rec": (_REPEATS, r"\+?\d+[dbwmy]"),
    "recur": (_REPEATS, r"\w+"),
    "pri": (_PRIORITY, r"\w+"),
    "priority": (_PRIORITY, r"\w+"),
    "depends": (_LINK, r"[\w,-]+"),
    "dep": (_LINK, r"[\w,-]+"),
    "h": (_HIDDEN, "1"),
}
"""Keys of todo.txt and Taskwarrior: what they say, and the values they have there."""

_FIELDS = {
    "scheduled": _BEGINS, "start": _BEGINS, "created": _WRITTEN, "completion": _DONE,
    "cancelled": _DONE, "done": _DONE, "repeat": _REPEATS, "priority": _PRIORITY, "id": _LINK,
    "dependsOn": _LINK, "defer": _BEGINS,
}  # fmt: skip
"""Fields of Dataview and TaskPaper, without the due date."""

_PROJECT = re.compile(r"(?:\+|(?:project|proj|pro):)([^\W\d_][^\s\\#@+:/]*?)[.,;!?]*")
_KEY = re.compile(r"([a-z]+):(.+?)[,;]?")
_DATAVIEW = re.compile(r"[\[(](\w+):: ([\w:,+ -]*\w)[\])](?= |$)")
_TASKPAPER = re.compile(r"@(\w+)\(([^()\s]+)\)[,;]?")
_PLANNED = {"DEADLINE:": "", "SCHEDULED:": _BEGINS, "CLOSED:": _DONE}
_PLANNING = re.compile(r"[A-Z]+: [<\[](\d{4}-\d\d-\d\d)((?: [\w.+:/-]+)*)[>\]](?= |$)")
LONGEST_MARK = 12
"""Words of the longest mark: `🔁 every 3 months on the last Friday when done`."""


def iso_date(text: str) -> date | None:
    """Read `2026-12-24`; None when it is no such date."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        with suppress(ValueError):
            return date.fromisoformat(text)
    return None


def read_mark(words: Sequence[str], found: Findings) -> int:
    """Take in the mark that words begin with; how many of them it takes, 0 without one.

    A mark is no longer than `LONGEST_MARK` words.
    """
    return next((taken for reader in _READERS if (taken := reader(words, found))), 0)


def _sign(words: Sequence[str], found: Findings) -> int:
    """A sign of Obsidian Tasks, with its date or its words."""
    sign, rest = words[0][0], words[0][1:].removeprefix("\ufe0f")
    if sign not in _SIGNS:
        return 0
    if sign in _PRIORITY_SIGNS:
        return 0 if rest else _left(found, words[:1], _PRIORITY)
    values = [rest, *words[1:]] if rest else list(words[1:])
    used = 0 if rest else 1
    if sign in (_REPEAT_SIGN, _ID_SIGN):
        count = _repetition(values) if sign == _REPEAT_SIGN else min(len(values), 1)
        what = _REPEATS if sign == _REPEAT_SIGN else _LINK
        return _left(found, words[: used + count], what) if count else 0
    day = iso_date(values[0].rstrip(",;")) if values else None
    if day is None:
        return 0
    if sign in _DUE_SIGNS:
        return _due(found, When(day), used + 1)
    found.is_done = found.is_done or _DATED_SIGNS[sign] == _DONE
    return _left(found, words[: used + 1], _DATED_SIGNS[sign])


def _repetition(values: Sequence[str]) -> int:
    """How many words say how often: `every week on Sunday`, up to the next sign."""
    if not values or values[0].casefold() != "every":
        return 0
    ends = (n for n, word in enumerate(values) if word[0] in _SIGNS or word[0] in "#@>!\0")
    return next(ends, len(values))


def _planning(words: Sequence[str], found: Findings) -> int:
    """A time stamp of Org mode: `DEADLINE: <2026-12-24 Thu 10:00 +1w>`."""
    match = _PLANNING.match(" ".join(words)) if words[0] in _PLANNED else None
    day = iso_date(match[1]) if match else None
    if match is None or day is None:
        return 0
    taken = len(match[0].split())
    if what := _PLANNED[words[0]]:
        found.is_done = found.is_done or what == _DONE
        return _left(found, words[:taken], what)
    clock = None
    for word in match[2].split():
        if word[0] in "+.-":
            found.leave_out(word, "a reminder" if word[0] == "-" else _REPEATS)
        elif word[0].isdigit():
            clock, rest = _clock(word)
            if rest:
                found.leave_out(rest, "the end of a span" if rest[0] == "-" else "no time here")
    return _due(found, When(day, clock), taken)


def _clock(word: str) -> tuple[time | None, str]:
    """Read `9:30`, and what stands behind it: `10:00-12:00` begins at ten."""
    begun = re.match(r"(\d\d?):(\d\d)(?!\d)", word, re.ASCII)
    if begun:
        with suppress(ValueError):
            return time(int(begun[1]), int(begun[2])), word[begun.end() :]
    return None, word


def _project(words: Sequence[str], found: Findings) -> int:
    match = _PROJECT.fullmatch(words[0])
    if not match or not is_tag(match[1]):
        return 0
    found.tags[match[1]] = None
    found.is_todo_txt = found.is_todo_txt or words[0][0] == "+"
    return 1


def _key(words: Sequence[str], found: Findings) -> int:
    match = _KEY.fullmatch(words[0])
    if not match or match[1] not in _KEYS:
        return 0
    what, values = _KEYS[match[1]]
    return _left(found, words[:1], what) if re.fullmatch(values, match[2]) else 0


def _field(words: Sequence[str], found: Findings) -> int:
    """A field of Dataview, `[due:: 2026-12-24]`, or of TaskPaper, `@due(2026-12-24)`."""
    match = _TASKPAPER.fullmatch(words[0]) or _DATAVIEW.match(" ".join(words))
    if not match:
        return 0
    key, value, taken = match[1], match[2], len(match[0].split())
    if key == "due" and (day := iso_date(value)):
        return _due(found, When(day), taken)
    if key not in _FIELDS:
        return 0
    found.is_done = found.is_done or _FIELDS[key] == _DONE
    return _left(found, words[:taken], _FIELDS[key])


def _due(found: Findings, due: When, taken: int) -> int:
    if found.due is not None and found.due != due:
        found.remark("There are two due dates; the last one counts.")
    found.due = due
    return taken


def _left(found: Findings, words: Sequence[str], what: str) -> int:
    found.leave_out(" ".join(words), what)
    return len(words)


_READERS: tuple[Callable[[Sequence[str], Findings], int], ...] = (
    _sign, _planning, _project, _key, _field,
)  # fmt: skip
