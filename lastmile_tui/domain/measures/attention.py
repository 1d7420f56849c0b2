"""What there is to worry about: a level from 0 to 3, and its reasons.

A reason that goes on never gets smaller by itself, and work on a goal never makes one larger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.reasons import Reason, ReasonKind
from lastmile_tui.domain.model.goal import Goal, State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.forecast import Forecast

MOST = 3
"""The highest level."""

NO_RHYTHM = 7.0
"""Days a goal may rest that has no rhythm of its own yet: a week is how people plan."""

REST = 2.0
"""A goal rests longer than usual from twice its rhythm on: a day more or less is no sign."""

LEAST_REST = 3.0
"""Days that any goal before its stretch may rest: nobody works on everything every day."""

DAYS_A_TOUCH = 4.0
"""In the stretch a goal is touched at least four times in the days until it is due."""

STEEP = (1.0, 2.0, 4.0)
"""How many times longer than it may a goal rests at the levels 1, 2 and 3."""

COASTING = 0.5
"""The share of its own pace under which a goal coasts through the stretch."""

COASTING_DAYS = 3
"""Days in the stretch before its pace says anything."""

COASTING_LEGS = 2
"""Legs before the stretch under which there is no pace to compare with."""

UNSEALED = (1, 3, 7)
"""Days at the last marker at the levels 1, 2 and 3: a signature takes a day, not a week."""

BLOCKED_FINAL, BLOCKED = (1, 3, 10), (7, 21, 60)
"""Days of a roadblock at the levels 1, 2 and 3, in the stretch and before it."""

MY_TURN, THEIR_TURN = (2, 7, 30), (14, 45)
"""Days of a turn at the levels: an answer is owed after two days, asked for after two weeks."""

UPKEEP = (30, 90)
"""Days without work at which a road falls into disrepair: a month, a season."""

LATE = {State.PLANNED: 2, State.DRIVING: 2, State.STRETCH: 3, State.DOOR: 3}
"""The level from the due date on: in the stretch nothing is left that may wait."""

BEHIND = (0.25, 0.1)
"""The chance to meet the due date under which a goal is behind it, at the levels 1 and 2."""

AWAY = 2
"""Days without work on a stretch goal at which driving another one means something."""

PUT_OFF = 2
"""Due dates put off at which it is a habit."""


class OtherGoals(Struct, frozen=True, gc=False):
    """Other goals driven since the last work on this one, and those of them started since."""

    driven: int = 0
    started: int = 0
    newest: str = ""
    """The title of the one started last."""


class Attention(Struct, frozen=True, gc=False):
    """How much a goal needs it, 0 to 3, and why, the strongest reason first."""

    level: int = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether the due date or its time has passed."""
        return any(reason.overdue for reason in self.reasons)


QUIET = Attention()
"""Of a goal that needs none."""


def attention_of(  # what it depends on, each a value of its own
    goal: Goal,
    course: Course,
    forecast: Forecast | None,
    others: OtherGoals,
    today: date,
    *,
    now: datetime | None = None,
) -> Attention:
    """The level is that of the strongest reason, and one higher when two of level 2 come together.

    `now` is what the user's clock shows, aware; without it a due time lasts to the end of its day.

    Goals that are parked, sealed or let go need none.
    """
    state = goal.state(today)
    if state in (State.PARKED, State.SEALED, State.LET_GO):
        return QUIET
    reasons = [
        reason
        for found in (
            _late(goal, state, forecast, today, overdue=goal.is_overdue(today, now)),
            _not_sealed(course, today),
            _blocked(goal, state, today),
            _turn(goal, today),
            _idle(goal, course, state, today),
            _coasting(goal, course, today),
            _moved_on(course, state, others, today),
            _upkeep(course, state, today),
            _finish_moved(course),
        )
        for reason in found
    ]
    if not reasons:
        return QUIET
    kinds = list(ReasonKind)
    reasons.sort(key=lambda reason: (-reason.level, kinds.index(reason.kind)))
    level = reasons[0].level
    if level == MOST - 1 and sum(reason.level == level for reason in reasons) > 1:
        level = MOST
    return Attention(level, tuple(reasons))


def _late(
    goal: Goal, state: State, forecast: Forecast | None, today: date, *, overdue: bool
) -> Iterator[Reason]:
    """The due date or its time passed, or it is today with miles left, or the forecast is later."""
    if goal.due is None:
        return
    days = (goal.due - today).days
    if overdue or (days == 0 and goal.to_go > 0):
        yield Reason(
            ReasonKind.LATE,
            LATE[state],
            days=min(days, 0),
            to_go=goal.to_go,
            unit=goal.unit,
            name=f"{goal.due_time:%H:%M}" if goal.due_time else "",
            overdue=overdue,
        )
    elif forecast and (level := sum(forecast.chance(days) < chance for chance in BEHIND)):
        early, late = forecast.wide
        yield Reason(ReasonKind.LATE, level, days=days, early=early, late=late)


