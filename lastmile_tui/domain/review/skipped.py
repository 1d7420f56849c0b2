"""Dates that never happened where a person was, so that no review of them was missed.

Who flies east over the date line, or lives where a zone was moved across it, has no day with that
date: Samoa had no 30 December 2011. The clock of the place was put forward between two reviews, by
half a day or more, and dates went by on it that were never lived. A review knows by how much its
clock was ahead of UTC; one from an older version, which does not, lost no date but those that time
itself rules out.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.model.calendar import Calendar

_DAY = timedelta(days=1)

_HALF = timedelta(hours=12)
"""A date of which less than half could be lived counts as none. So does one of which the zone left
all but the hours behind midnight out, which are of the date before until the day starts."""

_CHANGE = timedelta(hours=2)
"""The most that a clock is changed by, in summer or in winter."""


class FinishedReview(Struct, frozen=True):
    """A review that was finished: its date, its instant, and what its clock was ahead of UTC by."""

    day: date
    at: datetime
    offset: timedelta | None = None


def skipped_between(reviews: Iterable[FinishedReview], calendar: Calendar) -> dict[date, int]:
    """How many dates never happened between a review and the one before, by the later one's date.

    They are those that `is_left_out` does not tell. Dates without any before them are left out. Of
    several reviews of a date those nearest to the other date count.
    """
    first: dict[date, FinishedReview] = {}
    last: dict[date, FinishedReview] = {}
    for review in sorted(reviews, key=lambda each: (each.day, each.at)):
        first.setdefault(review.day, review)
        last[review.day] = review
    found: dict[date, int] = {}
    for before, day in pairwise(sorted(first)):
        if day - before > _DAY and (
            count := _skipped(last[before], first[day], timedelta(hours=calendar.day_starts))
        ):
            between = (before + _DAY * number for number in range(1, (day - before).days))
            found[day] = max(count - sum(is_left_out(each, calendar) for each in between), 0)
    return found


def is_left_out(day: date, calendar: Calendar) -> bool:
    """Whether the zone of the calendar has no day of that date, or but hours of one."""
    return calendar.end_of(day) - calendar.start_of(day) < _HALF


def _skipped(before: FinishedReview, after: FinishedReview, day_starts: timedelta) -> int:
    """The dates by which the clock of one place went on more than that of the other."""
    missing = (after.day - before.day).days - 1
    lived = after.at - before.at
    if before.offset is None or after.offset is None:
        return max(missing - max(lived + _CHANGE, timedelta()) // _DAY, 0)
    if after.offset - before.offset < _HALF:
        return 0
    as_before = (after.day - _day(after.at, before.offset, day_starts)).days
    as_after = (_day(before.at, after.offset, day_starts) - before.day).days
    return min(max(as_before, as_after, 0), missing)


def _day(at: datetime, offset: timedelta, day_starts: timedelta) -> date:
    """The date of an instant by a clock."""
    return (at.replace(tzinfo=None) + offset - day_starts).date()
