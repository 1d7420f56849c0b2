"""What there is to worry about: a level from 0 to 3, and its reasons.

A date that has passed, a roadblock and a turn are facts: their alarms cannot be false, only early.
What they count of the evenings of goals that finish stands in the tables of `docs/forecast.md`.

A reason that goes on gets smaller by itself only where the forecast takes it back, or where it was
asked for in vain, and then not before two days; work on a goal never makes one larger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.measures.reasons import Reason, ReasonKind, stepped
from lastmile_tui.domain.measures.rhythm import AS_EVER, StretchRests, rhythm_of
from lastmile_tui.domain.measures.silence import (
    OtherGoals,
    Situation,
    coasting,
    idle,
    moved_on,
    upkeep,
)
from lastmile_tui.domain.model.goal import Goal, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.forecast import Forecast

MOST = 3
"""The highest level."""

UNLIKELY = (0.25, 0.1)
"""The chances to meet the due date under which a goal is late at the levels 1 and 2.

Measured as in `silence.py`: of the evenings in the stretch on which it was said before the date the
goal missed it on 77 % at level 1, and on 79 % at level 2, of goals that finished; with those that
died, on 83 and 85 %."""

UNSEALED = (1, 3, 7)
"""Days at the last marker at the levels 1, 2 and 3: a signature takes a day, not a week. A fact,
which no simulated person has: they seal what they finish, or it is not looked at."""

BLOCKED_FINAL, BLOCKED = (1, 3, 10), (7, 21, 60)
"""Days of a roadblock at the levels 1, 2 and 3, in the stretch and before it. A fact that somebody
has written; simulated people have none, so nothing is measured of it."""

MY_TURN, THEIR_TURN = (2, 7, 30), (14, 45)
"""Days of a turn at the levels: an answer is owed after two days, asked for after two weeks. A fact
as roadblocks are, and not measured either."""

LATE = {State.PLANNED: 2, State.DRIVING: 2, State.STRETCH: 3, State.DOOR: 3}
"""The level from the due date on, while that is news: in the stretch nothing is left that may wait.

A fact: evenings on which nothing else was loud are the column "only overdue" of the docs, 0.6 %."""

MARKER_LATE = (1, 7)
"""Days after its day at which a marker is late at the levels 1 and 2.

Level 2 is for roads without a due date, and for those whose own date is as loud: a date on the way
is a means, and that of the whole road is what was promised. A fact, and not measured.
"""

PUT_OFF = 2
"""Due dates put off at which it is a habit: a first sign at most, so never a loud one."""

RESTING = frozenset((ReasonKind.IDLE, ReasonKind.COASTING, ReasonKind.MOVED_ON))
"""Reasons of which each of level 2 says that the goal rests."""

DATED = frozenset((ReasonKind.LATE, ReasonKind.MARKER_LATE, ReasonKind.SLIPS))
"""Reasons of which each of level 2 says that the goal is behind its dates."""

_KINDS = list(ReasonKind)


class Attention(Struct, frozen=True, gc=False):
    """How much a goal needs it, 0 to 3, and why, the strongest reason first."""

    level: int = 0
    reasons: tuple[Reason, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether the due date or its time has passed."""
        return any(reason.overdue for reason in self.reasons)

    @property
    def hushed(self) -> Attention:
        """The same, as loud as a first sign."""
        return Attention(
            min(self.level, 1), tuple(replace(reason, level=1) for reason in self.reasons)
        )


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
    earlier: Callable[[], Sequence[Forecast]] = tuple,
    foretell: Callable[[float], Forecast | None] = lambda _: None,
    slower: float = 1.0,
    rests: StretchRests = AS_EVER,
) -> Attention:
    """The level is that of the strongest reason, and one higher when two of level 2 come together.

    Reasons that all tell of one rest (`RESTING`) count as one, and so do those that tell of dates
    (`DATED`).

    `now` is what the user's clock shows, aware; without it a due time lasts to the end of its day.
    `earlier` gives the forecasts of the evenings before (`Situation`), `foretell` that of a place
    on the way. `slower` is how many times longer this person takes for a mile in the stretch;
    `rests` how they rest there.

    Goals that are parked, sealed or let go need none.
    """
    state = goal.state(today)
    if state in (State.PARKED, State.SEALED, State.LET_GO):
        return QUIET
    seen = Situation(
        goal=goal,
        course=course,
        state=state,
        today=today,
        others=others,
        forecast=forecast,
        earlier=earlier,
        rhythm=rhythm_of(course, rests),
        left=(goal.due - today).days if goal.due else None,
        rest=course.rest(today),
        slower=max(slower, 1.0),
    )
    late = [*_late(seen, overdue=goal.is_overdue(today, now))]
    reasons = [
        *late,
        *_marker(seen, late, foretell),
        *_not_sealed(seen),
        *_blocked(seen),
        *_turn(seen),
        *idle(seen),
        *coasting(seen),
        *moved_on(seen),
        *upkeep(seen),
        *_finish_moved(course),
    ]
    if not reasons:
        return QUIET
    reasons.sort(key=by_weight)
    level = reasons[0].level
    if level == MOST - 1:
        strong = {reason.kind for reason in reasons if reason.level == level}
        apart = len(strong - RESTING - DATED)
        level += apart + bool(strong & RESTING) + bool(strong & DATED) > 1
    return Attention(level, tuple(reasons))


