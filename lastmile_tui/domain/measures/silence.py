"""What it may mean that a goal rests: idle, coasting, moved on from, in disrepair.

Beside each threshold stands what `tests/calibration` measured of it, on the mean of its kinds of
people: the share of evenings in the stretch, until the due date, of goals that did finish on which
it alarmed at its level (false), and the share of those that died there which it saw 7, 14 and 21
days after the last work (seen), by 200 goals of each kind. All reasons of level 2 together: 7.7 %
false; seen 55, 87 and 95 %; of level 3: 2.9 %; 13, 53 and 79 %. By reason, of level 2 or more:
resting 6.6 % false, late 1.3 %, coasting 0.8 %, moved on 0.6 %. `SURE`, `NEAR`, `FEW`, `SOON`,
`EVEN`, `COASTING` and `NEARLY` were each taken away, and the other ones moved to both sides, by 12
goals of each kind: as they stand these have 8.1 % false, and 60, 86 and 92 % seen. From 1 to 6
`COASTING_DAYS`, 1 to 4 `COASTING_LEGS`, and coasting at once or at three times the usual rest in
the place of `TWICE`, nothing of this changes. `UPKEEP` counts before the stretch only, where
nothing is measured.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.reasons import Reason, ReasonKind, stepped
from lastmile_tui.domain.model.goal import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.measures.forecast import Forecast
    from lastmile_tui.domain.measures.rhythm import Rhythm
    from lastmile_tui.domain.model.goal import Goal

LEAST_REST = (2, 6)
"""Days that any goal may rest without being of level 1 and 2, and a week more without being of
level 3: nobody works on everything every day, and within a week no rest is an emergency by itself,
even to who works daily.

With 4 in the place of 6: 8.3 % false, and as many seen; with 8 8.0 %, and 52, 86 and 92 %."""

DAYS_A_TOUCH = 4.0
"""In the stretch a goal is touched at least four times in the days until it is due; its figures are
among those of all reasons."""

LONGER = (1.0, 1.2)
"""How many times the longest rest to be expected is taken at levels 2 and 3 (`Rhythm.limit`).

With 0.8 and 1: 9.7 % false, and 65, 89 and 92 % seen; with 1.3 and 1.6 7.2 %, and 54, 86, 92 %."""

SURE = 0.75
"""The chance to meet its date from which a goal may rest as ever, however near that is.

Were no goal pressed by its date: 7.7 % false, and 60, 86 and 92 % seen, as with it."""

NEAR = 0.2
"""How much of a chance, or of a median, may come and go in `LASTING` days by themselves.

With none: 8.1 % false, and 60, 86 and 92 % seen, as with it."""

LASTING = 2
"""Days that a worry stays at least which the forecast takes back while nothing was done about it:
one that comes and goes from day to day is not believed."""

EVEN = 0.5
"""The chance to meet a date of which nothing is known.

With 0.9: 8.1 % false, and 60, 86 and 92 % seen, as with it."""

FEW = 0.25
"""The chance to meet its date under which no rest of a goal near it is a usual one.

Without it: 7.8 % false, and 60, 86 and 92 % seen; by 200 goals of each kind 7.5 % in the place of
7.7 %, and as many seen. It stays: no move for five days, three days before a date that is hardly to
be met, is what a person wants to be told of aloud."""

SOON = 3
"""Days before the date from which on it is near.

With none: 7.7 % false, and 60, 86 and 92 % seen."""

COASTING = 0.5
"""The share of its own pace under which a goal coasts through the stretch.

Of level 2 false 0.8 %, where the goal rests too long as well: with none at all 8.1 % are false,
and 60, 86 and 92 % seen, as with it."""

COASTING_DAYS = 3
"""Days in the stretch before its pace says anything."""

COASTING_LEGS = 2
"""Legs before the stretch under which there is no pace to compare with."""

TWICE = 2.0
"""The times of its usual rest that a goal rests at least before it coasts at level 2."""

ASKED_WEEKS, ASKED_DAYS = (1, 2, 3), 3
"""The weeks of rest at whose end a goal in its stretch is asked for, and on how many evenings.

A first sign is asked for then, and after the last of these weeks what is `NEARLY` one. Who rests
from everything has given nothing up, who begins something else may have: where another one was
begun since, the goal is asked for from the second week on, as usual as its rest may be. Measured
while levels could jump, it made level 2 false on 0.7 % of evenings more, and saw 2, 5, 9 % more.
"""

NEARLY = 0.7
"""The share of a first sign that is asked for in the last of these weeks.

