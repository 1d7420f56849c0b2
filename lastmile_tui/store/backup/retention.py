"""Which daily backups are kept: those of the last days, and a few older ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import date

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12
"""How many days, ISO weeks and months keep their newest backup."""


def days_to_keep(days: Iterable[date]) -> frozenset[date]:
    """The days whose backups are kept, of all days that have one.

    Only days, weeks and months with a backup are counted, so that none is lost by years without a
    change; at least one is always kept.
    """
    newest_first = sorted(set(days), reverse=True)
    return frozenset(
        day
        for span, count in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS))
        for day in _newest(newest_first, span)[:count]
    )


def _newest(newest_first: list[date], span: Callable[[date], Hashable]) -> list[date]:
    """The newest day of each span of time, newest first."""
    found: dict[Hashable, date] = {}
    for day in newest_first:
        found.setdefault(span(day), day)
    return list(found.values())


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
