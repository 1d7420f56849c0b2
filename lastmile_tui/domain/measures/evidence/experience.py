"""What a person's finished goals teach about the next forecast: its own misses.

Each finished goal is looked at again on several evenings of its way, and what its driving said then
is compared with what came. Four kinds of evidence are scored like this: the pace, the due date met
closely or loosely, and how long the person's goals take. Each is shifted and widened by its own
misses, as a normal distribution of unknown mean and variance under a weak prior, which is a
Student t (Gelman et al., Bayesian Data Analysis, 3rd ed., 3.3); how much each counts goes by how
well it foretold the goals that it had not seen. The pace counts a little as it is, too: one goal
that lay around for years says nothing of the next one. That people foretell their own ends badly,
and better when they are told of earlier ones: Buehler, Griffin and Ross, Journal of Personality and
Social Psychology 67, 1994; that it is feedback of earlier durations that mends it: Roy, Mitten and
Christenfeld, Journal of Experimental Psychology: Applied 14, 2008.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.evidence.student import Misses, Student

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.domain.measures.evidence.outlook import Ahead, Outlook

KNOTS = (0.25, 0.5, 0.75, 0.9)
"""The shares of the way at which a finished goal is looked at again."""

DRIFT = 0.09
"""How far all of a future drifts from what was driven, as a standard deviation of its logarithm."""

_SHIFT = 0.32
"""By how much the forecasts of one person are wrong in the mean, before any is known."""

MEETS = (0.04, 0.16)
"""How far from the due date goals end, as a share of the time they had: of who works towards it,
and of who does not."""

LASTS = 0.3
"""How far the durations of one person's goals lie apart, as logarithm, before two are known."""

DAY = 0.5
"""What is told in whole days is uncertain by so many."""

_WEIGHTS = (0.45, 0.2, 0.25, 0.1, 0.1)
"""How much pace, date met closely and loosely, duration, and the pace as it is count before any
goal is finished."""

_LEARNS = 0.7
"""How much of a goal's evidence on that is taken: its evenings are not independent."""

_AT_MOST = 0.6
"""One goal says no more than this on it, as a logarithm: a single strange one decides nothing."""

_NEEDED = 2
"""Finished goals under which their durations say nothing."""


class Evening(Struct, frozen=True, gc=False):
    """What was known of a finished goal on an evening, and the days that it took from there."""

    knot: int
    on: date
    ahead: Ahead
    outlook: Outlook
    came: float

    @property
    def missed(self) -> tuple[float, float]:
        """The logarithm of the days that came over those that the pace said, and its variance."""
        missed = log((self.came + DAY) / (self.outlook.days + DAY))
        return missed, pace_variance(self.ahead, self.outlook)


class Finished(Struct, frozen=True, gc=False):
    """A finished goal: its evenings, one or more, and the days that it took from its begin."""

    uid: str
    evenings: tuple[Evening, ...]
    took: float
    ended: date

    def nearest(self, knot: int) -> Evening:
        """The evening nearest to a share of the way."""
        return min(self.evenings, key=lambda evening: abs(evening.knot - knot))

    def date_missed(self, meets: float) -> tuple[float, float] | None:
        """By how much of what is usual it ended after its due date, with variance 1."""
        last = self.evenings[-1]
        if last.ahead.due is None:
            return None
        return (last.came - last.ahead.due) / date_unit(last.ahead, meets), 1.0


class Experience(Struct, frozen=True, gc=False):
    """What is known of a person: the misses of each kind of evidence, and how much each counts.

    `paces` are by `KNOTS`, `dates` by `MEETS`; `lasts` is None under two goals, and `as_it_is`,
    the pace of which nothing is learnt, under one: it is no other then.
    """

    goals: int
    paces: tuple[Student, ...]
    dates: tuple[Student, ...]
    lasts: Student | None
    as_it_is: Student | None
    weights: tuple[float, ...]

    def pace(self, share: float) -> Student:
        """How the pace is wrong at a share of the way, between those that were looked at."""
        if share <= KNOTS[0]:
            return self.paces[0]
        for index, knot in enumerate(KNOTS):
            if share <= knot:
                part = (share - KNOTS[index - 1]) / (knot - KNOTS[index - 1])
                return self.paces[index - 1].towards(self.paces[index], part)
        return self.paces[-1]


