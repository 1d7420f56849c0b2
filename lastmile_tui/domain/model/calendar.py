"""The calendar: which date an instant belongs to when the day turns at some hour of the night."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

_HOURS = tuple(timedelta(hours=hour) for hour in range(25))
_FIRST = datetime.min.replace(tzinfo=UTC)
_LAST = datetime.max.replace(tzinfo=UTC)


class Calendar(Struct, frozen=True):
    """Turns instants into dates and back; instants are aware, dates are local.

    A date lasts from `start_of` up to and without `end_of`, and every instant has exactly one. It
    is empty when the zone left it out (Apia, 30 December 2011). Dates at the ends of the years 1
    and 9999 are cut off rather than refused.
    """

    zone: tzinfo
    day_starts: int = 4
    """The hour of the wall clock, 0 to 12, at which a new date begins."""

    def date_of(self, instant: datetime) -> date:
        try:
            local = instant.astimezone(self.zone)
            day = (local - _HOURS[self.day_starts]).date()  # by the clock, as datetimes subtract
        except OverflowError:
            return date.min if instant.year == 1 else date.max
        if local.fold and instant >= self.end_of(day):  # the hour was struck, then set back
            return day + timedelta(days=1)
        return day

    def wall(self, instant: datetime) -> datetime:
        """What the user's clock shows at an instant, aware; that of UTC at the ends of time."""
        try:
            return instant.astimezone(self.zone)
        except OverflowError:
            return instant

    def start_of(self, day: date) -> datetime:
        """Return the first instant of a date, in UTC."""
        if day == date.min:
            return _FIRST
        try:
            return _first_at(datetime.combine(day, time(self.day_starts), self.zone))
        except OverflowError:
            return _LAST

    def end_of(self, day: date) -> datetime:
        """Return the first instant of the next date, in UTC."""
        return _LAST if day == date.max else self.start_of(day + timedelta(days=1))


def later(day: date, days: int) -> date:
    """A day so many days later, as far as the calendar goes."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _first_at(wall: datetime) -> datetime:
    """Return the first instant at which the wall clock shows a time, or has skipped it.

    Of a time in a gap, fold 0 and fold 1 give instants after and before the change (PEP 495); the
    change is where the offset differs from the one before.
    """
    late = wall.astimezone(UTC)
    if late.astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return late
    early = wall.replace(fold=1).astimezone(UTC)
    before = early.astimezone(wall.tzinfo).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early) // timedelta(seconds=2))
        if middle.astimezone(wall.tzinfo).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late
