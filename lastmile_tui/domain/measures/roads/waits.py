"""What a goal waits for as it is now, where the change that made it so did not know of the goal.

Devices join, split, seal, let go and remove roads for which others have roads wait meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.parts.graph import reached

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.domain.model.goal import Goal, Roadblock

    Went = Callable[[str], str]
    """The road that is waited for in the place of one, by their uids; empty for that itself."""

DEAD_END: Final = "dead end"
"""The kind of roadblock that is left where the other road was let go."""


def say_end(first: Goal) -> str:
    """What became of a road that comes first and will not be driven."""
    return f"‘{first.title}’ was {'let go' if first.let_go else 'removed'}"


def with_roads_now(goal: Goal, goals: Mapping[str, Goal], went: Went) -> Goal:
    """A goal that waits for roads as they are now, each once.

    One that went into another road is waited for there, as is one that was split off a road which
    is whole again, and one that was sealed no more; where one was let go or removed, there is a
    dead end.
    """
    blocks: list[Roadblock] = []
    known = {goal.uid}
    for block in goal.roadblocks:
        now = _now(block, goals, went) if block.road else block
        if now is not None and now.road not in known:
            blocks.append(now)
            known |= {now.road} - {""}
    named = tuple(blocks)
    return goal if named == goal.roadblocks else replace(goal, roadblocks=named)


def _now(block: Roadblock, goals: Mapping[str, Goal], went: Went) -> Roadblock | None:
    uid, seen = block.road, set[str]()
    while uid in goals and uid not in seen and (other := went(uid)):
        seen.add(uid)
        uid = other
    first = goals.get(uid)
    if first is None:
        return block
    if first.sealed:
        return None
    if not _is_there(first):
        return replace(block, kind=DEAD_END, who="", road="", text=say_end(first))
    if block.kind == DEAD_END:  # the road that was waited for then is there again, or goes on
        return replace(block, kind=ROAD, road=first.uid, who=first.title, text="")
    if (first.uid, first.title) == (block.road, block.who):
        return block
    return replace(block, road=first.uid, who=first.title)


def _is_there(goal: Goal) -> bool:
    return not (goal.sealed or goal.deleted or goal.let_go)


def without_circles(goal: Goal, before: Goal, goals: Mapping[str, Goal]) -> Goal:
    """A goal that does not wait for itself by a road that only a join put in its way.

    `before` is the goal as it was written; there is a dead end instead, which says why.
    """
    written = {block.road for block in before.roadblocks}
    new = {block.road for block in goal.roadblocks} - written
    if not new:
        return goal
    edges = {
        uid: [block.road for block in other.roadblocks if block.road]
        for uid, other in goals.items()
        if other.roadblocks
    }
    round_it = {road for road in new if goal.uid in reached(edges, road)}
    blocks = [
        replace(block, kind=DEAD_END, who="", road="", text=f"‘{block.who}’ waits for this one")
        if block.road in round_it
        else block
        for block in goal.roadblocks
    ]
    return replace(goal, roadblocks=tuple(blocks)) if round_it else goal