def pace_variance(ahead: Ahead, outlook: Outlook) -> float:
    """The variance of the logarithm of the days that a pace says, before a person is known."""
    grown = log(ahead.grown) if ahead.grown > 1 else 0.0
    return outlook.loss + DRIFT**2 + grown * grown / 2 + (DAY / (outlook.days + DAY)) ** 2


def date_unit(ahead: Ahead, meets: float) -> float:
    """How far from the due date goals end, in days, before a person is known."""
    return sqrt((meets * ahead.window) ** 2 + DAY**2)


_AS_IT_IS = Misses.of(()).learned(_SHIFT)


class _Evidence(Struct, frozen=True):
    """What finished goals missed, by each kind of evidence."""

    paces: tuple[Misses, ...]
    dates: tuple[Misses, ...]
    lasts: Misses

    def lasting(self, without: float | None = None) -> Student | None:
        """How long the person's goals take, as logarithm; None of too few."""
        if self.lasts.count - (without is not None) < _NEEDED:
            return None
        return self.lasts.learned(None, None if without is None else (without, LASTS**2))


def experience_of(finished: Sequence[Finished]) -> Experience:
    """What finished goals teach."""
    known = _Evidence(
        paces=tuple(
            Misses.of(goal.nearest(knot).missed for goal in finished) for knot in range(len(KNOTS))
        ),
        dates=tuple(
            Misses.of(miss for goal in finished if (miss := goal.date_missed(meets)))
            for meets in MEETS
        ),
        lasts=Misses.of((log(goal.took), LASTS**2) for goal in finished),
    )
    scores = [log(weight) for weight in _WEIGHTS]
    for goal in finished:
        for kind, score in enumerate(_scores(goal, known)):
            scores[kind] += _LEARNS * min(max(score, -_AT_MOST), _AT_MOST)
    most = max(scores)
    return Experience(
        goals=len(finished),
        paces=tuple(each.learned(_SHIFT) for each in known.paces),
        dates=tuple(each.learned(_SHIFT) for each in known.dates),
        lasts=known.lasting(),
        as_it_is=_AS_IT_IS if finished else None,
        weights=tuple(exp(score - most) for score in scores),
    )


def _scores(goal: Finished, known: _Evidence) -> list[float]:
    """How much better than the pace each kind of evidence foretold a goal from the others.

    The mean over its evenings of the logarithm of the density at the days that came, over that of
    the pace; 0 where a kind said nothing.
    """
    lasts = known.lasting(log(goal.took))
    dates = [
        each.learned(_SHIFT, goal.date_missed(meets))
        for each, meets in zip(known.dates, MEETS, strict=True)
    ]
    found: list[list[float]] = [[] for _ in _WEIGHTS]
    for evening in goal.evenings:
        came, ahead = evening.came + DAY, evening.ahead
        missed, variance = evening.missed
        pace = known.paces[evening.knot].learned(_SHIFT, goal.nearest(evening.knot).missed)
        base = pace.log_density(missed, variance) - log(came)
        if ahead.due is not None and ahead.due > 0:
            for kind, (date, meets) in enumerate(zip(dates, MEETS, strict=True), 1):
                unit = date_unit(ahead, meets)
                miss = (evening.came - ahead.due) / unit
                found[kind].append(date.log_density(miss, 1.0) - log(unit) - base)
        found[-1].append(_AS_IT_IS.log_density(missed, variance) - log(came) - base)
        if lasts:
            whole = log(ahead.gone + came)
            passed = lasts.log_beyond(log(ahead.gone + DAY), LASTS**2)
            found[-2].append(lasts.log_density(whole, LASTS**2) - whole - passed - base)
    return [sum(each) / len(each) if each else 0.0 for each in found]


NEWCOMER = experience_of(())
"""Of who has not finished anything yet."""
