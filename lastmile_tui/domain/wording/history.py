"""The history of a goal: its whole log in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.times import target_of, times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import say_event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
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
        undone = event.id not in stands and _undone_change(event, events) is event
        when = times.at(event), times.shown_day(event), times.dated(event)
        entries.append(HistoryEntry(event, _say(event, events), *when, undone))
    return tuple(entries)


def say_new(log: Log, known: Collection[str]) -> Iterator[str]:
    """Only the words of `history_entries`, and only of events that are not known by their ids."""
    events = {event.id: event for event in log}
    for event in times_of(log).in_order(event_log(log)):
        if event.id not in known:
            yield _say(event, events)


def _say(event: Event, events: dict[str, Event]) -> str:
    subject = _undone_change(event, events)
    words = say_event(subject)
    if (target := target_of(subject)) in events:
        words += f": {say_event(events[target])}"
    return words if subject is event else f"{event.kind}: {words}"


def _undone_change(event: Event, events: dict[str, Event]) -> Event:
    """The first change that an undo or a redo is about; any other event itself.

    An event that refers to itself or to a ring, which only a broken file has, ends the search.
    """
    seen = {event.id}
    while event.undoes in events and event.undoes not in seen:
        event = events[event.undoes]
        seen.add(event.id)
    return event
