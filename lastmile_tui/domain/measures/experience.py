"""What a person's finished goals teach about the next forecast: its own misses.

Each finished goal is looked at again on several evenings of its way, and what its driving said then
is compared with what came. Three kinds of evidence are scored like this: the pace, the due date,
and how long the person's goals take. Each is shifted and widened by its own misses, as a normal
distribution of unknown mean and variance under a weak prior, which is a Student t (Gelman et al.,
Bayesian Data Analysis, 3rd ed., 3.3); how much each counts goes by how well it foretold the goals
that it had not seen. That people foretell their own ends badly, and better when they are told of
earlier ones: Buehler, Griffin and Ross, Journal of Personality and Social Psychology 67, 1994; that
it is earlier durations that mend it: Roy, Mitten and Christenfeld, Journal of Experimental
Psychology: Applied 14, 2008.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.outlook import Ahead, Outlook
from lastmile_tui.domain.measures.student import log_density

if TYPE_CHECKING:
    from collections.abc import Sequence

KNOTS = (0.3, 0.5, 0.7, 0.85, 0.95)
"""The shares of the way at which a finished goal is looked at again."""

DRIFT = 0.4
"""How far all of a future drifts from what was driven, as a standard deviation of its logarithm."""

_SHIFT = 0.35
"""By how much the forecasts of one person are wrong in the mean, before any is known."""

_FREE = 4
"""The degrees of freedom of what is known before: the weight of so many goals."""

_MEETS = 0.12
"""How far from the due date goals end, as a share of the time they had, before any is known."""

_LASTS = 0.5
"""How far the durations of one person's goals lie apart, as logarithm, before two are known."""

DAY = 0.5
"""What is told in whole days is uncertain by so many."""

_WEIGHTS = (0.55, 0.35, 0.1)
"""How much pace, date and duration count before any goal is finished."""

_LEARNS = 0.7
"""How much of a goal's evidence on that is taken: its evenings are not independent."""

_NEEDED = 2
"""Finished goals under which their durations say nothing."""


class Evening(Struct, frozen=True, gc=False):
    """What was known of a finished goal on an evening, and the days that it took from there."""

    knot: int
    ahead: Ahead
    outlook: Outlook
    came: float

    @property
    def missed(self) -> float:
        """The logarithm of the days that came over those that the pace said."""
        return log((self.came + DAY) / (self.outlook.days + DAY))


class Finished(Struct, frozen=True, gc=False):
    """A finished goal: its evenings, and the days that it took from its begin."""

    evenings: tuple[Evening, ...]
    took: float

    def nearest(self, knot: int) -> Evening:
        """The evening nearest to a share of the way."""
        return min(self.evenings, key=lambda evening: abs(evening.knot - knot))


class Student(Struct, frozen=True, gc=False):
    """A t distribution of what is missed: by `shift`, and by `scale` times a variance, and `more`."""

    shift: float = 0.0
    scale: float = 1.0
    more: float = 0.0
    free: int = _FREE

    def width(self, variance: float) -> float:
        """The scale of the t for something whose own variance is this."""
        return sqrt(self.scale * variance + self.more)


class Experience(Struct, frozen=True, gc=False):
    """What is known of a person: the misses of each kind of evidence, and how much each counts."""

    goals: int = 0
    paces: tuple[Student, ...] = ()
    date: Student = Student()
    lasts: Student | None = None
    weights: tuple[float, float, float] = _WEIGHTS

    def pace(self, share: float) -> Student:
        """How the pace is wrong at a share of the way, between those that were looked at."""
        if share <= KNOTS[0]:
            return self.paces[0]
        for index, knot in enumerate(KNOTS):
            if share <= knot:
                part = (share - KNOTS[index - 1]) / (knot - KNOTS[index - 1])
                one, other = self.paces[index - 1], self.paces[index]
                return Student(
                    one.shift + part * (other.shift - one.shift),
                    one.scale + part * (other.scale - one.scale),
                    one.more + part * (other.more - one.more),
                    one.free,
                )
        return self.paces[-1]


def pace_variance(ahead: Ahead, outlook: Outlook) -> float:
    """The variance of the logarithm of the days that a pace says, before a person is known."""
    grown = log(ahead.grown) if ahead.grown > 1 else 0.0
    return outlook.loss + DRIFT**2 + grown * grown / 2 + (DAY / (outlook.days + DAY)) ** 2


