"""Watson's frames: its file `frames`, and what `watson log --json` prints.

A project is a road that counts its hours; each frame is an entry, of two days where it goes over
midnight. Its finish is the next round number of hours, for Watson knows none. Frames end where they
say, so a night in which clocks change has its true length.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading
from lastmile_tui.exchange.json.objects import whole
from lastmile_tui.exchange.json.values import instant, round_above, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Moment

ORIGIN = "watson"

NO_FRAME = "is no frame"
NO_TIME = "without any time"
NO_END = "has a begin or an end that is no date"
BACKWARDS = "ends before it begins"
TOO_LONG = "is longer than a month"

_LONGEST = timedelta(days=31)

_FRAMES = re.compile(r'\s*\[\s*\[\s*\d+\s*,\s*\d+\s*,\s*"(?:[^"\\]|\\.)*"\s*,\s*"[0-9a-f]{32}"')
_NAMES = {"id", "project", "start", "stop", "tags"}


def recognises(file: GivenFile) -> float:
    """By the first frame."""
    if _FRAMES.match(file.head):
        return 0.95
    return 0.8 if file.names == _NAMES else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """A counting road for each project, with all its frames."""
    found = whole(file)
    if not isinstance(found, list):
        raise ImportFileError(f"{file.name} has no list of frames; give the file ‘frames’ itself.")
    return _Frames(local.zone).reading(found)


class _Project:
    """What is found of a project."""

    def __init__(self) -> None:
        self.begun: list[datetime] = []
        self.amounts: list[Datapoint] = []
        self.tags: dict[str, None] = {}


class _Frames:
    """The frames, sorted into projects."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._projects: dict[str, _Project] = {}
        self._skipped: list[Left] = []
        self._unread: list[Left] = []

    def reading(self, frames: list[Any]) -> Reading:
        for frame in frames:
            self._add(frame)
        items = [_item(name, project) for name, project in self._projects.items()]
        return Reading(ORIGIN, tuple(items), tuple(self._skipped), tuple(self._unread))

    def _add(self, frame: Any) -> None:
        """Put a frame to its project; what is none is noted."""
        if isinstance(frame, dict):
            frame = [frame.get(name) for name in ("start", "stop", "project", "id", "tags")]
        if not isinstance(frame, list) or len(frame) < _FIELDS:
            self._unread.append(Left(NO_FRAME, str(frame)[:100]))
            return
        name = text(frame[2])
        begin, end = (instant(value) for value in frame[:2])
        if reason := _doubt(begin, end):
            left = self._skipped if reason == NO_TIME else self._unread
            left.append(Left(reason, f"{name} {frame[0]!s:.30}"))
        elif begin and end:
            tags = texts(frame[4]) if len(frame) > _TAGS else []
            project = self._projects.setdefault(name, _Project())
            project.begun.append(begin)
            project.tags |= dict.fromkeys(tags)
            words = ", ".join(tags)
            project.amounts += [Datapoint(at, part, words) for at, part in self._days(begin, end)]

    def _days(self, begin: datetime, end: datetime) -> Iterator[tuple[Moment, float]]:
        """The hours of a frame on each day of the calendar, each with when they ended."""
        begin, end = begin.astimezone(UTC), end.astimezone(UTC)
        while begin < end:
            day = begin.astimezone(self._zone).date()
            turn = datetime.combine(day + timedelta(days=1), time(), self._zone).astimezone(UTC)
            last = min(end, turn) if turn > begin else end
            at = (last - _TICK if last == turn else last).astimezone(self._zone)
            yield day if at.time() < _NIGHT else at, _hours(last - begin)
            begin = last


_NIGHT = time(5)
"""What ended before it is told by its day alone: else it is of the day before, which ends late."""

_FIELDS, _TAGS = 3, 4
"""Values of a frame at least, and which are its tags."""

_TICK = timedelta(seconds=1)
"""Before midnight, so that it is still of the day that ends."""


def _doubt(begin: datetime | None, end: datetime | None) -> str:
    """Why a frame is not taken; empty where it is."""
    if begin is None or end is None or not _EARLIEST <= begin.year <= end.year <= _LATEST:
        late = begin is not None and end is not None and end < begin
        return BACKWARDS if late else NO_END
    if end < begin:
        return BACKWARDS
    if begin == end:
        return NO_TIME
    return TOO_LONG if end - begin > _LONGEST else ""


_EARLIEST, _LATEST = 2, 9998
"""Years in which each instant has a day in every zone."""


def _item(name: str, project: _Project) -> Item:
    total = sum(amount.value for amount in project.amounts)
    return Item(
        key=f"project.{name}",
        title=name or "…",
        created=min(project.begun),
        tags=tuple(project.tags),
        unit="h",
        target=round_above(total),
        amounts=tuple(project.amounts),
    )


def _hours(length: timedelta) -> float:
    return round(length.total_seconds() / 3600, 4)
