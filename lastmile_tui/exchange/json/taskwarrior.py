"""Taskwarrior's JSON, as `task export` prints it from 2.3 on, and as `task import` takes it.

A project is a road, its tasks are the markers; what depends on others of its project stands behind
them. Dates are UTC, in older files seconds since 1970. A task hides until its `wait` or `scheduled`
date, whatever its status says: 2.6 writes `pending` for those that wait.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.items import (
    Item,
    Left,
    Reading,
    Remark,
    Status,
    with_own_roads,
    with_waits,
)
from lastmile_tui.exchange.json.objects import ERRORS, objects, one_after_another
from lastmile_tui.exchange.json.values import day_and_time, instant, text, texts
from lastmile_tui.exchange.kept import Members
from lastmile_tui.exchange.keys import fingerprint, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "taskwarrior"

ANNOTATION = "annotation_"
"""What the names of annotations of 2.3 and before begin with; the seconds since 1970 follow."""

REPEATS = "repeating (the tasks it made are brought in by themselves)"
DELETED = "deleted there"
NO_TASK = "is no task"
NO_DESCRIPTION = "has no description"

_DATES = ("due", "entry", "end", "wait", "scheduled")
OWN_ID, WAITS_FOR = "lastmile", "lastmilewaits"
"""Attributes of our own: what a task that was made here is here, and which roads come first."""

_DERIVED = ("id", "urgency", "uuid", "description", "project", OWN_ID, WAITS_FOR)
"""What Taskwarrior derives, and what the title, the key and the road have already."""

_PROJECT = "project "
"""What the key of a project begins with; its name follows."""

_STATUS = {"completed": Status.DONE, "pending": Status.OPEN, "waiting": Status.OPEN}
_BY_NAME = (("&dquot;", '"'), ("&open;", "["), ("&close;", "]"))
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
    try:
        return _Tasks(file, local, []).reading(one_after_another(file))
    except ERRORS:
        found, unread = objects(file)
        return _Tasks(file, local, unread).reading(found)


class _Made(NamedTuple):
    """The item of a task, the keys of those that it depends on, and what of it was not read.

    `own` and `waits` are what an export of ours says of it: the id that it has here, and the roads
    that come first.
    """

    item: Item
    needs: list[str]
    unread: list[Left]
    own: str
    waits: list[str]


class _Tasks:
    """The tasks of a file, made items one after another."""

    def __init__(self, file: GivenFile, local: Local, unread: list[Left]) -> None:
        self._file, self._unread = file, unread
        self._zone, self._today = local.zone, local.today
        self._skipped: list[Left] = []

    def reading(self, found: Iterable[Any]) -> Reading:
        """All tasks; one that comes twice is as it stands last."""
        by_name: dict[str | int, _Made] = {}
        for number, task in enumerate(found):
            if self._is_task(task):
                name = text(task.get("uuid"))
                by_name[name or number] = self._made(name, task)
        made = [*by_name.values()]
        keys = numbered(each.item.key for each in made)
        items = [
            each.item if each.item.key == key else replace(each.item, key=key)
            for each, key in zip(made, keys, strict=True)
        ]
        needs = {key: each.needs for each, key in zip(made, keys, strict=True) if each.needs}
        own = {key: each.own for each, key in zip(made, keys, strict=True) if each.own}
        waits = {each.own.partition(".")[0]: each.waits for each in made if each.own and each.waits}
        projects = dict.fromkeys(item.parent for item in items if item.parent)
        groups = [
            Item(key, name, group=True, extra={"project": name})
            for key in projects
            for name in (key.removeprefix(_PROJECT),)
        ]
        return Reading(
            ORIGIN,
            with_waits(
                with_own_roads(groups, _by_dependence(items, needs), own), waits, self._today
            ),
            tuple(self._skipped),
            (*self._unread, *chain.from_iterable(each.unread for each in made)),
        )

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

    def _made(self, uuid: str, task: dict[str, Any]) -> _Made:
        unread: list[Left] = []
        due, entry, end, wait, scheduled = [
            self._moment(task, name, unread) if name in task else None for name in _DATES
        ]
        status = _STATUS.get(task.get("status", "pending"))
        if status is None:
            what = f"has a status that is unknown, ‘{task['status']}’"
            unread.append(self._left(task, what))
            status = Status.OPEN
        title, name = _words(task["description"]), text(task.get("project")).strip()
        day, at = day_and_time(due, self._zone) if due else (None, None)
        hidden = max(wait, scheduled) if wait and scheduled else wait or scheduled
        hides = task.get("status") == "waiting" and not wait
        own, waits = text(task.get(OWN_ID)), text(task.get(WAITS_FOR)).split()
        item = Item(
            key=uuid or fingerprint("task", name, title, text(task.get("entry"))),
            title=title,
            parent=intern(f"{_PROJECT}{name}") if name else "",
            status=status,
            created=entry,
            finished=end if status is Status.DONE else None,
            due=day,
            due_time=at,
            hidden_until=day_and_time(hidden, self._zone)[0] if hidden else None,
            waiting="" if hides else None,
            tags=tuple(map(intern, texts(task.get("tags")))),
            remarks=tuple(self._remarks(task)),
            extra=_extra(task, title),
        )
        return _Made(item, texts(task.get("depends")), unread, own, waits)

    def _remarks(self, task: dict[str, Any]) -> list[Remark]:
        """The annotations, of the present and of the older kind."""
        found = []
        annotations = task.get("annotations")
        for one in annotations if isinstance(annotations, list) else ():
            if isinstance(one, dict) and (words := _words(one.get("description"))):
                found.append(Remark(words, instant(one.get("entry"))))
            elif isinstance(one, str):
                found.append(Remark(_words(one)))
        if annotations is None:
            found += [
                Remark(words, instant(name.removeprefix(ANNOTATION)))
                for name, value in task.items()
                if name.startswith(ANNOTATION) and (words := _words(value))
            ]
        return found

    def _moment(self, task: dict[str, Any], name: str, unread: list[Left]) -> datetime | None:
        value = task.get(name)
        if value is None or value == "":
            return None
        found = instant(value)
        if found is None:
            unread.append(self._left(task, f"has a date that is none, {name}: {value!s:.40}"))
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


def _words(value: Any) -> str:
    """A text with the signs that taskw 2.0 and Bugwarrior hand to Taskwarrior by name."""
    words = text(value)
    if "&" in words:
        for name, sign in _BY_NAME:
            words = words.replace(name, sign)
    return words


def _extra(task: dict[str, Any], title: str) -> Members:
    """What has no place: the members as they are, and a title that is cleaned in its place.

    All else is taken out of the task, which nobody needs any more.
    """
    for name in _DERIVED:
        task.pop(name, None)
    if clean_line(title) != title:
        task["description"] = title
    return Members(task)


def _by_dependence(items: list[Item], needs: Mapping[str, list[str]]) -> list[Item]:
    """The items in their order, but each behind those of its project that it depends on."""
    if not needs:
        return items
    by_key = {item.key: item for item in items}
    placed: dict[str, Item] = {}
    begun: set[str] = set()
    for first in items:
        if first.key not in needs:
            begun.add(first.key)
            placed.setdefault(first.key, first)
            continue
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
