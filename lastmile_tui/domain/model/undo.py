"""What of a log still stands, and what can be undone or redone; all derived from the events."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.apart.splits import is_cut, without_splits, work_behind
from lastmile_tui.domain.model.event_log import (
    Derivation,
    EventLog,
    are_in_turn,
    derive,
    event_log,
    ids_of,
    written,
)
from lastmile_tui.domain.model.events import BROUGHT, FACTS, JOIN, EventKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastmile_tui.domain.model.events import Event, Log


class Change(Struct, frozen=True):
    """A change that stands or was undone: `subject` says what it is, `last` put it there.

    The two differ only once a change was redone or undone.
    """

    subject: Event
    last: Event


class Timeline(Struct, frozen=True):
    """The two stacks of one goal, their tops last."""

    undo: tuple[Change, ...] = ()
    redo: tuple[Change, ...] = ()


class Replay(Struct, frozen=True):
    """What a log comes to when its undos and redos are carried out.

    `undo`, `redo` and `changes` are keyed by the id of the event that made the change; `about` maps
    the id of every event to that event. `live` are the changes that stand. `away` has the ids of
    all that came by unions that were undone, each with its union: it is as if it were not there.
    `splits` has the splits that say where, each with the work that it would have taken away.
    """

    undo: dict[str, Change] = {}
    redo: dict[str, Change] = {}
    changes: dict[str, Change] = {}
    about: dict[str, Event] = {}
    live: Log = ()
    away: dict[str, Event] = {}
    splits: dict[str, list[Event]] = {}


def timeline(log: Log) -> Timeline:
    """Replay a log into its two stacks.

    A change to a goal drops what could be redone on it, and on no other goal. Each undo and redo
    is traced to the change it is about, so that logs of two devices that undid the same change
    merge into one undo. One that is about something unknown counts as a change of its own.
    """
    found = derive(log, _REPLAY)
    return Timeline(tuple(found.undo.values()), tuple(found.redo.values()))


def standing(log: Log) -> Log:
    """The changes that stand, oldest first, without what was undone and without the undos.

    A restore that stands drops changes and revives others, as long as nothing later is about them.
    What came by a union that was undone is left out, with all that is about it.
    """
    log = event_log(log)
    return log if log.derive(_NOTHING_TAKEN_BACK) else log.derive(_REPLAY).live


def _nothing_taken_back(log: Log) -> bool:
    """Whether every event of a log stands, without a replay, which takes ten times as long."""
    if not are_in_turn(log):  # else each has an id of its own
        ids = {*ids_of(log)}
        if len(ids) < len(log) or "" in ids:
            return False
    takes_back = [event for event in log if event.undoes or event.drops or event.revives]
    whole = all(_is_union(one) and not (one.undoes or one.drops) for one in takes_back)
    return whole and not any(map(is_cut, written(log, JOIN)))


_NOTHING_TAKEN_BACK = Derivation(_nothing_taken_back)


def without_void_splits(log: Log) -> Log:
    """The log without what its splits took away that would have taken unseen work with it."""
    found = derive(log, _REPLAY)
    void = _void(found)
    return tuple(without_splits(log, void, found.about)) if void else log


def void_splits(log: Log) -> list[tuple[Event, list[Event]]]:
    """The splits that were not undone and count for nothing, each with the work behind its cut."""
    found = derive(log, _REPLAY)
    return [
        (found.undo[name].subject, work)
        for name, work in found.splits.items()
        if work and name in found.undo
    ]


def subject_of(log: Log, event: Event) -> Event:
    """The event that made the change which an undo or redo is about; any other is its own."""
    return derive(log, _REPLAY).about[event.id]


def changes_of(log: Log) -> Mapping[str, Change]:
    """Every change of a log by the id of its event, those that can no longer be redone too."""
    return derive(log, _REPLAY).changes


def brought(log: Log) -> dict[str, Event]:
    """The ids of what came by unions that were undone, each with its union."""
    log = event_log(log)
    return {} if log.derive(_NOTHING_TAKEN_BACK) else log.derive(_REPLAY).away


def _replay(log: Log) -> Replay:
    """Replay a whole log."""
    found = Replay({}, {}, {}, {})
    for event in log:
        _take(found, event)
    last = {name: change.last for name, change in found.changes.items()}
    splits = {event.id: work_behind(log, event, last) for event in log if is_cut(event)}
    away = dict(_away(found))
    away |= {name: event for event in log if splits.get(event.id) for name in event.revives}
    if away:
        about = found.about
        found = Replay({}, {}, {}, {}, away=away)
        for event in log:
            if about[event.id].id not in away and event.id not in away:
                _take(found, event)
        found = replace(found, about=about)
    found = replace(found, splits=splits)
    return replace(found, live=_standing(found))


def _void(replay: Replay) -> set[str]:
    return {name for name, work in replay.splits.items() if work}


def _away(replay: Replay) -> Iterator[tuple[str, Event]]:
    for change in replay.changes.values():
        if _is_union(change.subject) and change.last.kind == EventKind.UNDONE:
            yield from ((name, change.subject) for name in change.subject.revives)


def _is_union(event: Event) -> bool:
    return event.kind in BROUGHT


def _with_event(replay: Replay, event: Event) -> Replay | None:
    """The replay with one event more, behind all others; None where that changes more."""
    if replay.away or replay.splits or is_cut(event):
        return None
    if event.undoes and _is_union(replay.about.get(event.undoes, event)):
        return None
    found = Replay({**replay.undo}, {**replay.redo}, {**replay.changes}, {**replay.about})
    _take(found, event)
    own = found.about[event.id] is event and event.id not in replay.changes
    plain = own and not event.drops and not event.revives
    return replace(found, live=(*replay.live, event) if plain else _standing(found))


_REPLAY = Derivation(_replay, _with_event)


def _take(replay: Replay, event: Event) -> None:
    subject = replay.about.get(event.undoes, event)
    replay.about[event.id] = subject
    if subject is event:
        replay.redo.clear()
    replay.undo.pop(subject.id, None)
    replay.redo.pop(subject.id, None)
    stack = replay.redo if subject is not event and event.kind == EventKind.UNDONE else replay.undo
    stack[subject.id] = replay.changes[subject.id] = Change(subject, event)


def _standing(replay: Replay) -> Log:
    void = _void(replay)
    stands = {name: one.subject for name, one in replay.undo.items() if name not in void}
    restores = [
        change
        for name, change in replay.undo.items()
        if name not in void
        and (change.subject.drops or (change.subject.revives and not _is_union(change.subject)))
    ]
    for restore in sorted(restores, key=attrgetter("last.order")):
        earlier = {
            name: replay.changes[name].subject
            for name in (*restore.subject.drops, *restore.subject.revives)
            if name in replay.changes and replay.changes[name].last.order < restore.last.order
        }
        for name in restore.subject.drops:
            if name in earlier:
                stands.pop(name, None)
        stands |= {name: earlier[name] for name in restore.subject.revives if name in earlier}
    return EventLog(stands.values())


def inverse(log: Log, change: Change) -> dict[str, Any]:
    """What takes a change back, without what later ones that stand wrote since.

    Taking back the first event of a goal removes the goal.
    """
    if change.last.kind == EventKind.ADDED:
        return {"deleted": True}
    stack = timeline(log).undo
    later = stack[stack.index(change) + 1 :] if change in stack else ()
    since = {name for one in later for name in one.last.set} - FACTS
    return {name: value for name, value in change.last.was.items() if name not in since}
