"""When a goal will be finished: what its pace, its due date and the person's earlier goals say.

Each kind of evidence is a Student t, shifted and widened by what it missed in the goals that the
person has finished (`experience`); the forecast is their mixture, each weighing as much as it
foretold better. A mixture and no mean: where pace and date contradict each other, both may be.
Nothing is drawn at random: each t stands as its quantiles at equal shares.
"""

from __future__ import annotations

from bisect import bisect_right
from math import ceil, exp, inf, log
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.figures.road import place_of
from lastmile_tui.domain.measures.evidence.experience import (
    DAY,
    LASTS,
    MEETS,
    NEWCOMER,
    date_unit,
    pace_variance,
)
from lastmile_tui.domain.measures.evidence.outlook import Ahead, outlook_of
from lastmile_tui.domain.measures.evidence.student import points_of
from lastmile_tui.domain.measures.last_mile import prior_of

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.evidence.experience import Experience
    from lastmile_tui.domain.measures.evidence.outlook import Outlook
    from lastmile_tui.domain.measures.evidence.student import Student
    from lastmile_tui.domain.model.goal import Goal

HORIZON = 3650
"""Days beyond which nothing is told but that: ten years."""

SHARES = (0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95)
"""The shares of futures of which a forecast tells the days."""

_PLACES = {share: place for place, share in enumerate(SHARES)}

STILL = 0.4
"""The share of the days that is still to come at least, however long one has waited for a move."""

_FAR = 2.5
"""A future by pace counts half so far from a due date, as multiples of how loosely it is met."""

_AT_LEAST = 0.05
"""However far from the date it is, it counts by so much, and wholly where no goal is finished."""

_A_FEW = 2.0
"""Days of driving under which the due date, and how long goals take, count less and less."""

POOLED, POOLED_COUNTING = 0.95, 0.9
"""How wide each kind of evidence counts once there are several: a mixture of distributions that are
right on their own is too wide (Gneiting and Ranjan, Electronic Journal of Statistics 7, 2013). Of a
road that counts, whose days are many and alike, a twentieth more: with 0.95 its 80 % range held in
87 of 100 cases of people whom no figure of the docs is of, with 0.9 in 85."""

_MOST = 12.0
"""The largest logarithm of days that is looked at."""


class Forecast(Struct, frozen=True, gc=False):
    """Days from today until the last marker is reached, at `SHARES`, from 0 to `HORIZON`."""

    days: tuple[int, ...]

    @property
    def likely(self) -> tuple[int, int]:
        """The days between which half of the futures end."""
        return self.at(0.25), self.at(0.75)

    @property
    def wide(self) -> tuple[int, int]:
        """The days between which four fifths of the futures end."""
        return self.at(0.1), self.at(0.9)

    @property
    def middle(self) -> int:
        """Half of the futures have ended by then."""
        return self.at(0.5)

    def at(self, share: float) -> int:
        """The days after which a share of the futures, one of `SHARES`, has ended."""
        return self.days[_PLACES[share]]

    def chance(self, days: int) -> float:
        """The share of futures that end within so many days, from 0 to 1."""
        if days < self.days[0]:
            return SHARES[0] * max(days, 0) / self.days[0]
        above = bisect_right(self.days, days)
        before, share = self.days[above - 1], SHARES[above - 1]
        if above == len(SHARES):
            return min(1.0, share + (1 - share) * (days - before) / max(before, 1))
        more = SHARES[above] - share
        return share + more * (days - before) / (self.days[above] - before)


def forecast_of(goal: Goal, course: Course, experience: Experience, today: date) -> Forecast | None:
    """The forecast of a goal under way; None at the door, or with too few moves.

    One that is parked goes on where it stands on the day that it comes back.
    """
    if not course.teaches or (to_go := goal.to_go) <= 0:
        return None
    away, due, window = _away(goal, today), None, 0
    if goal.due:
        due, window = (goal.due - today).days - away, max((goal.due - course.begun).days, 0)
    ahead = _ahead(goal, to_go, course, today, due=due, window=window)
    return foretell(ahead, _outlook(goal, course, ahead), experience, away)


def forecast_to(
    goal: Goal,
    end: float,
    course: Course,
    experience: Experience,
    *,
    today: date,
    whole: Forecast | None,
) -> Forecast | None:
    """The forecast of a place on the way, `end` from the start; None where `whole` has none.

    That of the pace alone, since dates and durations tell of whole roads; the place is reached no
    later than the end of the road, of which `whole` is the forecast.
    """
    to_go = end - place_of(goal)
    if whole is None or to_go <= 0:
        return None
    away, ahead = _away(goal, today), _ahead(goal, to_go, course, today)
    pace = replace(experience, lasts=None)
    found = foretell(ahead, _outlook(goal, course, ahead), pace, away)
    return Forecast(tuple(map(min, found.days, whole.days)))


