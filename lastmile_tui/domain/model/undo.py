"""What of a log still stands, and what can be undone or redone; all derived from the events."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.ledger import Account, balance

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event, Log


class Change(Struct, frozen=True):
    """A change that stands or was undone: `told` says what it is, `last` put it there.

    The two differ only once a change was redone or undone.
    """

    told: Event
    last: Event


class Timeline(Struct, frozen=True):
    """The two stacks of one goal, their tops last."""

    undo: tuple[Change, ...] = ()
    redo: tuple[Change, ...] = ()


class Replay(Struct, frozen=True):
    """What a log comes to when its undos and redos are carried out.

    The two stacks and all changes stand by the ids of the events that tell them; `about` has for
    each event the one that tells the change it is about. `live` are the changes that stand.
    """

    undo: dict[str, Change] = {}
    redo: dict[str, Change] = {}
    changes: dict[str, Change] = {}
    about: dict[str, Event] = {}
    live: Log = ()


def timeline(log: Log) -> Timeline:
    """Replay a log into its two stacks.

    A change to a goal drops what could be redone on it, and on no other goal. Each undo and redo
    is traced to the change it is about, so that logs of two devices that undid the same change
    merge into one undo. One that is about something unknown counts as a change of its own.
    """
    found = balance(log, _REPLAY)
    return Timeline(tuple(found.undo.values()), tuple(found.redo.values()))


def standing(log: Log) -> Log:
    """The changes that stand, oldest first, without what was undone and without the undos.

    A restore that stands drops changes and revives others, as long as nothing later is about them.
    """
    return balance(log, _REPLAY).live


def told_by(log: Log, event: Event) -> Event:
    """The event that tells the change which an event of a log is about: often that event itself."""
    return balance(log, _REPLAY).about[event.id]


def _replay(log: Log) -> Replay:
    """Replay a whole log."""
    found = Replay({}, {}, {}, {})
    for event in log:
        _take(found, event)
    return replace(found, live=_standing(found))


def _with_event(held: Replay, event: Event) -> Replay:
    """The replay with one event more, behind all others."""
    found = Replay({**held.undo}, {**held.redo}, {**held.changes}, {**held.about})
    _take(found, event)
    own = found.about[event.id] is event and event.id not in held.changes
    plain = own and not event.drops and not event.revives
    return replace(found, live=(*held.live, event) if plain else _standing(found))


_REPLAY = Account(_replay, _with_event)


def _take(held: Replay, event: Event) -> None:
    told = held.about.get(event.undoes, event)
    held.about[event.id] = told
    if told is event:
        held.redo.clear()
    held.undo.pop(told.id, None)
    held.redo.pop(told.id, None)
    stack = held.redo if told is not event and event.kind == "undone" else held.undo
    stack[told.id] = held.changes[told.id] = Change(told, event)


def _standing(held: Replay) -> Log:
    stands = {name: change.told for name, change in held.undo.items()}
    restores = [change for change in held.undo.values() if change.told.drops or change.told.revives]
    for restore in sorted(restores, key=attrgetter("last.order")):
        earlier = {
            name: held.changes[name].told
            for name in (*restore.told.drops, *restore.told.revives)
            if name in held.changes and held.changes[name].last.order < restore.last.order
        }
        for name in restore.told.drops:
            if name in earlier:
                stands.pop(name, None)
        stands |= {name: earlier[name] for name in restore.told.revives if name in earlier}
    return tuple(sorted(stands.values(), key=attrgetter("order")))


def inverse(event: Event) -> dict[str, Any]:
    """What takes an event back. Taking back the first event of a goal removes the goal."""
    return {"deleted": True} if event.kind == "added" else event.was
