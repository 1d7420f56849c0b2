"""What the end of a road does to others, as the same change: those that wait, and its next lap."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.crossing.laps import following, maker, next_uid, say_next_lap
from lastmile_tui.domain.measures.roads.crossroads import waiting_for
from lastmile_tui.domain.measures.roads.waits import DEAD_END, say_end
from lastmile_tui.domain.model.events import TOGETHER, EventKind
from lastmile_tui.domain.model.record import Record, change, with_registers
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from lastmile_tui.domain.model.events import Event, Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move


class FollowUp(Struct, frozen=True):
    """A change of another goal: its `move`, or what makes it where it is not there yet."""

    uid: str
    move: Move
    make: Callable[[Stamp], Record] | None = None


def follow_ups(before: Goal, after: Record, goals: Mapping[str, Goal]) -> Iterator[FollowUp]:
    """What a change of one goal does to others; nothing, unless that ended or removed it."""
    goal = after.goal
    if goal.sealed and not before.sealed:
        for other in waiting_for(goal.uid, goals.values()):
            yield FollowUp(other.uid, partial(free, road=goal.uid, title=goal.title))
        yield from _next_lap(after, goals)
        return
    let_go = goal.let_go and not before.let_go
    if let_go or (goal.deleted and not before.deleted):
        for other in waiting_for(goal.uid, goals.values()):
            yield FollowUp(other.uid, partial(strand, road=goal.uid, text=say_end(goal)))


def with_others(
    before: Goal,
    after: Record,
    goals: Mapping[str, Goal],
    read: Callable[[str], Record],
    stamp: Callable[[Event], Stamp],
) -> tuple[Record, ...]:
    """A goal after its change, with all others that this changes, as one change of them all.

    `read` gives the record of another goal, `stamp` a stamp that is later than an event.
    """
    made, last = [after], after.event
    for each in follow_ups(before, after, goals):
        known = read(each.uid) if each.uid in goals else None
        now = stamp(max(known.event, last, key=_at) if known else last)
        if known:
            made.append(each.move(known, now))
        elif each.make:
            made.append(each.make(now))
        last = made[-1].event
    if len(made) == 1:
        return (after,)
    name = {TOGETHER: f"{after.event.id} {len(made)}"}
    return tuple(with_registers(record, name) for record in made)


_at = attrgetter("at")


def _next_lap(after: Record, goals: Mapping[str, Goal]) -> Iterator[FollowUp]:
    uid = next_uid(after.goal.uid)
    known = goals.get(uid)
    if known is not None and not known.deleted:
        return
    try:
        start = following(after, after.event.day)
    except DateError:  # in the year 10000
        return
    if start is not None:
        make, revive = maker(after, start)
        yield FollowUp(uid, revive, make)


def free(record: Record, stamp: Stamp, road: str, title: str) -> Record:
    """Clear the roadblocks of a goal that wait for another one, which was sealed."""
    blocks = [block for block in there(record.goal).roadblocks if block.road == road]
    changes = {f"roadblock:{block.id}": {"gone": True} for block in blocks}
    return change(record, stamp, EventKind.FREED, changes, text=title)


def strand(record: Record, stamp: Stamp, road: str, text: str) -> Record:
    """Leave a dead end where a goal waits for another one, with what became of that.

    It keeps which one: elsewhere that may have gone into another one, which is waited for then.
    """
    part = {"kind": DEAD_END, "text": text, "since": stamp.day.isoformat()}
    changes = {
        f"roadblock:{block.id}": part
        for block in there(record.goal).roadblocks
        if block.road == road
    }
    return change(record, stamp, EventKind.ROADBLOCK, changes, text=f"{DEAD_END}, {text}")


def say_followed(records: Sequence[Record], today: date) -> list[str]:
    """What a change did to other goals, a sentence each without its full stop."""
    return [_say(record, today) for record in records]


def _say(record: Record, today: date) -> str:
    title = record.goal.title
    if record.event.kind == EventKind.FREED:
        return f"‘{title}’ waited for it, and is next"
    if record.event.kind == EventKind.ROADBLOCK:
        if not record.event.text.startswith(DEAD_END):
            return f"‘{title}’ {record.event.text} now"
        return f"‘{title}’ waited for it, and is at a dead end now"
    return say_next_lap(record.goal, today)
