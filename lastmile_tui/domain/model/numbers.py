"""Numbers: how long lengths and positions are kept, and how a number is written."""

from __future__ import annotations

import re
from contextvars import ContextVar, Token
from enum import StrEnum
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from lastmile_tui.dates.words import SPELLED

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS: Final = 6
"""Decimals that are kept of a length or position."""

FINEST = 1e-6
"""The shortest length there is."""

UNITS = "units"
"""What is counted where nothing says it."""

_VAST = 1e7
"""From here on cents are kept only: a sum of 200 floats is wrong by more than the sixth decimal."""


class Notation(StrEnum):
    """The sign in front of a fraction; the other one splits thousands."""

    POINT = "point"
    COMMA = "comma"


FRACTION = {Notation.POINT: ".", Notation.COMMA: ","}


def total(lengths: Iterable[float]) -> float:
    """The sum, added one by one as `accumulate` does: `sum` is exacter from Python 3.12 on."""
    return reduce(add, lengths, 0.0)


def rounded(miles: float) -> float:
    """A length as it was typed, without the noise of floats, so that sums compare exactly.

    Six decimals are kept, and two from ten million on.
    """
    return round(miles, DIGITS) if -_VAST < miles < _VAST else round(miles, 2)


T = TypeVar("T")


class RunValue(Generic[T]):
    """A context variable that all tasks and threads of a run share, so that it can be changed.

    A task has a copy of its context: what is set in one is not seen by those that run beside it.
    """

    def __init__(self, name: str, *, default: T) -> None:
        self._cell: ContextVar[list[T] | None] = ContextVar(name)
        self._default = default

    def get(self) -> T:
        """The value of this run."""
        cell = self._cell.get(None)
        return self._default if cell is None else cell[0]

    def set(self, value: T) -> Token[list[T] | None]:
        """Begin a run with a value: others keep theirs."""
        return self._cell.set([value])

    def reset(self, token: Token[list[T] | None]) -> None:
        """Go back to what was before."""
        self._cell.reset(token)

    def change(self, value: T) -> None:
        """Change the value of this run, wherever it goes on; one that was not begun begins here."""
        cell = self._cell.get(None)
        if cell is None:
            self.set(value)
        else:
            cell[0] = value


WRITTEN = RunValue("WRITTEN", default=Notation.POINT)
"""How sentences write amounts, set by the command line when it has read the settings.

What is read back, or kept in the file, is written in a notation that is a parameter.
"""


KEPT = Notation.POINT
"""How texts in the file write amounts, whoever reads them."""


def grouped(number: float, notation: Notation | None = None) -> str:
    """A number as people write it, with all the decimals it has: 5, 5.4, 50,000, 42.195."""
    text = f"{number:,.0f}"
    if number != int(number):
        text = f"{number:,.{DIGITS}f}".rstrip("0").rstrip(".")
    notation = notation or WRITTEN.get()
    return text.translate(_SWAPPED) if notation is Notation.COMMA else text


def fixed(number: float, digits: int) -> str:
    """A number with so many decimals, as people write it: 1.5, or 1,5."""
    text = f"{number:,.{digits}f}"
    return text.translate(_SWAPPED) if WRITTEN.get() is Notation.COMMA else text


UNIT = RunValue("UNIT", default="")
"""What the user calls a mile of a road without amounts: `stage`, or with its plural `leg/legs`."""


def miles(number: float) -> str:
    """The unit of so many miles: `mi`, and for who listens `mile` or `miles`, or the user's own."""
    one, _, many = UNIT.get().partition("/")
    if not one and not SPELLED.get():
        return "mi"
    one = one or "mile"
    if number == 1 or len(one) < _SHORT:
        return one
    return many or f"{one}s"


def in_own_unit(words: str) -> str:
    """Words of ours about a mile or miles, with the user's name for them; a last mile stays one."""
    if not UNIT.get():
        return words

    def named(found: re.Match[str]) -> str:
        article, one, plural = found[1] or "", miles(1), found[2]
        vowel = article and one[0].lower() in "aeio"
        return f"{article}{'n' * bool(vowel)}{' ' * bool(article)}{miles(2) if plural else one}"

    return re.sub(_MILE, named, words)


_MILE = r"(?<!last[ -])\b(?:([Aa]) )?mile(s?)\b"

_SHORT = 3
"""Letters of a unit that has a plural: `km` has none."""


def percent(share: float) -> str:
    """A share in percent, as it is written everywhere: `80 %`."""
    return f"{share * 100:.0f} %"


_SWAPPED = str.maketrans(",.", ".,")


def sure(number: float, notation: Notation = Notation.POINT) -> str:
    """A number that either notation reads alike: without groups, and never with three decimals."""
    whole, _, decimals = f"{number:.{DIGITS}f}".partition(".")
    fraction = decimals.rstrip("0")
    if not fraction:
        return whole
    return f"{whole}{FRACTION[notation]}{fraction}{'0' if len(fraction) == 3 else ''}"  # noqa: PLR2004 # a group