def date_unit(ahead: Ahead) -> float:
    """How far from the due date goals end, in days, before a person is known."""
    return sqrt((_MEETS * ahead.window) ** 2 + DAY**2)


def experience_of(finished: Sequence[Finished]) -> Experience:
    """What finished goals teach; those without evenings teach nothing."""
    taught = [goal for goal in finished if goal.evenings]
    misses = [
        [
            (evening.missed, pace_variance(evening.ahead, evening.outlook))
            for evening in (goal.nearest(knot) for goal in taught)
        ]
        for knot in range(len(KNOTS))
    ]
    dates = [_date_miss(goal) for goal in taught]
    logs = [log(goal.took) for goal in taught]
    paces = tuple(_learned(each, _SHIFT) for each in misses)
    return Experience(
        goals=len(taught),
        paces=paces,
        date=_learned([miss for miss in dates if miss], _SHIFT),
        lasts=_lasting(logs),
        weights=_weights(taught, misses, dates, logs),
    )


def _date_miss(goal: Finished) -> tuple[float, float] | None:
    """By how many days a goal ended after its due date, and the variance of that; None without."""
    last = goal.evenings[-1]
    if last.ahead.due is None or last.ahead.window <= 0:
        return None
    unit = date_unit(last.ahead)
    return (last.came - last.ahead.due) / unit, 1.0


def _learned(misses: Sequence[tuple[float, float]], doubt: float, *, without: int = -1) -> Student:
    """The posterior of the misses, each with the variance that it was said to have."""
    weight, weighted = 1 / doubt**2, 0.0
    for index, (miss, variance) in enumerate(misses):
        if index != without:
            weight += 1 / variance
            weighted += miss / variance
    shift = weighted / weight
    squares, count = float(_FREE), _FREE
    for index, (miss, variance) in enumerate(misses):
        if index != without:
            squares += (miss - shift) ** 2 / variance
            count += 1
    return Student(shift, squares / count, 1 / weight, count)


def _lasting(logs: Sequence[float], *, without: int = -1) -> Student | None:
    """How long the person's goals take, as logarithm; None of too few."""
    known = [each for index, each in enumerate(logs) if index != without]
    if len(known) < _NEEDED:
        return None
    mean = sum(known) / len(known)
    squares = _FREE * _LASTS**2 + sum((each - mean) ** 2 for each in known)
    variance = squares / (_FREE + len(known))
    return Student(mean, variance, variance / len(known), _FREE + len(known))


def _weights(
    taught: Sequence[Finished],
    misses: Sequence[Sequence[tuple[float, float]]],
    dates: Sequence[tuple[float, float] | None],
    logs: Sequence[float],
) -> tuple[float, float, float]:
    """How much each kind of evidence counts: by the density that it gave to what came.

    Each goal is foretold from the others alone.
    """
    scores = [log(weight) for weight in _WEIGHTS]
    for index, goal in enumerate(taught):
        lasts = _lasting(logs, without=index)
        date = _learned([m for i, m in enumerate(dates) if m and i != index], _SHIFT)
        sums, counts = [0.0, 0.0, 0.0], [0, 0, 0]
        for evening in goal.evenings:
            variance = misses[evening.knot][index][1]
            pace = _learned(misses[evening.knot], _SHIFT, without=index)
            came = evening.came + DAY
            base = log_density(evening.missed - pace.shift, pace.width(variance), pace.free) - log(came)
            if evening.ahead.due is not None and evening.ahead.due > 0 and evening.ahead.window > 0:
                unit = date_unit(evening.ahead)
                miss = (evening.came - evening.ahead.due) / unit
                found = log_density(miss - date.shift, date.width(1.0), date.free) - log(unit)
                sums[1] += found - base
                counts[1] += 1
            if lasts:
                gone = evening.ahead.gone
                width = lasts.width(1.0)
                found = log_density(log(gone + came) - lasts.shift, width, lasts.free)
                found -= log(gone + came) + _beyond((log(gone + DAY) - lasts.shift) / width)
                sums[2] += found - base
                counts[2] += 1
        for kind in (1, 2):
            if counts[kind]:
                scores[kind] += _LEARNS * sums[kind] / counts[kind]
    most = max(scores)
    shares = [exp(score - most) for score in scores]
    return (shares[0], shares[1], shares[2])


def _beyond(value: float) -> float:
    """The logarithm of the share of a t that lies beyond a value, as of a logistic distribution."""
    return -log(1 + exp(min(1.7 * value, 50.0)))


NEWCOMER = experience_of(())
"""Of who has not finished anything yet."""
