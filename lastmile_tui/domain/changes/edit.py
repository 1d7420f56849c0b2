"""Editing: every change to the road itself is a pure function from a record to a new record.

An edit that makes no road raises GoalError and changes nothing. `carry` says where the vehicle is
after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.moved_dates import moved
from lastmile_tui.domain.figures.carry import (
    place_registers,
    with_length,
    with_marker,
    without_marker,
)
from lastmile_tui.domain.model.apart.splits import takes_in
from lastmile_tui.domain.model.events import JOIN, EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.goal import Goal, Marker, amount
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.ranks import ranked
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import NAME_LIMIT, TAGS_LIMIT, clean_line, clean_note
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from lastmile_tui.domain.model.events import Stamp

MARKERS_LIMIT = 200
"""Markers one road may have: more cannot be told apart on any screen."""

MILES_LIMIT = 1_000_000_000.0
"""The longest marker: a float still tells the hundredths of 200 of them apart."""


def rename(record: Record, stamp: Stamp, title: str) -> Record:
    """Give the goal another title."""
    there(record.goal)
    words = _title(title)
    return change(record, stamp, EventKind.RENAMED, {"title": words}, text=words)


def explain(record: Record, stamp: Stamp, why: str) -> Record:
    """Say why the goal matters; an empty text takes the reason away."""
    there(record.goal)
    return change(record, stamp, EventKind.WHY, {"why": clean_note(why) or None})


def redate(record: Record, stamp: Stamp, due: date | None, due_time: time | None = None) -> Record:
    """Set the due date, local; None takes it away. Without a time it is the end of that day."""
    old = there(record.goal).due
    changes = {
        "due": due.isoformat() if due else None,
        "due_time": due_time.isoformat() if due and due_time else None,
    }
    text = moved(old, due) if old and due and old != due else changes["due"] or ""
    return change(record, stamp, EventKind.DUE, changes, text=text)


def count_in(record: Record, stamp: Stamp, unit: str) -> Record:
    """Let the goal count in another unit, one word; an empty one makes it miles."""
    there(record.goal)
    words = clean_line(unit, NAME_LIMIT)
    if len(words.split()) > 1 or any(sign.isdecimal() for sign in words):
        raise GoalError(
            f"‘{words}’ is not a unit; write one word without digits, such as km or pages."
        )
    return change(record, stamp, EventKind.EDITED, {"unit": words or None}, text="unit")


def tag(record: Record, stamp: Stamp, name: str) -> Record:
    """Add a tag."""
    there(record.goal)
    if len(record.goal.tags) >= TAGS_LIMIT:
        raise GoalError(f"A goal has at most {TAGS_LIMIT} tags; take one away first.")
    word = clean_name(name)
    return change(record, stamp, EventKind.TAGGED, {f"tag:{word}": True}, text=f"#{word}")


def untag(record: Record, stamp: Stamp, name: str) -> Record:
    """Take a tag away."""
    there(record.goal)
    word = clean_name(name)
    return change(record, stamp, EventKind.UNTAGGED, {f"tag:{word}": None}, text=f"#{word}")


def involve(record: Record, stamp: Stamp, name: str) -> Record:
    """Add a person."""
    there(record.goal)
    if len(record.goal.people) >= TAGS_LIMIT:
        raise GoalError(f"A goal has at most {TAGS_LIMIT} people; take one away first.")
    word = clean_name(name)
    return change(record, stamp, EventKind.INVOLVED, {f"person:{word}": True}, text=f"@{word}")


def release(record: Record, stamp: Stamp, name: str) -> Record:
    """Take a person away."""
    there(record.goal)
    word = clean_name(name)
    return change(record, stamp, EventKind.RELEASED, {f"person:{word}": None}, text=f"@{word}")


def add_marker(record: Record, stamp: Stamp, index: int, title: str, miles: float = 1.0) -> Record:
    """Put a new marker in front of the one at `index`, or at the end of the road."""
    goal = there(record.goal)
    if len(goal.markers) >= MARKERS_LIMIT:
        raise GoalError(f"A road has at most {MARKERS_LIMIT} markers; remove one first.")
    index = min(max(index, 0), len(goal.markers))
    marker = Marker(stamp.child(0), _title(title), _miles(miles))
    after = with_marker(goal, index, marker)
    changes = _ranked(record, after.markers) | _moved(record, after)
    return change(record, stamp, EventKind.MARKER_ADDED, changes, text=marker.title)


def remove_marker(record: Record, stamp: Stamp, index: int) -> Record:
    """Take the marker at `index` off the road, but not the only one, since a road has an end.

    A final stretch that began with it begins with the next one. Of a counting goal the others stay
    at their amounts, and so do its ends and what was counted, unless the end is what goes.
    """
    goal = there(record.goal)
    marker = _marker(goal, index)
    if len(goal.markers) == 1:
        raise GoalError("A road needs an end; rename its last marker instead.")
    after = without_marker(goal, index)
    changes: dict[str, Any] = {f"marker:{marker.id}": {"gone": True}}
    following = after.markers[index] if index < len(after.markers) else None
    if following and following != goal.markers[index + 1]:
        changes[f"marker:{following.id}"] = {"miles": following.miles}
    if marker.id == goal.final_from:
        changes["final_from"] = following.id if following else None
    changes |= _moved(record, after)
    return change(record, stamp, EventKind.MARKER_REMOVED, changes, text=marker.title)


def reorder_markers(record: Record, stamp: Stamp, order: Sequence[str]) -> Record:
    """Put the markers into the order of their ids; the vehicle stays where it is."""
    goal = there(record.goal)
    known = {marker.id: marker for marker in goal.markers}
    if sorted(order) != sorted(known):
        raise GoalError("The new order must name every marker once.")
    road = tuple(known[marker_id] for marker_id in order)
    if road == goal.markers:
        raise GoalError("The markers stand in that order already.")
    return change(record, stamp, EventKind.REORDERED, _ranked(record, road))


def rename_marker(record: Record, stamp: Stamp, index: int, title: str) -> Record:
    """Give a marker another title."""
    marker = _marker(there(record.goal), index)
    words = _title(title)
    changes = {f"marker:{marker.id}": {"title": words}}
    return change(record, stamp, EventKind.MARKER_RENAMED, changes, text=words)


def remeasure_marker(record: Record, stamp: Stamp, index: int, miles: float) -> Record:
    """Give a marker another length.

    A marker that was reached stays reached, and a vehicle on the way to it gets no further than
    to it; what was counted stays.
    """
    goal = there(record.goal)
    marker, length = _marker(goal, index), _miles(miles)
    after = with_length(goal, index, length)
    changes = {f"marker:{marker.id}": {"miles": length}} | _moved(record, after)
    return change(record, stamp, EventKind.MARKER_MEASURED, changes, text=marker.title)


def redate_marker(record: Record, stamp: Stamp, index: int, due: date | None) -> Record:
    """Set a marker's own date; None takes it away."""
    marker = _marker(there(record.goal), index)
    changes = {f"marker:{marker.id}": {"due": due.isoformat() if due else None}}
    text = moved(marker.due, due, marker.title)
    return change(record, stamp, EventKind.MARKER_DUE, changes, text=text)


