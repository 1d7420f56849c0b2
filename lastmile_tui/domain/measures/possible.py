"""Whether a due date can still be met: the pace it takes, and how often that was driven before."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.numbers import FINEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.goal import Goal

SPELLS_NEEDED = 10
"""Spells under which they are compared with nothing."""

APART_NEEDED = 3
"""So many spells must fit side by side into the days that were driven: others are nearly one."""


class Possible(Struct, frozen=True, gc=False):
    """What it takes to reach the last marker by the due date.

    `days` are those until it, today included, and of a parked goal from the day on which it comes
    back; 0 where that is too late. Of `spells` of so many days on the road, in this goal and in
    finished ones that count in the same unit, in `enough` as much was driven as is to go now; 0 of
    0 where there is too little to compare. `pace` is in the goal's unit a day.
    """

    to_go: float
    days: int
    spells: int = 0
    enough: int = 0

    @property
    def pace(self) -> float | None:
        """What is to be driven a day; None where no day is left."""
        return self.to_go / self.days if self.days else None


def possible_of(
    goal: Goal,
    finished: Iterable[Goal],
    course_of: Callable[[Goal], Course],
    today: date,
    now: datetime | None = None,
) -> Possible | None:
    """What the due date of a goal takes; None without one that is ahead, or with no mile to go."""
    if goal.due is None or goal.sealed or goal.let_go or goal.to_go <= 0:
        return None
    if goal.is_overdue(today, now):
        return None
    first = max(today, goal.parked_until or today)
    days = max((goal.due - first).days + 1, 0)
    if not days:
        return Possible(goal.to_go, 0)
    own = course_of(goal)
    ways = [(own, max(today, own.moves[-1]))] if own.moves else []
    for other in finished:
        if other.unit.casefold() == goal.unit.casefold():
            course = course_of(other)
            ways += [(course, course.moves[-1])] if course.moves else []
    spells = enough = apart = 0
    for course, last in ways:
        if not course.teaches:
            continue
        start, driven = course.moves[0], driven_on(course)
        length = course.days(start, last) + 1
        apart += length // days
        spells += max(length - days + 1, 0)
        places = [course.days(start, day) for day, _ in driven]
        enough += _spells_with(goal.to_go, days, places, [miles for _, miles in driven], length)
    if spells < SPELLS_NEEDED or apart < APART_NEEDED:
        spells = enough = 0
    return Possible(goal.to_go, days, spells, enough)


def driven_on(course: Course) -> list[tuple[date, float]]:
    """The days with progress and their miles: the leg across the gate is made whole again."""
    days = groupby(course.legs, attrgetter("on"))
    return [(day, sum(leg.miles for leg in legs)) for day, legs in days]


def _spells_with(
    wanted: float, days: int, places: Sequence[int], driven: Sequence[float], length: int
) -> int:
    """In how many spells of so many days, of all in a `length`, as much was driven as is wanted.

    `places` are the days with progress, by their number from the first one. Only where a spell
    begins or ends at one of these does its sum change: the cost goes by them, not by all days.
    """
    begins = length - days + 1  # spells begin before that day
    sums = [0.0, *accumulate(driven)]
    # A spell that begins on a day holds what was driven on it: the sum changes the day after.
    changes = {0, begins}
    changes.update(place + 1 for place in places if place + 1 < begins)
    changes.update(place - days + 1 for place in places if 0 < place - days + 1 < begins)
    count = 0
    for first, following in pairwise(sorted(change for change in changes if change <= begins)):
        within = sums[bisect_left(places, first + days)] - sums[bisect_left(places, first)]
        count += (following - first) * (within >= wanted - FINEST / 2)
    return count
