"""Driving: every move along the road is a pure function from a record to a new record.

A move that the road does not allow raises GoalError and changes nothing.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.figures.road import figure, place_at, place_of, say_now
from lastmile_tui.domain.model.events import FORWARD, EventKind
from lastmile_tui.domain.model.goal import MILE_STEP, Goal, measure
from lastmile_tui.domain.model.numbers import KEPT, grouped, rounded
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import clean_note
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Log, Stamp


FURTHEST = 1e9
"""The largest value that a goal may have."""


def advance(record: Record, stamp: Stamp) -> Record:
    """Drive to the next marker."""
    goal = under_way(record.goal)
    if goal.reached == len(goal.markers):
        raise GoalError(f"‘{goal.title}’ is at its last marker; there is no road left to drive.")
    return reach(record, stamp, goal.reached)


def reach(record: Record, stamp: Stamp, index: int) -> Record:
    """Drive to the marker at an index, forwards or backwards."""
    goal = under_way(record.goal)
    if not 0 <= index < len(goal.markers):
        count = len(goal.markers)
        markers = "1 marker" if count == 1 else f"{count} markers"
        raise GoalError(f"‘{goal.title}’ has {markers}; there is no marker {index + 1}.")
    end, title = goal.ends[index], goal.markers[index].title
    if end == goal.position:
        raise GoalError(f"‘{goal.title}’ is at ‘{title}’ already.")
    if end < goal.position:
        return _drive(record, stamp, EventKind.BACK, end, _place(goal, end))
    return _drive(record, stamp, EventKind.REACHED, end, title)


def between(goal: Goal, index: int) -> int:
    """How many markers lie between the vehicle and the one at an index; 0 where there is none."""
    if not 0 <= index < len(goal.markers):
        return 0
    low, high = sorted((goal.position, goal.ends[index]))
    return sum(low < end < high for end in goal.ends)


def back(record: Record, stamp: Stamp) -> Record:
    """Drive back: to where the marker reached last was reached from, or to the marker before.

    On a goal that counts, where the amount that was entered last began.
    """
    goal = under_way(record.goal)
    if goal.position <= 0:
        raise GoalError(f"‘{goal.title}’ is at its start; it cannot go further back.")
    position = _came_from(goal, record.log)
    return _drive(record, stamp, EventKind.BACK, position, _place(goal, position))


def nudge(record: Record, stamp: Stamp, miles: float) -> Record:
    """Drive a part of the way, backwards when `miles` is negative; the road's ends stop it."""
    goal = under_way(record.goal)
    if not (isfinite(miles) and rounded(miles)):
        some = measure(MILE_STEP, goal.unit)
        raise GoalError(f"Say how far to drive, such as {some}, forwards or backwards.")
    if goal.way:
        return drive_way(record, stamp, rounded(place_of(goal) + miles))
    position = rounded(min(max(goal.position + miles, 0.0), goal.distance))
    if position == goal.position:
        where = "start" if miles < 0 else "end"
        raise GoalError(f"‘{goal.title}’ is at the {where} of its road already.")
    crossed = [
        marker.title
        for marker, end in zip(goal.markers, goal.ends, strict=True)
        if goal.position < end <= position
    ]
    if crossed:
        return _drive(record, stamp, EventKind.REACHED, position, crossed[-1])
    return _drive(record, stamp, EventKind.MOVED, position, _place(goal, position))


def drive_way(record: Record, stamp: Stamp, place: float) -> Record:
    """Drive to a place of a goal that goes between two values; it may lie beyond both of them."""
    goal = under_way(record.goal)
    if place == place_of(goal):
        raise GoalError(f"‘{goal.title}’ stands at {say_now(goal)} already.")
    if not isfinite(place) or abs(place) > FURTHEST or abs(figure(goal, place)) > FURTHEST:
        raise GoalError(f"{figure(goal, place):g} is too much; write what it is now.")
    if place < place_of(goal):
        return _drive(record, stamp, EventKind.BACK, place, _place(goal, place))
    if place in goal.ends:
        title = goal.markers[goal.ends.index(place)].title
        return _drive(record, stamp, EventKind.REACHED, place, title)
    return _drive(record, stamp, EventKind.MOVED, place, _place(goal, place))


def drive_to(record: Record, stamp: Stamp, position: float) -> Record:
    """Drive to the amount or value that it is by now (`position`), which may be further back."""
    goal = under_way(record.goal)
    come = rounded(place_at(goal, position) - place_of(goal))
    if come == 0:
        raise GoalError(f"‘{goal.title}’ stands at {say_now(goal)} already.")
    return nudge(record, stamp, come)


def note(record: Record, stamp: Stamp, text: str) -> Record:
    """Write a line into the log."""
    there(record.goal)
    words = clean_note(text)
    if not words:
        raise GoalError("The note is empty; write a word or two.")
    return change(record, stamp, EventKind.NOTE, {}, text=words)


def there(goal: Goal) -> Goal:
    """The goal itself, unless it was removed."""
    if goal.deleted:
        raise GoalError(f"‘{goal.title}’ was removed; undo or redo brings it back.")
    return goal


def under_way(goal: Goal) -> Goal:
    """The goal itself, when it is neither sealed nor let go."""
    there(goal)
    if goal.sealed:
        raise GoalError(f"‘{goal.title}’ is sealed; reopen it first.")
    if goal.let_go:
        raise GoalError(f"‘{goal.title}’ was let go; resume it first.")
    return goal


def _drive(record: Record, stamp: Stamp, kind: EventKind, position: float, text: str) -> Record:
    """Move the vehicle; driving a parked goal brings it back onto the road."""
    changes: dict[str, Any] = {"position": position}
    if record.goal.parked_until:
        changes["parked_until"] = None
    return change(record, stamp, kind, changes, text=text)


def _place(goal: Goal, position: float) -> str:
    """A position in words: the marker that stands there, or how far it is."""
    if goal.way:
        return f"{grouped(figure(goal, position), KEPT)} {goal.unit}".rstrip()
    if position == 0:
        return "the start"
    for marker, end in zip(goal.markers, goal.ends, strict=True):
        if end == position:
            return f"‘{marker.title}’"
    return f"{grouped(position, KEPT)} {goal.unit or 'mi'}"


def _came_from(goal: Goal, log: Log) -> float:
    """Where the vehicle was before it came here.

    The forward moves that no later move took back are a stack, each one beginning at or behind
    the end of the one below. One that ends here is driven backwards, so that as many backs as
    advances lead exactly to where they began; nudges have no end of their own, but each amount
    of a goal that counts has.
    """
    ended = FORWARD if goal.counting else (EventKind.REACHED,)
    trail: list[tuple[float, float]] = []
    for event in standing(log):
        if "position" not in event.set:
            continue
        start, end = event.was.get("position") or 0.0, event.set["position"] or 0.0
        while trail and trail[-1][1] > end:
            trail.pop()
        if event.kind in ended and start < end:
            trail.append((start, end))
    for start, end in trail:
        if end == goal.position:
            return start
    places = (0.0, *goal.ends, *(end for _, end in trail))
    return max(place for place in places if place < goal.position)