def _away(goal: Goal, today: date) -> int:
    """The days for which a goal stays parked."""
    return max((goal.parked_until - today).days, 0) if goal.parked_until else 0


def _ahead(
    goal: Goal,
    to_go: float,
    course: Course,
    today: date,
    *,
    due: int | None = None,
    window: int = 0,
) -> Ahead:
    """The next `to_go` miles of a road."""
    silent = course.days(course.moves[-1], today)
    before = max(min(to_go, goal.final_start - place_of(goal)), 0.0)
    return Ahead(
        before=before,
        stretch=to_go - before,
        share=goal.position / goal.distance,
        silent=silent,
        gone=course.driven + silent,
        due=due,
        window=window,
        counting=goal.counting,
        grown=course.lengths[-1][1] / course.lengths[0][1] if course.lengths else 1.0,
    )


def _outlook(goal: Goal, course: Course, ahead: Ahead) -> Outlook:
    return outlook_of(course.legs, ahead, prior_of(counting=goal.counting))


def chance_of(goal: Goal, forecast: Forecast | None, today: date) -> float | None:
    """The share of futures that meet the due date, which is not known on that day itself.

    A forecast begins tomorrow, whatever may still be done today.
    """
    if forecast is None or goal.due is None or goal.due == today:
        return None
    return forecast.chance((goal.due - today).days)


def foretell(
    ahead: Ahead, outlook: Outlook, experience: Experience = NEWCOMER, away: int = 0
) -> Forecast:
    """The forecast from an outlook and what is known of the person; `away` days are added."""
    learnt, *parts, duration, as_it_is = experience.weights
    dated = min(outlook.drive / _A_FEW, 1.0) ** 2  # what is nearly done waits for no date
    pooled = POOLED_COUNTING if ahead.counting else POOLED
    wide = pooled if experience.goals else 1.0
    paces = [(experience.pace(ahead.share), learnt)]
    if experience.as_it_is:
        paces.append((experience.as_it_is, as_it_is))
    futures: list[tuple[float, float]] = []
    for pace, part in paces:
        futures += _by_pace(pace, part, wide, ahead, outlook)
    if ahead.due is not None:
        near: list[tuple[float, float]] = []
        for met, meets, part in zip(experience.dates, MEETS, parts, strict=True):
            unit = date_unit(ahead, meets)
            due, width = ahead.due + unit * met.shift, wide * unit * met.width(1.0)
            near += [(due + width * each, part * dated) for each in points_of(met.free)]
        least = max(1 / (1 + experience.goals) ** 2, _AT_LEAST)  # dates of others say little
        # The nearer a future by pace is to the date, the more it counts, `least` at least.
        loose, more = _FAR * width, (1 - least) * dated
        futures = [
            (days, part * (1 - more + more / (1 + away * away)))
            for days, part in futures
            for away in ((days - due) / loose,)
        ] + near
    if lasts := experience.lasts:
        width = wide * lasts.width(LASTS**2)
        futures += [
            (exp(min(lasts.shift + width * each, _MOST)) - ahead.gone, duration * dated)
            for each in points_of(lasts.free)
        ]
    return Forecast(_quantiles([future for future in futures if future[0] > 0], away))


def _by_pace(
    pace: Student, part: float, wide: float, ahead: Ahead, outlook: Outlook
) -> list[tuple[float, float]]:
    """The futures that the pace says, each of the weight `part`, `wide` times as far apart."""
    width = wide * pace.width(pace_variance(ahead, outlook))
    middle, waited = log(outlook.days + DAY) + pace.shift, outlook.waited
    return [
        (left if (left := days - waited) > (least := days * STILL) else least, part)
        for each in points_of(pace.free)
        if (days := exp(_MOST if (far := middle + width * each) > _MOST else far) - DAY) > 0
    ]


def _quantiles(futures: list[tuple[float, float]], away: int) -> tuple[int, ...]:
    """The days at `SHARES` of weighted futures, each in the middle of its share."""
    futures.sort()
    total = sum([part for _, part in futures])
    found = []
    shares = iter(SHARES)
    wanted = next(shares) * total
    gone, last, middle_of_last = 0.0, futures[0][0], 0.0
    for days, part in futures:
        middle = gone + part / 2
        while wanted <= middle:
            between = (wanted - middle_of_last) / (middle - middle_of_last)
            found.append(last + between * (days - last))
            wanted = next(shares, inf) * total
        gone += part
        last, middle_of_last = days, middle
    found += [last] * (len(SHARES) - len(found))
    return tuple([min(max(ceil(days - DAY), 1) + away, HORIZON) for days in found])
