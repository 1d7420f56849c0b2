"""What of a log still stands, and what can be undone or redone; all derived from the events."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

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


def timeline(log: Log) -> Timeline:
    """Replay a log into its two stacks.

    A change to a goal drops what could be redone on it, and on no other goal. Each undo and redo
    is traced to the change it is about, so that logs of two devices that undid the same change
    merge into one undo. One that is about something unknown counts as a change of its own.
    """
    undo, redo, _ = _replay(log)
    return Timeline(tuple(undo.values()), tuple(redo.values()))


def standing(log: Log) -> Log:
    """The changes that stand, oldest first, without what was undone and without the undos.

    A restore that stands drops changes and revives others, as long as nothing later is about them.
    """
    undo, _, changes = _replay(log)
    stands = {name: change.told for name, change in undo.items()}
    restores = [change for change in undo.values() if change.told.drops or change.told.revives]
    for restore in sorted(restores, key=attrgetter("last.order")):
        earlier = {
            name: changes[name].told
            for name in (*restore.told.drops, *restore.told.revives)
            if name in changes and changes[name].last.order < restore.last.order
        }
        for name in restore.told.drops:
            if name in earlier:
                stands.pop(name, None)
        stands |= {name: earlier[name] for name in restore.told.revives if name in earlier}
    return tuple(sorted(stands.values(), key=attrgetter("order")))


def _replay(log: Log) -> tuple[dict[str, Change], dict[str, Change], dict[str, Change]]:
    """The two stacks, and all changes, by the ids of the events that tell them."""
    undo: dict[str, Change] = {}
    redo: dict[str, Change] = {}
    changes: dict[str, Change] = {}
    about: dict[str, Event] = {}
    for event in log:
        told = about.get(event.undoes, event)
        about[event.id] = told
        if told is event:
            redo.clear()
        undo.pop(told.id, None)
        redo.pop(told.id, None)
        stack = redo if told is not event and event.kind == "undone" else undo
        stack[told.id] = changes[told.id] = Change(told, event)
    return undo, redo, changes


def inverse(event: Event) -> dict[str, Any]:
    """What takes an event back. Taking back the first event of a goal removes the goal."""
    return {"deleted": True} if event.kind == "added" else event.was