def start_stretch(record: Record, stamp: Stamp, index: int | None) -> Record:
    """Let the final stretch begin with the marker at `index`, or where it does by itself."""
    goal = there(record.goal)
    marker = None if index is None else _marker(goal, index)
    changes = {"final_from": marker.id if marker else None}
    return change(record, stamp, EventKind.STRETCH, changes, text=marker.title if marker else "")


def remove(record: Record, stamp: Stamp) -> Record:
    """Remove the goal; its log stays, and undo brings it back."""
    there(record.goal)
    changes: dict[str, Any] = {"deleted": True}
    if JOIN in fold(record.log):
        changes[JOIN] = {"seen": [event.id for event in record.log if takes_in(event)]}
    return change(record, stamp, EventKind.REMOVED, changes)


def clean_name(name: str) -> str:
    """A tag or a person's name as it is kept: one word, without the sign in front."""
    word = "-".join(clean_line(clean_line(name).lstrip("#@"), NAME_LIMIT).split())
    if not word:
        raise GoalError("The name is empty; write one.")
    return word


def _title(title: str) -> str:
    words = clean_line(title)
    if not words:
        raise GoalError("The title is empty; write a word or two.")
    return words


def _miles(miles: float) -> float:
    length = rounded(miles)
    if not 0 < length <= MILES_LIMIT:
        most = amount(MILES_LIMIT)
        raise GoalError(f"A marker is more than 0 and at most {most} long, not {miles:g}.")
    return length


def _marker(goal: Goal, index: int) -> Marker:
    if not 0 <= index < len(goal.markers):
        raise GoalError(f"‘{goal.title}’ has no marker {index + 1}.")
    return goal.markers[index]


def _ranked(record: Record, road: tuple[Marker, ...]) -> dict[str, Any]:
    """The registers that bring the markers into the order of a road."""
    registers = fold(record.log)
    parts = [registers.get(f"marker:{marker.id}") for marker in road]
    ranks = ranked([part.get("rank") if part else None for part in parts])
    changes: dict[str, Any] = {}
    for marker, part, rank in zip(road, parts, ranks, strict=True):
        if part is None:
            whole = {"title": marker.title, "miles": marker.miles, "rank": rank}
            changes[f"marker:{marker.id}"] = whole
        elif part.get("rank") != rank:
            changes[f"marker:{marker.id}"] = {"rank": rank}
    return changes


def _moved(record: Record, after: Goal) -> dict[str, Any]:
    """The registers of the place of the vehicle."""
    return place_registers(fold(record.log), record.goal, after)
