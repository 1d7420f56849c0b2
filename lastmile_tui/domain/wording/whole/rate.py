"""The rate of a counting goal in words: `3.0 km a day needed, yours 3.6`."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from lastmile_tui.domain.measures.rates.rate import rate_of
from lastmile_tui.domain.model.numbers import fixed

if TYPE_CHECKING:
    from datetime import date, datetime

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.rates.rate import Rate
    from lastmile_tui.domain.model.goal import Goal

_WEEKLY = 0.1
"""A rate under this is said by the week."""

_WEEK = 7


def say_rate_of(goal: Goal, course: Course, today: date, now: datetime | None = None) -> str:
    """The rate of a goal; empty where there is none. `now` is what the user's clock shows."""
    rate = rate_of(goal, course, today, overdue=goal.is_overdue(today, now))
    return say_rate(rate, goal) if rate else ""


def say_rate(rate: Rate, goal: Goal) -> str:
    """What it takes, and what it was so far."""
    return ", ".join(filter(None, (say_needed(rate, goal), _say_own(rate))))


def say_needed(rate: Rate, goal: Goal) -> str:
    """What it takes a day; all that is to go on the last day and after it."""
    if rate.needed is None:
        return f"{_say_up(rate.to_go)} {goal.unit} still needed"
    if rate.days == 1:
        return f"{_say_up(rate.to_go)} {goal.unit} needed today"
    if rate.own is not None and rate.to_go <= rate.own:
        return "a day's work is left"
    if rate.needed < _WEEKLY:
        return f"{_say_up(rate.needed * _WEEK)} {goal.unit} a week needed"
    return f"{_say_up(rate.needed)} {goal.unit} a day needed"


def _say_own(rate: Rate) -> str:
    """What it was so far, by the day or the week as what it takes."""
    if rate.own is None:
        return ""
    if rate.own < 0:
        return "yours goes the other way"
    named = rate.needed is None or rate.days == 1 or rate.to_go <= rate.own
    like = rate.own if rate.needed is None or named else rate.needed
    days, span = (_WEEK, "week") if like < _WEEKLY else (1, "day")
    words = f"yours {fixed(rate.own * days, _digits(max(like, rate.own) * days))}"
    return f"{words} a {span}" if named else words


def _say_up(number: float) -> str:
    """A number that is enough: rounded up where it is cut."""
    digits = _digits(number)
    return fixed(ceil(round(number * 10**digits, 6)) / 10**digits, digits)


def _digits(number: float) -> int:
    """Decimals: two digits that count."""
    return 2 if number < 1 else 1 if number < 10 else 0  # noqa: PLR2004 # two digits that count
