"""The demo: seven goals in all seven states, driven by the moves that drive real ones."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.examples.stories import STORIES, Day
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.review import diary

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from lastmile_tui.domain.examples.stories import Story
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.record import Record

DEVICE = "demo"

REVIEWED, SKIPPED = 47, frozenset({44, 40, 39, 33, 26, 21, 13})
"""The days ago of the first review, and those without one since: a streak of twelve."""

_DAY = re.compile(r"(?P<ahead>\+)?(?P<count>\d+)(?:d|w (?P<weekday>\w{3}))")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def demo_records(now: datetime, calendar: Calendar, entropy: Callable[[], int]) -> list[Record]:
    """The seven goals as they stand at an instant, with nothing later than the day before it.

    The diary is the last one. `entropy` gives 80 random bits for each new id.
    """
    today = calendar.date_of(now)
    goals = [_record_of_story(story, today, calendar, entropy) for story in STORIES]
    return [*goals, _diary(today, calendar, entropy)]


def day_of(text: str, today: date) -> date:
    """The date that a story means: `5d` ago, `+4d` ahead, `3w sat` of the third week before."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    count = int(found["count"]) * (1 if found["ahead"] else -1)
    if not found["weekday"]:
        return today + timedelta(days=count)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(weeks=count, days=_WEEKDAYS.index(found["weekday"]))


def _diary(today: date, calendar: Calendar, entropy: Callable[[], int]) -> Record:
    """Reviews in the evening, the first weeks with gaps."""
    days = (back for back in range(REVIEWED, 0, -1) if back not in SKIPPED)
    stamps = (_stamp(f"{back}d 21:45", today, calendar, entropy) for back in days)
    record = diary.begin(next(stamps))
    for stamp in stamps:
        record = diary.finish(record, stamp)
    return record


def _stamp(when: str, today: date, calendar: Calendar, entropy: Callable[[], int]) -> Stamp:
    day, clock = when.rsplit(maxsplit=1)
    wall = datetime.combine(day_of(day, today), time.fromisoformat(clock), calendar.zone)
    at = wall.astimezone(UTC)
    return Stamp(ulid(at, entropy()), at, DEVICE, calendar.date_of(at))


def _record_of_story(
    story: Story, today: date, calendar: Calendar, entropy: Callable[[], int]
) -> Record:
    def stamp(when: str) -> Stamp:
        return _stamp(when, today, calendar, entropy)

    plan = read_line(story.line, _no_date)
    due = day_of(story.due.text, today) if story.due else None
    record = add(replace(plan, due=due), stamp(story.begun))
    for beat in story.beats:
        args = [_resolved(arg, today) for arg in beat.args]
        named = {name: _resolved(arg, today) for name, arg in beat.named.items()}
        record = beat.move(record, stamp(beat.when), *args, **named)
    return record


def _no_date(_: Sequence[str]) -> None:
    """Stories give their dates beside the line."""


def _resolved(value: Any, today: date) -> Any:
    return day_of(value.text, today) if isinstance(value, Day) else value
