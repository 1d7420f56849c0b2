"""Which of the daily backups are kept: many of the last days, fewer of longer ago."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable
    from datetime import date

DAYS: Final = 7
WEEKS: Final = 4
MONTHS: Final = 12
"""How many days, ISO weeks and months keep their newest backup."""


def kept(days: Iterable[date]) -> frozenset[date]:
    """The days whose backups stay, of all that have one.

    Only days, weeks and months that have a backup are counted, so that years in which nothing was
    changed take none away; of any days at least one is kept.
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
