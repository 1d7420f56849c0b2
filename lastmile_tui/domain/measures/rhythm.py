"""How long a goal rests as a rule, and how long only seldom: from its own rests.

In the stretch they are compared with what the person's finished goals rested there.
"""

from __future__ import annotations

from math import exp, floor, log, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.measures.course import Course

PRIOR_REST, PRIOR_SPREAD = 3.0, 0.5
"""Days that a goal rests which has not rested yet, and how far rests spread, as a logarithm."""

PRIOR_RESTS = 2.0
"""How many rests of its own weigh as much as these."""

OWN_STRETCH = 3.0
"""How many rests before the stretch weigh as much as one in it, once it is there."""

RESTS = 30
"""The newest rests that are looked at: people change."""

USUAL = 0.9
"""The share of its rests that are no longer than the longest usual one. Who works on Saturdays and
Sundays rests one day and six in turn: by twice their middle each Friday would be an alarm."""

STRICTER = 1.0
"""Deviations more for each time that longer rests are 2.7 times as long: who rests for weeks would
be alarmed wrongly for weeks, too, and who works daily for a few days."""

FIRST = 0.84
"""Normal deviations beyond which a rest is a first sign."""

_WEEK = 7

_MOST = 8.0
"""The largest logarithm of days that is looked at."""


class Rhythm(Struct, frozen=True, gc=False):
    """The rests of a goal: the logarithm of its days, its spread, and the longest that is usual."""

    centre: float
    spread: float
    longest: float

    @property
    def typical(self) -> float:
        """The days that it rests from one work to the next, their geometric mean."""
        return exp(self.centre)

    @property
    def first(self) -> float:
        """The days beyond which a rest is a first sign: one in five is longer."""
        return self.limit(FIRST, 0.0)

    @property
    def usual(self) -> float:
        """The days beyond which it rests longer than usual."""
        return max(self.typical, self.longest)

    def limit(self, deviations: float, stricter: float = STRICTER) -> float:
        """The days beyond which a rest is that seldom, in normal deviations of its logarithm.

        They are those of a goal whose longer rests, one deviation above its centre, are a week; of
        others they differ by `stricter` (`STRICTER`); by none where that is 0.
        From a week on the week is lived to its end, since people plan by weeks: who rests as long
        as ten days as a rule is asked after a fortnight.
        """
        above = max(deviations + stricter * (self.centre + self.spread - log(_WEEK)), 0.0)
        days = max(exp(min(self.centre + above * self.spread, _MOST)), self.longest)
        return days if days < _WEEK else _WEEK * (floor(days / _WEEK) + 1) - 1


def rhythm_of(course: Course, slower: float = 1.0) -> Rhythm:
    """The rhythm of a goal before its stretch, or in it.

    The logarithms of its days are taken as normal with an unknown mean and variance, shrunk towards
    the prior by its weight; a prediction of one more rest has the variance times 1 + 1 / n (Gelman
    et al., Bayesian Data Analysis, 3rd ed., 3.3). `slower` is how many times longer the person
    rests in the stretch; what was rested there already shows it itself.
    """
    touches, rests = course.touches[-RESTS - 1 :], course.gaps[-RESTS:]
    gate = course.in_stretch
    own = sum(day >= gate for day in touches[:-1]) if gate else 0
    shift = log(max(slower, 1.0)) if gate else 0.0
    before, behind = rests[: len(rests) - own], rests[len(rests) - own :]
    logs = [(log(days) + shift, 1.0) for days in before]
    logs += [(log(days), OWN_STRETCH) for days in behind]
    prior = log(PRIOR_REST) + shift
    weight = PRIOR_RESTS + len(before) + OWN_STRETCH * own
    centre = (PRIOR_RESTS * prior + sum(value * by for value, by in logs)) / weight
    scatter = PRIOR_RESTS * (PRIOR_SPREAD**2 + (prior - centre) ** 2)
    scatter += sum(by * (value - centre) ** 2 for value, by in logs)
    longest = _quantile(rests, USUAL) if rests else 0.0
    return Rhythm(centre, sqrt(scatter / weight * (1 + 1 / weight)), longest)


def slower_of(course: Course) -> float | None:
    """How many times longer a finished goal rested in its stretch than before it (means of logs).

    The stretch lasts until the last marker is reached first. None where the goal did not rest on
    both sides of the gate, or does not teach.
    """
    gate, end, touches = course.last_mile, course.first_door, course.touches
    if gate is None or end is None or not course.teaches:
        return None
    rests = [*zip(touches, touches[1:], course.gaps, strict=False)]
    before = [log(days) for day, _, days in rests if day < gate][-RESTS:]
    behind = [log(days) for day, until, days in rests if day >= gate and until <= end][-RESTS:]
    if not before or not behind:
        return None
    usual = (PRIOR_RESTS * log(PRIOR_REST) + sum(before)) / (PRIOR_RESTS + len(before))
    return exp(sum(behind) / len(behind) - usual)


def _quantile(values: Sequence[float], share: float) -> float:
    """A quantile between the two values around it (type 7 of Hyndman and Fan, 1996)."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
