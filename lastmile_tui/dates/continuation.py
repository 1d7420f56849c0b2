"""Words behind a date that seem to go on with it: a year, a time, a second day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lastmile_tui.dates.days import plain, read_sure
from lastmile_tui.dates.shapes import COUNTS, NAME, NUMBER, index_of
from lastmile_tui.dates.times import goes_on
from lastmile_tui.dates.words import MONTHS
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_LINKS = ("-", "\u2013", "\u2014", "to", "or", "and", "until", "till", "through")
_SIGNS = ">#@!"
_LOOKED_AT = 6
_WITHIN = rf"(?:the |this |next )?(?:week|month|quarter|year|\d{{4}}|{NAME})"

_COUNT = rf"(?:{'|'.join(COUNTS)})"
_HOUR = rf"@?(?:(?:\d{{1,2}}(?:[:.h]\d\d)?|{_COUNT})(?: ?(?:[ap]m|h|uhr|o'clock))?|noon|midnight)"
_TO = r" ?(?:[-\u2013\u2014]|to|and|or|until|till) ?"
_ENDED = r"(?=$| [>#@!])"
_TAIL = (
    rf"(?:(?:from|between|around|about|circa|ca) {_HOUR}(?:{_TO}{_HOUR})?|{_HOUR}{_TO}{_HOUR}"
    rf"|\d{{1,2}}(?:[:.]\d\d)?ish|(?:at )?{_COUNT} ?(?:[ap]m|o'clock)"
    rf"|(?:half|quarter) (?:past |to )?(?:\d{{1,2}}|{_COUNT})"
    r"|\d{1,2} ?(?:h|uhr|heures|hours?|hrs?)(?: \d\d)?"
    rf"|(?:at )?(?:lunch|lunchtime|dinner|breakfast|eve){_ENDED}"
    r"|(?:by )?(?:cob|eob|first thing|(?:close|end) of (?:business|play|work))"
    r"|(?:utc|gmt)[+-]\d{1,2}(?::?\d\d)?|[+-]\d\d:?\d\d|(?:local|my|your|our|their) time"
    r"|(?:africa|america|asia|atlantic|australia|europe|pacific)/[a-z_/]+"
    r"|[ijkm]s[tk]|hkt|sgt|a[ecw][ds]t|nz[ds]t|sast"
    r"|or (?:earlier|sooner|later|before|after)|(?:this|last) (?:week|month|quarter|year)"
    r")(?= |$)"
)
"""What goes on with a date: a vague time, hours up to others, a zone, `or later`."""


def continuation(words: Sequence[str], today: dt.date) -> int:
    """How many of the words behind a date seem to go on with it."""
    seen = words[:_LOOKED_AT]
    rest = plain(" ".join(seen)).split()
    if not rest:
        return 0
    more = _tail(rest) or _more_time(rest) or _more_words(rest, today) or _starts_day(rest, today)
    return more and more + len(seen) - len(rest)  # the `by` or `on` that leads it


def _tail(rest: Sequence[str]) -> int:
    found = re.match(_TAIL, " ".join(rest))
    return len(found[0].split()) if found else 0


def _more_time(rest: Sequence[str]) -> int:
    """Words of a time, a year, or a number that may be one of these."""
    if re.fullmatch(r"\d{1,4}", rest[0]) and (len(rest) == 1 or rest[1][0] in _SIGNS):
        return 1
    if not goes_on(rest):
        return 0
    halves = next((at for at in (0, 1) if rest[at : at + 1] in (["half"], ["quarter"])), None)
    if halves is not None:
        return min(halves + 3, len(rest))  # half past six
    return 2 if rest[0] in ("at", "@") else 1


def _more_words(rest: Sequence[str], today: dt.date) -> int:
    """Words that join a date to another one, or to a span of time."""
    first, after = rest[0], rest[1:]
    if first == "ago":
        return 1
    joined = (
        (first in _LINKS and after and _names_when(after, today))
        or (first in ("after", "before") and after and after[0][0] not in _SIGNS)
        or (first in ("of", "in") and _within(after))
        or (first == "every" and after)
    )
    return 2 if joined else 0


def _names_when(rest: Sequence[str], today: dt.date) -> bool:
    number = re.fullmatch(rf"\d.*|{NUMBER}", rest[0]) and rest[0] not in ("a", "an")
    return bool(number) or goes_on(rest) or _starts_day(rest, today) > 0


def _within(rest: Sequence[str]) -> bool:
    """Whether words name a span that a day lies in: `next month`, `december`, `2027`."""
    found = any(re.fullmatch(_WITHIN, " ".join(rest[:count])) for count in (2, 1))
    names = [word for word in rest[:2] if index_of(MONTHS, word) is not None]
    spans = {"week", "month", "quarter", "year"}.intersection(rest[:2])
    return bool(found and (names or spans or re.fullmatch(r"\d{4}", rest[0] if rest else "")))


def _starts_day(rest: Sequence[str], today: dt.date) -> int:
    """How many words are a day, or the name of a month."""
    for count in range(len(rest), 0, -1):
        try:
            if read_sure(" ".join(rest[:count]), today):
                return count
        except DateError:
            return count
    return int(len(rest[0]) >= len("jan") and index_of(MONTHS, rest[0]) is not None)
