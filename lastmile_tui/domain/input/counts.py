"""The markers of a counting goal: where each one stands on the way to the target.

A marker says so with the unit (`half 21 km`, `10km`), as a number alone (`21`), or with a number
behind its words (`half 21`), unless that is so small that it numbers the markers (`chapter 3`).
The others are spread between those that do.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.input.amounts import Amount, in_unit, read_amount, read_measure
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import FINEST, Notation, grouped, rounded, sure
from lastmile_tui.domain.model.text import fit
from lastmile_tui.errors import QuickAddError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.model.value.way import Way

_QUARTERS = (0.25, 0.5, 0.75)
_TENTH = 100_000
_GRAINS = (_TENTH, 10_000, 1_000, 100, 10, 1)
"""Estimated places are whole tenths where there is room for them, or else finer; in `FINEST`."""

_TITLE_WORDS = 6
"""Words at the end of a title that may say where its marker stands."""


class Scale(Struct, frozen=True):
    """What markers of a counting goal are read by: its unit, and the values it goes between."""

    unit: str
    notation: Notation
    way: Way | None = None

    def figure(self, place: float) -> float:
        """The amount or value at a place."""
        return self.way.value(place) if self.way else place

    def say(self, place: float) -> str:
        """The same for people."""
        return measure(self.figure(place), self.unit)

    def write(self, place: float) -> str:
        """The same as either notation reads it."""
        return sure(self.figure(place))

    def lay_out(
        self, stages: Sequence[tuple[str, float]], target: float
    ) -> tuple[list[tuple[str, float]], list[str]]:
        """`lay_out` by this scale."""
        return lay_out(stages, target, self.unit, self.notation, way=self.way)


def lay_out(
    stages: Sequence[tuple[str, float]],
    target: float,
    unit: str,
    notation: Notation = Notation.POINT,
    *,
    way: Way | None = None,
) -> tuple[list[tuple[str, float]], list[str]]:
    """Give markers their lengths, up to the target, and remark on what cannot stand where it says.

    `stages` are titles with their shares of the way between two known amounts. Without any there
    is a marker at each quarter, and behind the last one that falls short there is one at the
    target. QuickAddError when there is no room for all of them, as far apart as the last decimal
    of the target, and a tenth at most.
    """
    whole = _steps(target)

    def named(place: float) -> str:
        return f"{grouped(way.value(place) if way else place, notation)} {unit}"

    if not stages:
        tenths = {round(whole / _TENTH * share) * _TENTH for share in _QUARTERS}
        ends = sorted({at for at in tenths if 0 < at < whole} | {whole})
        titles = [named(rounded(at * FINEST)) for at in ends]
        return _between(titles, ends), []
    read = [_stand(title, unit, target, len(stages), notation, way=way) for title, _ in stages]
    stands = [None if one is None else _steps(one.value) for one in read]
    if stands[-1] is not None and 0 < stands[-1] < whole:
        stages = [*stages, (named(target), 1.0)]
        stands.append(whole)
    if len(stages) > room(0.0, target):
        raise QuickAddError(
            f"{grouped(target, notation)} {unit} is too short for {len(stages)} markers; "
            "name a larger target or fewer markers."
        )
    titles, shares = [title for title, _ in stages], [share for _, share in stages]
    impossible = _without_room(stands, whole)
    remarks = [
        f"‘{fit(titles[index], 40)}’ cannot stand where it says; its place is estimated."
        for index in sorted(impossible)
    ]
    stands = [None if index in impossible else stand for index, stand in enumerate(stands)]
    stands[-1] = whole
    return _between(titles, _places(stands, shares)), remarks


def doubts(
    stages: Sequence[tuple[str, float]],
    target: float,
    unit: str,
    notation: Notation,
    *,
    way: Way | None = None,
) -> list[str]:
    """The sentences about numbers in titles that could have been others."""
    read = [_stand(title, unit, target, len(stages), notation, way=way) for title, _ in stages]
    return [one.doubt for one in read if one is not None and one.doubt]


def room(start: float, target: float) -> int:
    """How many markers have room, as far apart as the last decimal of the ends, a tenth at most."""
    low, high = _steps(start), _steps(target)
    grain = next(grain for grain in _GRAINS if low % grain == high % grain == 0)
    return (high - low) // grain


def _steps(value: float) -> int:
    return round(value / FINEST)


def _without_room(stands: Sequence[int | None], whole: int) -> set[int]:
    """The markers that cannot stand where they say, beside those before and behind them."""
    found, low, waiting = set(), 0, 0
    for index, stand in enumerate(stands):
        following = len(stands) - 1 - index
        if stand is not None and low + waiting < stand <= whole - following:
            low, waiting = stand, 0
        else:
            waiting += 1
            if stand is not None:
                found.add(index)
    return found


def _stand(
    title: str,
    unit: str,
    target: float,
    count: int,
    notation: Notation,
    *,
    way: Way | None = None,
) -> Amount | None:
    """The place at which a marker says that it stands, in the unit of the goal."""
    if way is not None:
        found = _value(title, unit, notation)
        return None if found is None else replace(found, value=way.place(found.value))
    words = title.split()
    if whole := read_measure(title, unit, notation):
        return whole if whole.value >= 0 else None
    for length in range(min(_TITLE_WORDS, len(words) - 1), 0, -1):
        read = read_amount(words[-length:], notation)
        if read is None or read.words != length:
            continue
        value = in_unit(read, unit) if read.unit else read.value
        if value is not None and (count < value <= target or (read.unit and value >= 0)):
            return Amount(value, unit, length, "" if read.kilo else read.doubt)
    return None


def _value(title: str, unit: str, notation: Notation) -> Amount | None:
    """The value that is a title, or that stands at its end with its unit: `half way 78.5 kg`."""
    if whole := read_measure(title, unit, notation):
        return whole
    words = title.split()
    for length in range(min(_TITLE_WORDS, len(words) - 1), 0, -1):
        read = read_amount(words[-length:], notation)
        if read is None or read.words != length or not read.unit:
            continue
        if (value := in_unit(read, unit)) is not None:
            return Amount(value, unit, length, "" if read.kilo else read.doubt)
    return None


def _places(stands: Sequence[int | None], shares: Sequence[float]) -> list[int]:
    """Fill in the unknown places between known ones."""
    ends: list[int] = []
    low, waiting = 0, list[float]()
    for stand, share in zip(stands, shares, strict=True):
        waiting.append(share)
        if stand is not None:
            ends += [*_spread(low, stand, waiting), stand]
            low, waiting = stand, []
    return ends


def _spread(low: int, high: int, shares: Sequence[float]) -> list[int]:
    """Places between two others, in proportion to the shares, of which the last leads to `high`."""
    count = len(shares) - 1
    grain = next(grain for grain in _GRAINS if (high - 1) // grain - low // grain >= count)
    at, most = low // grain, (high - 1) // grain
    start, way, total = at, 0.0, sum(shares)
    ends = []
    for index, share in enumerate(shares[:-1], 1):
        way += share
        wanted = start + round(((high - low) * way / total + low % grain) / grain)
        at = min(max(wanted, at + 1), most - count + index)
        ends.append(at * grain)
    return ends


def _between(titles: Sequence[str], ends: Sequence[int]) -> list[tuple[str, float]]:
    """Turn places into lengths."""
    return [
        (title, rounded((end - start) * FINEST))
        for title, (start, end) in zip(titles, pairwise((0, *ends)), strict=True)
    ]
