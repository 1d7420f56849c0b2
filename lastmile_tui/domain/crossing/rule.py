"""When a road begins again: read from a line, counted from planned days, and said in words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates import When, read_date, say_due
from lastmile_tui.domain.model.parts.laps import Again
from lastmile_tui.domain.wording.whole.laps import say_often
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
UNITS: Final = (*DAYS, *MONTHS)
"""What laps are counted in: so many days each, or so many months."""

_ADVERBS: Final = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_NUMBERS: Final = {"other": 2, "second": 2, "two": 2, "third": 3, "three": 3, "four": 4, "six": 6}
_EVERY = re.compile(
    rf"every(?: (\d{{1,4}}|{'|'.join(_NUMBERS)}))? ({'|'.join(UNITS)})s?(?: (?:from|on) (.+))?"
)
_NEVER: Final = frozenset(("never", "no", "no more", "not again", "never again", "stop"))

LIKE: Final = "in 1 week, on 1 dec or every month"
"""Lines that say when."""


class LapStart(Struct, frozen=True):
    """When the next lap begins, and how often others follow, if they do.

    Of a road that is under way and has laps, it `begins` on the day on which the next one would.
    """

    begins: date
    again: Again | None = None


def read_start(text: str, today: date, planned: date) -> LapStart | None:
    """Read when a road begins again: an empty line is today; None for never again.

    `planned` is when the lap began that was planned last: `every` counts from it, or from a day
    that is named. DateError for what is no time, and for a day that has been.
    """
    words = " ".join(text.casefold().split()).rstrip(".")
    if words in _NEVER:
        return None
    if not words or words == "now":
        return LapStart(today)
    unit = _ADVERBS.get(words)
    found = _EVERY.fullmatch(f"every {unit}" if unit else words)
    if found:
        count, unit, day = found.groups()
        number = _NUMBERS.get(count) or int(count or 1)
        if not number:
            raise DateError(f"Say how often, such as {LIKE}.")
        since = read_date(day, today).day if day else planned
        again = Again(number, unit, since)
        begins = since if day and since >= today else next_day(again, since, today)
        return LapStart(begins, again)
    if words.startswith("every"):
        raise DateError(f"‘{text.strip()}’ says no times that can be counted; type {LIKE}.")
    return LapStart(_ahead(words, today))


def reader(today: date, planned: date) -> Callable[[str], str]:
    """What says how a line is understood, while it is typed."""

    def meaning(line: str) -> str:
        if not line.strip():
            return ""
        try:
            start = read_start(line, today, planned)
        except DateError as error:
            return str(error)
        return say_start(start, today) if start else "it does not begin again"

    return meaning


def next_day(again: Again, after: date, today: date) -> date:
    """The first day of a rule behind the begin of the lap before it, and not before today.

    It is counted from the day since when the rule is: no late seal moves it, and no shorter month.
    DateError for a rule that nobody lives to see.
    """
    since = again.since or after
    try:
        if again.unit in DAYS:
            step = again.count * DAYS[again.unit]
            wanted = max((today - since).days, (after - since).days + 1, 0)
            return since + timedelta(-(-wanted // step) * step)
        months = again.count * MONTHS.get(again.unit, 1)
        passed = (max(today, after).year - since.year) * 12 + max(today, after).month - since.month
        number = max(passed // months - 1, 0)
        while (day := _months_on(since, number * months)) < today or day <= after:
            number += 1
    except (ValueError, OverflowError) as error:
        raise DateError(f"{say_often(again).capitalize()} is too far away.") from error
    return day


def say_start(start: LapStart, today: date) -> str:
    """When the next lap begins: `Fri 4 Dec, in 6 days, then every month`."""
    words = say_due(When(start.begins), today)
    return f"{words}, then {say_often(start.again)}" if start.again else words


def _months_on(since: date, months: int) -> date:
    """So many months after a day; the last of a month that lacks it."""
    years, month = divmod(since.month - 1 + months, 12)
    year = since.year + years
    return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))


def _ahead(text: str, today: date) -> date:
    """A day that is not behind today."""
    day = read_date(text.removeprefix("on "), today).day
    if day < today:
        raise DateError("Let it begin today or later.")
    return day
