"""When a backup is of: its file bears the time of the last change in it, told by a look at that."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from lastmile_tui.dates import say_date
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.store.goals import GoalStore


BackupKind: TypeAlias = Literal["daily", "by-hand", "before-restore", "before-undo"]


_LAST: Final = datetime.max.replace(tzinfo=UTC)


class Backup(msgspec.Struct, frozen=True):
    """A backup in its folder; `size` is in bytes, `time` in UTC.

    `day` is local for a daily one, whose `time` is that of its last change, or None where the
    file system has lost it; for others both are in UTC.
    """

    path: Path
    kind: BackupKind
    day: date
    size: int
    time: datetime | None = None
    number: int = 1

    @property
    def order(self) -> tuple[date, datetime, int]:
        """Older ones first; one without a time counts as made when its day ended."""
        return self.day, self.time or _LAST, self.number


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def last_change(store: GoalStore, today: date) -> Event | None:
    """The last change of any goal, but for those by clocks that are days ahead.

    Where there are no others it counts as made today.
    """
    ahead = None
    for goal in sorted(store.goals.values(), key=attrgetter("changed"), reverse=True):
        with suppress(LastmileError):  # removed meanwhile, or a log that cannot be read
            last = store.log(goal.uid)[-1]
            if last.day <= today:
                return last
            ahead = ahead or replace(last, day=today)
    return ahead


def bear(path: Path, at: datetime) -> None:
    """Let a file bear a time; where it cannot, nothing depends on it."""
    with suppress(OSError):
        os.utime(path, ns=(_ns(at), _ns(at)))


def behind(mtimes: list[int], at: datetime) -> timedelta:
    """How much later a change is than the newest of some files, by their times in nanoseconds."""
    return (_ns(at) - max(mtimes)) // 1000 * _MICROSECOND


def borne(mtime: int, day: date) -> datetime | None:
    """The time that a file of a local day bears; None for one that no zone can have on that day."""
    try:
        at = _EPOCH + mtime // 1000 * _MICROSECOND
    except OverflowError:
        return None
    return at if -1 <= (at.date() - day).days <= 2 else None  # noqa: PLR2004 # a day may end at noon


def day_of(backup: Backup, calendar: Calendar) -> date:
    """The day of a backup as the user counts days."""
    if backup.kind == "daily" or backup.time is None:
        return backup.day
    return calendar.date_of(backup.time)


def say_made(backup: Backup, calendar: Calendar, today: date) -> str:
    """When a backup was made, or a day's last change: `today 11:37`."""
    day = say_date(day_of(backup, calendar), today)
    if not backup.time:
        return day
    return f"{day} {backup.time.astimezone(calendar.zone):%H:%M}"


def _ns(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND * 1000
