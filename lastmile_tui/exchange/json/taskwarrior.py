"""Taskwarrior's JSON, as `task export` prints it from 2.3 on, and as `task import` takes it.

A project is a road, its tasks are the markers; what depends on others of its project stands behind
them. Dates are UTC, in older files seconds since 1970. A task hides until its `wait` or `scheduled`
date, whatever its status says: 2.6 writes `pending` for those that wait.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.items import Item, Left, Reading, Remark, Status
from lastmile_tui.exchange.json.objects import objects
from lastmile_tui.exchange.json.values import day_and_time, instant, text, texts
from lastmile_tui.exchange.keys import fingerprint, numbered

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "taskwarrior"

ANNOTATION = "annotation_"
"""What the names of annotations of 2.3 and before begin with; the seconds since 1970 follow."""

REPEATS = "repeating (the tasks it made are brought in by themselves)"
DELETED = "deleted there"
NO_TASK = "is no task"
NO_DESCRIPTION = "has no description"

_DATES = ("due", "entry", "end", "wait", "scheduled")
_DERIVED = ("id", "urgency", "uuid", "description", "project")
"""What Taskwarrior derives, and what the title, the key and the road have already."""

_STATUS = {"completed": Status.DONE, "pending": Status.OPEN, "waiting": Status.OPEN}
_UUID = re.compile(r'"uuid"\s*:\s*"([^"]+)"')


def recognises(file: GivenFile) -> float:
    """By the names of the first task."""
    names = file.names
    if not {"description"} <= names:
        return 0.0
    if {"uuid", "status", "entry"} <= names:
        return 0.95
    return 0.6 if {"uuid", "status"} <= names or {"entry", "status"} <= names else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All tasks but those that are deleted or only make others."""
    found, unread = objects(file)
    return _Tasks(found, unread, file, local.zone).reading()


class _Tasks:
    """The tasks of a file, made items one after another."""

    def __init__(self, found: list[Any], unread: list[Left], file: GivenFile, zone: tzinfo) -> None:
        self._found, self._unread, self._file, self._zone = found, unread, file, zone
        self._skipped: list[Left] = []

    def reading(self) -> Reading:
        tasks = [task for task in self._found if self._is_task(task)]
        if len({text(task.get("uuid")) or id(task) for task in tasks}) < len(tasks):
            tasks = [*{text(task.get("uuid")) or id(task): task for task in tasks}.values()]
        names = [text(task.get("project")).strip() for task in tasks]
        groups = [
            Item(f"project {name}", name, group=True, extra={"project": name})
            for name in dict.fromkeys(filter(None, names))
        ]
        keys = self._keys(tasks, names)
        items = [
            self._item(task, key, f"project {name}" if name else "")
            for task, key, name in zip(tasks, keys, names, strict=True)
        ]
        items = _by_dependence(items)
        return Reading(ORIGIN, (*groups, *items), tuple(self._skipped), tuple(self._unread))

    def _is_task(self, task: Any) -> bool:
        """Whether it is a task to bring in; if not, that is noted."""
        if not isinstance(task, dict):
            self._unread.append(Left(NO_TASK, str(task)[:100]))
            return False
        if not text(title := task.get("description")):
            self._unread.append(self._left(task, NO_DESCRIPTION))
            return False
        status = task.get("status")
        if status in ("deleted", "recurring"):
            reason = DELETED if status == "deleted" else REPEATS
            self._skipped.append(Left(reason, str(title)))
            return False
        return True

    @staticmethod
    def _keys(tasks: list[dict[str, Any]], names: list[str]) -> list[str]:
        """The uuids; what was written to be imported may have none."""
        keys = [
            text(task.get("uuid"))
            or fingerprint("task", name, text(task["description"]), text(task.get("entry")))
            for task, name in zip(tasks, names, strict=True)
        ]
        return numbered(keys)

    def _item(self, task: dict[str, Any], key: str, parent: str) -> Item:
        due, entry, end, wait, scheduled = [
            self._moment(task, name) if name in task else None for name in _DATES
        ]
        status = _STATUS.get(task.get("status", "pending"))
        if status is None:
            self._unread.append(
                self._left(task, f"has a status that is unknown, ‘{task['status']}’")
            )
            status = Status.OPEN
        day, at = day_and_time(due, self._zone)
        hidden = max(wait, scheduled) if wait and scheduled else wait or scheduled
        waits = task.get("status") == "waiting" and not wait
        title, tags, remarks = (
            text(task["description"]),
            texts(task.get("tags")),
            self._remarks(task),
        )
        for name in _DERIVED:
            task.pop(name, None)
        if clean_line(title) != title:
            task["description"] = title
        return Item(
            key=key,
            title=title,
            parent=parent,
            status=status,
            created=entry,
            finished=end if status is Status.DONE else None,
            due=day,
            due_time=at,
            hidden_until=day_and_time(hidden, self._zone)[0],
            waiting="" if waits else None,
            tags=tuple(tags),
            remarks=tuple(remarks),
            extra=task,
        )

    def _remarks(self, task: dict[str, Any]) -> list[Remark]:
        """The annotations, of the present and of the older kind."""
        found = []
        annotations = task.get("annotations")
        for one in annotations if isinstance(annotations, list) else ():
            if isinstance(one, dict) and (words := text(one.get("description"))):
                found.append(Remark(words, instant(one.get("entry"))))
            elif isinstance(one, str):
                found.append(Remark(one))
        if annotations is None:
            found += [
                Remark(words, instant(name.removeprefix(ANNOTATION)))
                for name, value in task.items()
                if name.startswith(ANNOTATION) and (words := text(value))
            ]
        return found

    def _moment(self, task: dict[str, Any], name: str) -> datetime | None:
        value = task.get(name)
        if value is None or value == "":
            return None
        found = instant(value)
        if found is None:
            self._unread.append(self._left(task, f"has a date that is none, {name}: {value!s:.40}"))
        return found

    def _left(self, task: dict[str, Any], reason: str) -> Left:
        uuid = text(task.get("uuid"))
        return Left(reason, text(task.get("description")), self._lines.get(uuid, 0))

    @cached_property
    def _lines(self) -> dict[str, int]:
        """The line of each task by its uuid."""
        lines: dict[str, int] = {}
        line = at = 0
        whole = self._file.data.decode(errors="replace")
        for found in _UUID.finditer(whole):
            line, at = line + whole.count("\n", at, found.start()), found.start()
            lines.setdefault(found[1], line + 1)
        return lines


def _by_dependence(items: list[Item]) -> list[Item]:
    """The items in their order, but each behind those of its project that it depends on."""
    needs = {item.key: names for item in items if (names := texts(item.extra.get("depends")))}
    if not needs:
        return items
    by_key = {item.key: item for item in items}
    placed: dict[str, Item] = {}
    begun: set[str] = set()
    for first in items:
        stack = [first]
        while stack:
            item = stack[-1]
            inner = [] if item.key in begun else needs.get(item.key, [])
            begun.add(item.key)
            found = [by_key[key] for key in reversed(inner) if key in by_key and key not in begun]
            ahead = [one for one in found if one.parent == item.parent]
            if ahead:
                stack += ahead
            else:
                placed.setdefault(stack.pop().key, item)
    return [*placed.values()]
