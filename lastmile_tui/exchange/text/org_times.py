"""Timestamps of Org: `<2026-11-30 Mon 10:00 +1w -3d>`, in square brackets where they only note.

The name of the weekday is in the language of who wrote it, and is not looked at.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import tzinfo

    from lastmile_tui.exchange.items import Moment

STAMP = re.compile(r"[<\[](\d{4}-\d{2}-\d{2})(?=[ \t\]>])([^<\[\]>\n]*)[\]>]")
"""A timestamp, its day and what follows it."""

ACTIVE = re.compile(r"<\d{4}-\d{2}-\d{2}(?=[ >])[^<\[\]>\n]*>")

_TIME = re.compile(r"[ \t](\d{1,2}):(\d{2})(?!\d)")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ \t]+[^\W\d_]+\.?)?")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class OrgTimestamp(Struct, frozen=True):
    """A day that exists, and its time, where it has one."""

    day: date
    at: time | None

    def moment(self, zone: tzinfo) -> Moment:
        """The instant in a zone, or the day where there is no time."""
        return self.day if self.at is None else datetime.combine(self.day, self.at, zone)


def timestamp(text: str) -> OrgTimestamp | None:
    """The first timestamp in a text; None where there is none, or no such day or time."""
    found = STAMP.search(text)
    if found is None:
        return None
    clock = _TIME.search(found[2])
    try:
        at = time(int(clock[1]), int(clock[2])) if clock else None
        return OrgTimestamp(date.fromisoformat(found[1]), at)
    except ValueError:
        return None


def written(day: date, at: time | None = None, *, active: bool) -> str:
    """A timestamp as Emacs writes it, in English."""
    clock = f" {at:%H:%M}" if at else ""
    text = f"{day.isoformat()} {_WEEKDAYS[day.weekday()]}{clock}"
    return f"<{text}>" if active else f"[{text}]"


def moved(raw: str, day: date) -> str:
    """A timestamp on another day, with its time, its repeater and its warning."""
    return _DATED.sub(f"{day.isoformat()} {_WEEKDAYS[day.weekday()]}", raw, count=1)
