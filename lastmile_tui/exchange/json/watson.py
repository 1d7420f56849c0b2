"""Watson's frames: each project is a road that counts hours, its frames what was done of it.

A frame over midnight is of both days. Nobody says how many hours a project takes: the road ends at
a round number beyond those that it has, until it is given another end.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from lastmile_tui.exchange.items import Datapoint, Item, Left, Reading
from lastmile_tui.exchange.json.objects import whole
from lastmile_tui.exchange.json.values import instant, round_above, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.files import GivenFile, Local
    from lastmile_tui.exchange.items import Moment

ORIGIN = "watson"

NO_FRAME = "is no frame of a start, an end and a project"
TOO_LONG = "lasts longer than a month, or ends before it begins"

_FRAME = re.compile(r'\s*\[\s*\[\s*\d{8,11}(?:\.0)?\s*,\s*\d{8,11}(?:\.0)?\s*,\s*"')
_LONGEST = timedelta(days=31)
_HOUR = timedelta(hours=1)


def recognises(file: GivenFile) -> float:
    """By its first frame, or by the names of what `watson log --json` prints."""
    if file.names >= {"project", "start", "stop", "tags"}:
        return 0.9
    return 0.95 if _FRAME.match(file.head) else 0.0


def read(file: GivenFile, local: Local) -> Reading:
    """All projects with their frames."""
    found = whole(file)
    unread: list[Left] = []
    hours: dict[str, list[Datapoint]] = {}
    kept: dict[str, dict[str, Any]] = {}
    tags: dict[str, dict[str, None]] = {}
    for number, frame in enumerate(found if isinstance(found, list) else [found], 1):
        one = _frame(frame)
        if one is None:
            unread.append(Left(NO_FRAME, str(frame)[:100], number))
            continue
        start, stop, project, name, words = one
        if not start <= stop <= start + _LONGEST:
            unread.append(Left(TOO_LONG, project, number))
            continue
        parts = _days(start.astimezone(local.zone), stop.astimezone(local.zone))
        points = [Datapoint(at, round(took / _HOUR, 4), " ".join(words)) for at, took in parts]
        hours.setdefault(project, []).extend(points)
        kept.setdefault(project, {})[name or f"{start:%Y%m%dT%H%M%S}"] = [
            int(start.timestamp()), int(stop.timestamp()), *words
        ]  # fmt: skip
        tags.setdefault(project, {}).update(dict.fromkeys(words))
    items = tuple(
        Item(
            key=f"project {project}",
            title=project,
            created=points[0].at if points else None,
            tags=tuple(tags[project]),
            unit="h",
            target=round_above(1.25 * sum(point.value for point in points)),
            amounts=tuple(points),
            extra={"frames": kept[project]},
        )
        for project, points in hours.items()
    )
    return Reading(ORIGIN, items, unread=tuple(unread))


def _frame(frame: Any) -> tuple[datetime, datetime, str, str, list[str]] | None:
    """Start, end, project, id and tags of a frame."""
    if isinstance(frame, dict):
        names = ("start", "stop", "project", "id", "tags")
        frame = [frame.get(name) for name in names]
    if not isinstance(frame, list) or len(frame) < len(("start", "stop", "project")):
        return None
    start, stop, project = instant(frame[0]), instant(frame[1]), text(frame[2])
    if start is None or stop is None or not project:
        return None
    name, words = [*frame[3:], None, None][:2]
    return start, stop, project, text(name), texts(words)


def _days(start: datetime, stop: datetime) -> Iterator[tuple[Moment, timedelta]]:
    """The parts of a stretch of time in each local day, each with when it ended.

    Of one over midnight the parts have their day alone: whose day turns later in the night than
    Watson's has them on the days of its reports all the same.
    """
    over = start.date() < stop.date()
    while start.date() < stop.date():
        midnight = datetime.combine(start.date() + timedelta(days=1), time(), start.tzinfo)
        took = midnight.timestamp() - start.timestamp()
        yield start.date(), timedelta(seconds=took)
        start = midnight
    took = stop.timestamp() - start.timestamp()
    if took > 0:
        yield stop.date() if over else stop, timedelta(seconds=took)
