"""How items become roads, the same way for every format.

- What has others below it is a goal, and what is below it its markers, in the order of the file;
  those of a part with parts of its own stand in front of it. A group alone is no marker.
- Markers that are done stand first, by the day on which they were.
- An item without anything above or below it is a road of its own only where that is asked for.
- What was cancelled is let go as a goal, and left out as a marker.
- A goal is sealed where the tool has it as done, and a group where all below it is done.
- More markers than a road has room for make several roads.
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.changes.edit import MARKERS_LIMIT, MILES_LIMIT
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.items import Item, Left, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import tzinfo

    from lastmile_tui.exchange.items import Moment, Reading


class Road(Struct, frozen=True):
    """A goal to be: the item it is of, and those of its markers, done ones first.

    One that counts, or stands alone, has no markers of its own.
    """

    item: Item
    stages: tuple[Item, ...] = ()
    part: int = 0
    """Which part of a goal of too many markers it is, from 1; 0 for a whole one."""

    @property
    def key(self) -> str:
        """The key of its item, and which part of it."""
        return f"{self.item.key}.part{self.part}" if self.part > 1 else self.item.key

    @property
    def title(self) -> str:
        title = clean_line(self.item.title) or "…"
        return f"{title} ({self.part})" if self.part else title

    @property
    def status(self) -> Status:
        """Whether it goes on, is sealed or let go."""
        item, stages = self.item, self.stages
        all_done = all(stage.status is Status.DONE for stage in stages)
        if item.status is not Status.OPEN and (not self.part or all_done):
            return item.status
        return Status.DONE if stages and all_done and (item.group or self.part) else Status.OPEN


class Roads(Struct, frozen=True):
    """The roads of a reading, and the items that became none."""

    roads: tuple[Road, ...]
    left: tuple[Left, ...]


ALONE = "standing alone (--lone makes a road of each)"
CANCELLED = "cancelled there"
EMPTY = "without tasks below"
LOOP = "below itself"
NO_TITLE = "without a title"


def lay_roads(reading: Reading, *, lone: bool = False, zone: tzinfo) -> Roads:
    """The roads that the items of a reading make; with `lone` each of those that stand alone."""
    items = {item.key: item for item in reading.items}
    parents = {key: _parent(item, items) for key, item in items.items()}
    left: list[Left] = []
    looped = _looped(parents)
    below: dict[str, list[Item]] = {}
    for key, item in items.items():
        if key in looped:
            left.append(_left(item, LOOP))
        elif parents[key]:
            below.setdefault(parents[key], []).append(item)
    roads: list[Road] = []
    taken: set[str] = set(looped)
    for key, item in items.items():
        if key in taken or parents[key]:
            continue
        for road in _roads_of(item, below, taken, left, lone=lone):
            roads += _in_parts(road, partial(_moment, zone=zone))
    return Roads(tuple(roads), tuple(left))


def _roads_of(
    item: Item, below: dict[str, list[Item]], taken: set[str], left: list[Left], *, lone: bool
) -> Iterator[Road]:
    """The road of an item at the top, and those of groups below it."""
    stack = [item]
    while stack:
        top = stack.pop()
        taken.add(top.key)
        parts, still = below.get(top.key, []), False
        if top.group:  # tasks with parts of their own, and groups, are roads beside this one
            own = [part for part in parts if part.group or below.get(part.key)]
            stack += reversed(own)
            beside = {part.key for part in own}
            parts = [part for part in parts if part.key not in beside]
            still = any(part.status is Status.OPEN for part in own)
        stages = [*_stages(parts, below, taken, left)]
        if stages:  # with open parts beside it, what is done of a group is not all of it
            yield Road(replace(top, group=False) if still else top, tuple(stages))
        elif top.group:
            if not parts and not below.get(top.key):
                left.append(_left(top, EMPTY))
        elif not clean_line(top.title):
            left.append(_left(top, NO_TITLE))
        elif top.amounts or top.unit or lone or top.seal or below.get(top.key):
            yield Road(top)
        else:
            left.append(_left(top, CANCELLED if top.status is Status.CANCELLED else ALONE))


def _stages(
    parts: Iterable[Item], below: dict[str, list[Item]], taken: set[str], left: list[Left]
) -> Iterator[Item]:
    """What is below, the deepest first; groups among it only give theirs."""
    stack = [(part, False) for part in reversed([*parts])]
    while stack:
        part, seen = stack.pop()
        taken.add(part.key)
        inner = below.get(part.key, [])
        if inner and not seen:
            stack.append((part, True))
            stack += [(one, False) for one in reversed(inner)]
        elif part.group:
            continue
        elif part.status is Status.CANCELLED:
            left.append(_left(part, CANCELLED))
        elif not clean_line(part.title):
            left.append(_left(part, NO_TITLE))
        else:
            miles = min(max(part.miles, _SHORTEST), MILES_LIMIT)
            yield part if miles == part.miles else replace(part, miles=miles)


_SHORTEST = 1e-6
"""Miles of a marker at least."""


def _in_parts(road: Road, moment: partial[datetime]) -> Iterator[Road]:
    """The road with its done markers first, cut where it has too many."""
    done = [stage for stage in road.stages if stage.status is Status.DONE]
    still = [stage for stage in road.stages if stage.status is not Status.DONE]
    never = datetime.min.replace(tzinfo=moment.keywords["zone"])
    done.sort(key=lambda stage: moment(stage.finished) if stage.finished else never)
    stages = (*done, *still)
    if len(stages) <= MARKERS_LIMIT:
        yield replace(road, stages=stages)
        return
    for number, at in enumerate(range(0, len(stages), MARKERS_LIMIT), 1):
        item = road.item if number == 1 else replace(road.item, remarks=(), amounts=())
        yield Road(item, stages[at : at + MARKERS_LIMIT], part=number)


def _moment(when: Moment, zone: tzinfo) -> datetime:
    """An instant to sort by: of a day its noon."""
    if isinstance(when, datetime):
        return when
    return datetime.combine(when, time(12), zone)


def _parent(item: Item, items: dict[str, Item]) -> str:
    """The key of what an item is a part of; empty where that is not in the file."""
    return item.parent if item.parent in items and item.parent != item.key else ""


def _looped(parents: dict[str, str]) -> set[str]:
    """The keys from which no way up ends."""
    ends: dict[str, bool] = {"": True}
    for key in parents:
        way: list[str] = []
        at = key
        while at not in ends:
            ends[at] = False  # met again on this way: it goes round
            way.append(at)
            at = parents[at]
        for passed in way:
            ends[passed] = ends[at]
    return {key for key, well in ends.items() if not well}


def _left(item: Item, reason: str) -> Left:
    return Left(reason, clean_line(item.title), item.line)


def unfinished(stages: Sequence[Item]) -> int:
    """How many are not done."""
    return sum(stage.status is Status.OPEN for stage in stages)


def last_day(road: Road) -> date | datetime | None:
    """When the road was finished, as far as the file says: not before its last marker was."""
    known = [stage.finished for stage in road.stages if stage.finished]
    last, ended = known[-1] if known else None, road.item.finished
    if last is None or ended is None:
        return ended or last
    return last if _day(last) > _day(ended) else ended


def _day(when: Moment) -> date:
    return when.date() if isinstance(when, datetime) else when
