"""A goal with its log, and the one way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import Event, EventKind
from lastmile_tui.domain.model.fold import before, fold, goal_of
from lastmile_tui.domain.model.undo import inverse, timeline
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.goal import Goal


EVENTS_LIMIT = 10_000
"""Events after which a goal takes no more changes, which rewrite it and would become slow.

Undoing, redoing, removing and restoring stay possible."""


class Record(Struct, frozen=True):
    """A goal and all events that made it; the last one is the newest change."""

    goal: Goal
    log: Log

    @property
    def event(self) -> Event:
        """The newest change."""
        return self.log[-1]


if TYPE_CHECKING:
    Move = Callable[[Record, Stamp], Record]


def record_of(uid: str, log: Log) -> Record:
    """The record of a log."""
    known = event_log(log)
    return Record(goal_of(uid, known), known)


def change(
    record: Record, stamp: Stamp, kind: EventKind, changes: dict[str, Any], *, text: str = ""
) -> Record:
    """Add an event that writes registers; GoalError when nothing changes, or the log is full."""
    if len(record.log) >= EVENTS_LIMIT and kind not in (EventKind.REMOVED, EventKind.RESTORED):
        raise GoalError(
            f"‘{record.goal.title}’ has {EVENTS_LIMIT:,} log entries, the most that fit; "
            "add a new goal for what comes next."
        )
    was = before(fold(record.log), changes)
    if changes and was == changes:
        raise GoalError("That is how it stands already.")
    return _append(record, stamp, kind, changes, was, text=text)


def with_registers(record: Record, more: dict[str, Any]) -> Record:
    """The record with its newest event writing more registers, which one undo takes back too."""
    event, earlier = record.event, event_log(record.log).before
    was = before(fold(earlier), more)
    extended = replace(event, set=event.set | more, was=event.was | was)
    return record_of(record.goal.uid, earlier.with_event(extended))


def undo(record: Record, stamp: Stamp) -> Record:
    """Take back the newest change that stands, as a new event."""
    stack = timeline(record.log).undo
    if not stack:
        raise GoalError("Nothing to undo.")
    return _take_back(record, stamp, EventKind.UNDONE, stack[-1].last)


def redo(record: Record, stamp: Stamp) -> Record:
    """Put the last undone change back, as a new event."""
    stack = timeline(record.log).redo
    if not stack:
        raise GoalError("Nothing to redo.")
    return _take_back(record, stamp, EventKind.REDONE, stack[-1].last)


def _take_back(record: Record, stamp: Stamp, kind: EventKind, event: Event) -> Record:
    changes = inverse(event)
    was = before(fold(record.log), changes)
    return _append(record, stamp, kind, changes, was, undoes=event.id)


def _append(
    record: Record,
    stamp: Stamp,
    kind: EventKind,
    changes: dict[str, Any],
    was: dict[str, Any],
    *,
    text: str = "",
    undoes: str = "",
) -> Record:
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day, kind=kind.value,
        set=changes, was=was, text=text, undoes=undoes,
    )  # fmt: skip
    return record_of(record.goal.uid, event_log(record.log).with_event(event))


def as_of(record: Record, day: date) -> Record | None:
    """The goal as it stood at the end of a local day; None before it was added.

    An event belongs to the day on which the person made it, whatever the clocks of other devices
    say.
    """
    log = tuple(event for event in record.log if event.day <= day)
    if not log or record.log[0].day > day:
        return None
    return record_of(record.goal.uid, log)


def days_of(log: Log) -> tuple[date, ...]:
    """The days on which something changed, the day it was added first."""
    return tuple(sorted({event.day for event in log if event.day >= log[0].day}))


def together(
    record: Record, stamp: Stamp, moves: Sequence[Move], kind: EventKind, text: str
) -> Record:
    """Several moves as one change, which one undo takes back."""
    made = record
    changes: dict[str, Any] = {}
    for move in moves:
        made = move(made, stamp)
        for name, value in made.event.set.items():
            whole = isinstance(changes.get(name), dict) and isinstance(value, dict)
            changes[name] = {**changes[name], **value} if whole else value
    return change(record, stamp, kind, changes, text=text)
