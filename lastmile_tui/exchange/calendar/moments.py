"""Dates, times and durations of iCalendar, and the zones that they are in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from lastmile_tui.exchange.calendar import zones

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from lastmile_tui.exchange.calendar.lines import Property

_MOMENT = re.compile(
    r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):?([0-9]{2}):?([0-9]{2})?(?:\.[0-9]+)?"
    r"(?:([Zz])|([+-])([0-9]{2}):?([0-9]{2}))?)?"
)
_DURATION = re.compile(
    r"([+-]?)P(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
    r"(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?"
)
_LEAP = 60


class UnknownZoneError(ValueError):
    """A zone that neither the machine nor the file knows; the message is its name."""


class ZonedMoments:
    """Reads dates: those without a zone are in that of the user.

    `given` has the time zones that the file describes, as they stand in it, by their names.
    """

    def __init__(self, local: tzinfo, given: Mapping[str, str]) -> None:
        self._local, self._given = local, given
        self._zones: dict[str, tzinfo | None] = {}

    def read(self, line: Property) -> date | datetime:
        """An aware instant or a day; ValueError where it is none."""
        found = _MOMENT.fullmatch(line.value.strip())
        if found is None:
            raise ValueError(line.value)
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
        if found[4] is None:
            return date(year, month, day)
        zone: tzinfo = self._local
        if found[7]:
            zone = UTC
        elif found[8]:
            offset = timedelta(hours=int(found[9]), minutes=int(found[10]))
            zone = timezone(-offset if found[8] == "-" else offset)
        elif name := line.parameter("TZID"):
            zone = self._zone(name)
        at = datetime(year, month, day, hour, minute, min(second, _LEAP - 1), tzinfo=zone)
        at.astimezone(UTC)  # the first and the last day of all have none
        return at

    def _zone(self, name: str) -> tzinfo:
        if name not in self._zones:
            self._zones[name] = zones.iana(name) or zones.described(name, self._given.get(name, ""))
        found = self._zones[name]
        if found is None:
            raise UnknownZoneError(name)
        return found

    def local(self, moment: date | datetime) -> datetime | date:
        """An instant by the user's clock; a day as it is."""
        return moment.astimezone(self._local) if isinstance(moment, datetime) else moment


def duration(text: str) -> timedelta:
    """How long something lasts; ValueError where it is no duration, or longer than all time."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(text)
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    try:
        length = timedelta(days, seconds, minutes=minutes, hours=hours, weeks=weeks)
    except OverflowError as error:
        raise ValueError(text) from error
    return -length if found[1] == "-" else length
