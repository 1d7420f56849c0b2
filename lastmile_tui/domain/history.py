"""What of a log still stands, and what can be undone or redone; all derived from the events."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from lastmile_tui.domain.events import Event, Log


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
    undo: dict[str, Change] = {}
    redo: dict[str, Change] = {}
    about: dict[str, Event] = {}
    for event in log:
        told = about.get(event.undoes, event)
        about[event.id] = told
        if told is event:
            redo.clear()
        undo.pop(told.id, None)
        redo.pop(told.id, None)
        stack = redo if told is not event and event.kind == "undone" else undo
        stack[told.id] = Change(told, event)
    return Timeline(tuple(undo.values()), tuple(redo.values()))


def standing(log: Log) -> Log:
    """The changes that stand, oldest first, without what was undone and without the undos."""
    stands = (change.told for change in timeline(log).undo)
    return tuple(sorted(stands, key=attrgetter("order")))


def inverse(event: Event) -> dict[str, Any]:
    """What takes an event back. Taking back the first event of a goal removes the goal."""
    return {"deleted": True} if event.kind == "added" else event.was
