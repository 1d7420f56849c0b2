"""The last-mile factor: how much slower, or faster, a person drives the end of the road."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.goal import Goal

PRIOR_GOALS = 3
"""How many finished goals weigh as much as the assumption that the end is like the rest."""

RATIO_LIMIT = 8.0
"""A single goal counts as eight times slower or faster at most: beyond it is another story."""

_LEAST_SHARE = 0.1
"""The share of the stretch that a goal let go in it counts as driven at least."""


class Factor(Struct, frozen=True, gc=False):
    """Days a mile in the final stretch over days a mile before it, from `goals` finished goals."""

    value: float = 1.0
    goals: int = 0


def factor_of(ratios: Iterable[float]) -> Factor:
    """The factor of a person, shrunk towards 1 while there are few ratios.

    The ratios of n goals are averaged as logarithms, with `PRIOR_GOALS` more that are 1:
    exp(sum(log r) / (n + PRIOR_GOALS)). This is the posterior mean of a normal mean under a normal
    prior around 0 whose variance is that of the ratios over `PRIOR_GOALS` (Gelman et al., Bayesian
    Data Analysis, 3rd ed., 2.5).
    """
    logs = [log(min(max(ratio, 1 / RATIO_LIMIT), RATIO_LIMIT)) for ratio in ratios]
    return Factor(exp(sum(logs) / (len(logs) + PRIOR_GOALS)), len(logs))


def ratio_of(goal: Goal, course: Course, ended: date) -> float | None:
    """Days a mile in the stretch over days a mile before it, of a goal sealed or let go on a day.

    The stretch lasts until then, also where the last marker was reached long before. None for a
    goal that never came into its stretch, or has no road before it.
    """
    if course.in_stretch is None or not goal.final_start or not course.pace:
        return None
    length = goal.distance - goal.final_start
    miles = max(goal.position - goal.final_start, length * _LEAST_SHARE)
    days = max((ended - course.in_stretch).days, 1)
    return days / miles * course.pace
