"""When events were done: the clock of a device may be wrong, and a person may say another day.

The logical time of a log, `Event.at`, orders it and merges it; nothing is measured by it. An event
was done when the clock of its device said (`made_at`), but where that does not fit its neighbours:

- The longest run of events whose clocks agree with their order is taken at its word.
- One that is dated behind its successor in that run was made by a clock that ran ahead, and counts
  as done when that successor was; one before its predecessor likewise.
- One that is dated behind the present and has no successor counts as done with its predecessor:
  nothing later is known, and an alarm must not wait for a date that is wrong.
- A day that a person gave (register `on:` and the id of the event) is believed.
- What came by a union that was undone says nothing of the others: it is as if it were not there.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.calendar import later
from lastmile_tui.domain.model.event_log import (
    Derivation,
    are_in_turn,
    derive,
    event_log,
    ids_of,
    written,
)
from lastmile_tui.domain.model.events import DAY, EventKind, all_made_at, made_at
from lastmile_tui.domain.model.undo import brought

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.domain.model.events import Event, Log

SLACK = timedelta(hours=1)
"""By how much the clocks of two devices may differ before either counts as wrong."""

KNOWN_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""Before it there was no lastmile: a clock that says so has lost its battery."""

_ZONES = 2
"""The UTC date of an instant that lies ahead of every place is so many days after today, or more:
it is a day later than the local one at most, be it west of Greenwich or an hour of the night."""


class Done(Struct, frozen=True, gc=False):
    """When an event was done; `dated` when a person said so, and then `at` is some instant of it.

    `ahead` is one whose clock says more than now, of which nobody has said a day. It is `open`
    where nothing later is known: it was done then, or since.
    """

    at: datetime
    day: date
    dated: bool = False
    ahead: bool = False
    open: bool = False


class Times(Struct, frozen=True):
    """When the events of a log were done; `moved` has those that their own clock does not tell.

    A day is that of the place where it was written: after a flight west it may be tomorrow here.
    """

    moved: dict[str, Done] = {}
    today: date | None = None

    def at(self, event: Event) -> datetime:
        """The instant at which an event was done."""
        moved = self.moved.get(event.id)
        return moved.at if moved else made_at(event)

    def day(self, event: Event) -> date:
        """The local day on which an event was done."""
        moved = self.moved.get(event.id)
        return moved.day if moved else event.day

    def days(self, events: Iterable[Event]) -> list[date]:
        """The days of several events."""
        return [*map(self.day, events)] if self.moved else [event.day for event in events]

    def instants(self, events: Sequence[Event]) -> list[datetime]:
        """The instants of several events."""
        return [*map(self.at, events)] if self.moved else all_made_at(events)

    def shown_days(self, events: Sequence[Event]) -> list[date]:
        """The days of several events, as `shown_day`."""
        days, today = self.days(events), self.today
        if today is None or max(days, default=today) <= today:
            return days
        return [min(day, today) for day in days]

    def certain_day(self, event: Event) -> date:
        """The day, but as it was written where nothing later is known (`Done.open`)."""
        moved = self.moved.get(event.id)
        return moved.day if moved and not moved.open else event.day

    def certain_at(self, event: Event) -> datetime:
        """The instant, but as it was written where nothing later is known (`Done.open`)."""
        moved = self.moved.get(event.id)
        return moved.at if moved and not moved.open else made_at(event)

    def shown_day(self, event: Event) -> date:
        """The day, and today where it is later: what was done is not yet to come."""
        day = self.day(event)
        return day if self.today is None else min(day, self.today)

    def dated(self, event: Event) -> bool:
        """Whether a person said on which day it was done."""
        moved = self.moved.get(event.id)
        return moved is not None and moved.dated

    def ahead(self, event: Event) -> bool:
        """Whether it is dated behind today, and nobody has said yet when it was done."""
        moved = self.moved.get(event.id)
        return moved is not None and moved.ahead

    def in_order(self, events: Iterable[Event]) -> list[Event]:
        """Events of the log in the order in which they were done.

        What a person dated stands behind all others of its day or before.
        """
        events = list(events)
        if not self.moved or not any(map(self.dated, events)):
            return events
        placed: list[tuple[date, bool, Event]] = []
        latest = date.min
        for event in events:
            if not self.dated(event):
                latest = max(latest, self.day(event))
                placed.append((latest, False, event))
        placed += [(self.day(event), True, event) for event in events if self.dated(event)]
        placed.sort(key=lambda place: place[:2])
        return [event for *_, event in placed]


_AS_WRITTEN = Times()


class _Known(Struct, frozen=True):
    """What a log says of times by itself, and its latest id, instant and day."""

    times: Times
    head: str
    latest: datetime
    last_day: date


