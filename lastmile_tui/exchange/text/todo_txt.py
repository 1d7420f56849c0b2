"""todo.txt: a task a line, as described at github.com/todotxt/todo.txt.

A `+project` is the road, what carries it its markers; `@context` is a tag, `pri:` and other keys
are kept. Tools differ in done lines: one date is the day it was done, priorities stand in front or
behind as `pri:A`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.items import Item, Reading, Status
from lastmile_tui.exchange.keys import fingerprint, numbered

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "todo.txt"

_DONE = re.compile(r"x (?=\S)")
_PRIORITY = re.compile(r"\(([A-Z])\) ")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?: |$)")
_PROJECT = re.compile(r"(?:^|(?<=\s))\+(\S+)")
_CONTEXT = re.compile(r"(?:^|(?<=\s))@(\S+)")
_KEY = re.compile(r"(?:^|(?<=\s))([^\s:/]+):(?!//)(\S+)")

_DAYS_BEFORE = re.compile(r"-(\d{1,4})d")


def recognises(file: GivenFile) -> float:
    """By its name, or how many of its lines begin as a task does or have a project or context."""
    lines = [line for line in file.head.split("\n")[:200] if line.strip()]
    if not lines or file.ending not in ("", ".txt"):
        return 0.0
    marked = sum(bool(_is_marked(line)) for line in lines)
    named = file.name.casefold() in ("todo.txt", "done.txt")
    return 0.95 if named else min(0.9, 1.2 * marked / len(lines)) if marked else 0.0


def _is_marked(line: str) -> bool:
    found = _PRIORITY.match(line) or _DATE.match(line) or _PROJECT.search(line)
    return bool(found or re.match(r"x \d{4}-\d{2}-\d{2}", line) or _CONTEXT.search(line))


def read(file: GivenFile, local: Local) -> Reading:
    """All tasks; each line that is not empty is one."""
    lines = [(number, line) for number, line in enumerate(file.lines, 1) if line.strip()]
    tasks = [_TaskLine(line.strip(), number, local.today) for number, line in lines]
    keys = numbered(task.key for task in tasks)
    ids = {task.id: key for task, key in zip(tasks, keys, strict=True) if task.id}
    projects = dict.fromkeys(task.projects[0] for task in tasks if task.projects)
    groups = [Item(f"+{name}", name.replace("_", " "), group=True) for name in projects]
    items = [task.item(key, ids) for task, key in zip(tasks, keys, strict=True)]
    return Reading(ORIGIN, (*groups, *items))


class _TaskLine:
    """A line, taken apart from its beginning on."""

    def __init__(self, line: str, number: int, today: date) -> None:
        self._number, self._rest = number, line
        self.done = bool(self._take(_DONE))
        self.priority = self._taken(_PRIORITY)
        self.finished = self._day() if self.done else None
        self.created = self._day()
        self.priority = self.priority or self._taken(_PRIORITY)
        self.projects = tuple(_PROJECT.findall(self._rest))
        self.contexts = tuple(_CONTEXT.findall(self._rest))
        self._keys = {name: value for name, value in _KEY.findall(self._rest) if name in _KNOWN}
        self._today = today
        self.id = self._keys.get("id", "")

    @property
    def key(self) -> str:
        """Its id, or a fingerprint of what stays when it is done."""
        return self.id or fingerprint(self._title, *self.projects[:1])

    def item(self, key: str, ids: dict[str, str]) -> Item:
        """The task, below the one that `p:` names, or below its first project."""
        project = f"+{self.projects[0]}" if self.projects else ""
        keys = self._keys
        due = _date(keys.get("due", ""))
        hidden = self._hidden(keys.get("t", ""), due)
        used = {"due"} if due else set()
        used |= {"t"} if hidden else set()
        extra: dict[str, Any] = {}
        if priority := self.priority or keys.get("pri", ""):
            extra["priority"] = priority
        if more := {name: keys[name] for name in keys if name not in used | {"pri"}}:
            extra["keys"] = more
        if self.projects[1:]:
            extra["projects"] = list(self.projects[1:])
        return Item(
            key=key,
            title=self._title,
            line=self._number,
            parent=ids.get(keys.get("p", ""), project),
            status=Status.DONE if self.done else Status.OPEN,
            created=self.created,
            finished=self.finished,
            due=due,
            hidden_until=hidden,
            tags=(*self.contexts, *self.projects[1:]),
            extra=extra,
        )

    @property
    def _title(self) -> str:
        text = _CONTEXT.sub("", _PROJECT.sub("", self._rest))
        text = _KEY.sub(lambda found: "" if found[1] in _KNOWN else found[0], text)
        return " ".join(text.split())

    def _hidden(self, text: str, due: date | None) -> date | None:
        """The day of `t:`, which may count days before the due date."""
        if due and (before := _DAYS_BEFORE.fullmatch(text)):
            return due - timedelta(days=int(before[1]))
        return _date(text)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._rest)
        if found:
            self._rest = self._rest[found.end() :]
        return found

    def _taken(self, pattern: re.Pattern[str]) -> str:
        found = self._take(pattern)
        return found[1] if found else ""

    def _day(self) -> date | None:
        """The date that the rest begins with; one that does not exist stays in the text."""
        found = _DATE.match(self._rest)
        day = _date(found[1]) if found else None
        if found and day:
            self._rest = self._rest[found.end() :]
        return day


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


_KNOWN = frozenset(("due", "t", "rec", "pri", "id", "p", "h", "note", "pm"))
"""Keys that tools agree upon; any other is a part of the title, such as a time of day."""
