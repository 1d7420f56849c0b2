"""A goal as it was: the events up to a day, folded."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import say_event

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event, Log


class HistoryEntry(Struct, frozen=True):
    """One event in words, and whether what it did was taken back since."""

    event: Event
    words: str
    undone: bool = False


def happened(log: Log) -> tuple[HistoryEntry, ...]:
    """All of a log in words, oldest first, with what was undone and with the undos."""
    stands = {event.id for event in standing(log)}
    events = {event.id: event for event in log}
    told = []
    for event in sorted(log, key=attrgetter("order")):
        first = _told(event, events)
        words = say_event(first)
        if first is event:
            told.append(HistoryEntry(event, words, undone=event.id not in stands))
        else:
            told.append(HistoryEntry(event, f"{event.kind}: {words}"))
    return tuple(told)


def _told(event: Event, events: dict[str, Event]) -> Event:
    """The change that an undo or a redo is about, traced to its start; the event itself for others.

    An event about itself or in a ring, which only a broken file holds, ends the search.
    """
    seen = {event.id}
    while event.undoes in events and event.undoes not in seen:
        event = events[event.undoes]
        seen.add(event.id)
    return event
