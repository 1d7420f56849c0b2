"""What a file of another tool holds, before any of it is a goal: the same values for each format.

A reader of a format makes items and says what it could not read; what becomes of them is decided
in `roads`, the same way for every format.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.value.way import Way  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.exchange.past import Standing, ToldBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Moment = date | datetime
"""When something happened: an aware instant, or a local day where the file tells no time."""


class Status(StrEnum):
    """How a tool has an item."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Remark(Struct, frozen=True, gc=False):
    """A text that hangs on an item, and when it was written, where the file says so."""

    text: str
    at: Moment | None = None


class Datapoint(Struct, frozen=True, gc=False):
    """What was done of something that is counted: `value` is what is added to the total."""

    at: Moment
    value: float
    text: str = ""


class Item(Struct, frozen=True, gc=False):
    """A task, or what groups tasks: a project, a list, a heading (`group`).

    `key` names it in its file for good: the tool's own id, or where there is none a fingerprint
    (`keys`). `parent` is the key of what it is a part of. `hidden_until` is a day on which the tool
    shows it again. `waiting` is what or who it waits for, empty where that is not said, None where
    it does not wait. `unit` and `target` are of what is counted. `extra` is what has no place in a
    goal, as JSON can hold it, by the names of the format. Texts are as the file has them: they are
    cleaned when they become a goal.
    """

    key: str
    title: str
    line: int = 0
    parent: str = ""
    group: bool = False
    status: Status = Status.OPEN
    created: Moment | None = None
    finished: Moment | None = None
    due: date | None = None
    due_time: time | None = None
    hidden_until: date | None = None
    waiting: str | None = None
    why: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    seal: tuple[str, ...] = ()
    unit: str = ""
    target: float = 0.0
    amounts: tuple[Datapoint, ...] = ()
    miles: float = 1.0
    final: bool = False
    """Whether the final stretch begins with it."""
    extra: Mapping[str, Any] = {}
    stands: Standing | None = None
    """How it stands beside its road, where an export of ours says so."""
    whole: Any = None
    """A goal of our own JSON (`own_goal`), which comes with all that it had."""
    way: Way | None = None
    """Which value what is counted begins with, and whether it falls."""


class Left(Struct, frozen=True):
    """Something of a file that is not brought in, and why; `line` 0 where there are no lines."""

    reason: str
    what: str = ""
    line: int = 0


class Reading(Struct, frozen=True):
    """All that a reader found in a file of the format `origin`, in the order of the file.

    `skipped` was left out on purpose, `unread` could not be read. `remarks` say how the file was
    understood, such as which of its columns is what.
    """

    origin: str
    items: tuple[Item, ...] = ()
    skipped: tuple[Left, ...] = ()
    unread: tuple[Left, ...] = ()
    remarks: tuple[str, ...] = ()


def with_waits(
    items: Iterable[Item], waits: Mapping[str, Iterable[str]], since: date
) -> tuple[Item, ...]:
    """The items, each with a roadblock for each road that it waits for; all by their keys."""
    items = tuple(items)
    if not waits:
        return items
    titles = {item.key: item.title for item in items}

    def stands(item: Item) -> Standing:
        roads = waits[item.key]
        return Standing(
            blocks=tuple(ToldBlock(ROAD, since, titles.get(key, ""), road=key) for key in roads)
        )

    return tuple(replace(one, stands=stands(one)) if one.key in waits else one for one in items)


OWN = re.compile(r"([0-9a-hjkmnp-tv-z]{16})(?:\.[0-9a-z]+)?")
"""What an export of ours names a road, or a marker of it."""


def with_own_roads(
    groups: Iterable[Item], items: Iterable[Item], own: Mapping[str, str]
) -> list[Item]:
    """Groups and items, with a group for each road of ours: two of them may have one title.

    `own` has what an export of ours named an item, by its key. One that is named as a road is no
    part of it: it says whether that is sealed. What others wrote, or brought here from another
    group, belongs to the first of its group.
    """
    groups, items = [*groups], [*items]
    named = {key: found for key, name in own.items() if (found := OWN.fullmatch(name))}
    if not named:
        return [*groups, *items]
    roads: dict[str, dict[str, None]] = {group.key: {} for group in groups}
    homes: dict[str, str] = {}
    ends: dict[str, Item] = {}
    for item in items:
        if item.parent in roads and (found := named.get(item.key)):
            name = found[1]
            if homes.setdefault(name, item.parent) == item.parent:
                roads[item.parent][name] = None
                if found[0] == name:
                    ends[name] = item

    def as_road(group: Item, name: str) -> Item:
        end = ends.get(name)
        if end is None:
            return replace(group, key=name)
        return replace(group, key=name, group=False, status=end.status, finished=end.finished)

    def on_road(item: Item) -> Item:
        names = roads.get(item.parent)
        if not names:
            return item
        found = named.get(item.key)
        name = found[1] if found and found[1] in names else next(iter(names))
        return replace(item, parent=name)

    last = {item.key for item in ends.values()}
    return [
        *(as_road(group, name) for group in groups for name in roads[group.key] or (group.key,)),
        *(on_road(item) for item in items if item.key not in last),
    ]
