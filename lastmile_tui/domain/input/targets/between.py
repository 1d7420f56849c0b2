"""Two values that a goal goes between, as people write them.

82 kg to 75 kg    82 to 75 kg    3,400 € to 0    60 kg up to 80 kg    2 h → 90 min
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates.words import MONTHS, WEEKDAYS
from lastmile_tui.domain.input.amounts import in_unit, read_amount
from lastmile_tui.domain.model.numbers import Notation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.input.amounts import Amount

_TO = frozenset(("to", "→", "->"))
_LONGEST = 6
"""Words of a value, at most."""

_NO_UNIT = re.compile(r"[ap]m|st|nd|rd|th|uhr", re.IGNORECASE)
"""What stands behind the time of a day, or makes a rank of a number."""

_HOURS = range(25)
YEARS = range(1990, 2060)
"""Numbers that are a year where nothing measured follows: `2026 taxes`."""

_SHORTEST = 3
"""Letters of a day or month that is not written out."""


class Between(Struct, frozen=True):
    """Two values, their unit or "", the words they took, and what could have been another number.

    `is_sure` is whether they are meant as such also where no word says so: `3 to 5 km` may be how
    far somebody runs.
    """

    start: float
    end: float
    unit: str
    words: int
    doubts: tuple[str, ...] = ()
    is_sure: bool = False

    @property
    def is_sure_alone(self) -> bool:
        """Whether they are meant as such where they are all that is said behind a title.

        Without a unit they may be hours, years, or what is counted from the first one on.
        """
        both = self.start, self.end
        hours = 0 not in both and all(number in _HOURS for number in both)
        years = all(number in YEARS for number in both)
        return self.is_sure or not (self.unit or hours or years or self.start == 1)


def read_between(words: Sequence[str], notation: Notation = Notation.POINT) -> Between | None:
    """Read the two values that words begin with; None where they are none, or the same."""
    for at, word in enumerate(words[: _LONGEST + 2]):
        if word.casefold() not in _TO:
            continue
        turned = words[at - 1].casefold() if at else ""
        leads = turned in ("down", "up")
        first = read_amount(words[: at - leads], notation)
        second = read_amount(words[at + 1 :], notation)
        if first is None or second is None or first.words < at - leads:
            return None
        found = _between(first, second, at + 1 + second.words)
        rises = found is not None and found.end > found.start
        return found if not leads or rises is (turned == "up") else None
    return None


def _between(first: Amount, second: Amount, words: int) -> Between | None:
    unit = first.unit or second.unit
    end = in_unit(second, unit) if second.unit else second.value
    if end is None or end == first.value or _dates(unit):
        return None
    doubts = tuple(dict.fromkeys(filter(None, (first.doubt, second.doubt))))
    is_sure = bool(first.unit or (unit and end < first.value))
    return Between(first.value, end, unit, words, doubts, is_sure)


def _dates(unit: str) -> bool:
    """Whether a unit is none, since its number is a day or a time of day."""
    word = unit.casefold()
    days = (*MONTHS, *WEEKDAYS)
    named = len(word) >= _SHORTEST and any(day.startswith(word) for day in days)
    return named or bool(_NO_UNIT.fullmatch(word))
