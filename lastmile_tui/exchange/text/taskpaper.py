"""TaskPaper: projects end with a colon, tasks begin with a dash, all else is a note.

What is indented deeper is a part. Tags are `@name` or `@name(value)`; those of dates and `@waiting`
are understood, other values are kept. What was archived with `@project(…)` is still of it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.keys import fingerprint

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Moment

ORIGIN = "taskpaper"

NO_DAY = "has a date that cannot be read"

_TAG = re.compile(r"(?:^|(?<=\s))@([\w.-]+)(?:\(((?:[^()\\]|\\.)*)\))?(?=\s|$)")
_PROJECT = re.compile(r"(\S.*?):((?:[ \t]+@[\w.-]+(?:\([^()]*\))?)*)[ \t]*$")
_TASK = re.compile(r"-[ \t]+(\S.*)")
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}):(\d{2})(?::\d{2})?)?")
_TAGGED = re.compile(r"^[ \t]*- .*@(?:done|due|start|defer|cancelled|waiting)\b", re.MULTILINE)
_HEAD = re.compile(r"^\S.*:(?:[ \t]+@\S+)*[ \t]*$", re.MULTILINE)

_TAB = 4
_DATES = ("done", "cancelled", "due", "start", "defer")


def recognises(file: GivenFile) -> float:
    """By its ending, or by projects and tasks with tags of TaskPaper."""
    if file.ending == ".taskpaper":
        return 0.95
    if file.ending not in ("", ".txt") or not _HEAD.search(file.head):
        return 0.0
    return 0.92 if _TAGGED.search(file.head) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All projects and tasks, with their notes."""
    tasks = _PaperTasks(local)
    for number, line in enumerate(file.lines, 1):
        if text := line.strip():
            column = len(line.expandtabs(_TAB)) - len(line.expandtabs(_TAB).lstrip())
            tasks.add(text, column, number)
    return Reading(ORIGIN, tasks.all(), (), tuple(tasks.unread))


class _PaperTasks:
    """The items by their keys; `_way` are those that a line may be a part of."""

    def __init__(self, local: Local) -> None:
        self.items: dict[str, Item] = {}
        self.unread: list[Left] = []
        self._zone = local.zone
        self._way: list[tuple[int, str]] = []
        self._counts: dict[str, int] = {}
        self._notes: dict[str, list[str]] = {}

    def all(self) -> tuple[Item, ...]:
        """All items with their notes."""
        return tuple(
            replace(item, remarks=(Remark("\n".join(notes), item.finished),))
            if (notes := self._notes.get(key))
            else item
            for key, item in self.items.items()
        )

    def add(self, text: str, column: int, line: int) -> None:
        """A line; a note belongs to the item above it, unless it is indented less."""
        task = _TASK.match(text)
        project = None if task else _PROJECT.match(text)
        if not (task or project):
            self._note(text, column)
            return
        while self._way and self._way[-1][0] >= column:
            self._way.pop()
        parent = self._way[-1][1] if self._way else ""
        if task:
            item = self._task(task[1], parent, line)
        elif project:
            item = self._project(project[1], parent, line)
            tags = dict(_TAG.findall(project[2]))
            item = self._with_tags(replace(item, line=line), tags, project[1])
        self.items[item.key] = item
        self._way.append((column, item.key))

    def _note(self, text: str, column: int) -> None:
        key = next((key for at, key in reversed(self._way) if at <= column), "")
        if key:
            self._notes.setdefault(key, []).append(text)
        else:
            self.unread.append(Left("stands above every project and task", text))

    def _project(self, name: str, parent: str, line: int) -> Item:
        """A project by its name, new or one that is there already."""
        key = fingerprint("project", parent, name)
        return self.items.get(key) or Item(key, name, line, parent=parent, group=True)

    def _task(self, text: str, parent: str, line: int) -> Item:
        tags = dict(_TAG.findall(text))
        title = " ".join(_TAG.sub("", text).split()) or text
        if way := tags.get("project", ""):
            parent = ""
            for name in way.split(" / "):
                item = self._project(name.strip(), parent, line)
                parent = self.items.setdefault(item.key, item).key
        key = fingerprint(parent, title)
        self._counts[key] = count = self._counts.get(key, 0) + 1
        key = key if count == 1 else f"{key}.{count}"
        return self._with_tags(Item(key, title, line, parent=parent), tags, title)

    def _with_tags(self, item: Item, tags: dict[str, str], title: str) -> Item:
        """The item with what its tags say."""
        found: dict[str, tuple[date, time | None]] = {}
        for name in _DATES:
            if value := tags.get(name, ""):
                moment = _moment(value)
                if moment is None:
                    self.unread.append(Left(f"{NO_DAY}, @{name}({value})", title, item.line))
                else:
                    found[name] = moment
        status = Status.DONE if "done" in tags else Status.OPEN
        status = Status.CANCELLED if "cancelled" in tags else status
        ended = found.get("cancelled" if status is Status.CANCELLED else "done")
        due = found.get("due", (None, None))
        hidden = found.get("start") or found.get("defer")
        kept: dict[str, Any] = {name: value for name, value in tags.items() if value}
        plain = [name for name, value in tags.items() if not value]
        known = {*_DATES, "waiting", "project"}
        return replace(
            item,
            status=status,
            finished=self._instant(*ended) if ended and status is not Status.OPEN else None,
            due=due[0],
            due_time=due[1],
            hidden_until=hidden[0] if hidden else None,
            waiting=tags.get("waiting"),
            tags=tuple(name for name in plain if name not in known),
            extra={"tags": kept} if kept else {},
        )

    def _instant(self, day: date, at: time | None) -> Moment:
        return datetime.combine(day, at, self._zone) if at else day


def _moment(text: str) -> tuple[date, time | None] | None:
    """The day and the time of a value; None where it is no date."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        return None
    try:
        at = time(int(found[2]), int(found[3])) if found[2] else None
        return date.fromisoformat(found[1]), at
    except ValueError:
        return None
