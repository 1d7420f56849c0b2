"""Whether a split took from a road what another device worked on without knowing of the split.

A split writes down what it had seen, and what is done later that it knows of the split. Work on
what lies behind the cut which does neither makes the road whole: what the split took away is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.domain.model.events import DRIVES, JOIN, EventKind, join_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lastmile_tui.domain.model.events import Event, Log

_GONE = {"gone": True}
_OF_THE_PART = frozenset(
    ("title", "due", "due_time", "sealed", "sealed_on", "deleted", "let_go", "parked_until")
)
"""What is said of a road as one: of a part of it, it is not said of the whole."""

_ROAD = frozenset(("rank", "miles", "gone"))
"""What moves other markers: where a road changed so, a place does not say if it is behind a cut."""


def is_cut(event: Event) -> bool:
    """Whether an event splits a road and says where, as those of older versions do not."""
    return event.kind == EventKind.SPLIT and "cut" in join_of(event.set)


def takes_in(event: Event) -> bool:
    """Whether another road went into that of an event."""
    return event.kind == EventKind.JOINED and "deleted" not in event.set


def knowing(events: Iterable[Event], void: Iterable[str]) -> dict[str, Any]:
    """What a change says that is made where these events are known, and which of them are void."""
    whole = [*void]
    knows = {"knows": [event.id for event in events if is_cut(event)]}
    return knows | {"whole": whole} if whole else knows


def work_behind(log: Log, split: Event, last: Mapping[str, Event]) -> list[Event]:
    """What was done behind the cut of a split by who did not know of it.

    `last` has what last took each change back or put it there. What was taken back by who knew of
    the split counts: else the road would lose what it has by then.
    """

    def knows(event: Event) -> bool:
        return split.id in (join_of(event.set).get("knows") or ())

    def stands(event: Event) -> bool:
        change = last.get(event.id, event)
        return change.kind != EventKind.UNDONE or knows(change)

    join = join_of(split.set)
    road, seen = join.get("road"), {*(join.get("seen") or ()), split.id}
    for event in log:
        if event.kind == EventKind.SPLIT or knows(event):
            if takes_in(event) and join_of(event.set).get("road") == road and stands(event):
                return []
            seen |= {event.id, *event.revives}
    new = [e for e in log if e.id not in seen and not e.undoes and stands(e)]
    gone = {name for name, part in split.set.items() if ":" in name and part == _GONE}
    is_moved = any(_ROAD & part.keys() for event in new for part in _markers(event))
    cut = 0.0 if is_moved else join.get("cut") or 0.0

    def is_behind(event: Event) -> bool:
        if event.set.get("sealed") or "due" in event.set or gone & event.set.keys():
            return True  # the end of the road is behind the cut, and so is when it is due
        if any((part.get("rank") or 0.0) > (join.get("rank") or 0.0) for part in _markers(event)):
            return True
        places = (written.get("position") or 0.0 for written in (event.set, event.was))
        return event.kind in DRIVES and max(places) > cut

    return [event for event in new if is_behind(event)]


def without_splits(log: Log, splits: set[str], about: Mapping[str, Event]) -> Iterator[Event]:
    """The events of a log without what splits took away and brought, and their undos.

    The parts that they made are gone, so that what is done in one later makes no half a part. What
    is said of a first part is not of the whole road; its due date is that of its last marker.
    """
    cuts = {event.id: join_of(event.set) for event in log if event.id in splits}
    came = {name for event in log if event.id in splits for name in event.revives}
    for event in log:
        subject = about[event.id]
        if subject.id in came:
            continue
        join = join_of(subject.set)
        half = splits.intersection(join.get("knows") or ()).difference(join.get("whole") or ())
        if subject.id not in splits:
            yield _of_whole(event, cuts[max(half)].get("last") or "") if half else event
        elif subject is event:
            made = {
                name: part | _GONE
                for name, part in event.set.items()
                if ":" in name and isinstance(part, dict) and event.was.get(name) == _GONE
            }
            yield replace(event, set=made | {JOIN: join_of(event.set)})


def _of_whole(event: Event, last: str) -> Event:
    """A change of a first part as one of the whole road; `last` is the last marker of the part."""
    if event.kind == EventKind.JOINED or not _OF_THE_PART & event.set.keys():
        return event
    kept = {name: value for name, value in event.set.items() if name not in _OF_THE_PART}
    if "due" in event.set and last:
        kept[f"marker:{last}"] = {"due": event.set["due"]}
    return replace(event, set=kept)


def _markers(event: Event) -> list[dict[str, Any]]:
    return [part for name, part in event.set.items() if name.startswith("marker:") and part]
