"""Devices whose clocks run ahead: their changes count, but one of the clocks is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.days import date_entry
from lastmile_tui.domain.model.events import made_at
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.wording.clocks import entries_ahead, say_ahead
from lastmile_tui.domain.wording.events import say_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime, timedelta

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.store.goals import GoalStore


class FastClock(Struct, frozen=True):
    """A device that dated entries in the future: the last one, and how many goals have some.

    `sentence` says which entries of one of the goals, without its full stop.
    """

    device: str
    until: datetime
    goals: int
    sentence: str = ""


def clocks_ahead(logs: Iterable[Log], now: datetime, limit: timedelta) -> tuple[FastClock, ...]:
    """The devices with entries that were made more than `limit` from now, by the logs of goals."""
    found: dict[str, FastClock] = {}
    for log in logs:
        ahead: dict[str, list[Event]] = {}
        for event in entries_ahead(log, now.date(), now + limit):
            ahead.setdefault(event.dev, []).append(event)
        for device, events in ahead.items():
            last = max(map(made_at, events))
            sentence = say_ahead(str(fold(log).get("title", "")), events, now.date())
            clock = found.get(device, FastClock(device, last, 0, sentence))
            more = FastClock(device, max(last, clock.until), clock.goals + 1, clock.sentence)
            found[device] = more
    return tuple(found[device] for device in sorted(found))


def dates_ahead(
    logs: Iterable[Log], now: datetime, limit: timedelta, calendar: Calendar
) -> Iterator[str]:
    """What `date_ahead` would do, in words."""
    today = calendar.date_of(now)
    for log in logs:
        for event, day in _dates(log, now, limit, today):
            title = str(fold(log).get("title", ""))
            yield f"{say_ahead(title, [event], today)}: date it {say_day(day, today)}"


def date_ahead(
    store: GoalStore, now: datetime, limit: timedelta, calendar: Calendar
) -> tuple[str, ...]:
    """Date what a clock dated ahead by the entries around it, each undone by itself; sentences."""
    today, done = calendar.date_of(now), []
    for uid, goal in [*store.goals.items()]:
        if goal.deleted or goal.changed <= now + limit:
            continue
        for event, day in _dates(store.log(uid), now, limit, today):
            store.change(uid, partial(date_entry, entry=event.id, day=day))
            done.append(f"Dated an entry of ‘{goal.title}’ {say_day(day, today)}.")
    return tuple(done)


def _dates(log: Log, now: datetime, limit: timedelta, today: date) -> list[tuple[Event, date]]:
    """The entries that are dated ahead, with the days that their neighbours allow."""
    times = times_of(log, today)
    ahead = entries_ahead(log, today, now + limit)
    return [(event, min(times.day(event), today)) for event in ahead]
