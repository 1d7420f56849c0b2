"""A person's own order of goals: a key for each, so that one move changes one goal alone.

Keys are words of digits, compared as texts; between two of them there is always another one (as in
“Implementing fractional indexing”, David Greenspan, 2020). A goal that was never moved stands where
it was begun: its key is made of that instant and of its identity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MIDDLE = len(_DIGITS) // 2
LONGEST = 200
"""Digits of a key at most: beyond it a hundred moves went into one gap."""


def key_of(rank: str, created: datetime, uid: str) -> str:
    """The key of a goal: its own, or that of when it was begun."""
    return rank or f"m{_instant(created)}{uid}"


def _instant(created: datetime) -> str:
    """Milliseconds since the year 0, in nine digits, the same order as the instants."""
    number = int((created.timestamp() + _LONG_AGO) * 1000)
    digits = ""
    for _ in range(9):
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


_LONG_AGO = 62_200_000_000
"""Seconds from before the first year to 1970."""


def between(low: str, high: str | None) -> str:
    """A key between two others, or behind one; `low` may be empty.

    ValueError where `low` does not come before `high`.
    """
    if high is not None and low >= high:
        raise ValueError(f"{low!r} does not come before {high!r}")
    found = ""
    for at in range(max(len(low), len(high or "")) + 1):
        if high is not None and at >= len(high):
            raise ValueError(f"there is no room between {low!r} and {high!r}")
        first = _DIGITS.find(low[at]) if at < len(low) else 0
        last = _DIGITS.find(high[at]) if high is not None and at < len(high) else len(_DIGITS)
        first = max(first, 0)
        if first == last:
            found += _DIGITS[first]
            continue
        if last - first > 1:
            return found + _DIGITS[(first + last) // 2]
        return found + _DIGITS[first] + between(low[at + 1 :], None)
    return found + _DIGITS[_MIDDLE]