With 1: 8.0 % false, and 60, 86 and 90 % seen."""

UPKEEP = (30, 90)
"""Days without work at which a road falls into disrepair: a month, a season."""

_WEEK, _SATURDAY = 7, 5

LATE = (State.STRETCH, State.DOOR)
"""The states in which it matters what else was driven."""


class OtherGoals(Struct, frozen=True, gc=False):
    """Other goals driven since the last work on this one, and those of them started since.

    One that was begun before this goal came into its stretch is driven, and not started.
    """

    driven: int = 0
    started: int = 0
    newest: str = ""
    """The title of the one started last."""
    since: date | None = None
    """The day on which the first of them was started."""


_NO_OTHERS = OtherGoals()


class Situation(Struct, frozen=True, gc=False):
    """What there is to see of a goal on one evening.

    `earlier` gives the forecasts of the evenings before, the last one first, `LASTING` at most and
    none from before the last work: what one of them made a worry stays one. `left` are the days
    until the due date, negative behind it, and `rest` those since the last work. `slower` is how
    many times longer a mile of the stretch takes this person.
    """

    goal: Goal
    course: Course
    state: State
    today: date
    others: OtherGoals
    forecast: Forecast | None
    earlier: Callable[[], Sequence[Forecast]]
    rhythm: Rhythm
    left: int | None
    rest: int
    slower: float = 1.0

    def since(self, day: date) -> int:
        """The days since a day, or since it came back onto the road: it starts afresh then."""
        return self.course.afresh(day, self.today)

    def is_known(self, day: date) -> bool:
        """Whether a day that passed is no news: it came back since, and rests as usual."""
        return self.since(day) < (self.today - day).days and self.rest <= self.rhythm.first

    def unlikely(self, least: float) -> bool:
        """Whether any of the forecasts gives less of a chance to meet the due date."""
        if self.left is None:
            return False
        if self.forecast is None:
            return least > EVEN
        chance = self.forecast.chance(self.left)
        if chance < least or chance >= least + NEAR:
            return chance < least
        before = enumerate(self.earlier(), self.left + 1)
        return any(forecast.chance(days) < least for days, forecast in before)

    def takes(self, days: float) -> bool:
        """Whether the median of any of the forecasts is so many days; without one it may be."""
        if self.forecast is None or self.forecast.middle >= days:
            return True
        if self.forecast.middle < days * (1 - NEAR) - LASTING:
            return False
        return any(forecast.middle >= days for forecast in self.earlier())

    @property
    def held_up(self) -> bool:
        """Whether somebody or something else has to move first."""
        turn = self.goal.turn
        return bool(self.goal.roadblocks) or (turn is not None and turn.whose == "theirs")


def idle(seen: Situation) -> Iterator[Reason]:
    """It rests longer than it does as a rule.

    Before the stretch this is a first sign at most, and so where something is in the way: that is
    told itself. From the days of upkeep on it is upkeep that is told, which is no less.
    """
    state, days = seen.state, seen.rest
    if state is not State.STRETCH and (state is not State.DRIVING or days >= UPKEEP[0]):
        return
    passed = sum(days > limit for limit in _limits(seen.rhythm))
    begun, level = _begun(seen), max(_pressed(seen), passed, *_asked(seen))
    if level or begun:
        other = seen.others if begun > level else _NO_OTHERS
        first = state is State.DRIVING or seen.held_up
        left = seen.left if state is State.STRETCH else None
        yield Reason(
            ReasonKind.IDLE,
            1 if first else max(level, begun),
            days=days,
            usual=_WEEK if _at_weekends(seen.course) else seen.course.rhythm,
            left=left if left is not None and left >= 0 else None,
            count=other.started,
            name=other.newest,
        )


def _at_weekends(course: Course) -> bool:
    """Whether it moves on Saturdays and Sundays only, which is once a week and not daily."""
    return course.teaches and all(day.weekday() >= _SATURDAY for day in course.moves[-_WEEK:])


def _limits(rhythm: Rhythm) -> tuple[float, float, float]:
    """The days beyond which a rest is of level 1, 2 and 3: a day later each at least, or a week."""
    first = max(rhythm.first, LEAST_REST[0])
    second = max(rhythm.limit(LONGER[0]), LEAST_REST[1], min(first, rhythm.regular) + 1)
    return min(first, second - 1), second, max(rhythm.limit(LONGER[1]), second + _WEEK)


def _pressed(seen: Situation) -> int:
    """The level at which a stretch goal rests longer than the days until it is due let it.

    It may rest the less the fewer days are left, and one day at the end, unless it is likely to
    meet its date. Of level 2 where the date is near, and it rests longer than there are days left,
    and than it does from one work to the next, unless few futures meet the date. Behind the date no
    day is left to be pressed by: it is late.
    """
    left, rest = seen.left, seen.rest
    if left is None or left < 0 or seen.state is not State.STRETCH:
        return 0
    if rest <= max(left / DAYS_A_TOUCH, 1.0) or not seen.unlikely(SURE):
        return 0
    if rest > left and left <= SOON and (rest > seen.rhythm.typical or seen.unlikely(FEW)):
        return 2
    return 1


def _asked(seen: Situation) -> Iterator[int]:
    """The levels at which a stretch goal is asked for at the end of each week."""
    if seen.state is not State.STRETCH:
        return
    first = _limits(seen.rhythm)[0]
    for week in ASKED_WEEKS:
        share = NEARLY if week == ASKED_WEEKS[-1] else 1.0
        sign, days = floor(first * share), week * _WEEK
        if sign < days:
            yield _ask(seen.rest, max(days, sign + 2))


def _begun(seen: Situation) -> int:
    """The level at which a stretch goal is asked for because another one was begun since."""
    if seen.state is not State.STRETCH or seen.others.since is None:
        return 0
    rest = seen.rest - max((seen.today - seen.others.since).days, 0)
    return max(_ask(seen.rest, max(week * _WEEK, rest)) for week in ASKED_WEEKS[1:])


def _ask(rest: int, start: int) -> int:
    """The level of who is asked from a rest of so many days on: 1 before and behind it."""
    return 0 if rest < start - 1 else 2 if start <= rest < start + ASKED_DAYS else 1


def coasting(seen: Situation) -> Iterator[Reason]:
    """The pace in the stretch is under half of the goal's own pace before it.

    Of level 2 under a quarter of it, while the goal rests so long that this alone were of level 3,
    and over six days: who drives on slowly finishes. Nothing is told of the pace where the forecast
    says that the rest may go as fast as before.
    """
    goal, course = seen.goal, seen.course
    if course.in_stretch is None or course.at_door or not course.pace:
        return
    before = [leg.days for leg in course.legs if not leg.final]
    if len(before) < COASTING_LEGS or not course.teaches:
        return
    days = course.days(course.in_stretch, seen.today)
    usual = seen.rhythm.usual
    here = min(days, seen.since(course.in_stretch))
    if here < max(COASTING_DAYS, course.stride, usual) or sum(before) < usual:
        return
    now, slow = (goal.position - goal.final_start) / days, course.pace * COASTING / seen.slower
    if now >= slow or not seen.takes(goal.to_go / slow):
        return
    rests = seen.rest > max(_limits(seen.rhythm)[2], TWICE * seen.rhythm.middle)
    yield Reason(
        ReasonKind.COASTING,
        2 if now < slow * COASTING and rests and not seen.held_up else 1,
        days=days,
        now=now,
        before=course.pace,
        unit=goal.unit,
    )


def moved_on(seen: Situation) -> Iterator[Reason]:
    """It rests longer than usual in its stretch, and others were started (2) or driven (1).

    On the first evening beyond the usual it is a first sign. Of level 2 false 0.6 %.
    """
    days, others = seen.rest, seen.others
    beyond = days - seen.rhythm.usual
    if seen.state not in LATE or beyond <= 0:
        return
    if others.started:
        level = 1 if beyond <= 1 else 2
        yield Reason(
            ReasonKind.MOVED_ON, level, days=days, count=others.started, name=others.newest
        )
    elif others.driven:
        yield Reason(ReasonKind.MOVED_ON, 1, days=days, count=others.driven)


def upkeep(seen: Situation) -> Iterator[Reason]:
    """An active road that nobody worked on for a month."""
    if seen.state is State.DRIVING:
        yield from stepped(ReasonKind.UPKEEP, seen.rest, UPKEEP)
