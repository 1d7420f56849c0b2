"""How well forecasts did: coverage, bias, width, and pinball against simple guesses."""

from __future__ import annotations

from math import ceil, log, sqrt
from statistics import mean, median, stdev
from typing import TYPE_CHECKING, NamedTuple

from calibration.stories import day_of
from lastmile_tui.domain.measures.forecast import SHARES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from calibration.replay import Evening
    from lastmile_tui.domain.measures.forecast import Forecast

RECENT_DAYS, RECENT_LEGS = 14, 5
"""What the recent pace looks at: so many days and legs at least."""

FAR = 3650
"""No simple guess is longer: it would be ten years."""


LEAST = 0.001
"""The loss of a guess that is always right, so that others can be compared with it."""


class Scores(NamedTuple):
    """Of one kind: shares of outcomes in the 50 and 80 % ranges with their standard errors.

    `bias` is the median of log(came / middle): above 0 goals took longer. `width` is the median of
    log(late / early) of the 80 % range. `pinball` and those of `guesses` are relative to the whole
    duration of a goal; `ratio` is to the best of them. `silent` counts evenings with no forecast,
    and `below` is how often a goal came within the days at each of `SHARES`.
    `below` is how often it came within the days at each of `SHARES`.
    """

    evenings: int
    silent: int
    half: float
    half_error: float
    wide: float
    wide_error: float
    bias: float
    width: float
    pinball: float
    guesses: dict[str, float]
    below: tuple[float, ...]

    @property
    def best(self) -> str:
        return min(self.guesses, key=self.guesses.__getitem__)

    @property
    def ratio(self) -> float:
        return self.pinball / max(self.guesses[self.best], LEAST)


def pinball(days: Sequence[float], came: float) -> float:
    """The mean loss of quantiles (Koenker and Bassett 1978), in days."""
    losses = (
        (came - guess) * share if came >= guess else (guess - came) * (1 - share)
        for share, guess in zip(SHARES, days, strict=True)
    )
    return sum(losses) / len(SHARES)


def _straight(evening: Evening) -> float:
    """At the pace from its first day to today."""
    goal, gone = evening.goal, max(evening.day - evening.story.begun, 1)
    return gone * goal.to_go / goal.position


def _recent(evening: Evening) -> float:
    course, miles = evening.course, 0.0
    silent = (day_of(evening.day) - course.moves[-1]).days
    days = 0.0
    for count, leg in enumerate(reversed(course.legs)):
        if count >= RECENT_LEGS and days >= RECENT_DAYS:
            break
        miles, days = miles + leg.miles, days + leg.days
    return evening.goal.to_go * (days + silent) / miles


def _usual(evening: Evening) -> float:
    """As long as the person's finished goals took, less the days gone."""
    if not evening.finished:
        return _straight(evening)
    return median(evening.finished) - (evening.day - evening.story.begun)


def _due(evening: Evening) -> float:
    due = evening.goal.due
    return _straight(evening) if due is None else (due - day_of(evening.day)).days


GUESSES: dict[str, Callable[[Evening], float]] = {
    "straight": _straight,
    "recent": _recent,
    "own median": _usual,
    "due date": _due,
}
"""Simple guesses, in days from now."""


def scores(
    people: Iterable[Sequence[Evening]], forecast_of: Callable[[Evening], Forecast | None]
) -> Scores | None:
    """The scores of the forecasts that one of the evenings' users sees, person by person.

    Each goal counts alike, however many evenings it has; the standard error is that of people,
    since the goals of one are alike.
    """
    halves: list[list[float]] = []
    wides: list[list[float]] = []
    biases: list[float] = []
    widths: list[float] = []
    losses: list[float] = []
    guessed: dict[str, list[float]] = {name: [] for name in GUESSES}
    below = [0] * len(SHARES)
    silent = 0
    for evenings in people:
        by_goal: dict[int, list[tuple[bool, bool]]] = {}
        for evening in evenings:
            forecast = forecast_of(evening)
            if forecast is None:
                silent += 1
                continue
            came, whole = evening.came, max(evening.whole, 1)
            inside = [low <= came <= high for low, high in (forecast.likely, forecast.wide)]
            by_goal.setdefault(id(evening.story), []).append((inside[0], inside[1]))
            biases.append(log(came / max(forecast.middle, 1)))
            widths.append(log(max(forecast.wide[1], 1) / max(forecast.wide[0], 1)))
            days = forecast.days
            below = [count + (came <= day) for count, day in zip(below, days, strict=True)]
            losses.append(pinball(days, came) / whole)
            for name, guess in GUESSES.items():
                point = min(max(ceil(guess(evening)), 1), FAR)
                guessed[name].append(pinball([point] * len(SHARES), came) / whole)
        if by_goal:
            halves.append([mean(hit for hit, _ in hits) for hits in by_goal.values()])
            wides.append([mean(hit for _, hit in hits) for hits in by_goal.values()])
    if not losses:
        return None
    return Scores(
        len(losses), silent, *_coverage(halves), *_coverage(wides),
        median(biases), median(widths), mean(losses),
        {name: mean(values) for name, values in guessed.items()},
        tuple(count / len(losses) for count in below),
    )  # fmt: skip


def _coverage(people: Sequence[Sequence[float]]) -> tuple[float, float]:
    """The mean over goals, and its standard error by people."""
    means = [mean(goals) for goals in people]
    error = stdev(means) / sqrt(len(means)) if len(means) > 1 else 0.0
    return mean(hit for goals in people for hit in goals), error
