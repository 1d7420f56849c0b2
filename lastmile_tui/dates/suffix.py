"""A date at the end of a text: `call the bank on fri`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates.reader import WORDS_LIMIT, match_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.dates.words import When

_TIME_LIMIT = 3
"""Words of the longest time: `at 6 pm`."""


def split_date(words: Sequence[str], today: date) -> tuple[str, date | None]:
    """Take the longest date off the end of a text; `on`, `by` or `until` may lead it.

    A text that is only a date is left whole. A time after the date stays in the text, since a
    date has none; a time alone names no day.
    """
    for times in range(_TIME_LIMIT + 1):
        end = len(words) - times
        time = _read(words[end:], today) if times else None
        if times and not (time and time.time):
            continue
        for start in range(max(end - WORDS_LIMIT - 1, 0), end):
            led = words[start].casefold() == "until"
            found = _read(words[start + led : end], today)
            if found and not found.time:
                before = " ".join(words[:start]).rstrip(",; ")
                if not before:
                    break
                return " ".join((before, *words[end:])), found.day
    return " ".join(words), None


def _read(words: Sequence[str], today: date) -> When | None:
    """Read words as a date, all of them."""
    found = match_date(words, today)
    return found[0] if found and found[1] == len(words) else None
