"""The shapes of a day: each is an expression, and what it means seen from today.

`SURE` are those that stand for a day wherever they stand; `ASKED` are days only where one is asked
for, behind `due` or in a row of its own: `10 days` at the end of a text is none. A reader returns
None for a text that is none after all, and raises ValueError for a day that no calendar has.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.dates.words import MONTHS, NEAR, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Callable

COUNTS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
"""The numbers that are read as words, from one on."""

_NUMBERS = {word: number for number, word in enumerate(COUNTS, start=1)} | {"a": 1, "an": 1}

_CENTURY = 2000
_WEEK = 7
_QUARTER = 3
_MONTHS_A_YEAR = 12

_TOMORROWS = "tmrw|tmr|2moro|2morrow|tomorow|tommorow|tommorrow"
_FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "xmas": (12, 25),
    "christmas eve": (12, 24),
    "xmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "halloween": (10, 31),
}
"""Days that have a name and the same date each year."""

NAME = r"([a-z]{3,9})"
DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)"
_YEAR = r"(\d{4}|'\d\d)"
NUMBER = rf"(\d{{1,4}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(days?|d|weeks?|wks?|w|fortnight|months?|mos?|m|years?|yrs?|y)"
_LONG_UNIT = r"(days?|d|weeks?|wks?|w|fortnight|months?|years?|yrs?)"
_TIME_AFTER = r"(?:'?s?'? time| from now| from today)?"


def index_of(names: tuple[str, ...], word: str) -> int | None:
    """Find the name that a word of three letters or more begins."""
    if word == "weds":
        word = "wed"
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


def count_of(word: str) -> int:
    """The number that a word of `NUMBER` says."""
    return _NUMBERS.get(word) or int(word)


def monthly(today: dt.date, month: int, day: int, year: str | None = None) -> dt.date | None:
    """A day of a year, or the next one from today on; ValueError when that year lacks it."""
    if year:
        return dt.date(_year(year), month, day)
    for ahead in range(9):  # the 29th of February may be eight years away
        with suppress(ValueError):
            if (found := dt.date(today.year + ahead, month, day)) >= today:
                return found
    dt.date(_CENTURY, month, day)
    return None


def ahead(today: dt.date, number: str, unit: str) -> dt.date:
    """The day so many days, weeks, months or years from a day on."""
    count = count_of(number)
    if unit[0] in "dwf":
        return today + dt.timedelta(count * {"d": 1, "w": _WEEK, "f": 2 * _WEEK}[unit[0]])
    import pendulum  # noqa: PLC0415 # 40 ms; it clamps 31 jan +1m to the last of february

    months = count * (_MONTHS_A_YEAR if unit[0] == "y" else 1)
    return dt.date.fromisoformat(pendulum.instance(today).add(months=months).isoformat())


def _near(today: dt.date, word: str) -> dt.date:
    if word in ("tonight", "this evening", "eod", "end of day", "end of the day", "end of today"):
        word = "today"
    return today + dt.timedelta(NEAR.get(word, 1))


def _after_tomorrow(today: dt.date) -> dt.date:
    return today + dt.timedelta(2)


def _weekday(today: dt.date, which: str | None, word: str) -> dt.date | None:
    index = index_of(WEEKDAYS, word)
    if index is None:
        return None
    if which == "next ":
        return _next(today, "week") + dt.timedelta(index)
    least = 0 if which == "this " else 1
    return today + dt.timedelta(least + (index - today.weekday() - least) % _WEEK)


def _weekday_and(today: dt.date, word: str, length: str) -> dt.date | None:
    day = _weekday(today, None, word)
    return day and ahead(day, "a", length)


def _on_weekday(today: dt.date, length: str, word: str) -> dt.date | None:
    return _weekday_and(today, word, length)


def _weekday_of(today: dt.date, word: str, which: str) -> dt.date | None:
    index = index_of(WEEKDAYS, word)
    if index is None:
        return None
    monday = _next(today, "week") - dt.timedelta(0 if which == "next" else _WEEK)
    return monday + dt.timedelta(index)


def _weekend(today: dt.date, which: str | None) -> dt.date:
    """The Sunday of this week, or of the next."""
    return _end(today, "week", next_one=which == "next ")


def _next(today: dt.date, unit: str) -> dt.date:
    """Return the first day of the next week, month, quarter or year."""
    if unit[0] == "w":
        return today + dt.timedelta(_WEEK - today.weekday())
    if unit[0] == "m":
        return (today.replace(day=1) + dt.timedelta(31)).replace(day=1)
    if unit[0] == "q":
        return _end_of_month(today.year, today.month + -today.month % _QUARTER) + dt.timedelta(1)
    return dt.date(today.year + 1, 1, 1)


def _end(today: dt.date, unit: str, *, next_one: bool = False) -> dt.date:
    if unit[0] == "y":  # the year 9999 has an end, but no next one
        return dt.date(today.year + next_one, 12, 31)
    if next_one:
        return _end(_next(today, unit), unit)
    if unit[0] == "m":
        return _end_of_month(today.year, today.month)
    if unit[0] == "q":
        return _end_of_month(today.year, today.month + -today.month % _QUARTER)
    return today + dt.timedelta(_WEEK - 1 - today.weekday())


def _end_of(today: dt.date, which: str | None, unit: str) -> dt.date:
    return _end(today, unit, next_one=which == "next ")


def _month_end(today: dt.date, word: str, year: str | None) -> dt.date | None:
    """The last day of a month."""
    index = index_of(MONTHS, word)
    if index is None:
        return None
    if year:
        return _end_of_month(_year(year), index + 1)
    return _end_of_month(today.year + (index + 1 < today.month), index + 1)


def _month_start(today: dt.date, word: str, year: str | None) -> dt.date | None:
    index = index_of(MONTHS, word)
    return None if index is None else monthly(today, index + 1, 1, year)


def _month_of(_: dt.date, month: str, year: str) -> dt.date:
    return _end_of_month(int(year), int(month))


def _year_month(_: dt.date, year: str, month: str) -> dt.date:
    return _end_of_month(int(year), int(month))


def _of_weekday(today: dt.date, which: str, word: str) -> dt.date | None:
    return _weekday_of(today, word, which)


def _end_of_month(year: int, month: int) -> dt.date:
    if month == _MONTHS_A_YEAR:  # the year 9999 has no January to count back from
        return dt.date(year, 12, 31)
    return dt.date(year, month + 1, 1) - dt.timedelta(1)


def _year_end(_: dt.date, year: str) -> dt.date:
    return dt.date(int(year), 12, 31)


def _quarter(today: dt.date, number: str, year: str | None) -> dt.date:
    """The last day of a quarter."""
    month = int(number) * _QUARTER
    if year:
        return _end_of_month(_year(year), month)
    return _end_of_month(today.year + (month < today.month), month)


def _year_quarter(today: dt.date, year: str, number: str) -> dt.date:
    return _quarter(today, number, year)


def _numeric(_: dt.date, year: str, month: str, day: str) -> dt.date:
    return dt.date(int(year), int(month), int(day))


def _dotted(today: dt.date, day: str, month: str, year: str | None = None) -> dt.date | None:
    return monthly(today, int(month), int(day), year)


def _day_month(today: dt.date, day: str, word: str, year: str | None) -> dt.date | None:
    return _month_day(today, word, day, year)


def _month_day(today: dt.date, word: str, day: str, year: str | None) -> dt.date | None:
    index = index_of(MONTHS, word)
    return None if index is None else monthly(today, index + 1, int(day), year)


def _ordinal(today: dt.date, day: str) -> dt.date | None:
    """The next such day of any month."""
    for months in range(_MONTHS_A_YEAR):
        years, month = divmod(today.month - 1 + months, _MONTHS_A_YEAR)
        with suppress(ValueError):
            if (found := dt.date(today.year + years, month + 1, int(day))) >= today:
                return found
    raise ValueError(day)


def _ordinal_of(today: dt.date, day: str, which: str) -> dt.date:
    month = _next(today, "month") if which == "next" else today
    return month.replace(day=int(day))


def _week_day(_: dt.date, year: str, week: str, day: str | None) -> dt.date:
    """A day of an ISO week, its last one where none is named."""
    return dt.date.fromisocalendar(int(year), int(week), int(day or _WEEK))


def _week(today: dt.date, week: str, year: str | None) -> dt.date:
    if year:
        return _week_day(today, year, week, None)
    this = today.isocalendar().year
    for later in range(_WEEK):  # five or six years lie between two weeks 53
        with suppress(ValueError):
            if (found := dt.date.fromisocalendar(this + later, int(week), _WEEK)) >= today:
                return found
    raise ValueError(week)


def _feast(today: dt.date, name: str, year: str | None) -> dt.date | None:
    return monthly(today, *_FEASTS[name], year)


def _year(text: str) -> int:
    return int(text) if len(text) == len("2026") else _CENTURY + int(text[-2:])


Shape = tuple[str, "Callable[..., dt.date | None]"]

SURE: tuple[Shape, ...] = (
    (rf"(today|tonight|tomorrow|yesterday|{_TOMORROWS})", _near),
    (r"(?:the )?day after tomorrow", _after_tomorrow),
    (rf"(this |next )?{NAME}", _weekday),
    (r"next (week|month|year)", _next),
    (r"(?:eo|(?:the )?end of (?:the |this )?)([wmy])(?:eek|onth|ear)?", _end),
    (rf"(?:\+|in ){NUMBER} ?{_UNIT}{_TIME_AFTER}", ahead),
    (r"(\d{4})-(\d\d)-(\d\d)", _numeric),
    (r"(\d{4})/(\d{1,2})/(\d{1,2})", _numeric),
    (r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d\d))?", _dotted),
    (rf"(?:the )?{DAY} (?:of )?{NAME}(?: {_YEAR})?", _day_month),
    (rf"{NAME} (?:the )?{DAY}(?: {_YEAR})?", _month_day),
)

ASKED: tuple[Shape, ...] = (
    (r"(this evening|eod|end of day|end of the day|end of today)", _near),
    (rf"(?:this )?(coming |upcoming ){NAME}", _weekday),
    (rf"{NAME} (week|fortnight)", _weekday_and),
    (rf"a (week|fortnight) (?:on|from|after) (?:this )?{NAME}", _on_weekday),
    (rf"{NAME} (?:of )?(this|next) week", _weekday_of),
    (rf"(this|next) week (?:on )?{NAME}", _of_weekday),
    (r"(?:this |the |this coming )?weekend", lambda today: _weekend(today, None)),
    (r"(next )weekend", _weekend),
    (r"this (week|month|quarter|year)", _end),
    (r"next (quarter)", _next),
    (r"eo(q)", _end),
    (r"(?:the )?end of (?:the )?(this |next )?(week|month|quarter|year)", _end_of),
    (r"(?:start|beginning) of (?:the )?next (week|month|quarter|year)", _next),
    (rf"{NAME} {_YEAR}", _month_end),
    (r"(\d{4})-(\d\d)", _year_month),
    (r"(\d{1,2})/(\d{4})", _month_of),
    (rf"(?:the )?end of {NAME}(?: {_YEAR})?", _month_end),
    (rf"(?:the )?(?:start|beginning) of {NAME}(?: {_YEAR})?", _month_start),
    (r"(?:the )?end of (\d{4})", _year_end),
    (rf"(?:the end of |end of )?q([1-4])(?: {_YEAR})?", _quarter),
    (r"(\d{4})[ -]?q([1-4])", _year_quarter),
    (rf"{NUMBER} ?{_LONG_UNIT}{_TIME_AFTER}", ahead),
    (r"(\d{4})[-.](\d{1,2})[-.](\d{1,2})", _numeric),
    (r"((?:19|20)\d\d)(\d\d)(\d\d)", _numeric),
    (r"(1[3-9]|2\d|3[01])-(\d{1,2})-(\d{4})", _dotted),
    (r"(\d{1,2})\. ?(\d{1,2})", _dotted),
    (rf"{DAY}[-/]?{NAME}(?:[-/]?{_YEAR})?", _day_month),
    (rf"{NAME}[-/]?(\d{{1,2}})", lambda today, word, day: _month_day(today, word, day, None)),
    (rf"(?:the )?{_ORDINAL}", _ordinal),
    (rf"(?:the )?{_ORDINAL} of (this|next) month", _ordinal_of),
    (r"(\d{4})-?w(\d\d)(?:-?([1-7]))?", _week_day),
    (r"(?:week|wk|w|cw|kw) ?(\d{1,2})(?: (?:of )?(\d{4}))?", _week),
    (rf"({'|'.join(_FEASTS)})(?: {_YEAR})?", _feast),
)
