"""When a goal will be finished: a range, from its own paces and the person's own last miles.

The paces are resampled: of the legs driven so far a sample as large is drawn, with replacement, and
from that the legs still to come, until the road is covered. The first drawing stands for what so
few legs leave unknown of the pace, the second for how it varies (a bootstrap for prediction:
Davison and Hinkley, Bootstrap Methods and their Application, 1997, 7.2.4). Miles in the final
stretch take as many times longer as the last-mile factor says. The random numbers have a fixed
seed, so that the same history always gives the same range.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.goal import Goal

    _Road = tuple[float, float, tuple[tuple[int, ...], ...]]
    """The miles of a road, how much longer one takes there, and the legs of each path."""

MOVES_NEEDED = 3
"""Dated moves under which nothing is foretold: two gaps say nothing of their spread."""

PATHS = 200
"""Resampled futures: twenty of them lie beyond each end of the 80 % range."""

LEGS = 40
"""The newest legs that are looked at: people change."""

HORIZON = 3650
"""Days beyond which nothing is told but that: ten years."""

SILENCE_GOES_ON = 0.25
"""The share of a silence that is still to come at least. Seen at a random moment it would be all of
it (Gott, Nature 363, 1993); a goal that is looked at every day is seen early in its silences."""

_SEED = 20261121
_CYCLE = 24
"""Legs of a future before they repeat, at least: beyond, their mean is all that counts."""

_ROADS = 2
"""Before the final stretch, and in it."""

_Z = 1.2816
"""The 90 % quantile of the normal distribution: an end of the 80 % range."""


class Forecast(Struct, frozen=True, gc=False):
    """Days from today until the goal is finished, from 0 to `HORIZON`.

    `likely` holds half of the futures and `wide` four fifths of them; `middle` is their median.
    """

    likely: tuple[int, int]
    wide: tuple[int, int]
    middle: int


def forecast_of(goal: Goal, course: Course, factor: float, today: date) -> Forecast | None:
    """The forecast of a goal under way; None at the door, or with too few moves."""
    if len(course.moves) < MOVES_NEEDED or goal.to_go <= 0:
        return None
    legs = [(leg.miles, leg.days / factor if leg.final else leg.days) for leg in course.legs]
    before = max(goal.final_start - goal.position, 0.0)
    ahead = ((before, 1.0), (goal.to_go - before, factor))
    return foretell(legs[-LEGS:], ahead, course.days(course.moves[-1], today))


def foretell(
    legs: Sequence[tuple[float, float]], ahead: Sequence[tuple[float, float]], silent: int
) -> Forecast:
    """The forecast from two or more legs in miles and days, and the days since the last of them.

    `ahead` are the roads still to drive: their miles, and how many times longer a mile takes there.
    """
    spread = _spread(legs)
    futures = sorted(_drives(spread, ahead, silent))
    return Forecast(
        likely=(_quantile(futures, 0.25), _quantile(futures, 0.75)),
        wide=(_quantile(futures, 0.1), _quantile(futures, 0.9)),
        middle=_quantile(futures, 0.5),
    )


def _spread(legs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The legs with their days further from the mean, since few legs show too little of a spread.

    By sqrt(n / (n - 1)) for the bias of n legs, and by Student's t over the normal quantile, t from
    its expansion (Abramowitz and Stegun, 26.7.5). No leg gets shorter than by the same factor.
    """
    count = len(legs)
    free = count - 1
    student = _Z + (_Z**3 + _Z) / (4 * free) + (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * free**2)
    wider = sqrt(count / free) * student / _Z
    mean = sum(days for _, days in legs) / count
    return [(miles, max(mean + wider * (days - mean), days / wider)) for miles, days in legs]


def _drives(
    legs: Sequence[tuple[float, float]], ahead: Sequence[tuple[float, float]], silent: int
) -> list[float]:
    """The days until all roads are covered by the legs of each path, repeated as often as needed.

    Less than the miles that any path is sure to cover need no repeating.

    Each road begins with a leg of its own, so that what lies before it does not change it. The days
    since the last move count towards the first leg, but what has been silent for so long stays so
    for `SILENCE_GOES_ON` of that at least.

    It is driven two hundred times for each goal: what is the same for all is worked out before, and
    the order in which numbers are added is that of the road, on which their last digits depend.
    """
    futures = _futures(len(legs))
    roads = [
        (length, slower, futures.roads[road])
        for road, (length, slower) in enumerate(ahead)
        if length > 0
    ]
    length, slower, ways = roads[0] if roads else (0.0, 1.0, futures.roads[0])
    firsts = [days * min(length / miles, 1.0) * slower for miles, days in legs]
    rests = [max(first - silent, silent * SILENCE_GOES_ON) for first in firsts]
    totals = [0.0] * PATHS
    for road in roads:
        totals = _drive(legs, futures, road, totals)
    begins = [way[0] for way in ways]
    return [total - firsts[leg] + rests[leg] for total, leg in zip(totals, begins, strict=True)]


def _drive(
    legs: Sequence[tuple[float, float]], futures: _Futures, road: _Road, totals: list[float]
) -> list[float]:
    """The days of each path when one road more is driven."""
    length, slower, ways = road
    miles_of, days_of = [miles for miles, _ in legs], [days for _, days in legs]
    steps = [(miles, days * slower) for miles, days in legs]
    lefts = [length] * PATHS
    # One leg less than a path has, so that no rounding of the sum makes it too much.
    if length >= min(miles_of) * (futures.legs - 1):
        cycles = [divmod(length, sum(take(miles_of))) for take in futures.takes]
        lefts = [left for _, left in cycles]
        totals = [
            total + times * sum(take(days_of)) * slower
            for total, (times, _), take in zip(totals, cycles, futures.takes, strict=True)
        ]
    driven = []
    for total, left, way in zip(totals, lefts, ways, strict=True):
        for leg in way:
            miles, days = steps[leg]
            if left <= miles:
                driven.append(total + days_of[leg] * left / miles * slower)
                break
            total += days  # noqa: PLW2901 # faster than other names
            left -= miles  # noqa: PLW2901 # as above
    return driven


class _Futures(Struct, frozen=True):
    """All paths: their `legs`, what `takes` those of a list, and where they lead on each road."""

    legs: int
    takes: tuple[Callable[[Sequence[float]], tuple[float, ...]], ...]
    roads: tuple[tuple[tuple[int, ...], ...], ...]


@lru_cache(maxsize=LEGS)
def _futures(count: int) -> _Futures:
    """The futures of so many legs; no road needs more than two rounds of a path."""
    from random import Random  # noqa: PLC0415 # 5 ms, which a list need not wait for

    random = Random(_SEED + count)  # noqa: S311 # a fixed seed is wanted
    length = max(_CYCLE, 2 * count)
    drawn = [random.choices(random.choices(range(count), k=count), k=length) for _ in range(PATHS)]
    paths, half = [tuple(legs) for legs in drawn], length // _ROADS
    return _Futures(
        legs=length,
        takes=tuple(itemgetter(*legs) for legs in paths),
        roads=(
            tuple(legs * 2 for legs in paths),
            tuple(legs[half:] + legs + legs[:half] for legs in paths),
        ),
    )


def _quantile(ordered: Sequence[float], share: float) -> int:
    """The smallest value that is larger than a share of the values, in whole days."""
    days = ordered[min(int(share * len(ordered)), len(ordered) - 1)]
    return min(ceil(days), HORIZON)
