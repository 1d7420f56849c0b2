"""A date at the end of a text: `call the bank on fri`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.dates.days import read_sure
from lastmile_tui.dates.reader import WORDS_LIMIT, NoSuchDayError, read_date
from lastmile_tui.dates.times import time_of
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_TIME_LIMIT = 3
"""Words of the longest time: `at 6 pm`."""

_NAMES = {"sat": ("i", "he", "she", "it", "we", "they", "who"), "sun": ("the", "of")}
"""What stands before words that are no days there: `the sun`, `we sat`."""

_UNSURE = (-3, -2)
"""Where `fri 32 dec`, `on 32 dec` and `32 dec` begin; one word alone may be any number."""

_LEADS = ("by", "until")
"""Words behind which a day is asked for, so that `by the 5th` and `until week 50` are days."""


def split_date(words: Sequence[str], today: date) -> tuple[str, date | None]:
    """Take the longest date off the end of a text; `on`, `by` or `until` may lead it.

    A text that is only a date is left whole. A time after the date stays in the text, since a
    date has none; a time alone names no day. So does a date with a weekday that is not its own,
    of which `doubt_at_end` has a sentence.
    """
    try:
        return _split(words, today)
    except DateError:
        return " ".join(words), None


def doubt_at_end(words: Sequence[str], today: date) -> str:
    """Why a text that ends with a date is left whole; empty where it ends with none."""
    try:
        _, day = _split(words, today)
    except DateError as error:
        return str(error)
    for end in () if day else _UNSURE:
        try:
            read_date(" ".join(words[end:]), today)
        except NoSuchDayError as error:
            return str(error)
        except DateError:
            continue
    return ""


def _split(words: Sequence[str], today: date) -> tuple[str, date | None]:
    """Split a text; DateError for a wrong weekday."""
    for times in range(_TIME_LIMIT + 1):
        end = len(words) - times
        if times and not _is_time(words[end:]):
            continue
        for start in range(max(end - WORDS_LIMIT - 1, 0), end):
            if _is_word(words[:end]):
                break
            if day := _read(words[start:end], today):
                before = " ".join(words[:start]).rstrip(",; ")
                if not before:
                    break
                return " ".join((before, *words[end:])), day
    return " ".join(words), None


def _read(words: Sequence[str], today: date) -> date | None:
    """Read words as a day, all of them."""
    lead, rest = words[0].casefold(), " ".join(words[1:])
    if day := read_sure(rest if lead == "until" else " ".join(words), today):
        return day
    if lead in _LEADS or (lead == "on" and words[1:2] and words[1].casefold() == "the"):
        with suppress(DateError):
            found = read_date(rest, today)
            return None if found.time else found.day
    return None


def _is_word(words: Sequence[str]) -> bool:
    """Whether the last word only looks like a day."""
    last, led = words[-1].casefold().strip(".,;!"), "".join(words[-2:-1]).casefold()
    return led in _NAMES.get(last, ())


def _is_time(words: Sequence[str]) -> bool:
    """Whether words are a time; one of the morning or the evening is one all the same."""
    try:
        return time_of(" ".join(words).casefold()) is not None
    except DateError:
        return True
