"""Clocks: where the present instant comes from."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from lastmile_tui.dates.words import quote
from lastmile_tui.errors import DateError

if TYPE_CHECKING:
    from datetime import tzinfo


class Clock(Protocol):
    """Tells the present instant, aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock(Struct, frozen=True):
    """A clock that stands still, for `--now` and for tests; `instant` is aware and in UTC."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant


def read_instant(text: str, zone: tzinfo) -> datetime:
    """Read an ISO 8601 instant, in UTC; DateError when it is none.

    Without an offset it is local; a date alone is its noon, which no change of clocks moves to
    another date.
    """
    text = text.strip()
    try:
        try:
            instant = datetime.combine(date.fromisoformat(text), time(12))
        except ValueError:
            instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=zone)
        return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        raise DateError(
            f"{quote(text)} is not an instant; write it like 2026-11-27T18:00 or 2026-11-27."
        ) from None
