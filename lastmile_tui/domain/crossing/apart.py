"""Which waits ended and which circles came where devices did not know of each other.

By the goals before and after a merge: what was so before it is no news.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lastmile_tui.domain.measures.roads.crossroads import edges_of, is_open
from lastmile_tui.domain.measures.roads.waits import DEAD_END, say_end
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.parts.graph import tangled, way
from lastmile_tui.domain.model.text import clean_line, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastmile_tui.domain.model.goal import Goal, Roadblock

_CELLS = 40
_MOST = 3
"""The waits of a circle that are named."""


def waits_apart(
    before: Mapping[str, Goal], after: Mapping[str, Goal]
) -> Iterator[tuple[Goal, str]]:
    """Each road with a wait that ended or a circle that is new, with what to say of it."""
    waiting = [goal for goal in after.values() if goal.roadblocks and is_open(goal)]
    ends: set[str] = set()
    if any(block.kind == DEAD_END for goal in waiting for block in goal.roadblocks):
        ends = {say_end(goal) for goal in after.values() if goal.let_go or goal.deleted}
    for goal in waiting:
        old = before.get(goal.uid)
        known = {block.id: block for block in old.roadblocks} if old else {}
        for block in goal.roadblocks:
            if _has_ended(known.get(block.id), block, ends):
                why = fit(clean_line(block.text), _CELLS).rstrip()
                words = f"it is at a dead end, for {why}: lastmile unblock {goal.uid} clears that"
                yield goal, words
    yield from _new_circles(before, after)


def _has_ended(old: Roadblock | None, new: Roadblock, ends: set[str]) -> bool:
    """Whether a road was waited for before, or by who did not know what became of it."""
    if new.kind != DEAD_END:
        return False
    return old.kind == ROAD if old else not new.road and new.text in ends


def _new_circles(
    before: Mapping[str, Goal], after: Mapping[str, Goal]
) -> Iterator[tuple[Goal, str]]:
    edges = edges_of(after)
    seen: set[str] = set()
    for uid in sorted(tangled(edges, edges)):
        circle = () if uid in seen else way(edges, uid, uid)
        seen.update(circle)
        old = edges_of(before) if circle else {}
        if any(first not in old.get(here, ()) for here, first in pairwise(circle)):
            names = [f"‘{fit(clean_line(after[each].title), _CELLS).rstrip()}’" for each in circle]
            chain = f"waits for {', and that for '.join(names[1 : 1 + _MOST])}"
            more = ", and so on" if len(names) > 1 + _MOST else ""
            words = f"{chain}{more}, in a circle: lastmile unblock {uid} opens it"
            yield after[uid], words
