"""The diary: a hidden goal whose log says on which days a review was finished.

It is a record like any other, so that two devices keep it together as they keep a goal.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.model.events import Event, EventKind
from lastmile_tui.domain.model.record import Record, change, record_of
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.review.skipped import FinishedReview
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastmile_tui.domain.model.events import Log, Stamp
    from lastmile_tui.domain.model.goal import Goal

DIARY = "dailyreviewdiary"
"""Its uid in every file, so that there is one of it after a merge."""


_OFFSET = "offset"
"""The register of minutes by which the clock was ahead of UTC when a review was finished."""

_MINUTES = 24 * 60


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
    if finished({DIARY: record.goal}, stamp.day):
        raise GoalError("That is how it stands already.")
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
    return frozenset(review.day for review in reviews_of(log))


def reviews_of(log: Log) -> tuple[FinishedReview, ...]:
    """The reviews that were finished, as far as none of their day was opened again."""
    found: dict[date, list[FinishedReview]] = {}
    times = times_of(log)
    for event in standing(log):
        day = times.day(event)
        if event.kind == EventKind.REVIEWED:
            found.setdefault(day, []).append(FinishedReview(day, times.at(event), _offset(event)))
        elif event.kind == EventKind.NOT_REVIEWED:
            found.pop(day, None)
    return tuple(chain.from_iterable(found.values()))


def _day(stamp: Stamp) -> dict[str, Any]:
    """The registers of a finished review: its day, and the minutes its clock is ahead of UTC by."""
    day: dict[str, Any] = {"reviewed": stamp.day.isoformat()}
    return day if stamp.offset is None else day | {_OFFSET: stamp.offset // timedelta(minutes=1)}


def _offset(event: Event) -> timedelta | None:
    """What the clock was ahead by; None where an event does not say it, or what no clock can be."""
    minutes = event.set.get(_OFFSET)
    if not isinstance(minutes, int) or abs(minutes) >= _MINUTES:
        return None
    return timedelta(minutes=minutes)