def by_weight(reason: Reason) -> tuple[int, int]:
    """What reasons are sorted by, the strongest first."""
    return -reason.level, _KINDS.index(reason.kind)


def _late(seen: Situation, *, overdue: bool) -> Iterator[Reason]:
    """The due date or its time passed, or it is today with miles left, or the forecast is later.

    It is a first sign only where that is no news: from the first progress behind the date on, or
    from when it came back where the date passed while it was parked, until it rests long. Before
    the date the level is the number of `UNLIKELY` that the chance to meet it
    is under, and 1 at most until it rests longer than from one work to the next. What an earlier
    forecast said is not told where the range of today lies before the date.
    """
    goal, forecast, days = seen.goal, seen.forecast, seen.left
    if goal.due is None or days is None:
        return
    if overdue or (days == 0 and goal.to_go > 0):
        moves = seen.course.moves
        driven = moves and moves[-1] > goal.due and seen.rest <= seen.rhythm.first
        yield Reason(
            ReasonKind.LATE,
            1 if driven or seen.is_known(goal.due) else LATE[seen.state],
            days=min(days, 0),
            to_go=goal.to_go,
            unit=goal.unit,
            name=f"{goal.due_time:%H:%M}" if goal.due_time else "",
            overdue=overdue,
            away=seen.course.was_off(goal.due),
        )
    elif forecast and forecast.wide[1] > days:
        early, late = forecast.wide
        rests = seen.rest > seen.rhythm.typical
        level = sum(map(seen.unlikely, UNLIKELY[: 1 + rests]))
        if level:
            yield Reason(ReasonKind.LATE, level, days=days, early=early, late=late)


def _marker(
    seen: Situation, late: Sequence[Reason], foretell: Callable[[float], Forecast | None]
) -> Iterator[Reason]:
    """The day of a marker passed, or most of its forecast lies behind it; never louder than `late`.

    It is the marker ahead with the earliest day. Whether it is reached on its very day is not
    known before the evening: a forecast begins tomorrow. No marker is reached later than the end of
    the road, whose `forecast` says first whether that of the marker can matter.
    """
    goal, forecast = seen.goal, seen.forecast
    if not any([marker.due for marker in goal.markers]):  # noqa: C419 # a list is faster
        return
    dated = [
        (marker.due, end, marker.title)
        for marker, end in zip(goal.markers, goal.ends, strict=True)
        if marker.due and end > goal.position
    ]
    if not dated:
        return
    due, end, title = min(dated)
    days = (due - seen.today).days
    if days < 0:
        most = late[0].level if late else 1 if goal.due else len(MARKER_LATE)
        if seen.is_known(due):
            most = 1
        yield from stepped(ReasonKind.MARKER_LATE, -days, MARKER_LATE[:most], name=title)
        return
    if forecast and forecast.likely[0] <= max(days, 1):
        return
    if (found := foretell(end)) and found.likely[0] > max(days, 1):
        slips = found.middle - days
        yield Reason(ReasonKind.SLIPS, 1, days=slips, name=title)


def _not_sealed(seen: Situation) -> Iterator[Reason]:
    """Nothing is left to drive, but it is not sealed."""
    if door := seen.course.at_door:
        yield from stepped(ReasonKind.NOT_SEALED, seen.since(door), UNSEALED)


def _blocked(seen: Situation) -> Iterator[Reason]:
    """Something stands in the way; the oldest roadblock counts."""
    if blocks := seen.goal.roadblocks:
        block = min(blocks, key=lambda block: block.since)
        steps = BLOCKED_FINAL if seen.state in (State.STRETCH, State.DOOR) else BLOCKED
        days = seen.since(block.since)
        if days >= steps[0]:
            yield from stepped(ReasonKind.BLOCKED, days, steps, name=block.label)


def _turn(seen: Situation) -> Iterator[Reason]:
    """An answer is owed, or has been waited for."""
    if turn := seen.goal.turn:
        mine = turn.whose == "mine"
        kind, steps = (
            (ReasonKind.YOUR_TURN, MY_TURN) if mine else (ReasonKind.THEIR_TURN, THEIR_TURN)
        )
        yield from stepped(kind, seen.since(turn.since), steps)


def _finish_moved(course: Course) -> Iterator[Reason]:
    """The due date was put off more than once."""
    count = len(course.delays)
    if count >= PUT_OFF:
        yield Reason(ReasonKind.FINISH_MOVED, 1, days=sum(course.delays), count=count)
