"""Dates as people write them, in English, read strictly: what is not certain is refused.

    today  tonight  tomorrow  yesterday           fri  this fri  next fri
    +3d  +2w  +1m  +1y  in 3 days  in a week      eow  eom  eoy  end of the month
    next week  next month  next year              2026-11-27  27.11.  27.11.2026
    27 nov  nov 27  27th of november 2027         fri 27 nov

A time may follow (`18:00`, `at 6pm`) or stand alone for today; `by` or `on` may lead. `fri` is the
next one after today, `this fri` may be today, `next fri` lies in the week that starts on the coming
Monday. A date without a year is the next one.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.dates.words import MONTHS, NEAR, WEEKDAYS, When, quote
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


WORDS_LIMIT = 8
"""Words of the longest date: `by fri 27 nov 2026 at 6 pm`."""

LENGTH_LIMIT = 64
"""Characters of the longest date, with room to spare."""

_LEADING = r"(?:by|on) "
_TIME = r"(?:^| |(?<=\d)t)(?:at )?(\d{1,2})(?::(\d\d) ?([ap]m)?| ?([ap]m))$"


def read_date(text: str, today: dt.date) -> When:
    """Read a date; DateError when it is none, also when it is empty."""
    found = _read(text, today)
    if found:
        return found
    if slashed := _without_slashes(text, today):
        raise DateError(f"{quote(text)} can be misread; write it {slashed}.")
    raise DateError(f"{quote(text)} is not a date; write it like fri, 27 nov, +3d or 2026-11-27.")


def match_date(words: Sequence[str], today: dt.date) -> tuple[When, int] | None:
    """Read the longest date that a list of words begins with, and say how many words it took."""
    for count in range(min(len(words), WORDS_LIMIT), 0, -1):
        if found := _read(" ".join(words[:count]), today):
            return found, count
    return None


def _without_slashes(text: str, today: dt.date) -> str:
    """The readings of `1/2/2026`, which depend on the country of its writer."""
    match = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?", text.strip())
    if not match:
        return ""
    first, second = int(match[1]), int(match[2])
    readings: dict[str, None] = {}
    for day, month in ((first, second), (second, first)):
        with suppress(ValueError):
            if found := _monthly(today, month, day, match[3]):
                readings[found.isoformat()] = None
    return " or ".join(readings)


def _read(text: str, today: dt.date) -> When | None:
    text = " ".join(text.casefold().replace(",", " ").split())
    if not text.isascii() or len(text) > LENGTH_LIMIT:
        return None
    text = re.sub(f"^{_LEADING}", "", text)
    with suppress(ValueError, OverflowError):  # 31 feb, 25:00, the year 10000
        timed = re.search(_TIME, text)
        time = _time(*timed.groups()) if timed else None
        words = text[: timed.start()] if timed else text
        day = today if timed and not words else _day(words, today)
        return When(day, time) if day else None
    return None


def _time(hour: str, minute: str | None, half: str | None, bare_half: str | None) -> dt.time:
    half = half or bare_half
    if not half:
        return dt.time(int(hour), int(minute or 0))
    if int(hour) not in range(1, 13):
        raise ValueError(hour)
    return dt.time(int(hour) % 12 + (12 if half == "pm" else 0), int(minute or 0))


def _day(text: str, today: dt.date) -> dt.date | None:
    for shape, read in _SHAPES:
        if (match := re.fullmatch(shape, text)) and (day := read(today, *match.groups())):
            return day
    return None


def _near(today: dt.date, word: str) -> dt.date:
    return today + dt.timedelta(NEAR["today" if word == "tonight" else word])


def _weekday(today: dt.date, which: str | None, word: str) -> dt.date | None:
    index = index_of(WEEKDAYS, word)
    if index is None:
        return None
    if which == "next ":
        return _next(today, "week") + dt.timedelta(index)
    least = 0 if which else 1
    return today + dt.timedelta(least + (index - today.weekday() - least) % 7)


def _next(today: dt.date, unit: str) -> dt.date:
    """Return the first day of the next week, month or year."""
    if unit == "week":
        return today + dt.timedelta(7 - today.weekday())
    if unit == "month":
        return (today.replace(day=1) + dt.timedelta(31)).replace(day=1)
    return dt.date(today.year + 1, 1, 1)


def _end(today: dt.date, unit: str) -> dt.date:
    if unit == "y":
        return dt.date(today.year, 12, 31)
    return _next(today, "week" if unit == "w" else "month") - dt.timedelta(1)


def _ahead(today: dt.date, number: str, unit: str) -> dt.date:
    count = 1 if number == "a" else int(number)
    if unit in "dw":
        return today + dt.timedelta(count * (7 if unit == "w" else 1))
    import pendulum  # noqa: PLC0415 # 40 ms; it clamps 31 jan +1m to the last of february

    months = count * (12 if unit == "y" else 1)
    return dt.date.fromisoformat(pendulum.instance(today).add(months=months).isoformat())


def _iso(_: dt.date, year: str, month: str, day: str) -> dt.date:
    return dt.date(int(year), int(month), int(day))


def _dotted(today: dt.date, day: str, month: str, year: str | None) -> dt.date | None:
    return _monthly(today, int(month), int(day), year)


def _day_month(today: dt.date, day: str, word: str, year: str | None) -> dt.date | None:
    return _month_day(today, word, day, year)


def _month_day(today: dt.date, word: str, day: str, year: str | None) -> dt.date | None:
    index = index_of(MONTHS, word)
    return None if index is None else _monthly(today, index + 1, int(day), year)


def _monthly(today: dt.date, month: int, day: int, year: str | None) -> dt.date | None:
    if year:
        return dt.date(int(year), month, day)
    for ahead in range(9):  # the 29th of February may be eight years away
        with suppress(ValueError):
            if (found := dt.date(today.year + ahead, month, day)) >= today:
                return found
    return None


def _checked(today: dt.date, word: str, rest: str) -> dt.date | None:
    """Read a date after its weekday, which must be right."""
    index = index_of(WEEKDAYS, word)
    day = None if index is None else _day(rest, today)
    return day if day and day.weekday() == index else None


def index_of(names: tuple[str, ...], word: str) -> int | None:
    """Find the name that a word of three letters or more begins."""
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


NAME = r"([a-z]{3,9})"
DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_SHAPES: tuple[tuple[str, Callable[..., dt.date | None]], ...] = (
    (r"(today|tonight|tomorrow|yesterday)", _near),
    (rf"(this |next )?{NAME}", _weekday),
    (r"next (week|month|year)", _next),
    (r"(?:eo|end of (?:the |this )?)([wmy])(?:eek|onth|ear)?", _end),
    (r"(?:\+|in )(\d{1,4}|a) ?([dwmy])(?:ays?|eeks?|onths?|ears?)?", _ahead),
    (r"(\d{4})-(\d\d)-(\d\d)", _iso),
    (r"(\d{1,2})\. ?(\d{1,2})(?:\.(?: ?(\d{4}))?)?", _dotted),
    (rf"{DAY} (?:of )?{NAME}(?: (\d{{4}}))?", _day_month),
    (rf"{NAME} {DAY}(?: (\d{{4}}))?", _month_day),
    (rf"{NAME} (.*\d.*)", _checked),
)
