"""Roads that wait for others: which, in which circle, and whose danger is also another's.

Only roads count that are there and under way.
"""

from __future__ import annotations

from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.measures.attention import Attention, by_weight
from lastmile_tui.domain.measures.reasons import Reason, ReasonKind
from lastmile_tui.domain.model.goal import ROAD, Goal
from lastmile_tui.domain.model.parts.graph import reached, tangled, way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

NEAREST = 60
"""The roads behind one that are looked at, the nearest first: a longer chain costs no more."""

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
        self._tangled: set[str] | None = None
        self._levels: dict[str, int] = {}
        """The levels of roads by themselves, until any road changes or another day is."""
        self._day: date | None = None
        for goal in goals.values():
            if goal.roadblocks:
                self._note(goal)

    def change(self, old: Goal | None, new: Goal | None) -> None:
        """Follow a change of one goal."""
        self._tangled = None
        self._levels.clear()
        if old is not None:
            for road in self._first.pop(old.uid, ()):
                waiting = self._waiting[road]
                waiting.remove(old.uid)
                if not waiting:
                    del self._waiting[road]
        if new is not None and new.roadblocks:
            self._note(new)

    def held_up(self, uid: str) -> tuple[str, ...]:
        """The titles of the roads that wait for one, by its uid."""
        return tuple(self._goals[other].title for other in self._waiting.get(uid, ()))

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

        What it holds up, also by way of others, hands its level on, and never more than that; a
        parked road is told where it is waited for, and where it comes back too late. `of` gives
        the attention of another goal by itself, None where that cannot be known.
        """
        holds_up = goal.uid in self._waiting
        if not (holds_up or goal.uid in self._first) or not goal.on_road(today):
            return own
        more = [*self._circle(goal), *self._holds_up(goal, today, of)] if holds_up else []
        level = max(own.level, *(reason.level for reason in more), 0)
        more += self._parked_first(goal, level, today)
        if not more:
            return own
        level = max(level, more[-1].level)
        reasons = sorted((*own.reasons, *more), key=by_weight)
        return replace(own, level=level, reasons=tuple(reasons))

    def _parked_first(self, goal: Goal, level: int, today: date) -> list[Reason]:
        """That an endangered road waits for a parked one, which is quiet itself.

        One that is back only after the due date endangers it: it is sure to be late.
        """
        first = map(self._goals.get, self._first.get(goal.uid, ()))
        days = [
            ((one.parked_until - today).days, one.title)
            for one in first
            if one is not None and is_open(one) and one.parked_until and not one.on_road(today)
        ]
        if not days:
            return []
        longest, name = max(days)
        left = (goal.due - today).days if goal.due and goal.to_go > 0 else longest
        late = longest - left if 0 <= left < longest else 0
        if level < FLOWS and not late:
            return []
        return [
            Reason(ReasonKind.PARKED_FIRST, max(level, FLOWS), days=longest, late=late, name=name)
        ]

    def _circle(self, goal: Goal) -> list[Reason]:
        """That a road waits for itself by way of others, as two devices may have made it."""
        if self._tangled is None:
            self._tangled = tangled(self._first, self._first)
        uid, found = goal.uid, goal.uid in self._tangled
        round_it = way(self._first, uid, uid, NEAREST) if found else ()
        first = self._goals.get(round_it[1]) if round_it else None
        if first is None or not all(is_open(self._goals.get(uid)) for uid in round_it):
            return []
        return [Reason(ReasonKind.CIRCLE, FLOWS, name=first.title)]

    def _holds_up(
        self, goal: Goal, today: date, of: Callable[[Goal], Attention | None]
    ) -> list[Reason]:
        if self._day != today:
            self._day = today
            self._levels.clear()
        found: list[tuple[int, str]] = []
        for uid in islice(reached(self._waiting, goal.uid), NEAREST):
            level = self._levels.get(uid)
            if level is None:
                level = self._level(self._goals.get(uid), today, of)
            if level >= FLOWS:
                found.append((level, uid))
        if not found:
            return []
        level, worst = max(found, key=itemgetter(0))
        name = self._goals[worst].title
        return [Reason(ReasonKind.HOLDS_UP, level, name=name, count=len(found))]

    def _level(self, goal: Goal | None, today: date, of: Callable[[Goal], Attention | None]) -> int:
        """The level of a road by itself; it is remembered where no time of the day changes it."""
        its = of(goal) if goal is not None and goal.on_road(today) else None
        level = its.level if its else 0
        if goal is not None and not goal.due_time:
            self._levels[goal.uid] = level
        return level
