"""Roads that wait for others: which, in which circle, and whose danger is also another's.

Only roads count that are there and under way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.measures.attention import Attention, by_weight
from lastmile_tui.domain.measures.reasons import Reason, ReasonKind
from lastmile_tui.domain.model.goal import ROAD, Goal
from lastmile_tui.domain.model.parts.graph import reached, way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

FLOWS = 2
"""The level of attention from which a road hands it on: a first sign is its own affair."""


def first_roads(goal: Goal) -> tuple[str, ...]:
    """The uids of the roads that a goal waits for, by its roadblocks; each once."""
    if not goal.roadblocks:  # as most have none
        return ()
    return tuple(
        dict.fromkeys(block.road for block in goal.roadblocks if block.kind == ROAD and block.road)
    )


def is_open(goal: Goal | None) -> bool:
    """Whether a goal is there and neither sealed nor let go: others may wait for it."""
    return goal is not None and not (goal.hidden or goal.sealed or goal.let_go)


def edges_of(goals: Mapping[str, Goal]) -> dict[str, tuple[str, ...]]:
    """From each open goal that waits to the open ones that come first; all others are left out."""
    found = {}
    for uid, goal in goals.items():
        if goal.roadblocks and is_open(goal):
            roads = tuple(road for road in first_roads(goal) if is_open(goals.get(road)))
            if roads:
                found[uid] = roads
    return found


def waiting_for(uid: str, goals: Iterable[Goal]) -> list[Goal]:
    """The open goals that wait for another one, by its uid."""
    return [
        goal for goal in goals if goal.roadblocks and uid in first_roads(goal) and is_open(goal)
    ]


class Crossings:
    """The roads of a file that wait for others; most files have none, and pay nothing."""

    def __init__(self, goals: Mapping[str, Goal]) -> None:
        self._goals = goals
        self._first: dict[str, tuple[str, ...]] = {}
        self._waiting: dict[str, list[str]] = {}
        """The roads that wait for each, by its uid; it may be one that is not there."""
        for goal in goals.values():
            if goal.roadblocks:
                self._note(goal)

    def change(self, old: Goal | None, new: Goal | None) -> None:
        """Follow a change of one goal."""
        if old is not None:
            for road in self._first.pop(old.uid, ()):
                waiting = self._waiting[road]
                waiting.remove(old.uid)
                if not waiting:
                    del self._waiting[road]
        if new is not None and new.roadblocks:
            self._note(new)

    def _note(self, goal: Goal) -> None:
        if not is_open(goal) or not (roads := first_roads(goal)):
            return
        self._first[goal.uid] = roads
        for road in roads:
            self._waiting.setdefault(road, []).append(goal.uid)

    def attention(
        self, goal: Goal, own: Attention, today: date, of: Callable[[Goal], Attention | None]
    ) -> Attention:
        """The attention of a goal with what other roads make of it, `own` itself without such.

        What it holds up, also by way of others, hands its level on, and never more than that. `of`
        gives the attention of another goal by itself, None where that cannot be known.
        """
        if goal.uid not in self._waiting or not goal.on_road(today):
            return own
        more = [*self._circle(goal), *self._holds_up(goal, today, of)]
        if not more:
            return own
        reasons = sorted((*own.reasons, *more), key=by_weight)
        return replace(own, level=max(own.level, reasons[0].level), reasons=tuple(reasons))

    def _circle(self, goal: Goal) -> list[Reason]:
        """That a road waits for itself by way of others, as two devices may have made it."""
        round_it = way(self._first, goal.uid, goal.uid) if goal.uid in self._first else ()
        first = self._goals.get(round_it[1]) if round_it else None
        if first is None or not all(is_open(self._goals.get(uid)) for uid in round_it):
            return []
        return [Reason(ReasonKind.CIRCLE, FLOWS, name=first.title)]

    def _holds_up(
        self, goal: Goal, today: date, of: Callable[[Goal], Attention | None]
    ) -> list[Reason]:
        found: list[tuple[int, Goal]] = []
        for uid in reached(self._waiting, goal.uid):
            other = self._goals.get(uid)
            if other is not None and other.on_road(today) and (its := of(other)):
                found.append((its.level, other))
        if not found:
            return []
        level, worst = max(found, key=lambda pair: pair[0])
        if level < FLOWS:
            return []
        count = sum(each >= FLOWS for each, _ in found)
        return [Reason(ReasonKind.HOLDS_UP, level, name=worst.title, count=count)]
