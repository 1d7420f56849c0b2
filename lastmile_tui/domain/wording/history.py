"""The history of a goal: its whole log in words."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import say_event

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event, Log


class HistoryEntry(Struct, frozen=True):
    """One event in words, and whether it was undone since."""

    event: Event
    words: str
    undone: bool = False


def history_entries(log: Log) -> tuple[HistoryEntry, ...]:
    """All events of a log in words, oldest first, with undone ones and undos."""
    stands = {event.id for event in standing(log)}
    events = {event.id: event for event in log}
    entries = []
    for event in sorted(log, key=attrgetter("order")):
        subject = _undone_change(event, events)
        words = say_event(subject)
        if subject is event:
            entries.append(HistoryEntry(event, words, undone=event.id not in stands))
        else:
            entries.append(HistoryEntry(event, f"{event.kind}: {words}"))
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
