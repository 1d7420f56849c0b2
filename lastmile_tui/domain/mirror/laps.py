"""The laps of roads that began again, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.crossing.laps import days_of
from lastmile_tui.domain.mirror.figures import LapDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.goal import Goal

    Known = Mapping[str, tuple[Goal, Course | None]]


def laps_of(roads: Iterable[tuple[Goal, Course | None]]) -> tuple[LapDays, ...]:
    """Every sealed lap of the roads that began again, the newest first.

    Each road comes with its course; one without, whose log cannot be read, is left out.
    """
    known = {goal.uid: (goal, course) for goal, course in roads}
    again = {goal.lap.follows for goal, _ in known.values() if goal.lap}
    laps = [
        _lap(goal, course, known)
        for goal, course in known.values()
        if course is not None and goal.sealed and (goal.lap or goal.again or goal.uid in again)
    ]
    return tuple(sorted(laps, key=lambda lap: (-lap.sealed.toordinal(), lap.title, -lap.number)))


def _lap(goal: Goal, course: Course, known: Known) -> LapDays:
    """The days of a sealed lap."""
    *_, first = _back(goal, known)
    number = goal.lap.number if goal.lap else 1
    sealed = goal.seal_day or course.touched
    return LapDays(first, goal.title, number, sealed, *days_of(course, sealed))


def _back(goal: Goal, known: Known) -> Iterator[str]:
    """The uids of a lap and of those before it; the last one names the chain."""
    seen = {goal.uid}
    yield goal.uid
    while goal.lap and goal.lap.follows not in seen:
        yield goal.lap.follows
        seen.add(goal.lap.follows)
        if goal.lap.follows not in known:
            return
        goal, _ = known[goal.lap.follows]
