"""The diary: a hidden goal whose log says on which days a review was finished.

It is a record like any other, so that two devices keep it together as they keep a goal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.events import Event, EventKind
from lastmile_tui.domain.model.record import Record, change, record_of
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.goal import Goal

DIARY = "dailyreviewdiary"
"""Its uid in every file, so that there is one of it after a merge."""


def begin(stamp: Stamp) -> Record:
    """A diary whose first day is today."""
    part = {"title": "page", "rank": 0.0}
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day, kind=EventKind.REVIEWED.value,
        set={"title": "Diary", "diary": True, "marker:page": part, **_day(stamp)},
    )  # fmt: skip
    return record_of(DIARY, (event,))


def finish(record: Record, stamp: Stamp) -> Record:
    """Write down that the review of today is finished; GoalError when that stands there."""
    return change(record, stamp, EventKind.REVIEWED, _day(stamp))


def reopen(record: Record, stamp: Stamp) -> Record:
    """Write down that the review of today is not finished any more: an answer was undone."""
    return change(record, stamp, EventKind.NOT_REVIEWED, {"reviewed": None})


def finished(goals: Mapping[str, Goal], day: date) -> bool:
    """Whether the review of a day is finished, the last one that is."""
    diary = goals.get(DIARY)
    return diary is not None and diary.reviewed == day


def days_of(log: Log) -> frozenset[date]:
    """The days on which a review was finished."""
    days: set[date] = set()
    times = times_of(log)
    for event in standing(log):
        if event.kind == EventKind.REVIEWED:
            days.add(times.day(event))
        elif event.kind == EventKind.NOT_REVIEWED:
            days.discard(times.day(event))
    return frozenset(days)


def _day(stamp: Stamp) -> dict[str, str]:
    return {"reviewed": stamp.day.isoformat()}
