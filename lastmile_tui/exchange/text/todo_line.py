"""A line of todo.txt, taken apart into its words, each with what it means.

As described at github.com/todotxt/todo.txt, and as tools write it: some have the priority of a done
line between its dates or as `pri:A`, dates as `created:` or `done:`, days before as `t:-3d`.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from enum import StrEnum

from msgspec import Struct

from lastmile_tui.exchange.items import OWN


class Role(StrEnum):
    """What a word of a line is; `BAD` is a date that is none, `KEY` a key that tools agree upon."""

    WORD = "word"
    PROJECT = "project"
    CONTEXT = "context"
    DUE = "due"
    UNTIL = "until"
    DAY = "day"
    KEY = "key"
    BAD = "bad"


class TodoLine(Struct, frozen=True):
    """A line: how it begins, its text as it stands, and the words of that with their roles."""

    done: bool
    priority: str
    finished: date | None
    created: date | None
    text: str
    words: tuple[tuple[Role, str], ...]
    projects: tuple[str, ...]
    contexts: tuple[str, ...]
    keys: dict[str, str]
    due: date | None = None
    due_time: time | None = None
    until: date | None = None
    head_created: bool = False
    turned: bool = False
    """Whether it is done, and the second date of its beginning is the later one."""

    @property
    def title(self) -> str:
        """The text without projects, contexts, keys and dates; those that are none stay."""
        return " ".join(word for role, word in self.words if role in (Role.WORD, Role.BAD))

    @property
    def lasting(self) -> str:
        """The words that stay when a date is mended."""
        return " ".join(word for role, word in self.words if role is Role.WORD)

    @property
    def bad(self) -> list[str]:
        """What looks like a date and is none."""
        return [word for role, word in self.words if role is Role.BAD]


_DONE = re.compile(r"x\s+(?=\S)|X\s+(?=(?:\([A-Z]\)\s+)?\d{4}-\d)")
_PRIORITY = re.compile(r"\(([A-Z])\)\s+(?=\S)")
_DATE = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}\S*)(?:\s+|$)")
_KEY = re.compile(r"[(\[]?([A-Za-z]+):(?!//)(\S*)")
_DAY = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:T(\d{2}):(\d{2}))?")
_BEFORE = re.compile(r"-(\d{1,4})d")

BEHIND = ",.;:!?)]"
"""Punctuation behind a word that is no part of it."""

_ASKED = {"due": Role.DUE, "t": Role.UNTIL}
"""Keys whose value is a date, and is told where it is none."""

_LIKE = {
    "deadline": Role.DUE,
    "threshold": Role.UNTIL,
    "wait": Role.UNTIL,
    "start": Role.UNTIL,
    "scheduled": Role.UNTIL,
    "created": Role.DAY,
    "done": Role.DAY,
    "completed": Role.DAY,
}
"""Keys of single tools, and plain words where no date follows."""

_ROADS = re.compile(rf"{OWN.pattern}(?:,{OWN.pattern})*")

_KNOWN = frozenset(("rec", "pri", "id", "p", "h", "note", "pm"))
"""Keys that tools agree upon; any other is a part of the title, such as a time of day."""


def taken_apart(line: str) -> TodoLine:
    """The line; nothing of it is lost, whatever it is."""
    parser = _LineParser(line.strip())
    parser.begin()
    return parser.line()


def text_apart(text: str, *, done: bool) -> TodoLine:
    """The text of a line whose beginning was taken off."""
    return _LineParser(text, done=done).line()


def read_day(text: str) -> tuple[date, time | None] | None:
    """A day as numbers from the year on, with its time if there is one; None where it is none."""
    found = _DAY.fullmatch(text)
    if not found or (not found[2] and len(text.partition("T")[0]) != _DIGITS):
        return None
    try:
        day = date(int(found[1]), int(found[3]), int(found[4]))
        return day, time(int(found[5]), int(found[6])) if found[5] else None
    except ValueError:
        return None


def _head_day(text: str) -> date | None:
    """A date at the beginning of a line, which has no time."""
    found = read_day(text)
    return found[0] if found and not found[1] else None


_DIGITS = 8
"""Digits of a day without signs between."""


class _LineParser:
    """Goes through a line once."""

    def __init__(self, line: str, *, done: bool = False) -> None:
        self._rest, self._done = line, done
        self._priority = ""
        self._finished: date | None = None
        self._created: date | None = None
        self._head_created = self._turned = False
        self._words: list[tuple[Role, str]] = []
        self._projects: list[str] = []
        self._contexts: list[str] = []
        self._keys: dict[str, str] = {}
        self._dates: dict[str, tuple[str, date, time | None]] = {}

    def begin(self) -> None:
        """Take off what stands in front of the text."""
        self._done = bool(self._take(_DONE))
        days = self._head_days(2 if self._done else 1)
        self._turned = len(days) > 1 and days[1] > days[0]
        if self._turned:  # nothing ends before it begins
            days.reverse()
        self._finished = days.pop(0) if self._done and days else None
        self._created = days[0] if days else None
        self._head_created = bool(days)

    def _head_days(self, most: int) -> list[date]:
        """The dates at the beginning, with the priority before, between or behind them."""
        days: list[date] = []
        while True:
            if not self._priority and (found := self._take(_PRIORITY)):
                self._priority = found[1]
                continue
            found = _DATE.match(self._rest) if len(days) < most else None
            day = _head_day(found[1]) if found else None
            if not found or not day:
                return days
            days.append(day)
            self._rest = self._rest[found.end() :]

    def line(self) -> TodoLine:
        tokens = self._rest.split()
        if tokens and _DATE.match(tokens[0]) and not _head_day(tokens[0]):
            self._words.append((Role.BAD, tokens.pop(0)))
        taken = 0
        for index, token in enumerate(tokens):
            if taken:
                taken -= 1
                continue
            following = tokens[index + 1] if index + 1 < len(tokens) else ""
            role, taken = self._role(token, following)
            self._words.append((role, token))
            if taken:
                self._words.append((role, following))
        due = self._dates.get(Role.DUE)
        until = self._until(due[1] if due else None)
        return TodoLine(
            done=self._done,
            priority=self._priority or self._keys.get("pri", ""),
            finished=self._finished or (self._day("done", "completed") if self._done else None),
            created=self._created or self._day("created"),
            text=self._rest,
            words=tuple(self._words),
            projects=tuple(self._projects),
            contexts=tuple(dict.fromkeys(self._contexts)),
            keys=self._keys,
            due=due[1] if due else None,
            due_time=due[2] if due else None,
            until=until,
            head_created=self._head_created,
            turned=self._turned,
        )

    def _role(self, token: str, following: str) -> tuple[Role, int]:
        """What a word is, and how many behind it belong to it."""
        if token[0] == "+" and token.strip("+@"):
            self._projects.append(token[1:])
            return Role.PROJECT, 0
        if token[0] == "@" and (name := token[1:].rstrip(BEHIND)).strip("+@"):
            self._contexts.append(name)
            return Role.CONTEXT, 0
        found = _KEY.match(token) if ":" in token else None
        return self._keyed(found[1], found[2], following) if found else (Role.WORD, 0)

    def _keyed(self, name: str, value: str, following: str) -> tuple[Role, int]:
        if name in _KNOWN and value:
            self._keys.setdefault(name, value)
            return Role.KEY, 0
        if name == "dep" and _ROADS.fullmatch(value):
            self._keys.setdefault(name, value)
            return Role.KEY, 0
        name = name if len(name) == 1 else name.casefold()
        role = _ASKED.get(name) or _LIKE.get(name)
        if role is None:
            return Role.WORD, 0
        if value:
            return self._dated(role, name, value), 0
        if following and read_day(following.rstrip(BEHIND)):
            return self._dated(role, name, following), 1
        return Role.BAD if name == "due" and following[:1].isdecimal() else Role.WORD, 0

    def _dated(self, role: Role, name: str, value: str) -> Role:
        """The role of a key with a date; the first one of a kind is taken."""
        value = value.rstrip(BEHIND)
        before = role is Role.UNTIL and _BEFORE.fullmatch(value)
        day = (date.max, None) if before else read_day(value)
        if day is None:
            return Role.BAD if name in _ASKED else Role.WORD
        if role is Role.DAY and (self._created if name == "created" else not self._undated):
            return Role.WORD
        kind = name if role is Role.DAY else role.value
        if (known := self._dates.get(kind)) and known[0] != value:
            return Role.BAD
        self._dates[kind] = (value, *day)
        return role

    @property
    def _undated(self) -> bool:
        """Whether it is done, and its beginning does not say when."""
        return self._done and not self._finished

    def _until(self, due: date | None) -> date | None:
        """The day of `t:`, which may count days before the due date."""
        if not (found := self._dates.get(Role.UNTIL)):
            return None
        if not (before := _BEFORE.fullmatch(found[0])):
            return found[1]
        try:
            day = due - timedelta(days=int(before[1])) if due else None
        except OverflowError:
            day = None
        if day is None:
            bad = [role is Role.UNTIL for role, _ in self._words].index(True)
            self._words[bad] = (Role.BAD, self._words[bad][1])
        return day

    def _day(self, *names: str) -> date | None:
        found = [self._dates[name][1] for name in names if name in self._dates]
        return found[0] if found else None

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._rest)
        if found:
            self._rest = self._rest[found.end() :]
        return found
