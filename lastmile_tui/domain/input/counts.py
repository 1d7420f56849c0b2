"""The markers of a counting goal: where each one stands on the way to the target.

A marker says so with the unit (`half 21 km`, `10km`), as a number alone (`21`), or with a number
behind its words (`half 21`), unless that is so small that it numbers the markers (`chapter 3`).
The others are spread between those that do.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.goal import MILE_STEP, amount, measure, tenths
from lastmile_tui.domain.model.text import fit
from lastmile_tui.errors import QuickAddError

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT = r"[^\W\d_]+(?:/[^\W\d_]+)?|[%‰€$£¥₹]"
_NUMBER = re.compile(rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(\.\d+)?({_UNIT})?")
_QUARTERS = (0.25, 0.5, 0.75, 1.0)


def read_amount(words: Sequence[str]) -> tuple[float, str, int] | None:
    """Read an amount that words begin with: its number, its unit or "", and the words it took."""
    words = [word.rstrip(",.;") for word in words[:2]]
    number = _NUMBER.fullmatch(words[0]) if words else None
    if not number:
        return None
    value = tenths(float(number[1].replace(",", "") + (number[2] or "")))
    if number[3]:
        return value, number[3], 1
    if len(words) > 1 and re.fullmatch(_UNIT, words[1]):
        return value, words[1], 2
    return value, "", 1


def lay_out(
    stages: Sequence[tuple[str, float]], target: float, unit: str
) -> tuple[list[tuple[str, float]], list[str]]:
    """Give markers their lengths, up to the target, and remark on what cannot stand where it says.

    `stages` are titles with their shares of the way between two known amounts. Without any there
    is a marker at each quarter, and behind the last one that falls short there is one at the
    target. QuickAddError when there is no room for all of them, a tenth apart.
    """
    whole = round(target / MILE_STEP)
    end = f"{amount(target)} {unit}"
    if not stages:
        ends = sorted({round(whole * share) for share in _QUARTERS} - {0})
        return _between([f"{amount(tenths(at * MILE_STEP))} {unit}" for at in ends], ends), []
    stands = [_stand(title, unit, target, len(stages)) for title, _ in stages]
    if stands[-1] is not None and 0 < stands[-1] < whole:
        stages, stands = [*stages, (end, 1.0)], [*stands, whole]
    if len(stages) > whole:
        raise QuickAddError(
            f"{measure(target, unit)} is too short for {len(stages)} markers; "
            "name a larger target or fewer markers."
        )
    titles, shares = zip(*stages, strict=True)
    remarks = []
    low = 0
    for index, stand in enumerate(stands):
        possible = range(low + 1, whole + (index == len(stands) - 1))
        if stand is not None and stand not in possible:
            stands[index] = None
            title = fit(titles[index], 40)
            remarks.append(f"‘{title}’ cannot stand where it says; its place is estimated.")
        low = stands[index] or low
    stands[-1] = whole
    return _between(titles, _apart(_spread(stands, shares))), remarks


def _stand(title: str, unit: str, target: float, count: int) -> int | None:
    """The tenth at which a marker says that it stands."""
    words = title.split()
    for start in (-2, -1):
        read = read_amount(words[start:]) if len(words) >= -start else None
        if read is None or read[2] != -start:
            continue
        value, named, _ = read
        if named.casefold() == unit.casefold() or (not named and len(words) == 1):
            return round(value / MILE_STEP)
        if not named and count < value <= target:
            return round(value / MILE_STEP)
    return None


def _spread(stands: Sequence[int | None], shares: Sequence[float]) -> list[int]:
    """Fill in the unknown places between known ones, in proportion to the shares."""
    ends: list[int] = []
    low, waiting = 0, list[float]()
    for stand, share in zip(stands, shares, strict=True):
        waiting.append(share)
        if stand is not None:
            way, total = 0.0, sum(waiting)
            for part in waiting:
                way += part
                ends.append(low + round((stand - low) * way / total))
            low, waiting = stand, []
    return ends


def _apart(ends: list[int]) -> list[int]:
    """Push places that fall together a tenth apart; the last one stays."""
    whole, low = ends[-1], 0
    for index, end in enumerate(ends):
        low = ends[index] = max(end, low + 1)
    high = whole + 1
    for index, end in reversed(list(enumerate(ends))):
        high = ends[index] = min(end, high - 1)
    return ends


def _between(titles: Sequence[str], ends: Sequence[int]) -> list[tuple[str, float]]:
    """Turn places into lengths."""
    return [
        (title, tenths((end - start) * MILE_STEP))
        for title, (start, end) in zip(titles, pairwise((0, *ends)), strict=True)
    ]
