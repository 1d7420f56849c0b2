"""Why a text that speaks of a day is not read as one: sentences that say what to write instead."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.dates.shapes import NAME, NUMBER, index_of, monthly
from lastmile_tui.dates.words import MONTHS, WEEKDAYS, quote, say_plain, say_with_year, spell_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIKE = "write it like fri, 27 nov, +3d or 2026-11-27."

_SLASHED = r"(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d\d))?"
_MONTH = rf"(?:in |this |next |early |mid |mid-|late )?{NAME}"
_YEAR = r"(?:in )?((?:19|20)\d\d)"
_REPEATED = r"every ((?:\d+ |other )?[a-z]+)|daily|weekly|monthly|yearly|(?:week|[a-z]{3,6}s?)days"
_VAGUE = r"(?:in )?(?:a )?(?:couple|few|several)(?: of)? ([a-z]+)"
_WORKDAYS = rf"(?:in )?{NUMBER} (?:business |working |work ?|week)days?"
_NTH = (
    r"(?:in )?(?:the )?\d{1,2}(?:st|nd|rd|th) (?:day|week|weekend|quarter|half)"
    rf"(?: (?:of|in) (?:the |this |next )?(?:week|month|quarter|year|\d{{4}}|{NAME}(?: \d{{4}})?))?"
)
_HALF_WEEK = 3


def doubt(text: str, today: dt.date) -> str:
    """Why a text in small letters is no certain day; empty when it is nothing like one."""
    if readings := " or ".join(dict.fromkeys(_readings(text, today))):
        return f"{quote(text)} can be misread; write it {readings}."
    return _no_day(text) or _no_number(text)


def _no_day(text: str) -> str:
    """Why a month, a year, or a day again and again is no day."""
    month = re.fullmatch(_MONTH, text)
    if month and (index := index_of(MONTHS, month[1])) is not None:
        name = MONTHS[index]
        return f"{quote(text)} names no day; write 15 {name[:3]} or end of {name}."
    if year := re.fullmatch(_YEAR, text):
        return f"{quote(text)} names no day; write 1 dec {year[1]} or end of {year[1]}."
    if re.fullmatch(_NTH, text):
        return f"{quote(text)} names no day; {LIKE}"
    repeated = re.fullmatch(_REPEATED, text)
    if repeated and text not in WEEKDAYS:
        first = repeated[1] if repeated[1] and index_of(WEEKDAYS, repeated[1]) is not None else ""
        return f"{quote(text)} repeats, and a goal is due once; write {first or 'its first day'}."
    return ""


def _no_number(text: str) -> str:
    """Why a length, or a name, is no certain one."""
    if vague := re.fullmatch(_VAGUE, text):
        return f"{quote(text)} is not a certain number; write it like in 2 {vague[1]}."
    if re.fullmatch(_WORKDAYS, text):
        return f"{quote(text)} depends on who works when; {LIKE}"
    return f"{quote(text)} may be tomorrow or a name; write tomorrow." if text == "tom" else ""


def spell(day: dt.date, today: dt.date) -> str:
    """Write a day as it is typed: `fri 4 dec`, with its year where that is not the next one."""
    words = spell_day(day)
    return words if monthly(today, day.month, day.day) == day else f"{words} {day.year:04}"


def wrong_weekday(day: dt.date, index: int, today: dt.date, *, of_year: bool) -> str:
    """Say that a day is another day of the week, with the two days that may be meant.

    These are the day itself, and the same date in a year that has it on that weekday where the
    year was written, or else the nearest such weekday.
    """
    verb = "is past and was" if day < today else "is"
    other = _meant(day, index, today, of_year=of_year)
    readings = [spell(day, today), *([spell(other, today)] if other else [])]
    return other_weekday(day, index, verb, readings)


def other_weekday(day: dt.date, index: int, verb: str, readings: Sequence[str]) -> str:
    """Say that a day is, or was, no such day of the week, and what to write."""
    name, real = WEEKDAYS[index].title(), WEEKDAYS[day.weekday()].title()
    words = " or ".join(readings)
    return f"{say_with_year(day)} {verb} a {real}, not a {name}; write {words}."


def two_readings(text: str, first: str, second: str) -> str:
    """Say that a text can be read in two ways."""
    return f"{quote(text)} can be misread; write {first} or {second}."


def not_whole(text: str, day: dt.date, today: dt.date) -> str:
    """Say that a date and the words behind it make no date together."""
    words = spell(day, today)
    dated = words if words.endswith(f" {day.year:04}") else f"{words} {day.year:04}"
    return f"{quote(text)} cannot be read as one date; write it like {dated} or {words} 18:00."


def in_past(day: dt.date, time: dt.time | None, today: dt.date) -> str:
    """Say that a due date has passed."""
    return f"{say_plain(day, today)}{f' at {time:%H:%M}' if time else ''} is in the past."


def at_night(today: dt.date) -> str:
    """Say which day it is in the hours after midnight."""
    tomorrow = say_plain(today + dt.timedelta(1), today)
    return f"Until the day turns it is {say_plain(today, today)}, and tomorrow is {tomorrow}."


def _meant(day: dt.date, index: int, today: dt.date, *, of_year: bool) -> dt.date | None:
    with suppress(OverflowError, ValueError):
        if of_year:
            for year in (today.year, today.year + 1):
                with suppress(ValueError):
                    found = day.replace(year=year)
                    if found.weekday() == index and found >= today:
                        return found
        away = (index - day.weekday() + _HALF_WEEK) % 7 - _HALF_WEEK
        found = day + dt.timedelta(away)
        return found + dt.timedelta(7) if found < today <= day else found
    return None


def _readings(text: str, today: dt.date) -> Iterator[str]:
    """The days that `1/2/2026` and `1-2-26` may be, which depend on the country of their writer."""
    match = re.fullmatch(_SLASHED, text)
    if not match:
        return
    first, sign, second, year = match.groups()
    short = year is not None and len(year) < len("2026")
    orders = [(first, second, year and f"'{year}" if short else year)]
    orders.append((second, first, orders[0][2]))
    if short and sign == "-":
        orders.append((year, second, f"'{first:0>2}"))
    for day, month, of in orders:
        with suppress(ValueError):
            if found := monthly(today, int(month), int(day), of):
                yield found.isoformat()
