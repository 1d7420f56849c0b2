"""Where both sides wrote the same thing of a goal, so that one had to win: the later one.

Pure, over the documents of both sides.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import ANSWERS, DAY, FACTS, Event, EventKind
from lastmile_tui.domain.model.merged.joins import are_crossed
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.model.undo import without_void_splits
from lastmile_tui.domain.wording.clashes import Clash, clashes_of, new_clashes, say_other_road
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.db.union import uid_of
from lastmile_tui.store.splice import merge_raw, own_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

_TITLE_CELLS: Final = 40

_WORDS: Final = {
    "position": "how far it is",
    "due": "the date",
    "due_time": "the time",
    "deleted": "whether it is removed",
    "final_from": "where the final stretch begins",
    "let_go": "why it was let go",
    "marker": "a marker",
    "roadblock": "a roadblock",
    "seal": "an item of the seal list",
    "sealed": "the seal",
    "tag": "a tag",
    "person": "a person",
    "turn": "whose turn it is",
    "next_step": "the next step",
    "parked_until": "until when it is parked",
}
"""What a person would call what a register holds; others are called by their names."""


_REMOVED: Final = ("deleted", "")
_GONE: Final = ("deleted", "elsewhere")
"""The place of what was removed on one side, and worked on in the other."""

_ROAD: Final = "road"
"""The place of a sentence that says what became of a whole road."""

_CLASHING: Final = (b"split", b"joined", b"deleted")
"""What stands in a document in which there may be a clash, as in few."""

_OFF_ROAD: Final = {"sealed": "sealed", "let_go": "let go", "parked_until": "parked"}
"""What takes a goal off the road, in words; of two that both are written, the first one shows."""


class PlaceInConflict(Struct, frozen=True):
    """A place of a goal that both sides wrote: `devices` made what stands, the last in `order`."""

    place: tuple[str, str]
    words: str
    order: tuple[datetime, str, str]
    devices: tuple[str, ...]


class Conflict(Struct, frozen=True):
    """A goal that both sides changed in the same places, by the title that it has now."""

    uid: str
    title: str
    places: tuple[PlaceInConflict, ...]

    @property
    def what(self) -> tuple[str, ...]:
        """What a person would call the places."""
        return (*dict.fromkeys(each.words for each in self.places),)

    @property
    def devices(self) -> tuple[str, ...]:
        """Who made what stands now."""
        return (*dict.fromkeys(device for each in self.places for device in each.devices),)


def say_conflict(conflict: Conflict, own: str = "") -> str:
    """One line: `Sell the Volvo: both changed the title, the date; it is as laptop had it`."""
    from lastmile_tui.domain.wording.merge import say_devices  # noqa: PLC0415 # 5 ms, for news only

    def by(places: Iterable[PlaceInConflict]) -> str:
        return say_devices((name for each in places for name in each.devices), own)

    parts = [each.words for each in conflict.places if each.place[0] == _ROAD]
    gone = [each for each in conflict.places if each.place == _GONE]
    parts += [f"it was changed elsewhere, and is gone: {by([each])} removed it" for each in gone]
    others = [one for one in conflict.places if one.place[0] != _ROAD and one not in gone]
    if what := ", ".join(dict.fromkeys(each.words for each in others)):
        parts.append(f"both changed {what}; it is as {by(others)} had it")
    return f"{conflict.title}: {'; '.join(parts)}"


def say_conflicts(conflicts: Iterable[Conflict], own: str = "") -> list[str]:
    """A line for each goal in conflict; `own` is the id of this device."""
    return [f"  {say_conflict(conflict, own)}" for conflict in conflicts]


def say_how_many(conflicts: Sequence[Conflict]) -> str:
    """What is added to what was merged: `, 2 in conflict`; empty for none."""
    return f", {len(conflicts):,} in conflict" if conflicts else ""


def conflicts_json(conflicts: Iterable[Conflict]) -> list[dict[str, Any]]:
    """The same for scripts."""
    from lastmile_tui.domain.wording.merge import say_device  # noqa: PLC0415 # as above

    return [
        {
            "title": one.title,
            "what": list(one.what),
            "devices": [say_device(device) for device in one.devices],
        }
        for one in conflicts
    ]


def joined_conflicts(
    conflicts: Iterable[Conflict], documents: Iterable[bytes] = ()
) -> tuple[Conflict, ...]:
    """Those of several merges, one after another, each goal once; `documents` are as it is now."""
    found: dict[str, Conflict] = {}
    for one in conflicts:
        places = {each.place: each for each in (found[one.uid].places if one.uid in found else ())}
        for each in one.places:
            if each.place not in places or places[each.place].order < each.order:
                places[each.place] = each
        found[one.uid] = replace(one, places=(*places.values(),))
    for raw in documents if found else ():
        if (same := found.get(uid_of(raw) or "")) and (title := _title_of(raw)) is not None:
            found[same.uid] = replace(same, title=title)
    return _sorted(found.values())


def _sorted(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    return (*sorted(conflicts, key=lambda one: (one.title, one.what)),)


class _Standing(Struct):
    title: str = ""
    deleted: bool = False


class _WithEvents(Struct):
    events: tuple[Event, ...] = ()


_order: Final = attrgetter("order")
_head = msgspec.json.Decoder(_Standing)
_with_events = msgspec.json.Decoder(_WithEvents)


def conflicts_of(ours: Iterable[bytes], theirs: Iterable[bytes]) -> tuple[Conflict, ...]:
    """The goals of both sides in which a change of one had to give way.

    What became of roads that were split or joined is told of also where their side has settled it.
    """
    mine = {uid: raw for raw in ours if (uid := uid_of(raw))}
    found = [
        conflict
        for raw in theirs
        if (same := mine.get(uid := uid_of(raw) or "")) and (conflict := _conflict(uid, same, raw))
    ]
    return _sorted(found)


def _conflict(uid: str, mine: bytes, other: bytes) -> Conflict | None:
    try:
        own = own_events(mine, other)
        ours, theirs = own or (_with_events.decode(raw).events for raw in (mine, other))
    except (ValueError, RecursionError):
        return None
    known = {event.id for event in ours} & {event.id for event in theirs}
    mine_new, other_new = (
        sorted((event for event in side if event.id not in known), key=_order)
        for side in (ours, theirs)
    )
    clashes, fresh, meant = _clashes(mine, other)
    mine_new, other_new = (
        [meant.get(event.id, event) for event in side] for side in (mine_new, other_new)
    )
    kept = {event.id for clash in clashes for event in clash.changes}
    one, two = (
        _written(event for event in side if event.id not in kept or event.kind != EventKind.SPLIT)
        for side in (mine_new, other_new)
    )
    both = [
        _standing(place, _say(place), max(one[place][0], two[place][0], key=_order))
        for place in sorted(one.keys() & two.keys())
        if one[place][1] != two[place][1]
    ]
    both += [_standing((_ROAD, clash.words), clash.words, *clash.stand) for clash in fresh]
    # Who removes a goal contradicts whatever was done to it elsewhere, which nobody sees any more.
    for side, beside, events in ((one, two, other_new), (two, one, mine_new)):
        worked = any(event.kind not in ANSWERS for event in events)
        if worked and _REMOVED not in beside and _REMOVED in side and side[_REMOVED][1]:
            removal = side[_REMOVED][0]
            crossed = any(are_crossed(event, removal) for event in events)
            if removal.id not in kept and not crossed and _is_removed(mine, other):
                both.append(_standing(_GONE, _say_removal(removal), removal))
    both += _ended_apart(mine_new, other_new)
    title = _title_of(_merged(mine, other)) if both else None
    return None if title is None else Conflict(uid, title, (*both,))


def _standing(place: tuple[str, str], words: str, *stand: Event) -> PlaceInConflict:
    last = max(event.order for event in stand)
    return PlaceInConflict(place, words, last, (*dict.fromkeys(event.dev for event in stand),))


def _merged(mine: bytes, other: bytes) -> bytes:
    """What two documents of a goal become."""
    try:
        return merge_raw(mine, other, GOALS)
    except StoreError:
        return mine


def _is_removed(mine: bytes, other: bytes) -> bool:
    """Whether a goal is gone in the end, as not each removal in its log says."""
    return _head.decode(_merged(mine, other)).deleted


def _clashes(mine: bytes, other: bytes) -> tuple[list[Clash], list[Clash], dict[str, Event]]:
    """What became of a road by changes that did not know of each other, and what is new of that.

    With its events as they count, by their ids: what is said of a part of it is not of the whole.
    """
    if not any(word in raw for raw in (mine, other) for word in _CLASHING):
        return [], [], {}
    ours, theirs = (_with_events.decode(raw).events for raw in (mine, other))
    known = {event.id for event in ours}
    log = event_log((*ours, *(event for event in theirs if event.id not in known)))
    meant = {event.id: event for event in without_void_splits(log)}
    return [*clashes_of(log)], new_clashes(log, known), meant


def _title_of(raw: bytes) -> str | None:
    """The title of a goal, cut to what fits a line; None where it cannot be read."""
    try:
        title = _head.decode(raw).title
    except (ValueError, RecursionError):
        return None
    return fit(clean_line(title), _TITLE_CELLS).rstrip()


def _ended_apart(ours: Iterable[Event], theirs: Iterable[Event]) -> list[PlaceInConflict]:
    """What to say, and what stands, where both sides took a goal off the road, each in its way."""
    one, two = _end(ours), _end(theirs)
    if one is None or two is None or one[0] == two[0]:
        return []
    first, second = sorted((one, two), key=lambda end: [*_OFF_ROAD].index(end[0]))
    words = f"whether it is {_OFF_ROAD[second[0]]} or {_OFF_ROAD[first[0]]}"
    return [_standing(("", words), words, first[1])]


def _end(events: Iterable[Event]) -> tuple[str, Event] | None:
    """How events, in their order, took a goal off the road; None if it is on it."""
    last = {name: event for event in events for name in _OFF_ROAD if name in event.set}
    ends = ((name, last[name]) for name in _OFF_ROAD if name in last)
    return next(((name, event) for name, event in ends if event.set[name]), None)


def _written(events: Iterable[Event]) -> dict[tuple[str, str], tuple[Event, Any]]:
    """What events, in their order, leave behind by register and key: the last of it, by whom."""
    last: dict[tuple[str, str], tuple[Event, Any]] = {}
    for event in events:
        for name, value in event.set.items():
            if name in FACTS or name.startswith(DAY):
                continue
            for key, part in value.items() if isinstance(value, dict) else (("", value),):
                last[name, key] = (event, part)
    return last


def _say_removal(event: Event) -> str:
    if event.kind == EventKind.JOINED:
        return f"whether it went into {say_other_road(event)}"
    return _say(_REMOVED)


def _say(place: tuple[str, str]) -> str:
    name = place[0].partition(":")[0]
    return _WORDS.get(name, f"the {name.replace('_', ' ')}")
