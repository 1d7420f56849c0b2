"""The rate of a counting goal with a due date: what it takes a day, and what it was so far.

Days on which the goal is off the road count in neither of them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.figures.road import place_of

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.goal import Goal

_DAY = timedelta(days=1)


class Rate(Struct, frozen=True, gc=False):
    """What is `to_go` in `days`, today included; 0 days once the due date is over.

    `own` is what came a day since the first progress, below 0 where it is further back by now;
    None where no day of it is over.
    """

    to_go: float
    days: int
    own: float | None = None

    @property
    def needed(self) -> float | None:
        """What it takes a day; None where no day is left."""
        return self.to_go / self.days if self.days else None


def rate_of(goal: Goal, course: Course, today: date, *, overdue: bool = False) -> Rate | None:
    """The rate of a goal; None where nothing is counted, is due, or is to go.

    `overdue` is whether its due time has passed on its day. None, too, while a goal is parked until
    after its due date.
    """
    if not goal.counting or goal.due is None or goal.sealed or goal.let_go or goal.to_go <= 0:
        return None
    own = _own(goal, course, today)
    if overdue or goal.due < today:
        return Rate(goal.to_go, 0, own)
    first = max(today, goal.parked_until or today)
    days = (goal.due - first).days + 1
    return Rate(goal.to_go, days, own) if days > 0 else None


def _own(goal: Goal, course: Course, today: date) -> float | None:
    """What came a day, of the days that are over, and of today where it was driven."""
    if not course.moves:
        return None
    first = course.moves[0]
    last = today if course.moves[-1] >= today else today - _DAY
    if first >= today:
        return None
    return place_of(goal) / (course.days(first, last) + 1)
