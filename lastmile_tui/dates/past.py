"""Dates of commands that look back: a day without a year, or a weekday, is the latest one.

    today  yesterday  fri  last fri    -3d  -2w  3 days ago  a month ago
    20 nov  20.11.  fri 20 nov  the 5th    2026-11-20  20.11.2026  20 nov 2025

`fri` lies before today, `20 nov` may be today. All else is read as everywhere, but has no time.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from lastmile_tui.dates import doubts
from lastmile_tui.dates.days import LENGTH_LIMIT
from lastmile_tui.dates.reader import read_date
from lastmile_tui.dates.shapes import DAY, NAME, NUMBER, count_of, index_of
from lastmile_tui.dates.words import MONTHS, WEEKDAYS, quote, spell_day
from lastmile_tui.errors import DateError

_UNIT = r"([dwmy])(?:ays?|eeks?|onths?|ears?)?"
_AGO = rf"{NUMBER} ?{_UNIT} ago|-(\d{{1,4}}) ?{_UNIT}"
_SLASHED = r"\d{1,2}([/-])\d{1,2}(?:\1\d{2,4})?"
_LIKE = "write it like yesterday, fri, 20 nov, 3 days ago or 2026-11-20."
_AHEAD = r"\d{4}|tomorrow"
_DATES = (
    rf"(?P<day>{DAY}) (?:of )?(?P<month>{NAME})",
    rf"(?P<month>{NAME}) (?P<day>{DAY})",
    r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.?",
)


def read_past(text: str, today: dt.date) -> dt.date:
    """Read a day to look back to; DateError when it is none.

    A date with a year, and tomorrow, may lie ahead: the caller can say that nothing is there yet.
    """
    words = " ".join(text.casefold().replace(",", " ").split()).removeprefix("on ")
    if words.isascii() and len(words) <= LENGTH_LIMIT:
        with suppress(ValueError, OverflowError):  # 31 feb, before the year 1
            if day := _weekday(words, today) or _ago(words, today) or _date(words, today):
                return day
        with suppress(DateError):
            found = read_date(words, today)
            if not found.time and (found.day <= today or re.search(_AHEAD, words)):
                return found.day
    raise DateError(_why(text, words, today))


def _why(text: str, words: str, today: dt.date) -> str:
    """Why a text is no day."""
    if re.fullmatch(_SLASHED, words):
        return f"{quote(text)} can be misread; {_LIKE}"
    led = re.fullmatch(rf"{NAME} (.*\d.*)", words)
    if led and (index := index_of(WEEKDAYS, led[1])) is not None:
        with suppress(ValueError, OverflowError):
            if day := _date(led[2], today):
                other = day - dt.timedelta((day.weekday() - index) % 7)
                return doubts.other_weekday(day, index, "was", (spell_day(day), spell_day(other)))
    with suppress(DateError):
        if words and words[-1].isalnum() and read_date(words, today).time:
            return f"{quote(text)} has a time, and only a day is asked; {_LIKE}"
    return f"{quote(text)} is not a day; {_LIKE}"


def _weekday(words: str, today: dt.date) -> dt.date | None:
    if words.removeprefix("the ") == "day before yesterday":
        return today - dt.timedelta(2)
    match = re.fullmatch(rf"(?:last )?{NAME}", words)
    index = index_of(WEEKDAYS, match[1]) if match else None
    return None if index is None else today - dt.timedelta((today.weekday() - index - 1) % 7 + 1)


def _ago(words: str, today: dt.date) -> dt.date | None:
    match = re.fullmatch(_AGO, words)
    if not match:
        return None
    number, unit = match[1] or match[3], match[2] or match[4]
    count = count_of(number)
    if unit in "dw":
        return today - dt.timedelta(count * (7 if unit == "w" else 1))
    import pendulum  # noqa: PLC0415 # 40 ms; it clamps 31 mar -1m to the last of february

    months = count * (12 if unit == "y" else 1)
    return dt.date.fromisoformat(pendulum.instance(today).subtract(months=months).isoformat())


def _date(words: str, today: dt.date) -> dt.date | None:
    """Read a date without a year; a weekday may lead it, which must be right."""
    led = re.fullmatch(rf"{NAME} (.*\d.*)", words)
    index = index_of(WEEKDAYS, led[1]) if led else None
    if led and index is not None:
        day = _date(led[2], today)
        return day if day and day.weekday() == index else None
    if ordinal := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", words):
        return _ordinal(int(ordinal[1]), today)
    match = next(filter(None, (re.fullmatch(shape, words) for shape in _DATES)), None)
    if not match:
        return None
    name = match["month"]
    month = int(name) - 1 if name.isdigit() else index_of(MONTHS, name)
    number = int(re.sub(r"\D", "", match["day"]))
    for back in range(9):  # the 29th of February may be eight years away
        with suppress(ValueError):
            if (
                month is not None
                and (day := dt.date(today.year - back, month + 1, number)) <= today
            ):
                return day
    return None


def _ordinal(number: int, today: dt.date) -> dt.date | None:
    """The latest such day of any month."""
    first = today.replace(day=1)
    for _ in range(3):  # of two months in a row, one has all its days
        with suppress(ValueError):
            if (day := first.replace(day=number)) <= today:
                return day
        first = (first - dt.timedelta(1)).replace(day=1)
    return None
