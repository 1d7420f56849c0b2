"""Dates as people write them, in English, read strictly: what is not certain is refused.

    today  tonight  tmrw  yesterday               fri  this fri  next fri  fri week
    +3d  in 3 days  in two weeks  10 days         eow  eom  eoy  end of next month
    next week  weekend  week 50  2026-W50         2026-11-27  27.11.  27.11.26
    27 nov  nov 27  27th of november 2027         fri 27 nov  the 5th  sep 2027

A time may stand behind or before a day (`18:00`, `at 6pm`, `noon`) or alone, for the next time that
the clock shows it; `by` or `on` may lead. `fri` is the next one after today, `this fri` may be
today, `next fri` lies in the week that starts on the coming Monday. A date without a year is the
next one, and of a week, a month, a quarter or a weekend the last day is meant. What could be two
days is a DateError with both; `shapes.py` has all that is read, `doubts.py` what is refused.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates import doubts
from lastmile_tui.dates.shapes import ASKED, NAME, NUMBER, SURE, ahead, count_of, index_of
from lastmile_tui.dates.times import MIDNIGHTS, goes_on, names_end, split_times, time_of
from lastmile_tui.dates.words import MONTHS, WEEKDAYS, When, has_passed, quote
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence


WORDS_LIMIT = 9
"""Words of the longest date: `by fri 27 nov 2026 at 6 pm sharp`."""

LENGTH_LIMIT = 64
"""Characters of the longest date, with room to spare."""

_LEADING = re.compile(r"^(?:by|on) ")
_BRACKETS = re.compile(r"[<\[](.*)[>\]]")
_HALF = re.compile(r"(?<![a-z])([ap])\.m\.?(?= |$)")
_DOT = re.compile(r"(?<=[a-z])\.(?= |$)")
_ISO_TIME = re.compile(r"(?<=\d\d\d\d-\d\d-\d\d)t(?=\d)")
_HOURS = re.compile(
    rf"(?:\+|in )?(half an|{NUMBER}) ?(h|hrs?|hours?|mins?|minutes?)(?:'?s?'? time| from now)?"
)
_FROM = re.compile(rf"{NUMBER} (days?|weeks?|months?|years?|fortnight) (?:from|after) (.+)")
_LENGTH = re.compile(r"\d+ ?(?:d|w|m|y|days?|weeks?|months?|years?)")
_DAY_WORDS = re.compile(r"today|tonight|tomorrow|yesterday|tmrw|tmr|2mor|eod|end of day|evening")
_LINKS = ("-", "\u2013", "\u2014", "to", "or", "and", "until", "till", "through")
_WITHIN = re.compile(rf"(?:the |this |next )?(?:week|month|quarter|year|\d{{4}}|{NAME})")
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
        if more := _continuation(words[count:], today):
            whole = " ".join(words[: count + more])
            return DateMatch(None, count + more, doubts.not_whole(whole, when.day, today))
        return DateMatch(when, count, _remark(text, when, today, now))
    return None


def read_sure(text: str, today: dt.date) -> dt.date | None:
    """Read a day that stands for one wherever it is written; DateError for a wrong weekday."""
    text = _LEADING.sub("", _plain(text))
    if not text.isascii() or len(text) > LENGTH_LIMIT:
        return None
    with suppress(ValueError, OverflowError):
        return _checked(text, today, asked=False) or _shaped(text, today, asked=False)
    return None


def _remark(text: str, when: When, today: dt.date, now: dt.datetime | None) -> str:
    remarks = []
    if now and now.date() != today and _DAY_WORDS.search(text.casefold()):
        remarks.append(doubts.at_night(today))
    if has_passed(when, today, now):
        remarks.append(doubts.in_past(when.day, when.time, today))
    return " ".join(remarks)


def _plain(text: str) -> str:
    text = " ".join(text.casefold().replace("\u2019", "'").replace(",", " ").split())
    if inner := _BRACKETS.fullmatch(text):
        text = inner[1]
    return _ISO_TIME.sub(" ", _DOT.sub("", _HALF.sub(r"\1m", text)))


def _read(text: str, today: dt.date, now: dt.datetime | None) -> When | None:
    text = _LEADING.sub("", _plain(text))
    if not text.isascii() or len(text) > LENGTH_LIMIT:
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
                raise (_unsure(text, phrase, day, today) if day else None) or error from None
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
    if phrase not in MIDNIGHTS:
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
    match = _HOURS.fullmatch(text)
    if not match:
        return None
    number = 0.5 if match[1] == "half an" else count_of(match[1])
    length = dt.timedelta(hours=number) if match[3][0] == "h" else dt.timedelta(minutes=number)
    then = (now.astimezone(dt.UTC) + length).astimezone(now.tzinfo)
    return When(then.date(), then.time().replace(second=0, microsecond=0))


def _day(text: str, today: dt.date) -> dt.date | None:
    """Read a day; DateError for one that is not certain, or that no calendar has."""
    try:
        found = _checked(text, today, asked=True) or _shaped(text, today, asked=True)
        if found is None and (span := _FROM.fullmatch(text)) and (start := _day(span[3], today)):
            found = ahead(start, span[1], span[2])
    except (ValueError, OverflowError):  # 31 feb, week 54, the year 10000
        raise NoSuchDayError(f"{quote(text)} is not in the calendar; {doubts.LIKE}") from None
    if found is None and (why := doubts.doubt(text, today)):
        raise DateError(why)
    return found


def _shaped(text: str, today: dt.date, *, asked: bool) -> dt.date | None:
    for shape, read in (*SURE, *ASKED) if asked else SURE:
        if (match := re.fullmatch(shape, text)) and (day := read(today, *match.groups())):
            return day
    return None


def _checked(text: str, today: dt.date, *, asked: bool) -> dt.date | None:
    """Read a date with its weekday before or behind it, which must be right."""
    for shape, name, rest in ((rf"{NAME} (.*\d.*)", 1, 2), (rf"(.*\d.*) {NAME}", 2, 1)):
        match = re.fullmatch(shape, text)
        index = index_of(WEEKDAYS, match[name]) if match else None
        if not match or index is None or _LENGTH.fullmatch(match[rest]):
            continue
        day = _shaped(match[rest], today, asked=asked)
        if day and day.weekday() != index:
            of_year = bool(re.search(r"\d{4}|'\d\d|\.\d\d$", match[rest]))
            raise DateError(doubts.wrong_weekday(day, index, today, of_year=of_year))
        if day:
            return day
    return None


def _continuation(words: Sequence[str], today: dt.date) -> int:
    """How many words behind a date seem to go on with it."""
    rest = _plain(" ".join(words[:4])).split()
    if not rest:
        return 0
    first, after = rest[0], rest[1] if len(rest) > 1 else ""
    if goes_on(rest):
        return 2 if first in ("at", "@", "half", "quarter") else 1
    if first in _LINKS or first in ("after", "before"):
        return 2 if after and _links(first, rest[1:], today) else 0
    if re.fullmatch(r"\d{1,2}", first) and (not after or after[0] in ">#@!"):
        return 1
    if first in ("of", "in") and _within(rest[1:]):
        return 2
    return 1 if first in ("ago", "every") else _starts_day(rest, today)


def _links(link: str, rest: Sequence[str], today: dt.date) -> bool:
    if link in ("after", "before"):
        return rest[0][0] not in ">#@!"
    number = re.fullmatch(rf"\d.*|{NUMBER}", rest[0]) and rest[0] not in ("a", "an")
    return bool(number) or goes_on(rest) or _starts_day(rest, today) > 0


def _within(rest: Sequence[str]) -> bool:
    """Whether words name a span that a day lies in: `next month`, `december`, `2027`."""
    found = any(_WITHIN.fullmatch(" ".join(rest[:count])) for count in (2, 1))
    names = [word for word in rest[:2] if index_of(MONTHS, word) is not None]
    spans = {"week", "month", "quarter", "year"}.intersection(rest[:2])
    return bool(found and (names or spans or re.fullmatch(r"\d{4}", rest[0] if rest else "")))


def _starts_day(rest: Sequence[str], today: dt.date) -> int:
    """How many words are a day, or the name of a month."""
    for count in range(min(len(rest), 4), 0, -1):
        try:
            if read_sure(" ".join(rest[:count]), today):
                return count
        except DateError:
            return count
    return int(len(rest[0]) >= len("jan") and index_of(MONTHS, rest[0]) is not None)
