"""Review streaks, and the days on which there was anything to review.

A day with a finished review counts one. Today breaks nothing as long as it lasts. Another day
without a review breaks the streak, unless its weekday is a rest day or no goal was active on it;
such a day does not count itself. Days after today, from the clock of another device, are left out.
A date that never happened breaks nothing either, and one that was lived twice counts once.

`rest` holds weekdays, Monday 0. `active_on` says of a day whether a goal was active on it, which
costs reading logs: it is asked of the latest days first, and only of days that could break.
`skipped` says how many dates never happened between a day and the review before it (`skipped`).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import (
    date,  # msgspec resolves the annotations
    timedelta,
)
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.fold import goal_of
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.errors import LastmileError


class Streaks(Struct, frozen=True):
    """Reviews that were finished: days in a row up to now, the longest row, and all days."""

    current: int = 0
    longest: int = 0
    reviewed: int = 0
    days: tuple[date, ...] = ()


if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date, datetime

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.times import Times

    ActiveOn = Callable[[date], bool]

_NONE: Mapping[date, int] = MappingProxyType({})

_LATE = 1
"""Days by which the local day of an event can be later than its UTC date: east of Greenwich."""

_EARLY = 2
"""Days by which it can be earlier: the west or an hour of the night, and a stamp set ahead."""


def streaks_of(
    days: Collection[date],
    today: date,
    *,
    rest: frozenset[int] = frozenset(),
    active_on: ActiveOn,
    skipped: Mapping[date, int] = _NONE,
) -> Streaks:
    """All there is to say of the days on which a review was finished."""
    past = sorted({day for day in days if day <= today})
    longest = run = 0
    later = today
    for day in reversed(past):
        run = 1 if _breaks(day, later, rest, active_on, skipped) else run + 1
        longest = max(longest, run)
        later = day
    return Streaks(
        current=current_streak(past, today, rest=rest, active_on=active_on, skipped=skipped),
        longest=longest,
        reviewed=len(past),
        days=tuple(past),
    )


def current_streak(
    days: Collection[date],
    today: date,
    *,
    rest: frozenset[int] = frozenset(),
    active_on: ActiveOn,
    skipped: Mapping[date, int] = _NONE,
) -> int:
    """The days with a review up to now, without a look at what lies before the streak."""
    count, later = 0, today
    for day in sorted({day for day in days if day <= today}, reverse=True):
        if _breaks(day, later, rest, active_on, skipped):
            break
        count, later = count + 1, day
    return count


def review_due(
    goals: Iterable[Goal],
    today: date,
    *,
    finished: bool,
    rest: frozenset[int] = frozenset(),
    begun: Callable[[datetime], date] | None = None,
) -> bool:
    """Whether today's review is to be done: a goal is active, and today is no rest day.

    `begun` gives the day of an instant; with it one goal has to be older than today, since who
    writes down the first ones has just looked at them.
    """
    if finished or today.weekday() in rest:
        return False
    active = (goal for goal in goals if goal.on_road(today))
    return any(begun is None or begun(goal.created) < today for goal in active)


class ActiveDays:
    """On which days any goal of a file was active when the local day ended.

    What was changed on a later day, undos included, counts from that day on; a goal counts from the
    day on which it was written down, also where a person dated what was done before. A log that
    cannot be read tells of no active day. Logs that were read are kept: make another one when goals
    changed.
    """

    def __init__(
        self, goals: Iterable[Goal], log_of: Callable[[str], Log], today: date | None = None
    ) -> None:
        self._log_of, self._today = log_of, today
        seen = (goal for goal in goals if not goal.template and not goal.diary)
        self._goals = sorted(seen, key=_unlikely)
        self._first = min((_born(goal) for goal in self._goals), default=0)
        self._logs: dict[str, tuple[Log, Times]] = {}
        self._then: dict[tuple[str, int], Goal] = {}

    def on(self, day: date) -> bool:
        """Whether a goal was active at the end of a day; no log is read where none need be."""
        number = day.toordinal()
        if number < self._first:
            return False
        unsure = []
        for goal in self._goals:
            if _born(goal) > number:
                continue
            if goal.changed.toordinal() + _LATE > number:
                unsure.append(goal)
            elif goal.on_road(day):
                return True
        return any(self._was_active(goal, day) for goal in unsure)

    def _was_active(self, goal: Goal, day: date) -> bool:
        then = None
        with suppress(LastmileError):
            then = self._at_the_end(goal.uid, day)
        return then is not None and then.on_road(day)

    def _at_the_end(self, uid: str, day: date) -> Goal | None:
        """The goal as it was when a day ended; None before it was added."""
        if uid not in self._logs:
            log = self._log_of(uid)
            self._logs[uid] = log, times_of(log, self._today)
        (first, *rest), times = self._logs[uid]
        if (first.day if times.dated(first) else times.day(first)) > day:
            return None
        known = (first, *(event for event in rest if times.day(event) <= day))
        key = (uid, len(known))  # a later day knows the same events and more
        if key not in self._then:
            self._then[key] = goal_of(uid, known)
        return self._then[key]


def _breaks(
    day: date,
    later: date,
    rest: frozenset[int],
    active_on: ActiveOn,
    skipped: Mapping[date, int],
) -> bool:
    """Whether any day between two days breaks, the latest looked at first."""
    between = (later - timedelta(back) for back in range(1, (later - day).days))
    missed = (date for date in between if date.weekday() not in rest and active_on(date))
    return next(islice(missed, skipped.get(later, 0), None), None) is not None


def _born(goal: Goal) -> int:
    """The number of the earliest day on which a goal may have been added."""
    return goal.created.toordinal() - _EARLY


def _unlikely(goal: Goal) -> tuple[bool, int]:
    """Open goals first, the oldest ones first: they were active on most days."""
    ended = goal.deleted or goal.sealed is not None or goal.let_go is not None
    return ended, _born(goal)
