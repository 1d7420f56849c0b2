"""A goal with its log, and the one way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.apart.splits import knowing
from lastmile_tui.domain.model.event_log import event_log, written
from lastmile_tui.domain.model.events import JOIN, Event, EventKind, join_of
from lastmile_tui.domain.model.fold import before, fold, goal_of
from lastmile_tui.domain.model.times import target_of, times_of
from lastmile_tui.domain.model.undo import brought, inverse, subject_of, timeline, void_splits
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.undo import Change


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


def with_knowledge(log: Log, changes: dict[str, Any]) -> dict[str, Any]:
    """The registers of a change, with the splits that it knows of in the log of its goal."""
    if "cut" not in join_of(fold(log)):
        return changes
    void = [split.id for split, _ in void_splits(log)]
    return changes | {JOIN: join_of(changes) | knowing(written(log, JOIN), void)}


def undo(record: Record, stamp: Stamp, name: str = "") -> Record:
    """Take back the newest change that stands, or the one of a name, as a new event."""
    stack = timeline(record.log).undo
    change = next((one for one in reversed(stack) if name in ("", one.subject.id)), None)
    if change is None:
        raise GoalError("Nothing to undo.")
    return _take_back(record, stamp, EventKind.UNDONE, change)


def redo(record: Record, stamp: Stamp) -> Record:
    """Put the last undone change back, as a new event."""
    stack = timeline(record.log).redo
    if not stack:
        raise GoalError("Nothing to redo.")
    return _take_back(record, stamp, EventKind.REDONE, stack[-1])


def _take_back(record: Record, stamp: Stamp, kind: EventKind, change: Change) -> Record:
    back = inverse(record.log, change)
    was = before(fold(record.log), back)
    return _append(record, stamp, kind, back, was, undoes=change.last.id)


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
    changes = with_knowledge(record.log, changes) if changes else changes
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day, kind=kind.value,
        set=changes, was=was, text=text, undoes=undoes,
    )  # fmt: skip
    return record_of(record.goal.uid, event_log(record.log).with_event(event))


def as_of(record: Record, day: date, today: date | None = None) -> Record | None:
    """The goal as it stood at the end of a local day; None before anything was done for it.

    An event belongs to the day on which it was done (`times`), and so does what dates that event or
    takes it back where a person gave that day: it is as if it had never been otherwise. What came
    by a union that was undone was not there before it.
    """
    times = times_of(record.log, today)
    day_of = times.shown_day
    if not record.log or day < days_of(record.log, today)[0]:
        return None
    by_id = {event.id: event for event in record.log}
    unions = brought(record.log)

    def known(event: Event) -> bool:
        if event.id in unions and day_of(unions[event.id]) > day:
            return False
        about = subject_of(record.log, event)
        if target := target_of(about):
            about = by_id.get(target, about)
        return day_of(about if times.dated(about) else event) <= day

    first, *rest = record.log
    return record_of(record.goal.uid, (first, *filter(known, rest)))


def days_of(log: Log, today: date | None = None) -> tuple[date, ...]:
    """The days on which something was done, oldest first.

    They begin with the day it was added, or earlier with what a person dated.
    """
    times, unions = times_of(log, today), brought(log)
    added = times.shown_day(log[0])
    there = [event for event in log if event.id not in unions]
    days = {times.shown_day(event) for event in there if not times.dated(event)}
    dated = {times.shown_day(event) for event in there if times.dated(event)}
    return tuple(sorted({day for day in days if day >= added} | dated | {added}))


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
