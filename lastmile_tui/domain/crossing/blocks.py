"""Putting another road in front of one: what is picked, and what is refused."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.measures.roads.crossroads import edges_of, first_roads, is_open
from lastmile_tui.domain.model.goal import ROAD
from lastmile_tui.domain.model.parts.graph import way
from lastmile_tui.domain.views.find import find
from lastmile_tui.errors import GoalError, LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record


def block_on(record: Record, stamp: Stamp, road: str, goals: Mapping[str, Goal]) -> Record:
    """Say that another goal, by its uid, comes first; GoalError where that makes a circle."""
    goal, first = record.goal, goals.get(road)
    if first is None or first.hidden:
        raise GoalError("That road is no longer there; name another one.")
    _refuse(goal, first, goals)
    return block(record, stamp, ROAD, who=first.title, road=road)


def blocker(goal: Goal, goals: Mapping[str, Goal]) -> Callable[[str], Move]:
    """What reads which road comes first, by an id or a part of its title.

    It raises NotFoundError for what names none, and GoalError for one that cannot come first.
    """

    def read(line: str) -> Move:
        first = _found(line, goal, goals)
        _refuse(goal, first, goals)
        return partial(block_on, road=first.uid, goals=goals)

    return read


def meaning(goal: Goal, goals: Mapping[str, Goal]) -> Callable[[str], str]:
    """What says, while it is typed, which road is meant, or why it cannot come first."""

    def say(line: str) -> str:
        if not line.strip():
            return ""
        try:
            first = _found(line, goal, goals)
            _refuse(goal, first, goals)
        except LastmileError as error:
            return str(error)
        return f"first ‘{first.title}’, then this"

    return say


def _found(line: str, goal: Goal, goals: Mapping[str, Goal]) -> Goal:
    """The road that a line names: an open one, where one of these fits."""
    others = [other for uid, other in goals.items() if uid != goal.uid]
    try:
        return find([other for other in others if is_open(other)], line)
    except LastmileError:
        if not line.strip():
            raise
        ended = [other for other in others if not is_open(other) and not other.hidden]
        try:
            return find([goal, *ended], line)
        except LastmileError:
            pass
        raise


def _refuse(goal: Goal, first: Goal, goals: Mapping[str, Goal]) -> None:
    if first.uid == goal.uid:
        raise GoalError(f"‘{goal.title}’ cannot wait for itself; name another road.")
    if first.sealed:
        raise GoalError(f"‘{first.title}’ is sealed already, so nothing waits for it.")
    if first.let_go:
        raise GoalError(f"‘{first.title}’ was let go; resume it first, or name another road.")
    if first.uid in first_roads(goal):
        raise GoalError(f"‘{goal.title}’ waits for ‘{first.title}’ already.")
    back = way(edges_of(goals), first.uid, goal.uid)
    if back:
        raise GoalError(f"{say_chain(back, goals)}: the roads would wait in a circle.")


def say_chain(uids: tuple[str, ...], goals: Mapping[str, Goal]) -> str:
    """`‘A’ waits for ‘B’, and that for ‘C’`."""
    titles = [f"‘{goals[uid].title}’" for uid in uids]
    head = f"{titles[0]} waits for {titles[1]}"
    return ", and ".join((head, *(f"that for {title}" for title in titles[2:])))
