"""The history of a goal: its whole log in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.times import target_of, times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import say_event

if TYPE_CHECKING:
    from datetime import date, datetime

    from lastmile_tui.domain.model.events import Event, Log


class HistoryEntry(Struct, frozen=True):
    """One event in words, when it was done, and whether it was undone since.

    `dated` where a person said the day: then `at` says no time of it.
    """

    event: Event
    words: str
    at: datetime
    day: date
    dated: bool = False
    undone: bool = False


def history_entries(log: Log, today: date | None = None) -> tuple[HistoryEntry, ...]:
    """All events of a log in words, with undone ones and undos, in the order they were done in."""
    stands = {event.id for event in standing(log)}
    events = {event.id: event for event in log}
    times = times_of(log, today)
    entries = []
    for event in times.in_order(event_log(log)):
        subject = _undone_change(event, events)
        words = say_event(subject)
        if (target := target_of(subject)) in events:
            words += f": {say_event(events[target])}"
        undone = subject is event and event.id not in stands
        words = words if subject is event else f"{event.kind}: {words}"
        when = times.at(event), times.shown_day(event), times.dated(event)
        entries.append(HistoryEntry(event, words, *when, undone))
    return tuple(entries)


def _undone_change(event: Event, events: dict[str, Event]) -> Event:
    """The first change that an undo or a redo is about; any other event itself.

    An event that refers to itself or to a ring, which only a broken file has, ends the search.
    """
    seen = {event.id}
    while event.undoes in events and event.undoes not in seen:
        event = events[event.undoes]
        seen.add(event.id)
    return event
