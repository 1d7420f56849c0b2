"""Dates of commands that look back: a day without a year, or a weekday, is the latest one.

    today  yesterday  fri  last fri    -3d  -2w  3 days ago  two weeks ago  a month ago
    20 nov  20.11.  fri 20 nov         2026-11-20  20.11.2026  20 nov 2025  the 5th

`fri` lies before today, `20 nov` may be today. All else is read as everywhere, but has no time.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress

from lastmile_tui.dates.days import LENGTH_LIMIT
from lastmile_tui.dates.reader import read_date
from lastmile_tui.dates.shapes import DAY, NAME, NUMBER, count_of, index_of
from lastmile_tui.dates.words import MONTHS, WEEKDAYS, quote
from lastmile_tui.errors import DateError

_AGO = NUMBER + r" ?([dwmy])(?:ays?|eeks?|onths?|ears?)? ago|-(\d{1,4}) ?([dwmy])"
_BEFORE_YESTERDAY = r"(?:the )?day before yesterday"
_OF_MONTH = r"(?:the )?(\d{1,2})(?:st|nd|rd|th)"
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
            for read in (_weekday, _ago, _of_month, _date):
                if day := read(words, today):
                    return day
        with suppress(DateError):
            found = read_date(words, today)
            if not found.time and (found.day <= today or re.search(_AHEAD, words)):
                return found.day
    raise DateError(
        f"{quote(text)} is not a day; write it like yesterday, fri, 20 nov, 3 days ago or "
        "2026-11-20."
    )


def _weekday(words: str, today: dt.date) -> dt.date | None:
    match = re.fullmatch(rf"(?:last )?{NAME}", words)
    index = index_of(WEEKDAYS, match[1]) if match else None
    return None if index is None else today - dt.timedelta((today.weekday() - index - 1) % 7 + 1)


def _ago(words: str, today: dt.date) -> dt.date | None:
    if re.fullmatch(_BEFORE_YESTERDAY, words):
        return today - dt.timedelta(2)
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


def _of_month(words: str, today: dt.date) -> dt.date | None:
    """Read the fifth of a month, which is the last one that is not ahead."""
    match = re.fullmatch(_OF_MONTH, words)
    if not match:
        return None
    first = today.replace(day=1)
    for _ in range(4):  # of three months in a row, one has 31 days
        with suppress(ValueError):
            if (day := first.replace(day=int(match[1]))) <= today:
                return day
        first = (first - dt.timedelta(1)).replace(day=1)
    return None


def _date(words: str, today: dt.date) -> dt.date | None:
    """Read a date without a year; a weekday may lead it, which must be right."""
    led = re.fullmatch(rf"{NAME} (.*\d.*)", words)
    index = index_of(WEEKDAYS, led[1]) if led else None
    if led and index is not None:
        day = _date(led[2], today)
        if day and day.weekday() != index:
            other = day - dt.timedelta((day.weekday() - index) % 7)
            name, real = WEEKDAYS[index].title(), WEEKDAYS[day.weekday()].title()
            date = f"{day.day} {MONTHS[day.month - 1][:3].title()} {day.year:04}"
            raise DateError(
                f"{date} is a {real}, not a {name}; write {_spell(day)} or {_spell(other)}."
            )
        return day
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


def _spell(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
