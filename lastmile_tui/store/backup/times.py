"""The time of a backup: its file has the modification time of the last change in it."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from lastmile_tui.dates import say_date
from lastmile_tui.errors import LastmileError, StoreError
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.store.goals import GoalStore


BackupKind: TypeAlias = Literal["daily", "by-hand", "before-restore", "before-undo"]


_LAST: Final = datetime.max.replace(tzinfo=UTC)


ENDING: Final = ".json.gz"
_NAME: Final = (
    r"(?:(?P<day>\d{4}-\d\d-\d\d)"
    r"|(?P<kind>by-hand|before-restore|before-undo)-(?P<time>\d{8}T\d{6}Z))(?:-(?P<number>\d{1,6}))?"
    + re.escape(ENDING)
)


class Backup(msgspec.Struct, frozen=True):
    """A backup in its folder; `size` is in bytes, `time` in UTC.

    For a daily one, `day` is local and `time` is that of its last change, or None if the file
    system has lost it; for others both are in UTC.
    """

    path: Path
    kind: BackupKind
    day: date
    size: int
    time: datetime | None = None
    number: int = 1

    @property
    def order(self) -> tuple[date, datetime, int]:
        """Sorts older ones first; one without a time counts as made at the end of its day."""
        return self.day, self.time or _LAST, self.number


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def last_change(store: GoalStore, today: date) -> Event | None:
    """The last change of any goal, ignoring clocks that run days ahead.

    If there are no others, the last of these counts as made today.
    """
    ahead = None
    for goal in sorted(store.goals.values(), key=attrgetter("changed"), reverse=True):
        with suppress(LastmileError):  # it was just removed, or its log cannot be read
            last = store.log(goal.uid)[-1]
            if last.day <= today:
                return last
            ahead = ahead or replace(last, day=today)
    return ahead


def set_file_time(path: Path, at: datetime) -> None:
    """Set the modification time of a file; nothing depends on it, so a failure is ignored."""
    with suppress(OSError):
        os.utime(path, ns=(mtime_of(at), mtime_of(at)))


def lag(mtimes: list[int], at: datetime) -> timedelta:
    """How much later a change is than the newest of some file times, in nanoseconds."""
    return (mtime_of(at) - max(mtimes)) // 1000 * _MICROSECOND


def time_of_change(mtime: int, day: date) -> datetime | None:
    """The time that a daily backup's file has; None if no zone can have that time on that day."""
    try:
        at = _EPOCH + mtime // 1000 * _MICROSECOND
    except OverflowError:
        return None
    return at if -1 <= (at.date() - day).days <= 2 else None  # noqa: PLR2004 # a day may end at noon


def day_of(backup: Backup, calendar: Calendar) -> date:
    """The local day of a backup."""
    if backup.kind == "daily" or backup.time is None:
        return backup.day
    return calendar.date_of(backup.time)


def say_made(backup: Backup, calendar: Calendar, today: date) -> str:
    """The time of a backup in words: `today 11:37`."""
    day = say_date(day_of(backup, calendar), today)
    if not backup.time:
        return day
    return f"{day} {backup.time.astimezone(calendar.zone):%H:%M}"


def mtime_of(at: datetime) -> int:
    """An instant as a modification time, in nanoseconds."""
    return (at - _EPOCH) // _MICROSECOND * 1000


def parse_backup(path: Path) -> Backup | None:
    """The backup in a file, by its name; None for any other."""
    match = re.fullmatch(_NAME, path.name)
    if match is None or path.is_symlink() or not path.is_file():
        return None
    with suppress(StoreError, ValueError):  # it was just removed, or the name is no date
        seen = files.stamp(path)
        if seen is None:
            return None
        number = int(match["number"] or 1)
        if match["day"]:
            day = date.fromisoformat(match["day"])
            return Backup(path, "daily", day, seen.size, time_of_change(seen.mtime, day), number)
        made = datetime.strptime(match["time"], files.FILE_TIME).replace(tzinfo=UTC)
        kind = msgspec.convert(match["kind"], BackupKind)
        return Backup(path, kind, made.date(), seen.size, made, number)
    return None
