"""What waits for a road that is split or joined, as the same change: it waits for what has its end.

That is the part that lies behind of one that is split, and the whole one of two that are joined.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.crossing.blocks import say_chain
from lastmile_tui.domain.measures.roads.crossroads import edges_of, first_roads, waiting_for
from lastmile_tui.domain.model.events import TOGETHER, EventKind
from lastmile_tui.domain.model.parts.graph import way
from lastmile_tui.domain.model.record import change, with_registers
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lastmile_tui.domain.model.events import Event, Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record

    NewStamp = Callable[[Event | None], Stamp]
    Make = Callable[[list[Record], NewStamp], Iterable[Record]]


def with_waiting(make: Make, goals: Mapping[str, Goal], read: Callable[[str], Record]) -> Make:
    """A split or a join of two roads with the roads that wait for them; these stand behind both.

    `read` gives the record of another goal. GoalError where roads would wait in a circle.
    """

    def both(records: list[Record], stamp: NewStamp) -> Iterable[Record]:
        made = [*make(records, stamp)]
        first, second = made
        old, new = (first, second) if first.event.kind == EventKind.SPLIT else (second, first)
        if old is second:
            _refuse_circle(old.goal, new.goal, goals)
        name = {TOGETHER: first.event.set[TOGETHER]}
        for goal in waiting_for(old.goal.uid, goals.values()):
            if goal.uid == new.goal.uid:  # of two that are joined it is cleared
                continue
            known = read(goal.uid)
            now = stamp(max(known.event, made[-1].event, key=attrgetter("at")))
            made.append(with_registers(_wait_for(known, now, old.goal.uid, new.goal), name))
        return made

    return both


def _wait_for(record: Record, stamp: Stamp, old: str, new: Goal) -> Record:
    """Let a goal wait for another road in the place of one, once."""
    part: dict[str, Any] = {"road": new.uid, "who": new.title}
    if new.uid in first_roads(record.goal):
        part = {"gone": True}
    changes = {
        f"roadblock:{block.id}": part for block in record.goal.roadblocks if block.road == old
    }
    return change(record, stamp, EventKind.ROADBLOCK, changes, text=f"waits for ‘{new.title}’")


def _refuse_circle(old: Goal, new: Goal, goals: Mapping[str, Goal]) -> None:
    """Refuse a join by which a road would wait for itself by way of others."""
    edges: dict[str, list[str]] = {}
    for uid, roads in edges_of(goals).items():
        here = new.uid if uid == old.uid else uid
        named = [new.uid if road == old.uid else road for road in roads]
        edges.setdefault(here, []).extend(road for road in named if road != here)
    if back := way(edges, new.uid, new.uid):
        raise GoalError(
            f"Joined, {say_chain(back, goals)}: the roads would wait in a circle;"
            " clear one of these roadblocks first."
        )