def _not_sealed(course: Course, today: date) -> Iterator[Reason]:
    """Nothing is left to drive, but it is not sealed."""
    if course.at_door:
        days = course.days(course.at_door, today)
        yield from _stepped(ReasonKind.NOT_SEALED, days, UNSEALED)


def _blocked(goal: Goal, state: State, today: date) -> Iterator[Reason]:
    """Something stands in the way; the oldest roadblock counts."""
    if goal.roadblocks:
        block = min(goal.roadblocks, key=lambda block: block.since)
        steps = BLOCKED_FINAL if state in (State.STRETCH, State.DOOR) else BLOCKED
        yield from _stepped(ReasonKind.BLOCKED, (today - block.since).days, steps, name=block.label)


def _turn(goal: Goal, today: date) -> Iterator[Reason]:
    """An answer is owed, or has been waited for."""
    if goal.turn:
        mine = goal.turn.whose == "mine"
        kind, steps = (
            (ReasonKind.YOUR_TURN, MY_TURN) if mine else (ReasonKind.THEIR_TURN, THEIR_TURN)
        )
        yield from _stepped(kind, (today - goal.turn.since).days, steps)


def _idle(goal: Goal, course: Course, state: State, today: date) -> Iterator[Reason]:
    """It rests longer than its own rhythm lets it.

    In the stretch it may rest the less the fewer days are left, and one day at the end. Before the
    stretch this is a first sign at most, and so where something is in the way: that is told itself.
    From the days of upkeep on it is upkeep that is told, which is no less.
    """
    days = course.rest(today)
    if state is not State.STRETCH and (state is not State.DRIVING or days >= UPKEEP[0]):
        return
    may = _may_rest(goal, course, state, today)
    level = sum(days > may * step for step in STEEP)
    if level:
        first = state is State.DRIVING or _held_up(goal)
        ahead = state is State.STRETCH and goal.due is not None and goal.due >= today
        left = (goal.due - today).days if goal.due and ahead else None
        yield Reason(
            ReasonKind.IDLE, 1 if first else level, days=days, usual=course.rhythm, left=left
        )


def _may_rest(goal: Goal, course: Course, state: State, today: date) -> float:
    """The days that a goal may rest; those that are left at its own pace where none is due."""
    rhythm = course.rhythm or NO_RHYTHM / REST
    may = max(REST * rhythm, LEAST_REST)
    if state is State.DRIVING:
        return may
    if goal.due:
        return max(min(may, (goal.due - today).days / DAYS_A_TOUCH), 1.0)
    left = goal.to_go / course.pace if course.pace else may
    return max(min(may, left), rhythm, 1.0)


def _held_up(goal: Goal) -> bool:
    """Whether somebody or something else has to move first."""
    return bool(goal.roadblocks) or (goal.turn is not None and goal.turn.whose == "theirs")


def _coasting(goal: Goal, course: Course, today: date) -> Iterator[Reason]:
    """The pace in the stretch is under half of the goal's own pace before it, or a quarter (2)."""
    if course.in_stretch is None or course.at_door or not course.pace:
        return
    if sum(not leg.final for leg in course.legs) < COASTING_LEGS:
        return
    days = course.days(course.in_stretch, today)
    if days < max(COASTING_DAYS, course.stride):
        return
    now = (goal.position - goal.final_start) / days
    if now < course.pace * COASTING:
        yield Reason(
            ReasonKind.COASTING,
            2 if now < course.pace * COASTING**2 and not _held_up(goal) else 1,
            days=days,
            now=now,
            before=course.pace,
            unit=goal.unit,
        )


def _moved_on(course: Course, state: State, others: OtherGoals, today: date) -> Iterator[Reason]:
    """Since the last work on this stretch goal others were started (2) or driven (1)."""
    days = course.rest(today)
    if state not in (State.STRETCH, State.DOOR) or days <= 0:
        return
    if others.started:
        yield Reason(ReasonKind.MOVED_ON, 2, days=days, count=others.started, name=others.newest)
    elif others.driven and days >= AWAY:
        yield Reason(ReasonKind.MOVED_ON, 1, days=days, count=others.driven)


def _upkeep(course: Course, state: State, today: date) -> Iterator[Reason]:
    """An active road that nobody worked on for a month."""
    if state is State.DRIVING:
        yield from _stepped(ReasonKind.UPKEEP, course.rest(today), UPKEEP)


def _finish_moved(course: Course) -> Iterator[Reason]:
    """The due date was put off more than once."""
    count = len(course.delays)
    if count >= PUT_OFF:
        yield Reason(ReasonKind.FINISH_MOVED, 1, days=sum(course.delays), count=count)


def _stepped(
    kind: ReasonKind, days: int, steps: tuple[int, ...], *, name: str = ""
) -> Iterator[Reason]:
    """A reason whose level is the number of steps that its days have reached."""
    level = sum(days >= step for step in steps)
    if level:
        yield Reason(kind, level, days=days, name=name)
