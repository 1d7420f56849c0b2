"""Two roads made one: the markers of the second stand behind those of the first.

What was reached stays reached: reached markers of the second stand before those of the first that
were not. Both histories are kept with their days, and the second road is gone into the first.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.drive import under_way
from lastmile_tui.domain.changes.edit import MARKERS_LIMIT
from lastmile_tui.domain.changes.roads.entries import Copies, rewritten, together
from lastmile_tui.domain.changes.seal import SEAL_LIMIT
from lastmile_tui.domain.model.events import DRIVES, Event, EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import KEPT, grouped, rounded
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record


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
    if way := next((goal for goal in (one, two) if goal.way), None):
        raise GoalError(f"‘{way.title}’ goes from one value to another; it cannot be joined.")
    if len(one.markers) + len(two.markers) > MARKERS_LIMIT:
        raise GoalError(f"A road has at most {MARKERS_LIMIT} markers; these have more together.")
    copies, drops = _entries(first, second, stamp)
    changes = _road(one, two, stamp, fold(first.log)) | _beside(first, second, stamp)
    changes |= together(stamp)
    joined = rewritten(
        first, stamp, EventKind.JOINED, changes,
        text=f"‘{two.title}’", copies=copies, drops=drops,
    )  # fmt: skip
    gone = {"deleted": True} | together(stamp)
    return joined, rewritten(second, other, EventKind.JOINED, gone, text=f"‘{one.title}’")


def _entries(first: Record, second: Record, stamp: Stamp) -> tuple[list[Event], list[str]]:
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
            place = rounded(sum(places.values()))
            bare = event.kind == EventKind.REACHED or event.text.startswith("‘")
            text = event.text if bare else f"{grouped(place, KEPT)} {unit}"
            found.append(copies.of(event, days, {"position": place}, text=text))
            if own:
                drops.append(event.id)
        elif not own:
            text = f"‘{event.text}’ added" if event.kind == EventKind.ADDED else event.text
            found.append(copies.of(event, days, text=text or event.kind))
    return found, drops


def _road(one: Goal, two: Goal, stamp: Stamp, registers: dict[str, Any]) -> dict[str, Any]:
    """The markers in their order, and where the vehicle is on them."""
    new = [(stamp.child(number), marker) for number, marker in enumerate(two.markers)]
    old = [(marker.id, marker) for marker in one.markers]
    cut, done = len(old), 0
    if not one.counting and two.reached:
        cut, done = one.reached, two.reached
    order = [*old[:cut], *new[:done], *old[cut:], *new[done:]]
    changes: dict[str, Any] = {}
    known = {name for name, _ in old}
    end = 0.0
    behind = one.distance
    for rank, (name, marker) in enumerate(order, 1):
        end = rounded(end + marker.miles)
        if name in known:
            if (registers.get(f"marker:{name}") or {}).get("rank") != rank:
                changes[f"marker:{name}"] = {"rank": float(rank)}
            continue
        behind = rounded(behind + marker.miles)
        own = measure(rounded(behind - one.distance), two.unit)
        title = measure(end, two.unit) if two.counting and marker.title == own else marker.title
        part: dict[str, Any] = {"title": title, "miles": marker.miles, "rank": float(rank)}
        if marker.due:
            part["due"] = marker.due.isoformat()
        changes[f"marker:{name}"] = part
    return changes | {"position": rounded(one.position + two.position)}


def _beside(first: Record, second: Record, stamp: Stamp) -> dict[str, Any]:
    """What hangs on both: names, what must be true at the end, and what is in the way."""
    one, two, theirs = first.goal, second.goal, fold(second.log)
    changes: dict[str, Any] = {f"tag:{name}": True for name in two.tags if name not in one.tags}
    changes |= {f"person:{who.name}": True for who in two.people if who not in one.people}
    known, number = {item.text for item in one.seal}, len(two.markers)
    for item in two.seal:
        if item.text not in known and len(known) < SEAL_LIMIT:
            known.add(item.text)
            rank = float(len(known) + 1_000)
            changes[f"seal:{stamp.child(number)}"] = theirs[f"seal:{item.id}"] | {"rank": rank}
            number += 1
    for block in two.roadblocks:
        changes[f"roadblock:{stamp.child(number)}"] = theirs[f"roadblock:{block.id}"]
        number += 1
    for name in ("why", "next_step", "turn"):
        if theirs.get(name) and not getattr(one, name):
            changes[name] = theirs[name]
    if two.due and (one.due is None or two.due > one.due):
        changes |= {"due": theirs["due"], "due_time": theirs.get("due_time")}
    return changes
