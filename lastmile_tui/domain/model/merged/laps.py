"""The events of a lap that two devices added: it is there as long as one of them has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.events import EventKind

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event, Log


def added_first(log: Log) -> list[Event]:
    """The events of a lap, in which what adds it where it was there already changes nothing later.

    Two devices add the same lap without knowing of each other (`crossing.laps`): what one has
    changed in it by then stands. One that was removed is added anew, as of then.
    """
    found: list[Event] = []
    begun, there = 0, False
    for event in _without_taken_back(log):
        if event.kind != EventKind.ADDED:
            found.append(event)
        elif there:
            found.insert(begun, event)
            begun += 1
        else:
            found.append(event)
            begun = len(found)
        there = event.kind == EventKind.ADDED or there
        if "deleted" in event.set:
            there = not event.set["deleted"]
    return found


def _without_taken_back(log: Log) -> Log:
    """The events of a lap without what added it and was undone, if another device added it too."""
    adding = {event.id: event.id for event in log if event.kind == EventKind.ADDED}
    """What added it, and its undos and redos, each with the id of the first."""
    stands = dict.fromkeys(adding, True)
    for event in log:
        if (subject := adding.get(event.undoes)) is not None:
            adding[event.id] = subject
            stands[subject] = event.kind != EventKind.UNDONE
    if all(stands.values()) or not any(stands.values()):
        return log
    return tuple(event for event in log if stands.get(adding.get(event.id, ""), True))
