"""Two roads made one: the markers of the second stand behind those of the first.

What was reached stays reached: reached markers of the second stand before those of the first that
were not. Both histories are kept with their days, and the second road is gone into the first. One
that was split off the first becomes what it was: its parts have their names again, and what the
split put in their place goes.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import under_way
from lastmile_tui.domain.changes.edit import MARKERS_LIMIT
from lastmile_tui.domain.changes.roads.entries import Copies, rewritten, together
from lastmile_tui.domain.changes.seal import SEAL_LIMIT
from lastmile_tui.domain.figures.road import figure, place_of, say_at
from lastmile_tui.domain.model.events import DRIVES, JOIN, Event, EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import KEPT, grouped, rounded
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.goal import Goal, Marker, Roadblock, SealItem
    from lastmile_tui.domain.model.record import Record

_GONE: Final = {"gone": True}
_BEGINNINGS: Final = frozenset((EventKind.ADDED, EventKind.SPLIT))
"""What says how a road came to be that was split off the one that it is joined with."""


def join_both(
    records: Sequence[Record], stamp: Callable[[Event | None], Stamp]
) -> tuple[Record, Record]:
    """`join` two roads; `stamp` makes stamps that are later than an event."""
    first, second = records
    latest = max(first.event, second.event, key=attrgetter("order"))
    return join(first, second, stamp(latest), stamp(latest))


def join(first: Record, second: Record, stamp: Stamp, other: Stamp) -> tuple[Record, Record]:
    """The first road with the second one in it, and the second as it is gone."""
    one, two = under_way(first.goal), under_way(second.goal)
    if one.uid == two.uid:
        raise GoalError(f"‘{one.title}’ cannot be joined with itself; name another road.")
    if one.unit.casefold() != two.unit.casefold():
        counts = (goal.unit or "miles" for goal in (one, two))
        raise GoalError(f"They count different things: {' and '.join(counts)}.")
    _meet(one, two)
    if len(one.markers) + len(two.markers) > MARKERS_LIMIT:
        raise GoalError(f"A road has at most {MARKERS_LIMIT} markers; these have more together.")
    split = _split_of(first, two)
    copies, drops = _entries(first, second, stamp, split)
    changes = _road(first, two, stamp, split) | _beside(first, second, stamp, split)
    changes |= together(stamp) | {JOIN: {"road": two.uid}}
    joined = rewritten(
        first, stamp, EventKind.JOINED, changes,
        text=f"‘{two.title}’", copies=copies, drops=drops,
    )  # fmt: skip
    seen = [event.id for event in second.log]
    went = {"road": one.uid, "seen": seen, "yields": two.uid > one.uid}
    gone = {"deleted": True, JOIN: went} | together(stamp)
    return joined, rewritten(second, other, EventKind.JOINED, gone, text=f"‘{one.title}’")


def _meet(one: Goal, two: Goal) -> None:
    """Refuse roads between values of which one does not begin where the other one ends."""
    if not one.way and not two.way:
        return
    if not one.way or not two.way:
        way, other = (one, two) if one.way else (two, one)
        raise GoalError(
            f"‘{way.title}’ goes from one value to another, and ‘{other.title}’ does not;"
            " they cannot be joined."
        )
    if one.way.down != two.way.down:
        raise GoalError("One falls and the other rises; they cannot be joined.")
    if one.way.value(one.distance) != two.way.start:
        raise GoalError(
            f"‘{one.title}’ ends at {say_at(one, one.distance)} and ‘{two.title}’ begins at"
            f" {say_at(two, 0.0)}; join roads where one begins as the other ends."
        )


def _place(one: Goal, here: float, there: float) -> float:
    """Where the whole road is driven to; a value is the same on both of its parts."""
    if not one.way:
        return rounded(here + there)
    return rounded(one.distance + there) if there > 0 else here


def _split_of(first: Record, two: Goal) -> Registers:
    """What the split wrote that made the second road of the first; nothing, if none did."""
    gone = [f"marker:{marker.id}" for marker in two.markers]
    for event in reversed(standing(first.log)):
        if event.kind == EventKind.SPLIT and any(event.set.get(name) == _GONE for name in gone):
            return event.set
    return {}


def _entries(
    first: Record, second: Record, stamp: Stamp, split: Registers
) -> tuple[list[Event], list[str]]:
    """The entries of the second, and all drives with where the one road was driven to by then."""
    days = fold(first.log) | fold(second.log)
    copies = Copies(stamp)
    driven = any(event.kind in DRIVES for event in standing(second.log))
    both = [(event, True) for event in standing(first.log)]
    both += [(event, False) for event in standing(second.log)]
    both.sort(key=lambda pair: pair[0].order)
    places = {True: 0.0, False: 0.0}
    found, drops = [], []
    unit = first.goal.unit or "mi"
    for event, own in both:
        if "position" in event.set:
            places[own] = event.set["position"] or 0.0
        if event.kind in DRIVES:
            if not driven:
                continue
            place = _place(first.goal, places[True], places[False])
            bare = event.kind == EventKind.REACHED or event.text.startswith("‘")
            text = event.text if bare else f"{grouped(figure(first.goal, place), KEPT)} {unit}"
            found.append(copies.of(event, days, {"position": place}, text=text))
            if own:
                drops.append(event.id)
        elif not own and not (split and event.kind in _BEGINNINGS):
            found.append(copies.of(event, days, text=_as_a_note(event)))
    return found, drops


def _as_a_note(event: Event) -> str:
    """What a note says that was an entry about the whole second road; others keep their text."""
    match event.kind:
        case EventKind.ADDED:
            return f"‘{event.text}’ was added as a road of its own"
        case EventKind.SPLIT if "deleted" in event.was:
            return f"split off from {event.text}"
        case EventKind.SPLIT:
            return f"split: the rest went on as {event.text}"
        case EventKind.JOINED:
            return f"joined with {event.text}"
    return event.text or event.kind


def _road(first: Record, two: Goal, stamp: Stamp, split: Registers) -> Registers:
    """The markers in their order, where the last of them begin, and where the vehicle is."""
    one, registers, changes = first.goal, fold(first.log), dict[str, Any]()
    old, new = [(marker.id, marker) for marker in one.markers], _added(first, two, stamp)
    name, cut = old[-1]
    if split.get(f"marker:{name}", {}).get("title") == cut.title:  # it divided the next marker
        changes[f"marker:{name}"] = _GONE
        new[0] = new[0][0], replace(new[0][1], miles=rounded(cut.miles + new[0][1].miles))
        old.pop()
    at, done = len(old), 0
    if not one.counting and two.reached and one.reached < at:
        at, done = one.reached, two.reached
    final = max(two.final_index, done)
    if final < len(new) and not (split and _is_whole(one, two)):
        changes["final_from"] = new[final][0]
    names = {name for name, _ in old}
    for rank, (name, marker) in enumerate((*old[:at], *new[:done], *old[at:], *new[done:]), 1):
        known = registers.get(f"marker:{name}") or {}
        part: Registers = {"rank": float(rank)}
        if name not in names:
            due = marker.due.isoformat() if marker.due else None
            part |= {"title": marker.title, "miles": marker.miles, "due": due}
            changes[f"marker:{name}"] = _again(known, part)
        elif known.get("rank") != rank:
            changes[f"marker:{name}"] = part
    return changes | {"position": _place(one, place_of(one), place_of(two))}


def _is_whole(one: Goal, two: Goal) -> bool:
    """Whether the final stretch of two parts of a road is that of the first, or chosen in none."""
    return two.final_index == 0 if one.final_from else not two.final_from


def _added(first: Record, two: Goal, stamp: Stamp) -> list[tuple[str, Marker]]:
    """The markers of the second road with their names in the first, at their amounts there."""
    found, start = [], first.goal.distance
    names = _names(first, "marker", two.markers, stamp, 0)
    for name, marker, end in zip(names, two.markers, two.ends, strict=True):
        title = marker.title
        if two.counting and not two.way and title == measure(end, two.unit):
            title = measure(rounded(start + end), two.unit)
        found.append((name, replace(marker, title=title)))
    return found


def _names(
    first: Record, kind: str, parts: Sequence[Marker | SealItem | Roadblock], stamp: Stamp, at: int
) -> list[str]:
    """What parts of the second road are called in the first: as they were, if it had them once."""
    registers = fold(first.log)
    return [
        part.id if (registers.get(f"{kind}:{part.id}") or {}).get("gone") else stamp.child(number)
        for number, part in enumerate(parts, at)
    ]


def _again(known: Registers, part: Registers) -> Registers:
    """A part with nothing left of what is known of it, though it was gone."""
    return dict.fromkeys(known) | part


def _beside(first: Record, second: Record, stamp: Stamp, split: Registers) -> Registers:
    """What hangs on both: names, what must be true at the end, and what is in the way."""
    one, two, ours, theirs = first.goal, second.goal, fold(first.log), fold(second.log)
    changes: Registers = {f"tag:{name}": True for name in two.tags if name not in one.tags}
    changes |= {f"person:{who.name}": True for who in two.people if who not in one.people}
    made = [item for item in one.seal if _is_as_made(item, split)] if two.seal else []
    changes |= {f"seal:{item.id}": _GONE for item in made}
    kept = [item.text for item in one.seal if item not in made]
    names = _names(first, "seal", two.seal, stamp, len(two.markers))
    for number, (name, item) in enumerate(zip(names, two.seal, strict=True), len(kept) + 1):
        if item.text not in kept and number <= SEAL_LIMIT:
            part = theirs[f"seal:{item.id}"]
            if name != item.id:
                part = part | {"rank": float(number + 1_000)}
            changes[f"seal:{name}"] = _again(ours.get(f"seal:{name}") or {}, part)
    number = len(two.markers) + len(two.seal)
    names = _names(first, "roadblock", two.roadblocks, stamp, number)
    known = {one.uid, *(block.road for block in one.roadblocks if block.road)}
    between = [block for block in one.roadblocks if block.road == two.uid]
    changes |= {f"roadblock:{block.id}": _GONE for block in between}
    for name, block in zip(names, two.roadblocks, strict=True):
        if block.road in known:
            continue
        part = theirs[f"roadblock:{block.id}"]
        changes[f"roadblock:{name}"] = _again(ours.get(f"roadblock:{name}") or {}, part)
    for name in ("why", "next_step", "turn"):
        if theirs.get(name) and not getattr(one, name):
            changes[name] = theirs[name]
    as_made = "due" in split and split["due"] == ours.get("due") and not one.due_time
    if as_made or (two.due and (one.due is None or two.due > one.due)):
        changes |= {"due": theirs.get("due"), "due_time": theirs.get("due_time")}
    return changes


def _is_as_made(item: SealItem, split: Registers) -> bool:
    """Whether the split put an item of the seal list there, and nobody has touched it since."""
    made = split.get(f"seal:{item.id}") or {}
    return made.get("text") == item.text and not item.done and not item.evidence
