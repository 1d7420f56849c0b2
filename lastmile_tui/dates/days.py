"""A text as a day: by its shape, with a weekday that must be right."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.dates import doubts
from lastmile_tui.dates.shapes import ASKED, NAME, SURE, index_of
from lastmile_tui.dates.words import WEEKDAYS
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    import datetime as dt

LENGTH_LIMIT = 64
"""Characters of the longest date, with room to spare."""

_LEADING = r"^(?:by|on) "
_BRACKETS = r"[<\[](.*)[>\]]"
_HALF = r"(?<![a-z])([ap])\.m\.?(?= |$)"
_DOT = r"(?<=[a-z])[.;!](?= |$)"
_ISO_TIME = r"(?<=\d\d\d\d-\d\d-\d\d)t(?=\d)"
_LENGTH = r"\d+ ?(?:d|w|m|y|days?|weeks?|months?|years?)"


def plain(text: str) -> str:
    """A text in small letters, without what leads it and without dots and brackets."""
    text = " ".join(text.casefold().replace("\u2019", "'").replace(",", " ").split())
    if inner := re.fullmatch(_BRACKETS, text):
        text = inner[1]
    return re.sub(
        _LEADING, "", re.sub(_ISO_TIME, " ", re.sub(_DOT, "", re.sub(_HALF, r"\1m", text)))
    )


def may_be_date(text: str) -> bool:
    """Whether a plain text is short enough, and has no letter that no date has."""
    return text.isascii() and len(text) <= LENGTH_LIMIT


def read_sure(text: str, today: dt.date) -> dt.date | None:
    """Read a day that stands for one wherever it is written; DateError for a wrong weekday."""
    words = plain(text)
    with suppress(ValueError, OverflowError):
        return day_of(words, today, asked=False) if may_be_date(words) else None
    return None


def day_of(text: str, today: dt.date, *, asked: bool) -> dt.date | None:
    """The day of a plain text; ValueError or OverflowError for one that no calendar has."""
    return _checked(text, today, asked=asked) or _shaped(text, today, asked=asked)


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
        if not match or index is None or re.fullmatch(_LENGTH, match[rest]):
            continue
        day = _shaped(match[rest], today, asked=asked)
        if day and day.weekday() != index:
            of_year = bool(re.search(r"\d{4}|'\d\d|\.\d\d$", match[rest]))
            raise DateError(doubts.wrong_weekday(day, index, today, of_year=of_year))
        if day:
            return day
    return None
