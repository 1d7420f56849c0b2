"""Saying on which day something was done: as it is written down, or later.

A day that has been, also one before the goal was added: who adds a goal late may write down what
was done before. The log keeps the order in which it was written, so that undoing and merging do
not change; the register `on:` and the id of an event holds the day, and the last one counts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.dates import say_plain
from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.model.events import DAY, EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import Record, change, with_registers
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event, Stamp
    from lastmile_tui.domain.model.record import Move

EARLIEST = date(1970, 1, 1)
"""No day before it is kept: it is rather a year that was left half written."""


def on_day(move: Move, day: date | None) -> Move:
    """A move that was done on a day; None for now."""
    if day is None:
        return move

    def done(record: Record, stamp: Stamp) -> Record:
        past(day, stamp.day)
        if day == stamp.day:
            return move(record, stamp)
        after = move(record, replace(stamp, day=day))
        return with_registers(after, {DAY + after.event.id: day.isoformat()})

    return done


def date_entry(record: Record, stamp: Stamp, entry: str, day: date) -> Record:
    """Say that an entry of the log, by its id, was done on a day; what it dates itself follows.

    GoalError for an entry that does not stand, and for a day that is ahead.
    """
    there(record.goal)
    event = next((each for each in standing(record.log) if each.id == entry), None)
    if event is None:
        raise GoalError("That entry is no longer in the log; nothing was changed.")
    past(day, stamp.day)
    times = times_of(record.log, stamp.day)
    if times.day(event) == day and not times.ahead(event):
        raise GoalError(f"It stands on {say_plain(day, stamp.day)} already.")
    changes = {DAY + entry: day.isoformat(), **_following(event, fold(record.log), day)}
    return change(record, stamp, EventKind.DATED, changes, text=day.isoformat())


def past(day: date, today: date) -> date:
    """A day on which something may have been done; GoalError for another one."""
    if day > today:
        raise GoalError(
            f"{say_plain(day, today)} is still ahead; write a day that has been, such as yesterday."
        )
    if day < EARLIEST:
        raise GoalError("No day before 1970 is kept; write it like yesterday or 2026-11-20.")
    return day


def newest_entry(record: Record) -> Event:
    """The entry that was written last of those that stand."""
    live = [event for event in standing(record.log) if event.kind != EventKind.DATED]
    if not live:
        raise GoalError("There is no entry that could be dated.")
    return live[-1]


def _following(event: Event, registers: dict[str, Any], day: date) -> dict[str, Any]:
    """What an event says of its own day, as far as no later one says otherwise."""
    found: dict[str, Any] = {}
    for name, value in event.set.items():
        current = registers.get(name)
        key = "on" if name == "let_go" else "since"
        if name == "sealed_on" and value and current == value:
            found[name] = day.isoformat()
        elif name == "next_step" or not (isinstance(value, dict) and isinstance(current, dict)):
            continue
        elif value.get(key) and current.get(key) == value[key]:
            found[name] = {key: day.isoformat()}
    return found
