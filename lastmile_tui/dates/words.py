"""Words for dates, in English whatever the locale."""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date


SPELLED: ContextVar[bool] = ContextVar("SPELLED", default=False)
"""Whether sentences are made to be heard: every word in full, and no sign between them.

Set by the command line for who listens. What is read back, or kept in the file, is never spelled.
"""


class When(Struct, frozen=True):
    """A date, with a time of the wall clock when one was written."""

    day: dt.date
    time: dt.time | None = None


def has_passed(when: When, today: date, now: dt.datetime | None = None) -> bool:
    """Whether a day is over, or its time has passed on the user's clock.

    `now` is aware and in the user's zone; without it only days pass.
    """
    if when.time is None or now is None or abs((when.day - today).days) > 1:
        return when.day < today
    wall = dt.datetime.combine(when.day, when.time.replace(tzinfo=None), now.tzinfo)
    try:
        # As instants: a time that the clock shows twice passes once, and one that it skips too.
        return wall.astimezone(dt.UTC) <= now.astimezone(dt.UTC)
    except OverflowError:  # at the ends of the calendar
        return when.day < today


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""The days that have a name, with their distance from today."""

_SPANS = ((30, 1, "day"), (90, 7, "week"), (729, 365.2425 / 12, "month"))
"""The units of a distance, each with the most days it is used for, and its own days."""

_YEAR = 365
"""The days of a range from which on its years are named."""


def say_date(day: date, today: date) -> str:
    """Say `today`, `Fri 27 Nov`, or `Fri 27 Nov 2027` in another year."""
    return _near(day, today) or say_plain(day, today)


def say_past(day: date, today: date) -> str:
    """Say the date of something done: it is not to come, though it be tomorrow where it was."""
    return say_date(min(day, today), today)


def say_plain(day: date, today: date) -> str:
    """Say `Fri 27 Nov` of every day, also of those that have a name."""
    return f"{_weekday(day)} {_month_day(day, today)}"


def say_with_year(day: date) -> str:
    """Say `4 Dec 2026` of a day in whatever year."""
    return f"{_month_day(day, day)} {day.year:04}"


def spell_day(day: date) -> str:
    """Write a day as it is typed, without its year: `fri 4 dec`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def say_short(day: date, today: date, at: dt.time | None = None) -> str:
    """Say a date in a lane: `today`, `Tue` within six days ahead, else `12 Oct`.

    Its time counts when it is near: `today 18:00`.
    """
    away = (day - today).days
    if away in {0, 1}:
        return f"{_near(day, today)} {at:%H:%M}" if at else _near(day, today)
    return _weekday(day) if away in range(2, 7) else _month_day(day, today)


def say_days(day: date, today: date) -> str:
    """Say how far away a date is: `today`, `in 6 days`, `3 weeks ago`, `in 4 months`."""
    if near := _near(day, today):
        return near
    away = (day - today).days
    length, unit = next(
        ((length, unit) for most, length, unit in _SPANS if abs(away) <= most),
        (365.2425, "year"),
    )
    words = f"{round(abs(away) / length)} {unit}s"
    return f"in {words}" if away > 0 else f"{words} ago"


def say_due(when: When, today: date) -> str:
    """Say a due date and its distance: `Fri 27 Nov at 18:00, in 6 days`, `tomorrow`.

    Spelled it is `in 6 days, on Friday 27 November at 18:00`: who listens hears the distance first.
    """
    words = say_date(when.day, today)
    if when.time:
        words += f" at {when.time:%H:%M}"
    if _near(when.day, today):
        return words
    away = say_days(when.day, today)
    return f"{away}, on {words}" if SPELLED.get() else f"{words}, {away}"


def say_by(day: date, today: date) -> str:
    """Say by when: `by Fri 27 Nov, in 6 days`; the distance first would be none of its day."""
    words = f"by {say_date(day, today)}"
    return words if _near(day, today) else f"{words}, {say_days(day, today)}"


def say_span(first: int, last: int, today: date) -> str:
    """Say a range of days from today: `today`, `3 Dec`, `2–9 Dec`, `28 Nov – 3 Dec`."""
    start, end = (_ahead(today, days) for days in (first, last))
    close, wide = (" to ", " to ") if SPELLED.get() else ("–", " – ")
    if start == end:
        return "today" if start == today else _month_day(start, today)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{close}{_month_day(end, today)}"
    if start.year == today.year and last - first < _YEAR:
        return f"{_month_day(start, start)}{wide}{_month_day(end, end)}"
    return f"{_month_day(start, today)}{wide}{_month_day(end, today)}"


def quote(text: str) -> str:
    """Quote a text that was typed, for a sentence that says it cannot be read."""
    return f"‘{''.join(filter(str.isprintable, text))[:40]}’"


def _ahead(today: date, days: int) -> date:
    """A day ahead, at most the last one of the calendar."""
    return today + min(timedelta(days), type(today).max - today)


def _near(day: date, today: date) -> str:
    away = (day - today).days
    return next((word for word, days in NEAR.items() if days == away), "")


def _weekday(day: date) -> str:
    return _spelled(WEEKDAYS[day.weekday()])


def _month_day(day: date, today: date) -> str:
    words = say_day_of_month(day)
    return words if day.year == today.year else f"{words} {day.year:04}"


def say_day_of_month(day: date) -> str:
    """Say `27 Nov` of every day."""
    return f"{day.day} {_spelled(MONTHS[day.month - 1])}"


def say_weekday(day: date) -> str:
    """Say `Fri` of every day."""
    return _weekday(day)


def _spelled(name: str) -> str:
    """The name of a day or a month, its first three letters unless it is spelled."""
    return (name if SPELLED.get() else name[:3]).title()
