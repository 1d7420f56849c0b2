"""Values as tools write them into JSON: texts, lists of texts, numbers and instants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import time, tzinfo

_BASIC = len("20261130T120000Z")

_MILLISECONDS = 100_000_000_000
"""A number from here on is of milliseconds: as seconds it would be of the year 5138."""


def text(value: Any) -> str:
    """A text; a number as one, and empty for anything else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def texts(value: Any) -> list[str]:
    """The texts of a list, or those that commas part in one text."""
    if isinstance(value, str):
        return [part for one in value.split(",") if (part := one.strip())]
    return [one for one in value if isinstance(one, str) and one] if isinstance(value, list) else []


def listed(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or of a mapping by names."""
    if isinstance(value, dict):
        value = [*value.values()]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def number(value: Any) -> float | None:
    """A finite number, also one that is written as a text."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) else None


def round_above(amount: float) -> float:
    """The least of 10, 20, 50, 100, 200 and so on that is more than an amount."""
    scale = 10.0
    while scale * 10 <= amount:
        scale *= 10
    return next(found for factor in (1, 2, 5, 10, 20) if (found := scale * factor) > amount)


def instant(value: Any) -> datetime | None:
    """An instant: ISO 8601, in UTC where it has no offset, or seconds or milliseconds since 1970.

    None where it is none, or in no year that dates have.
    """
    try:
        if isinstance(value, str) and len(value) == _BASIC and value[8] == "T" and value[15] == "Z":
            return datetime.fromisoformat(value)  # as most are
        if isinstance(value, str) and not value.lstrip("-").replace(".", "", 1).isdigit():
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        seconds = number(value)
        if seconds is None:
            return None
        found = datetime.fromtimestamp(0, UTC)
        scale = 1000 if abs(seconds) >= _MILLISECONDS else 1
        return found.fromtimestamp(seconds / scale, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def day(value: Any) -> date | None:
    """A day: `2026-11-30`, `20261130`, or the day that an instant without a zone names."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    try:
        return date.fromisoformat(value[:10] if "-" in value else value[:8])
    except (ValueError, TypeError):
        return None


def day_and_time(at: datetime | None, zone: tzinfo) -> tuple[date | None, time | None]:
    """The day and the time of an instant in a zone; no time at midnight, which means the day."""
    if at is None:
        return None, None
    try:
        there = at.astimezone(zone)
    except OverflowError:  # at an end of the years that dates have
        there = at
    at_clock = there.time().replace(second=0, microsecond=0)
    return there.date(), at_clock if there.hour or there.minute else None
