"""What became of forecasts: of the ranges that were said on the way, how many held.

A forecast is known to have held or not once the last marker is reached. The forecasts of one goal
are alike, so that forty of them from four goals tell less than forty from forty; the uncertainty of
a share counts them by goals (`_effective`).
"""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.evidence.student import NORMAL_90
from lastmile_tui.domain.measures.forecast import Forecast  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.domain.model.calendar import later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LAST = 40
"""The newest ranges that are counted: older ones were said by what was known then."""

NEEDED = 10
"""Ranges under which no share is told."""

LEVELS = (0.5, 0.8)
"""The shares of cases that the two ranges of a forecast promise."""

PROMISED = LEVELS[-1]
"""What the range promises that is told in a sentence."""


class Said(Struct, frozen=True, gc=False):
    """A forecast that was said on a day, at a share of the way, by what was known then.

    `came` are the days from that day on until the last marker was reached.
    """

    uid: str
    day: date
    share: float
    forecast: Forecast
    came: int

    @property
    def came_on(self) -> date:
        """The day on which the last marker was reached."""
        return later(self.day, self.came)

    def within(self, promised: float) -> bool:
        """Whether the range that promises this share of cases held the day that came."""
        first, last = self.forecast.wide if promised == PROMISED else self.forecast.likely
        return first <= self.came <= last


class Level(Struct, frozen=True, gc=False):
    """Of so many `ranges` that promised a share, how many were `right`; with the range of a share.

    `low` and `high` are the ends of the range that holds the true share in four of five cases.
    """

    promised: float
    ranges: int
    right: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share that held, 0 to 1."""
        return self.right / self.ranges


class TrackRecord(Struct, frozen=True):
    """The forecasts of all goals that reached their last marker."""

    forecasts: tuple[Said, ...] = ()

    def of_goal(self, uid: str) -> tuple[Said, ...]:
        """What was said of one goal, the first forecast first."""
        own = (each for each in self.forecasts if each.uid == uid)
        return tuple(sorted(own, key=attrgetter("day", "share")))

    @property
    def newest(self) -> tuple[Said, ...]:
        """The forecasts that count: the `LAST` that were said last."""
        return tuple(sorted(self.forecasts, key=attrgetter("day", "uid", "share"))[-LAST:])

    @property
    def levels(self) -> tuple[Level, ...]:
        """How each of the two ranges held; empty under `NEEDED` forecasts."""
        newest = self.newest
        return tuple(_level(newest, promised) for promised in LEVELS if len(newest) >= NEEDED)


def _level(forecasts: Sequence[Said], promised: float) -> Level:
    right = sum(each.within(promised) for each in forecasts)
    low, high = wilson(right / len(forecasts), _effective(forecasts, promised))
    return Level(promised, len(forecasts), right, low, high)


def wilson(share: float, count: float) -> tuple[float, float]:
    """The range that holds a share in four of five cases, of which `count` cases showed `share`.

    The score interval of Wilson (Journal of the American Statistical Association 22, 1927). It is
    never empty, also where none or all of the cases had it.
    """
    square = NORMAL_90**2 / count
    middle = (share + square / 2) / (1 + square)
    reach = NORMAL_90 * sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square)
    return max(middle - reach, 0.0), min(middle + reach, 1.0)


def _effective(forecasts: Sequence[Said], promised: float) -> float:
    """How many independent forecasts tell as much, from the number of goals up to all of them.

    n / d, with the design effect d = V / (p (1 - p) / n) of forecasts that come in goals, and
    V = G / (G - 1) sum over the G goals of (sum of (x - p))^2 / n^2 (Korn and Graubard, Survey
    Methodology 24, 1998; with Wilson's interval: Franco and others, Journal of Survey Statistics
    and Methodology 7, 2019).
    """
    by_goal: dict[str, list[bool]] = defaultdict(list)
    for each in forecasts:
        by_goal[each.uid].append(each.within(promised))
    count, goals = len(forecasts), len(by_goal)
    share = sum(map(sum, by_goal.values())) / count
    variance = share * (1 - share) / count
    if not variance or goals == 1:
        return goals
    squares = sum((sum(own) - share * len(own)) ** 2 for own in by_goal.values())
    design = goals / (goals - 1) * squares / count**2 / variance
    return min(max(count / design if design else count, goals), count)
