"""Times of the day as people write them, at either end of a text.

    18:00  18.30  at 18  @ 7pm  6 p.m.  18h30  18 Uhr  noon  midday  eod  evening

`eod`, `evening` and `night` name no time: a day without one ends late. What may be morning or
evening (`at 7`), `18h`, and midnight, which may be the start or the end of a day, is a DateError.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.dates.words import quote
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORDS = 4
"""Words of the longest time: `at 6 pm sharp`."""

_NOON = 12

_CLOCK = r"(\d{1,2})(?:([:.]| ?h ?(?=\d\d))(\d\d)(?::00)?)?(?: ?([ap])m)?"
_UHR = r"(\d{1,2})(?:[:.](\d\d))? ?uhr"
_BARE_H = r"(\d{1,2}) ?h"
_LED = r"(?:at |@ ?|um (?=.* ?uhr$))"
_O_CLOCK = r"(\d{1,2}) ?o ?'?clock"
_NOONS = ("noon", "midday", "12 noon")
MIDNIGHTS = ("midnight", "12 midnight", "24:00")
_ENDS = ("eod", "end of day", "end of the day", "evening", "night", "in the evening", "at night")
_VAGUE = ("morning", "afternoon", "in the morning", "in the afternoon")

_GOES_ON = (
    r"@?\d{1,2}(?:[:.h]\d\d|\d{0,2}[ap]m|h|-\d).*|\d{4}|[ap]m|sharp|noon|midday|midnight|eod|o'?clock"
    r"|morning|afternoon|evening|night|utc|gmt|z|ces?t|[ecmp][sd]t|bst|@\d+"
)
"""A word that goes on with a time, or is a year."""


def split_times(text: str) -> Iterator[tuple[str, str]]:
    """Each way to cut a text into a day and the words of a time behind or before it.

    The longest words of a time come first; those at the end may be the whole text.
    """
    words = text.split()
    for count in range(min(_WORDS, len(words)), 0, -1):
        yield " ".join(words[:-count]), " ".join(words[-count:])
    for count in range(min(_WORDS, len(words) - 1), 0, -1):
        yield re.sub("^(?:on|by) ", "", " ".join(words[count:])), " ".join(words[:count])


def is_time(phrase: str) -> bool:
    """Whether a phrase speaks of a time, even of an uncertain one."""
    if phrase in _ENDS or phrase in _VAGUE:
        return True
    try:
        return time_of(phrase) is not None
    except DateError:
        return True


def names_end(phrase: str) -> bool:
    """Whether a phrase names the end of a day, which is not a time of the clock."""
    return phrase in _ENDS


def time_of(phrase: str) -> dt.time | None:
    """The time that a phrase names; None when it is none, DateError when it is not certain."""
    bare = re.sub(_LED, "", phrase, count=1) if re.match(_LED, phrase) else phrase
    led = bare != phrase
    bare = bare.removesuffix(" sharp")
    if bare in _NOONS:
        return dt.time(_NOON)
    _refuse(phrase, bare)
    if spoken := re.fullmatch(_O_CLOCK, bare):
        return _of_hour(phrase, int(spoken[1]))
    if german := re.fullmatch(_UHR, bare):
        bare, led = ":".join(filter(None, german.groups())), True
    clock = re.fullmatch(_CLOCK, bare)
    if not clock:
        return None
    hour, _, minute, half = clock.groups()
    if minute or half:
        with suppress(ValueError):
            return _twelve(int(hour), half, int(minute or 0))
        return None
    return _of_hour(phrase, int(hour)) if led else None


def _refuse(phrase: str, bare: str) -> None:
    """Raise DateError for a phrase that may be two times, or none of the clock."""
    if bare in MIDNIGHTS:
        raise DateError(
            f"{quote(phrase)} may be the start or the end of a day; "
            "write today 23:59 or tomorrow 0:00."
        )
    if phrase in _VAGUE:
        raise DateError(f"{quote(phrase)} is not a time of the clock; write one, such as 9:00.")
    if (short := re.fullmatch(_BARE_H, bare)) and int(short[1]) < 2 * _NOON:
        raise DateError(
            f"{quote(phrase)} may be a time or a length; "
            f"write {int(short[1])}:00 or in {int(short[1])} hours."
        )


def goes_on(words: Sequence[str]) -> bool:
    """Whether words behind a date go on with a time or a year, so that it is not all there."""
    first, after = words[0], words[1] if len(words) > 1 else ""
    if first in ("at", "@"):
        return bool(re.match(r"\d", after)) or is_time(after) or after in ("half", "quarter")
    return bool(re.fullmatch(_GOES_ON, first)) or (
        first in ("half", "quarter") and after in ("past", "to")
    )


def _of_hour(phrase: str, hour: int) -> dt.time | None:
    """An hour alone, which is certain from 13 on."""
    if _NOON < hour < 2 * _NOON:
        return dt.time(hour)
    if not 1 <= hour <= _NOON:
        return None
    raise DateError(
        f"{quote(phrase)} may be in the morning or in the evening; "
        f"write {hour}am, {hour}pm or {_twelve(hour, 'p', 0):%H:%M}."
    )


def _twelve(hour: int, half: str | None, minute: int) -> dt.time:
    if not half:
        return dt.time(hour, minute)
    if hour not in range(1, _NOON + 1):
        raise ValueError(hour)
    return dt.time(hour % _NOON + (_NOON if half == "p" else 0), minute)
