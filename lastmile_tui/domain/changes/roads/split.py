"""A road made two: what lies behind a place of it becomes a road of its own.

Entries go with what they are about: a drive with the stretch that it drove, and one across the
place is in both, each with its part of the way. Other entries stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.drive import under_way
from lastmile_tui.domain.changes.roads.duplicate import another_title
from lastmile_tui.domain.changes.roads.entries import Copies, alike, in_order, rewritten, together
from lastmile_tui.domain.changes.seal import SEAL_LIST
from lastmile_tui.domain.figures.road import figure, place_of, say_at
from lastmile_tui.domain.model.events import DRIVES, FORWARD, JOIN, OF_WHOLE_ROADS, Event, EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import KEPT, grouped, rounded
from lastmile_tui.domain.model.record import Record, record_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.goal import Goal

_MARKER = "marker:"
_WITH_VEHICLE = ("roadblock:", "turn", "next_step")
"""The registers of what is in the way and comes next: they go where the vehicle is."""


def splittable(goal: Goal) -> Goal:
    """The goal itself, when there is a place at which it can be split."""
    under_way(goal)
    if not goal.counting and len(goal.markers) == 1:
        name = goal.markers[0].title
        raise GoalError(
            f"‘{name}’ is the only marker of ‘{goal.title}’; there is nothing to split."
        )
    return goal


def split_at_marker(
    record: Record, stamp: Stamp, other: Stamp, index: int, title: str = ""
) -> tuple[Record, Record]:
    """Split a road behind a marker; GoalError behind the last one."""
    goal = splittable(record.goal)
    if not 0 <= index < len(goal.markers):
        raise GoalError(f"‘{goal.title}’ has no marker {index + 1}.")
    name = goal.markers[index].title
    if index == len(goal.markers) - 1:
        raise GoalError(f"Nothing lies behind ‘{name}’, the last marker; name one before it.")
    return split_at(record, stamp, other, goal.ends[index], title)


def split_at(
    record: Record, stamp: Stamp, other: Stamp, place: float, title: str = ""
) -> tuple[Record, Record]:
    """Split a road at a place of it; the road as it stays, and the new one."""
    goal = under_way(record.goal)
    cut = rounded(place)
    if not 0 < cut < goal.distance:
        ends = say_at(goal, 0.0), say_at(goal, goal.distance)
        raise GoalError(
            f"{say_at(goal, cut)} is not on the way; say one between {' and '.join(ends)}."
        )
    parts = _Halves(record, stamp, other, cut, another_title(goal, title))
    return parts.first(), parts.second()


class _Halves:
    """The two parts of one road."""

    def __init__(self, record: Record, stamp: Stamp, other: Stamp, cut: float, title: str) -> None:
        self._record, self._goal, self._title = record, record.goal, title
        self._stamp, self._other, self._cut = stamp, other, cut
        self._names = alike(stamp, record, EventKind.SPLIT)
        self._registers = fold(record.log)
        goal = record.goal
        self._count = sum(end <= cut for end in goal.ends)
        """The markers before the cut."""
        self._moved = {marker.id for marker in goal.markers[self._count :]}
        start = goal.ends[self._count - 1] if self._count else 0.0
        self._rest = rounded(cut - start)
        """What is before the cut of the marker that it divides; 0 where it divides none."""
        self._goes = place_of(goal) >= cut
        self._here: list[Event] = []
        self._gone: list[str] = []
        self._there: list[Event] = []
        self._sort()

    def _sort(self) -> None:
        here, there = Copies(self._stamp), Copies(self._other)
        self._added = there.name(self._record.log[0])  # the first, also of those of one instant
        place = 0.0
        for event in standing(self._record.log):
            before = place
            if "position" in event.set:
                place = event.set["position"] or 0.0
                if event.kind in DRIVES:
                    self._drive(event, before, place, here, there)
            elif event.kind in OF_WHOLE_ROADS:
                continue  # it stays, also where it is about some of the markers
            elif (about := self._about(event)) and about <= self._moved:
                self._gone.append(event.id)
                own = {name: value for name, value in event.set.items() if name.startswith(_MARKER)}
                self._there.append(there.of(event, self._registers, own))

    def _drive(self, event: Event, before: float, to: float, here: Copies, there: Copies) -> None:
        cut, days = self._cut, self._registers
        if max(before, to) <= cut:
            return
        shifted = rounded(max(to - cut, 0.0))
        text = event.text if event.kind == EventKind.REACHED else self._words(shifted)
        self._there.append(there.of(event, days, {"position": shifted}, text=text))
        if min(before, to) >= cut:
            self._gone.append(event.id)
        elif event.kind in FORWARD and to > before:
            self._gone.append(event.id)
            title = self._end_title()
            kind = EventKind.REACHED.value
            self._here.append(here.of(event, days, {"position": cut}, kind=kind, text=title))

    def _words(self, shifted: float) -> str:
        goal = self._goal
        number = figure(goal, self._cut + shifted) if goal.way else shifted
        return f"{grouped(number, KEPT)} {goal.unit or 'mi'}"

    def _end_title(self) -> str:
        if self._rest:
            return f"{grouped(figure(self._goal, self._cut), KEPT)} {self._goal.unit or 'mi'}"
        return self._goal.markers[self._count - 1].title

    def _about(self, event: Event) -> set[str]:
        """The markers that an event is about."""
        return {name.removeprefix(_MARKER) for name in event.set if name.startswith(_MARKER)}

    def _with_vehicle(self) -> Registers:
        """What is in the way and comes next."""
        return {
            name: value
            for name, value in self._registers.items()
            if name.startswith(_WITH_VEHICLE)
            and not (isinstance(value, dict) and value.get("gone"))
        }

    def first(self) -> Record:
        """The road as it stays: to the cut, with a seal list of its own."""
        goal, registers = self._goal, self._registers
        changes: dict[str, Any] = {f"{_MARKER}{name}": {"gone": True} for name in self._moved}
        if self._rest:
            divided = registers.get(f"{_MARKER}{goal.markers[self._count].id}") or {}
            rank = divided.get("rank") or float(self._count + 1)
            part = {"title": self._end_title(), "miles": self._rest, "rank": rank}
            changes[f"{_MARKER}{self._names.child(0)}"] = part
        if goal.final_from in self._moved:
            changes["final_from"] = None
        if place_of(goal) > self._cut:
            changes["position"] = self._cut
        changes |= {f"seal:{item.id}": {"gone": True} for item in goal.seal}
        for number, text in enumerate(SEAL_LIST, 1):
            changes[f"seal:{self._names.child(number)}"] = {"text": text, "rank": float(number)}
        ends = None if self._rest else goal.markers[self._count - 1].due
        due = ends.isoformat() if ends else None  # that of the whole road is of its end
        if due != registers.get("due"):
            changes |= {"due": due, "due_time": None}
        if self._goes:
            changes |= {
                name: {"gone": True} if ":" in name else None for name in self._with_vehicle()
            }
        changes |= together(self._stamp) | {JOIN: self._known()}
        return rewritten(
            self._record, self._stamp, EventKind.SPLIT, changes,
            text=f"‘{self._title}’", copies=self._here, drops=self._gone,
        )  # fmt: skip

    def _known(self) -> Registers:
        """What this split knows of the road, and where that goes on as another one."""
        last = self._goal.markers[self._count - 1].id if self._count else ""
        return {
            "road": self._other.uid,
            "seen": [event.id for event in self._record.log],
            "cut": self._cut,
            "last": "" if self._rest else last,
            "rank": (self._registers.get(f"{_MARKER}{last}") or {}).get("rank") or 0.0,
        }

    def second(self) -> Record:
        """The new road: from the cut on, with the seal list and the due date of the whole one."""
        begun, other = self._record.log[0], self._other
        changes = self._new()
        place = rounded(place_of(self._goal) - self._cut)
        added = Event(
            id=self._added, at=begun.at, dev=begun.dev, day=begun.day, kind=EventKind.ADDED.value,
            set=changes, text=self._title,
        )  # fmt: skip
        before = fold(in_order((added, *self._there)))
        last: dict[str, Any] = {
            name: dict.fromkeys(before[name]) | part if isinstance(part, dict) else part
            for name, part in changes.items()
            if ":" in name
        }
        if place > 0:  # else it begins at its start, so that both have as far to go as the whole
            last["position"] = place
        split = Event(
            id=other.id, at=other.at, dev=other.dev, day=other.day, kind=EventKind.SPLIT.value,
            set=last | together(self._stamp) | {"deleted": None, JOIN: {"road": self._goal.uid}},
            was={"deleted": True}, text=f"‘{self._goal.title}’",
        )  # fmt: skip
        return record_of(other.uid, in_order((added, *self._there, split)))

    def _new(self) -> dict[str, Any]:
        """The registers of the new road but its place."""
        goal, registers = self._goal, self._registers
        changes: dict[str, Any] = {"title": self._title}
        for name in ("why", "unit", "due", "due_time"):
            if registers.get(name):
                changes[name] = registers[name]
        if goal.way:
            changes["way"] = goal.way.shifted(-self._cut).register
        moved = zip(goal.markers[self._count :], goal.ends[self._count :], strict=True)
        for rank, (marker, stands) in enumerate(moved, 1):
            end = rounded(stands - self._cut)
            named = marker.title == measure(stands, goal.unit) and goal.counting
            title = measure(end, goal.unit) if named and not goal.way else marker.title
            miles = rounded(marker.miles - self._rest) if rank == 1 else marker.miles
            part = {"title": title, "miles": miles, "rank": float(rank)}
            if marker.due:
                part["due"] = marker.due.isoformat()
            changes[f"{_MARKER}{marker.id}"] = part
        if goal.final_from:
            changes["final_from"] = goal.markers[max(goal.final_index, self._count)].id
        changes |= {f"tag:{name}": True for name in goal.tags}
        changes |= {f"person:{who.name}": True for who in goal.people}
        for item in goal.seal:
            changes[f"seal:{item.id}"] = registers[f"seal:{item.id}"]
        return changes | (self._with_vehicle() if self._goes else {})
