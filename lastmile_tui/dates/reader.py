"""Dates as people write them, in English, read strictly: what is not certain is refused.

    today  tonight  tmrw  yesterday               fri  this fri  next fri  fri week
    +3d  in 3 days  in two weeks  10 days         eow  eom  eoy  end of next month
    next week  weekend  week 50  2026-W50         2026-11-27  27.11.  27.11.26
    27 nov  nov 27  27th of november 2027         fri 27 nov  the 5th  sep 2027

A time may stand behind or before a day (`18:00`, `at 6pm`, `noon`) or alone, for the next time that
the clock shows it; `by` or `on` may lead. `fri` is the next one after today, `this fri` may be
today, `next fri` lies in the week that starts on the coming Monday. A date without a year is the
next one. `next week` and `next month` are their first days; of a week, a month or a quarter that is
named (`week 50`, `sep 2027`), and of a weekend, the last day is meant. What could be two days is a
DateError with both; `shapes.py` has all days that are read, `doubts.py` what is refused.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates import doubts
from lastmile_tui.dates.continuation import continuation
from lastmile_tui.dates.days import day_of, may_be_date, plain
from lastmile_tui.dates.shapes import NUMBER, ahead, count_of
from lastmile_tui.dates.times import MIDNIGHTS, names_end, split_times, time_of
from lastmile_tui.dates.words import When, has_passed, quote
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence


WORDS_LIMIT = 9
"""Words of the longest date: `by fri 27 nov 2026 at 6 pm sharp`."""

_BARE_H = r"(?!\d\d? ?h$)"  # 18h is a time in France
_HOURS = (
    rf"{_BARE_H}(?:\+|in )?(half an|{NUMBER}) ?(h|hrs?|hours?|mins?|minutes?)"
    r"(?:'?s?'? time| from now)?"
)
_FROM = rf"{NUMBER} (days?|weeks?|months?|years?|fortnight) (?:from|after) (.+)"
_DAY_WORDS = r"today|tonight|tomorrow|yesterday|tmrw|tmr|2mor|eod|end of day|evening"
_TONIGHT_FROM, _NIGHT_UNTIL = dt.time(17), dt.time(4)


class NoSuchDayError(DateError):
    """A day that no calendar has."""


class DateMatch(Struct, frozen=True):
    """What the first words of a text say of a date.

    `when` is None when they are refused. `words` counts them. `remark` is a sentence: why they are
    refused, or what is to be known of the date, such as that it has passed.
    """

    when: When | None
    words: int
    remark: str = ""


def read_date(text: str, today: dt.date, now: dt.datetime | None = None) -> When:
    """Read a date; DateError when it is none, also when it is empty.

    `now` is what the user's clock shows, in the user's zone. Without it no time has passed yet.
    """
    if found := _read(text, today, now):
        return found
    raise DateError(f"{quote(text)} is not a date; {doubts.LIKE}")


def match_date(
    words: Sequence[str], today: dt.date, now: dt.datetime | None = None
) -> DateMatch | None:
    """Read the longest date that words begin with; None when they begin with none.

    A date that is not certain, or that goes on with words that make no date with it, is refused as
    a whole.
    """
    for count in range(min(len(words), WORDS_LIMIT), 0, -1):
        text = " ".join(words[:count])
        try:
            when = _read(text, today, now)
        except DateError as error:
            return DateMatch(None, count, str(error))
        if when is None:
            continue
        if more := continuation(words[count:], today):
            whole = " ".join(words[: count + more])
            return DateMatch(None, count + more, doubts.not_whole(whole, when.day, today))
        return DateMatch(when, count, _remark(text, when, today, now))
    return None


def _remark(text: str, when: When, today: dt.date, now: dt.datetime | None) -> str:
    remarks = []
    if now and now.date() != today and re.search(_DAY_WORDS, text.casefold()):
        remarks.append(doubts.at_night(today))
    if has_passed(when, today, now):
        remarks.append(doubts.in_past(when.day, when.time, today))
    return " ".join(remarks)


@lru_cache(maxsize=256)  # a line is read anew at each key, and has the same dates
def _read(text: str, today: dt.date, now: dt.datetime | None) -> When | None:
    text = plain(text)
    if not may_be_date(text):
        return None
    try:
        if now and (found := _in_hours(text, now)):
            return found
        return _dated(text, today, now)
    except OverflowError:  # the last hours of the year 9999
        return None


def _dated(text: str, today: dt.date, now: dt.datetime | None) -> When | None:
    """Read a day, or a day with a time; a doubt about the day may be about the time."""
    refusal: DateError | None = None
    try:
        if day := _day(text, today):
            return When(day)
    except NoSuchDayError as error:  # 18.30 is a time
        if timed := _timed(text, today, now):
            return timed
        refusal = error
    except DateError as error:  # a time may explain what is wrong as a date: fri 18.10
        refusal = error
    timed = _timed(text, today, now)
    if timed and refusal:
        time = f"{doubts.spell(timed.day, today)} {timed.time:%H:%M}" if timed.time else ""
        raise DateError(f"{str(refusal)[:-1]}{time and f' or {time}'}.")
    if refusal:
        raise refusal
    return timed


def _timed(text: str, today: dt.date, now: dt.datetime | None) -> When | None:
    """Read a day with a time, or a time alone."""
    for rest, phrase in split_times(text):
        try:
            time = time_of(phrase)
        except DateError as error:
            day = _day(rest, today) if rest else None
            if day or not rest:
                named = day if rest != "tonight" else None
                raise (_unsure(text, phrase, named, today) if named else None) or error from None
            continue
        if time and not rest:
            return _next_time(time, today, now)
        if time and rest == "tonight":
            return _tonight(text, time, today)
        if (time or (rest and names_end(phrase))) and (day := _day(rest, today)):
            return When(day, time)
    return None


def _unsure(text: str, phrase: str, day: dt.date, today: dt.date) -> DateError | None:
    """The two midnights of a day; None for another time, which has its own sentence."""
    if not phrase.endswith(MIDNIGHTS):
        return None
    start, end = (f"{doubts.spell(day, today)} {clock}" for clock in ("00:00", "23:59"))
    return DateError(doubts.two_readings(text, end, start))


def _next_time(time: dt.time, today: dt.date, now: dt.datetime | None) -> When:
    """The next time that the clock shows a time; that of today where no clock is known."""
    if now is None:
        return When(today, time)
    return When(now.date() + dt.timedelta(now.time() >= time), time)


def _tonight(text: str, time: dt.time, today: dt.date) -> When:
    if time >= _TONIGHT_FROM:
        return When(today, time)
    if time < _NIGHT_UNTIL:
        return When(today + dt.timedelta(1), time)
    evening = f"today {time.hour % 12 + 12}:{time.minute:02}"
    raise DateError(doubts.two_readings(text, f"today {time:%H:%M}", evening))


def _in_hours(text: str, now: dt.datetime) -> When | None:
    """Read `in an hour`, which is the same length also where the clocks change."""
    match = re.fullmatch(_HOURS, text)
    if not match:
        return None
    number = 0.5 if match[1] == "half an" else count_of(match[1])
    length = dt.timedelta(hours=number) if match[3][0] == "h" else dt.timedelta(minutes=number)
    then = (now.astimezone(dt.UTC) + length).astimezone(now.tzinfo)
    return When(then.date(), then.time().replace(second=0, microsecond=0))


def _day(text: str, today: dt.date) -> dt.date | None:
    """Read a day; DateError for one that is not certain, or that no calendar has."""
    try:
        found = day_of(text, today, asked=True)
        if (
            found is None
            and (span := re.fullmatch(_FROM, text))
            and (start := _day(span[3], today))
        ):
            found = ahead(start, span[1], span[2])
    except (ValueError, OverflowError):  # 31 feb, week 54, the year 10000
        raise NoSuchDayError(f"{quote(text)} is not in the calendar; {doubts.LIKE}") from None
    if found is None and (why := doubts.doubt(text, today)):
        raise DateError(why)
    return found
