"""What stands beside a forecast, in words: what it rests on, its record, a due date's chances."""

from __future__ import annotations

from math import ceil, floor
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates import say_plain, say_span
from lastmile_tui.domain.measures.forecast import chance_of
from lastmile_tui.domain.measures.possible import Possible, possible_of
from lastmile_tui.domain.measures.track_record import NEEDED, PROMISED
from lastmile_tui.domain.model.goal import Goal, State, amount
from lastmile_tui.domain.model.numbers import miles, percent
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.forecast import say_range
from lastmile_tui.domain.wording.whole.rate import say_rate_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from lastmile_tui.domain.measures.measurer import Measurer
    from lastmile_tui.domain.measures.track_record import Said, TrackRecord

_PLACES = {0.5: "half way", 0.75: "three quarters of the way", 0.9: "nine tenths of the way"}
"""The shares of the way at which it is told what was said, as far as it was said near them."""

_NEAR = 0.125
"""A forecast that was said further away stands for no such share."""

_QUARTER = 0.01
"""A chance so near to a quarter, or to three, is called that: the likely range ends there."""

_SAME = 0.02
"""Up to this difference two shares are called the same."""

_WEEK = 7


class ForecastNotes(Struct, frozen=True):
    """Sentences beside a forecast, each empty where there is nothing to tell.

    `past` is what was said of a sealed goal, the first forecast first.
    """

    evidence: str = ""
    possible: str = ""
    record: str = ""
    past: tuple[str, ...] = ()
    rate: str = ""


def notes_of(
    goal: Goal, measurer: Measurer, today: date, now: datetime | None = None
) -> ForecastNotes:
    """All there is to tell beside the forecast of a goal.

    In a fraction of a millisecond for each finished goal, which a page has time for, and a lane
    has not.
    """
    record = measurer.track_record()
    if goal.sealed or goal.let_go:
        past = tuple(say_past_forecasts(record.of_goal(goal.uid), today)) if goal.sealed else ()
        return ForecastNotes(record=say_record(record), past=past)
    measures = measurer.measure(goal, today)
    possible = possible_of(goal, measurer.finished.goals, measurer.course, today, now)
    chance = chance_of(goal, measures.forecast, today)
    evidence = say_evidence(len(measures.course.moves), measurer.experience.goals)
    return ForecastNotes(
        evidence=evidence if measures.forecast else "",
        possible=say_possible(possible, goal, today, chance) if possible else "",
        record=say_record(record),
        rate=say_rate_of(goal, measures.course, today, now),
    )


def say_evidence(days: int, finished: int) -> str:
    """What a forecast rests on: `progress on 12 days of this road, and 4 finished roads`."""
    own = f"progress on {counted(days, 'day')} of this road"
    if not finished:
        return f"{own}; no finished road to learn from yet"
    return f"{own}, and {counted(finished, 'finished road')}"


def say_record(record: TrackRecord) -> str:
    """How the wide ranges held: `31 of your last 40 forecasts held (80 % promised)`."""
    known = len(record.newest)
    if not known:
        return ""
    if not record.levels:
        ranges = counted(known, "forecast")
        return f"{ranges} known so far; from {NEEDED} on it says how many held"
    right = record.levels[-1].right
    which = (
        f"last {known} forecasts" if len(record.forecasts) > known else f"{known} forecasts so far"
    )
    return f"{right} of your {which} held ({percent(PROMISED)} promised)"


def say_known(known: int) -> str:
    """Of how many ranges it is known what came: `6 are known so far`."""
    return f"{known or 'none'} {'are' if known > 1 else 'is'} known so far"


def say_past_forecasts(forecasts: Sequence[Said], today: date) -> Iterator[str]:
    """What was said of a goal at some places of its way, and when it came."""
    chosen: list[Said] = []
    for place in _PLACES:
        away = [(round(abs(each.share - place), 3), each) for each in forecasts]
        distance, near = min(away, key=itemgetter(0), default=(1.0, None))
        if near is not None and distance <= _NEAR and near not in chosen:
            chosen.append(near)
    return (say_past_forecast(each, today) for each in chosen)


def say_past_forecast(each: Said, today: date) -> str:
    """`12 Mar, half way: 3-20 Apr; it came 9 Apr`; years are named where they change."""
    ago = (each.day - today).days
    forecast = _say_days_from(each.day, each.forecast.wide)
    came = _say_days_from(each.day, (each.came, each.came))
    return f"{say_span(ago, ago, today)}, {_place(each.share)}: {forecast}; it came {came}"


def _say_days_from(day: date, days: tuple[int, int]) -> str:
    """A range in days from a day of the past, which was today then."""
    return "the same day" if days == (0, 0) else say_range(days, day)


def _place(share: float) -> str:
    for place, words in _PLACES.items():
        if abs(place - share) <= _SAME:
            return words
    return f"{percent(share)} of the way"


def say_possible(possible: Possible, goal: Goal, today: date, chance: float | None = None) -> str:
    """In how many cases a due date is met, the pace that it takes, how often as much was driven."""
    takes = _say_what_it_takes(possible, goal, today)
    if chance is None or not possible.days:
        return takes
    return f"{_say_chance(chance)}; {takes}"


def _say_chance(chance: float) -> str:
    """A chance in tenths: more is not known of it. A quarter is one, as the likely range says."""
    if abs(chance * 4 % 2 - 1) < _QUARTER * 4:
        return f"in about {round(chance * 4)} of 4 cases"
    tenths = floor(chance * 10 + 0.5)
    if not tenths:
        return "in fewer than 1 of 10 cases"
    return f"in about {tenths} of 10 cases" if tenths < 10 else "in more than 9 of 10 cases"  # noqa: PLR2004


def _say_what_it_takes(possible: Possible, goal: Goal, today: date) -> str:
    back = goal.parked_until if goal.state(today) is State.PARKED else None
    if possible.pace is None:
        return "it comes back after its due date"
    on = f"on {say_plain(back, today)}" if back else "today"
    when = f"once it is back {on}" if back else "counting today"
    if possible.days == 1:
        words = f"it takes {_say_length(possible.to_go, goal)} {on}"
    elif possible.pace * _WEEK < 1:
        words = f"it takes {_say_length(possible.to_go, goal)} in {possible.days:,} days, {when}"
    else:
        words = f"it takes {_say_pace(possible.pace, goal)} for {possible.days:,} days, {when}"
    return f"{words}; {_say_spells(possible)}" if possible.spells else words


def _say_spells(possible: Possible) -> str:
    days = counted(possible.days, "day")
    if not possible.enough:
        return f"you never yet drove as much in {days}"
    share = f"{possible.enough:,} of {possible.spells:,}"
    if possible.days == 1:
        return f"you drove as much on {share} days"
    return f"you drove as much in {share} such spells"


def _say_pace(pace: float, goal: Goal) -> str:
    """A pace by the day, rounded up, so that who keeps to it is there in time."""
    return f"{_say_length(pace, goal)} a day"


def _say_length(length: float, goal: Goal) -> str:
    digits = 2 if length < 1 else 1 if length < 10 else 0  # noqa: PLR2004 # two digits that count
    least = 10.0**-digits
    rounded_up = max(ceil(round(length / least, 6)) * least, least)
    number = amount(round(rounded_up, digits))
    return f"{number} {goal.unit or miles(round(rounded_up, digits))}"
