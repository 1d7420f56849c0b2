"""How long a goal rests as a rule, and how long only seldom.

Its own rests say so, and in the stretch those of the person's finished goals there.

Each figure was moved to both sides as those of `silence.py` were taken away, by 12 goals of each
kind: as they stand, 8.1 % false, and 60, 86 and 92 % seen 7, 14 and 21 days after the last work.
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
"""How many rests before the stretch weigh as much as one in it, once it is there.

With 1 the same, with 9 8.0 % false and as many seen."""

RESTS = 30
"""The newest rests that are looked at: people change.

With 10: 9.0 % false, and 60, 87 and 92 % seen; with 90 8.0 %, and as many seen."""

USUAL = 0.9
"""The share of its rests that are no longer than the longest usual one. Who works on Saturdays and
Sundays rests one day and six in turn: by twice their middle each Friday would be an alarm.

With 0.8: 10.7 % false, and 68, 87 and 92 % seen; with 0.97 6.9 %, and 54, 79 and 92 %."""

REGULAR = 0.6
"""The share of its rests that are no longer than the longest regular one: of who works on Saturdays
and Sundays that is the rest between two weekends.

With 0.5: 8.1 % false, and 62, 87 and 92 % seen; with 0.75 8.0 %, and 54, 86 and 92 %."""

ASKED = 9.3
"""Days of the longest rest to be expected up to which a goal is loud for good after a week.

With 8: 7.6 % false, and 57, 86 and 92 % seen; with 11 9.3 %, and 65, 87 and 92 %."""

STEEP, MOST_TIMES = 5.0, 3.5
"""With a longer one it is loud for good after 7 exp(5 x⁴) days, x being the logarithm of that rest
over `ASKED`, and after three and a half times that rest at the latest.

Who rests for weeks would be alarmed wrongly for weeks, too, and who works daily for a few days: to
ask the first later and the second sooner sees more goals that died for as many false evenings.
Set on simulated people whom no figure of `silence.py` or of the docs is of; `docs/forecast.md` says
how far this is from what can be seen at all. With 3 in the place of 5: 8.3 % false, with 8 8.0 %;
with two and a half or five times that rest 8.1 %; and always as many seen."""

FIRST = 0.84
"""Normal deviations beyond which a rest is a first sign.

