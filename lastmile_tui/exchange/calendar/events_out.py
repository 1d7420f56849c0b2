"""The days of goals as events: calendars that are subscribed to show no tasks.

An event is there as long as its day stands and what it is about is still to be done.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from lastmile_tui.dates.words import WEEKDAYS
from lastmile_tui.domain.model.goal import State
from lastmile_tui.exchange.calendar.items import HOST
from lastmile_tui.exchange.calendar.lines import escape
from lastmile_tui.exchange.calendar.versions import MARKER, reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.exchange.calendar.versions import PartVersion, Versions
    from lastmile_tui.exchange.files import Local

REVIEW = "lastmile: the daily review"


def events(goal: Goal, versions: Versions, local: Local) -> Iterator[list[str]]:
    """The lines of an event for each day of a goal that goes on."""
    state = goal.state(local.today)
    if state in (State.SEALED, State.LET_GO):
        return
    ends = ("sealed", "let_go")
    if goal.due is not None:
        version = versions.of(("title", "due", "due_time", *ends))
        day = _when(goal.due, goal.due_time, local)
        yield _event(f"{goal.uid}-due", f"due: {goal.title}", day, version)
    for marker, end in zip(goal.markers, goal.ends, strict=True):
        if marker.due is not None and end > goal.position:
            names = ("title", f"{MARKER}{marker.id}", reach(marker.id), *ends)
            words = f"{marker.title} · {goal.title}"
            day = _when(marker.due, None, local)
            yield _event(f"{goal.uid}-{marker.id}-due", words, day, versions.of(names))
    if state is State.PARKED and goal.parked_until is not None:
        version = versions.of(("title", "parked_until", *ends))
        day = _when(goal.parked_until, None, local)
        yield _event(f"{goal.uid}-back", f"back on the road: {goal.title}", day, version)
    step = goal.next_step
    if step is not None and step.on is not None:
        version = versions.of(("title", "next_step", *ends))
        day = _when(step.on, None, local)
        yield _event(f"{goal.uid}-step", f"{step.text} · {goal.title}", day, version)


def review(since: date, rest_days: Iterable[int]) -> list[str]:
    """The event of the daily review, which is at no time of the day; on rest days there is none.

    `rest_days` are numbers, Monday 0.
    """
    rest = {*rest_days}
    days = [number for number in range(7) if number not in rest]
    first = next(
        day
        for day in (date.fromordinal(since.toordinal() + more) for more in range(7))
        if day.weekday() in days
    )
    rule, name = "FREQ=DAILY", "review"
    if rest:  # an event of its own: nobody knows when the rest days were changed
        rule = "FREQ=WEEKLY;BYDAY=" + ",".join(WEEKDAYS[number][:2].upper() for number in days)
        name = "-".join((name, "without", *(WEEKDAYS[number][:3] for number in sorted(rest))))
    at = utc(datetime.combine(first, time(), UTC))
    lines = [
        *("BEGIN:VEVENT", f"UID:{name}{HOST}", f"DTSTAMP:{at}", f"LAST-MODIFIED:{at}"),
        *("SEQUENCE:0", f"SUMMARY:{escape(REVIEW)}"),
        *(f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"RRULE:{rule}", "TRANSP:TRANSPARENT"),
    ]
    return [*lines, "END:VEVENT"]


def _event(name: str, words: str, when: str, version: PartVersion) -> list[str]:
    at = utc(version.at)
    return [
        *("BEGIN:VEVENT", f"UID:{name}{HOST}", f"DTSTAMP:{at}", f"LAST-MODIFIED:{at}"),
        *(f"SEQUENCE:{version.number}", f"SUMMARY:{escape(words)}", f"DTSTART{when}"),
        *("TRANSP:TRANSPARENT", "END:VEVENT"),
    ]


def _when(day: date, at: time | None, local: Local) -> str:
    """A day, or an instant of it, as it stands behind the name of a property."""
    if at is None:
        return f";VALUE=DATE:{day.year:04}{day:%m%d}"
    return f":{utc(datetime.combine(day, at.replace(tzinfo=None), local.zone))}"


def utc(at: datetime) -> str:
    """An instant in UTC as iCalendar writes it."""
    try:
        at = at.astimezone(UTC)
    except OverflowError:
        at = at.replace(tzinfo=UTC)
    return f"{at.year:04}{at:%m%dT%H%M%SZ}"
