"""The one last mile of a day: picked on that day, or on the evening before.

What was picked for a day holds on it, and goes on until the goal moves or another one is picked.
Of several picks for the same day, also of two devices, the one made last counts.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates.words import say_date, say_plain
from lastmile_tui.domain.changes.drive import under_way
from lastmile_tui.domain.model.calendar import later
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.goal import Goal  # noqa: TC001 # for msgspec
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move

    DateOf = Callable[[datetime], date]
    """The local day of an instant."""


def pick(record: Record, stamp: Stamp) -> Record:
    """Pick a goal as the one last mile of the day."""
    _require_on_road(record.goal, stamp.day, stamp)
    return change(record, stamp, EventKind.PICKED, {"picked": stamp.made.isoformat()})


def pick_ahead(record: Record, stamp: Stamp, on: date) -> Record:
    """Pick a goal as the one last mile of a day to come, on which it has to be on the road."""
    if on <= stamp.day:
        raise GoalError("A last mile is picked for today, or for a day after it.")
    _require_on_road(record.goal, on, stamp)
    part = {"on": on.isoformat(), "at": stamp.made.isoformat()}
    return change(
        record, stamp, EventKind.PICKED_AHEAD, {"picked_ahead": part}, text=on.isoformat()
    )


def _require_on_road(goal: Goal, on: date, stamp: Stamp) -> None:
    """GoalError for a goal that will not be on the road on a day: the pick would be lost."""
    under_way(goal)
    if goal.parked_until and goal.parked_until > on:
        back = say_plain(goal.parked_until, stamp.day)
        raise GoalError(f"‘{goal.title}’ is parked until {back}; bring it back first.")


def pick_for(on: date, today: date) -> Move:
    """What picks a goal as the one last mile of today, or of a day to come."""
    return pick if on == today else partial(pick_ahead, on=on)


EVENING: Final = 18
"""The hour from which on a last mile is rather picked for tomorrow."""


class Pick(Struct, frozen=True):
    """A goal that was picked for a day; `ahead` on a day before it."""

    on: date
    at: datetime
    goal: Goal
    ahead: bool = False

    @property
    def order(self) -> tuple[date, datetime, str]:
        """The later one counts, on every device."""
        return self.on, self.at, self.goal.uid


class Picks(Struct, frozen=True):
    """What is picked on a day: for `today` or before, for a day `ahead`, and what is `gone`.

    `gone` was picked before its day came, this one or one ahead, and left the road meanwhile.
    """

    today: Pick | None = None
    ahead: Pick | None = None
    gone: Pick | None = None


def picks_of(goals: Iterable[Goal], day: date, date_of: DateOf) -> Picks:
    """What is picked, seen from a day."""
    now: Pick | None = None
    coming: Pick | None = None
    for one in _all(goals, date_of):
        if one.on <= day:
            now = one if now is None or one.order > now.order else now
        elif coming is None or (one.on, coming.order) < (coming.on, one.order):
            coming = one  # the next day first; of one day, what was picked last
    gone = now if now and now.ahead and now.on == day and _left(now.goal, day) else None
    stands = now is not None and now.goal.on_road(day) and not _moved(now, date_of)
    there = coming is not None and coming.goal.on_road(coming.on)
    return Picks(
        now if stands else None, coming if there else None, gone or (None if there else coming)
    )


def tomorrow_of(today: date) -> date:
    """The day behind a day, as far as the calendar goes."""
    return later(today, 1)


def day_to_pick(today: date, wall: datetime) -> date:
    """The day that a last mile is asked for: from the evening on, by the user's clock, tomorrow."""
    evening = wall.hour >= EVENING or wall.date() > today
    return tomorrow_of(today) if evening else today


def say_gone(pick: Pick, today: date) -> str:
    """What became of a goal that was picked for a day."""
    title, day = clean_line(pick.goal.title), say_date(pick.on, today)
    return f"‘{title}’ was picked for {day}, and {_fate(pick.goal, today)}"


def say_pick_day(on: date, today: date) -> str:
    """Whose pick it is: `tomorrow's pick`."""
    return f"{say_date(on, today)}'s pick"


NOT_MOVED: Final = ", not moved yet"
"""Stands behind whose pick it is, until it moves."""


def say_whose(*, of_today: bool) -> str:
    """Whose pick it is that stands: of today, or of a day before."""
    return "today's pick" if of_today else "your pick"


def say_picked(picks: Picks, goal: Goal, today: date) -> str:
    """That a goal is picked, and for which day; empty for one that is not."""
    if picks.today and picks.today.goal.uid == goal.uid:
        return f"{say_whose(of_today=picks.today.on == today)}{NOT_MOVED}"
    if picks.ahead and picks.ahead.goal.uid == goal.uid:
        return say_pick_day(picks.ahead.on, today)
    return ""


def _all(goals: Iterable[Goal], date_of: DateOf) -> Iterator[Pick]:
    for goal in goals:
        if goal.picked:
            yield Pick(date_of(goal.picked), goal.picked, goal)
        if goal.picked_ahead:
            yield Pick(goal.picked_ahead.on, goal.picked_ahead.at, goal, ahead=True)


def _moved(pick: Pick, date_of: DateOf) -> bool:
    """Whether the goal moved on since; of what was picked ahead, since its day began."""
    driven = pick.goal.driven
    if driven is None:
        return False
    return date_of(driven) >= pick.on if pick.ahead else driven > pick.at


def _left(goal: Goal, day: date) -> bool:
    """Whether a goal left the road before a day, so that nothing can be done for it."""
    return not goal.on_road(day) and (goal.seal_day is None or goal.seal_day < day)


def _fate(goal: Goal, today: date) -> str:
    if goal.deleted:
        return "was removed"
    if goal.sealed:
        return "is sealed"
    if goal.let_go:
        return "was let go"
    until = goal.parked_until or today
    return f"is parked until {say_plain(until, today)}"
