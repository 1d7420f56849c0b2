"""Whether a road is gone that was joined with another one, where devices did not know all of it.

A road that went into another one is there again if anything was done in it that the join had not
seen, for the other road lacks that. Two roads that went into each other are one: that with the
lesser uid. And who removed a road without knowing that another one is in it did not mean that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.apart.splits import takes_in
from lastmile_tui.domain.model.events import ANSWERS, OF_WHOLE_ROADS, EventKind, join_of
from lastmile_tui.domain.model.undo import subject_of, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.model.events import Event, Log

_NO_WORK = (ANSWERS - {EventKind.DATED, EventKind.JOINED, EventKind.RESTORED}) | {
    EventKind.ADDED,
    EventKind.LET_GO,
    EventKind.REMOVED,
    EventKind.UNDONE,
    EventKind.REDONE,
}
"""Kinds that bring no road back; what a split took away is in the road that it made."""


def is_gone(log: Log, events: Iterable[Event]) -> bool:
    """Whether a log removes its goal, by its events in the order in which they are folded."""
    gone = False
    for event in events:
        if "deleted" in event.set:
            removes = bool(event.set["deleted"])
            if not removes or not unseen(log, subject_of(log, event)):
                gone = removes
    return gone


def removals(log: Log) -> list[Event]:
    """What stands in a log and removed its goal, in its order, whether or not that is gone."""
    return [event for event in _standing(log) if event.set.get("deleted")]


def undone_split(log: Log) -> Event | None:
    """The split that made a road and was undone."""
    parts = [one.subject for one in timeline(log).redo if one.subject.was.get("deleted")]
    return next((one for one in parts if one.kind == EventKind.SPLIT), None)


def split_off(log: Log) -> str:
    """The uid of the road that the road of a log was split off from; empty for none."""
    made = (one for one in log if one.kind == EventKind.SPLIT and one.was.get("deleted"))
    return next((join_of(one.set).get("road") or "" for one in made), "")


def went_into(log: Log) -> str:
    """The uid of the road that goes on where one is gone by a join, or a split that was undone."""
    joins = [one for one in removals(log) if one.kind == EventKind.JOINED]
    event = joins[-1] if joins else undone_split(log)
    return (join_of(event.set).get("road") or "") if event else ""


def unseen(log: Log, removal: Event) -> list[Event]:
    """What keeps a road there that something removed, for that did not know of it."""
    stands, join = _standing(log), join_of(removal.set)
    seen = set(join.get("seen") or ())
    if removal.kind == EventKind.REMOVED:
        return [event for event in stands if takes_in(event) and event.id not in seen]
    if removal.kind not in OF_WHOLE_ROADS:
        return []
    if not seen:  # an undo of a split takes back what nothing follows
        seen = {event.id for event in log if event.order <= removal.order}
    for event in stands:
        if event.kind == EventKind.SPLIT or (join.get("yields") and are_crossed(event, removal)):
            seen |= {event.id, *event.revives}
    return [event for event in stands if event.id not in seen and _is_work(event)]


def are_crossed(event: Event, removal: Event) -> bool:
    """Whether the road that a removal put this one into went into this one by an event."""
    road = join_of(removal.set).get("road")
    return takes_in(event) and road == join_of(event.set).get("road") is not None


def are_apart(one: Event, other: Event) -> bool:
    """Whether two joins put two roads into each other, and the later one did not know it."""
    taker, removal = (one, other) if takes_in(one) else (other, one)
    both = removal.kind == EventKind.JOINED and "deleted" in removal.set
    seen = join_of(removal.set).get("seen") or ()
    return both and are_crossed(taker, removal) and taker.id not in seen


def _is_work(event: Event) -> bool:
    return event.kind not in _NO_WORK and not event.set.get("deleted")


def _standing(log: Log) -> list[Event]:
    """The changes that were not undone, also those that another one put something in place of."""
    return [change.subject for change in timeline(log).undo]