def times_of(log: Log, today: date | None = None) -> Times:
    """When the events of a log were done; with `today` none of them after that, wherever it is."""
    if today is None and are_in_turn(log):
        return _AS_WRITTEN
    known = derive(log, _KNOWN)
    if today is None or (known.last_day <= today and known.latest < ahead_of(today)):
        return known.times
    return _times(event_log(log), today)


@lru_cache(maxsize=8)
def ahead_of(today: date) -> datetime:
    """The first instant that lies in the future wherever it is today."""
    return datetime.combine(later(today, _ZONES), time(), UTC)


def target_of(event: Event) -> str | None:
    """The id of the event that a dating is about; None for an event of another kind."""
    if event.kind != EventKind.DATED:
        return None
    return next((name.removeprefix(DAY) for name in event.set if name.startswith(DAY)), None)


def _know(log: Log) -> _Known:
    in_turn = are_in_turn(log)
    heads = [name[:10] for name in ids_of(log)[-in_turn:]]  # of those in turn the last is enough
    plain = in_turn or (heads == sorted(heads) and not written(log, DAY))
    return _Known(
        times=_AS_WRITTEN if plain else _times(log, None),
        head=max(heads),
        latest=max(map(made_at, log[-1:] if plain else log)),
        last_day=max([event.day for event in log]),
    )


def _know_more(known: _Known, event: Event) -> _Known | None:
    head = event.id[:10]
    union = event.undoes and known.times is not _AS_WRITTEN  # it may be of one
    if head < known.head or _dates(event) or union:
        return None
    latest, last_day = max(made_at(event), known.latest), max(event.day, known.last_day)
    return _Known(known.times, head, latest, last_day)


_KNOWN = Derivation(_know, _know_more)


def _dates(event: Event) -> bool:
    """Whether an event says on which day one was done."""
    return any(name.startswith(DAY) for name in event.set)


def _times(log: Log, today: date | None) -> Times:
    return Times(dict(_corrected(log, today)) | _given(log), today)


def _corrected(log: Log, today: date | None) -> Iterator[tuple[str, Done]]:
    """The events whose clock disagrees with their order, or with the present."""
    if away := brought(log):
        log = tuple(event for event in log if event.id not in away)
    walls = [made_at(event) for event in log]
    limit = ahead_of(today) if today else None
    sound = [
        index
        for index, wall in enumerate(walls)
        if wall >= KNOWN_FROM and (limit is None or wall < limit)
    ]
    run = _longest_run(walls, sound)
    if len(run) == len(log):
        return
    trusted = set(run)
    for index, event in enumerate(log):
        if index in trusted:
            continue
        behind = bisect_right(run, index)
        before = run[behind - 1] if behind else None
        after = run[behind] if behind < len(run) else None
        ahead = limit is not None and walls[index] >= limit
        near = None
        if after is not None and walls[index] - walls[after] > SLACK:
            near = after
        elif before is not None and (ahead or walls[before] - walls[index] > SLACK):
            near = before
        if near is not None:
            # What a person dated says nothing of the day on which it was written down.
            day = walls[near].date() if DAY + log[near].id in log[near].set else log[near].day
            yield event.id, Done(walls[near], day, ahead=ahead, open=near == before)
        elif ahead and today:
            early = max(today, date.min + timedelta(1)) - timedelta(1)
            yield event.id, Done(datetime.combine(early, time(), UTC), today, ahead=True, open=True)


def _longest_run(walls: Sequence[datetime], indexes: Sequence[int]) -> list[int]:
    """The longest run of indexes whose instants never fall; of several the one that ends first.

    By patience sorting (Fredman, On computing the length of longest increasing subsequences, 1975).
    """
    tails: list[datetime] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index in indexes:
        place = bisect_right(tails, walls[index])
        if place:
            before[index] = ends[place - 1]
        tails[place : place + 1] = [walls[index]]
        ends[place : place + 1] = [index]
    run: list[int] = []
    at = ends[-1] if ends else None
    while at is not None:
        run.append(at)
        at = before.get(at)
    return run[::-1]


def _given(log: Log) -> dict[str, Done]:
    """The events that a person dated; a day that is none, which only a broken file has, is not."""
    days: dict[str, str | None] = {}
    for event in log:
        for name, value in event.set.items():
            if name.startswith(DAY):
                days[name.removeprefix(DAY)] = value
    given: dict[str, Done] = {}
    for event in log if days else ():
        if event.id in days:
            written = days[event.id]
            own = DAY + event.id in event.set
            if written is None and not own:
                continue
            day = date.fromisoformat(written) if written else event.day
            given[event.id] = Done(min(_instant(day), made_at(event)), day, dated=True)
    return given


def _instant(day: date) -> datetime:
    """An instant of a day, wherever that is: its noon in UTC."""
    return datetime.combine(day, time(12), UTC)