With 0.6: as it stands; with 1.1: 8.0 % false, and 57, 86 and 92 % seen."""

_WEEK = 7

_PRIOR = (PRIOR_REST,) * int(PRIOR_RESTS)


class StretchRests(Struct, frozen=True, gc=False):
    """How a person rests in the stretch, by the finished goals.

    `slower` is how many times longer than before it; `longest` the longest rest that is usual in a
    whole stretch, in days, 0 while nothing is known.
    """

    slower: float = 1.0
    longest: float = 0.0


AS_EVER = StretchRests()
"""Of a person of whom nothing is known: no longer than before the stretch."""


class Rhythm(Struct, frozen=True, gc=False):
    """The rests of a goal: the logarithm of its days, its spread, and the longest that is usual.

    `middle` is their median, `regular` a long one that is no exception, `foreseen` the longest to
    be expected in the stretch, in days.
    """

    centre: float
    spread: float
    longest: float
    middle: float
    regular: float
    foreseen: float

    @property
    def typical(self) -> float:
        """The days that it rests from one work to the next, their geometric mean."""
        return exp(self.centre)

    @property
    def first(self) -> float:
        """The days beyond which a rest is a first sign: one in five is longer.

        It comes on the evening before a week is over, or after the longest rest that is regular.
        """
        days = max(exp(self.centre + FIRST * self.spread), self.longest)
        sign = min(days, _WEEK - 2) if days < _WEEK + 1 else _to_the_week(days) - 1
        return max(sign, self.regular)

    @property
    def usual(self) -> float:
        """The days beyond which it rests longer than usual."""
        return max(self.typical, self.longest)

    def limit(self, times: float = 1.0) -> float:
        """The days beyond which a rest is too long, were the longest one `times` as long."""
        longest = self.foreseen * times
        days = min(longest, _WEEK - 1)
        if longest > ASKED:
            asked = log(_WEEK) + STEEP * log(longest / ASKED) ** 4
            days = exp(min(asked, log(longest * MOST_TIMES)))
        return _to_the_week(max(days, self.middle))


def rhythm_of(course: Course, person: StretchRests = AS_EVER) -> Rhythm:
    """The rhythm of a goal before its stretch, or in it.

    The logarithms of its days are taken as normal with an unknown mean and variance, shrunk towards
    the prior by its weight; a prediction of one more rest has the variance times 1 + 1 / n (Gelman
    et al., Bayesian Data Analysis, 3rd ed., 3.3). Where the person rests longer in the stretch,
    what was rested before it is taken as that much longer.

    The longest rest to be expected is the geometric mean of three: the longest usual one of its
    own, with `PRIOR_RESTS` more of `PRIOR_REST` days, the longest of these, and the longest usual
    one of the stretches of the person.
    """
    touches, rests = course.touches[-RESTS - 1 :], course.gaps[-RESTS:]
    gate = course.in_stretch
    there = sum(day >= gate for day in touches[:-1]) if gate else 0
    shift = log(max(person.slower, 1.0)) if gate else 0.0
    before, behind = rests[: len(rests) - there], rests[len(rests) - there :]
    logs = [(log(days) + shift, 1.0) for days in before]
    logs += [(log(days), OWN_STRETCH) for days in behind]
    prior = log(PRIOR_REST) + shift
    weight = PRIOR_RESTS + len(before) + OWN_STRETCH * there
    centre = (PRIOR_RESTS * prior + sum([value * by for value, by in logs])) / weight
    scatter = PRIOR_RESTS * (PRIOR_SPREAD**2 + (prior - centre) ** 2)
    scatter += sum([by * (value - centre) ** 2 for value, by in logs])
    ordered = sorted(rests)
    longest = _quantile(ordered, USUAL) if rests else 0.0
    middle, regular = [_quantile(ordered, each) if rests else 0.0 for each in (0.5, REGULAR)]
    known = sorted([*ordered, *_PRIOR])
    own = _quantile(known, USUAL)
    foreseen = (own * known[-1] * (person.longest or own)) ** (1 / 3)
    return Rhythm(
        centre, sqrt(scatter / weight * (1 + 1 / weight)), longest, middle, regular, foreseen
    )


def usual_longest(longest: Sequence[float]) -> float:
    """The longest rest that is usual in a stretch, of the longest of each; 0 without any."""
    return _quantile(sorted(longest), USUAL) if longest else 0.0


def longest_of(course: Course) -> int | None:
    """The longest rest of a finished goal in its stretch, in days; None where it had none there.

    The stretch lasts until the last marker is reached first. None too of one that does not teach.
    """
    return max(_behind(course), default=None) if course.teaches else None


def slower_of(course: Course) -> float | None:
    """How many times longer a finished goal rested in its stretch than before it (means of logs).

    The stretch lasts until the last marker is reached first. None where the goal did not rest on
    both sides of the gate, or does not teach.
    """
    gate = course.last_mile
    if gate is None or not course.teaches:
        return None
    rests = zip(course.touches, course.gaps, strict=False)
    before = [log(rest) for day, rest in rests if day < gate][-RESTS:]
    behind = [log(days) for days in _behind(course)][-RESTS:]
    if not before or not behind:
        return None
    usual = (PRIOR_RESTS * log(PRIOR_REST) + sum(before)) / (PRIOR_RESTS + len(before))
    return exp(sum(behind) / len(behind) - usual)


def _behind(course: Course) -> list[int]:
    """The rests of a finished goal from the gate to when the last marker is reached first."""
    gate, end, touches = course.last_mile, course.first_door, course.touches
    if gate is None or end is None:
        return []
    rests = zip(touches, touches[1:], course.gaps, strict=False)
    return [days for day, until, days in rests if day >= gate and until <= end]


def _to_the_week(days: float) -> float:
    """From a week on the week is lived to its end, since people plan by weeks.

    Who rests as long as ten days as a rule is asked after a fortnight.
    """
    return days if days < _WEEK else _WEEK * (floor(days / _WEEK) + 1) - 1


def _quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile between the two values around it (type 7 of Hyndman and Fan, 1996)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
