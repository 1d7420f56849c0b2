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

PRIOR_MARKERS, PRIOR_COUNTING = 1.5, 1.0
"""The factor that is assumed of a new user, for goals made of markers and for those that count.

The last mile of 41 real goals made of markers took 1.9 to 2.9 times as long a mile, that of 155
counting ones 1.0 times; half of that slowness is assumed until a person's own goals say more."""

PRIOR_GOALS = 3
"""How many finished goals weigh as much as what is assumed of the kind."""

CLAIMED = 3
"""Finished goals from which on anything is said of a person's last mile: one or two are chance."""

RATIO_LIMIT = 8.0
"""A single goal counts as eight times slower or faster at most: beyond it is another story."""

_LEAST_SHARE = 0.1
"""The share of the stretch that a goal let go in it counts as driven at least."""

_LEAST_DAYS = 2
"""Days in the stretch from which on it says anything that a goal was let go there."""


class Factor(Struct, frozen=True, gc=False):
    """Days a mile in the final stretch over days a mile before it, from `goals` finished goals."""

    value: float = PRIOR_MARKERS
    goals: int = 0

    @property
    def claimed(self) -> bool:
        """Whether there are goals enough to say it of a person."""
        return self.goals >= CLAIMED


class Ratio(Struct, frozen=True, gc=False):
    """Days a mile in the stretch over days a mile before it, of one goal; whether it counts."""

    value: float
    counting: bool


class LastMile(Struct, frozen=True, gc=False):
    """How a person drives last miles: one factor for each kind of goal."""

    markers: Factor = Factor(PRIOR_MARKERS)
    counting: Factor = Factor(PRIOR_COUNTING)

    def factor(self, goal: Goal) -> Factor:
        """The factor of a goal's own kind."""
        return self.counting if goal.counting else self.markers


def prior_of(*, counting: bool) -> float:
    """The factor that is assumed of goals of a kind."""
    return PRIOR_COUNTING if counting else PRIOR_MARKERS


def last_mile_of(ratios: Iterable[Ratio]) -> LastMile:
    """The factors of a person, each from the goals of its own kind."""
    ratios = tuple(ratios)
    markers, counting = (
        factor_of(
            [ratio.value for ratio in ratios if ratio.counting is kind], prior_of(counting=kind)
        )
        for kind in (False, True)
    )
    return LastMile(markers, counting)


def factor_of(ratios: Iterable[float], prior: float) -> Factor:
    """The factor of a person for one kind of goal, shrunk towards its prior by few ratios.

    The ratios of n goals are averaged as logarithms, with `PRIOR_GOALS` more that are the prior:
    exp((PRIOR_GOALS * log(prior) + sum(log r)) / (n + PRIOR_GOALS)). This is the posterior mean of
    a normal mean under a normal prior around log(prior) whose variance is that of the ratios over
    `PRIOR_GOALS` (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.5).
    """
    logs = logarithms(ratios)
    return Factor(
        exp((PRIOR_GOALS * log(prior) + sum(logs)) / (len(logs) + PRIOR_GOALS)), len(logs)
    )


def logarithms(ratios: Iterable[float]) -> list[float]:
    """The natural logarithms of ratios, each within `RATIO_LIMIT`."""
    return [log(min(max(ratio, 1 / RATIO_LIMIT), RATIO_LIMIT)) for ratio in ratios]


def ratio_of(goal: Goal, course: Course, ended: date) -> float | None:
    """Days a mile in the stretch over days a mile before it, of a goal sealed or let go on a day.

    The stretch lasts until the last marker is reached first: the wait for the seal behind it is
    none of it, however often the seal was taken back. Of a goal that was let go before that, the
    days without progress at the end count, and of miles a tenth of the stretch at least; a day in
    the stretch is none, though. None for a goal that never came into its stretch, has no road
    before it, or does not teach (`Course.teaches`).
    """
    pace = course.pace
    if course.in_stretch is None or not goal.final_start or not pace or not course.teaches:
        return None
    final = [leg for leg in course.legs if leg.final]
    days, miles = sum(leg.days for leg in final), sum(leg.miles for leg in final)
    if course.first_door is None:
        if course.days(course.in_stretch, ended) < _LEAST_DAYS:
            return None
        days += course.days(course.moves[-1], ended)
        miles = max(miles, (goal.distance - goal.final_start) * _LEAST_SHARE)
    return days / miles * pace if miles else None
