"""The review: which goals are asked about, in which order, and where one is among them.

A daily review asks about the goals of the road; a weekly look about those that were lost sight of.
Both are values; what was answered stands in the goals themselves, so that leaving loses nothing.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.model.goal import Goal, State

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from lastmile_tui.domain.measures.measurer import Measures

LIMIT = 10
"""Goals that a review asks about: more is a list to get through, not a look at what matters."""

LONG = 14
"""Days after which a goal that nobody looked at is asked about, whatever else matters more."""

MEASURED = 200
"""Of more goals than this only the likeliest are measured, so many at most: it opens at once."""

UPKEEP_DAYS = 30
"""Days without work after which a weekly look asks about a road."""

STRETCH_DAYS = 21
"""Days in the final stretch after which a weekly look asks about a goal."""

RETURN_DAYS = 7
"""Days within which a parked goal comes back that a weekly look asks about."""

LOOKED_DAYS = 6
"""Days that an answer in a weekly look holds: the next look is a week later."""

_PLANNED = 2
"""The level of attention for which a next step counts whose day has come."""

_ZONES = 1
"""Days by which the local day of an instant and its date in UTC differ at most."""

_END = (State.DOOR, State.STRETCH)


class Scope(StrEnum):
    """What a review looks at; also the register of a goal that keeps the day of the answer."""

    DAILY = "reviewed"
    WEEKLY = "looked"


class Review(Struct, frozen=True):
    """The goals of one day's review, by uid, and the place among them.

    A place behind the last goal is the last page. `rest` counts the goals of the road that are not
    asked about today.
    """

    day: date
    queue: tuple[str, ...] = ()
    at: int = 0
    rest: int = 0
    scope: Scope = Scope.DAILY

    @property
    def uid(self) -> str | None:
        """The goal that is asked about; None on the last page."""
        return self.queue[self.at] if self.at < len(self.queue) else None

    @property
    def left(self) -> int:
        """How many goals are to come, with this one."""
        return len(self.queue) - self.at

    def step(self, by: int) -> Review:
        """The place so many pages further on, or back; the ends stop it."""
        return replace(self, at=min(max(self.at + by, 0), len(self.queue)))

    def after(self, uid: str) -> Review:
        """The place behind a goal, where it is the one that is asked about."""
        return self.step(1) if self.uid == uid else self

    def go_to(self, uid: str | None) -> Review:
        """The place of a goal; the same place when it is not asked about."""
        return replace(self, at=self.queue.index(uid)) if uid in self.queue else self

    def to_end(self) -> Review:
        """The last page."""
        return replace(self, at=len(self.queue))

    def without(self, gone: Container[str]) -> Review:
        """The review without some goals; the place is that of the next one that is there."""
        kept = tuple(uid for uid in self.queue if uid not in gone)
        if kept == self.queue:
            return self
        return replace(self, queue=kept, at=sum(uid not in gone for uid in self.queue[: self.at]))


def begin(goals: Iterable[Goal], measure: Callable[[Goal], Measures | None], day: date) -> Review:
    """The daily review of a day.

    First what was answered today already, then door and final stretch, then what is back from
    parking, the rest by attention, what is late first, then by the longest untouched; what was
    worked on today already comes last. A next step whose day has come counts as a warning, and what
    is planned for a later day is asked about after what is not. The uid decides between equals.
    At most `LIMIT` goals are asked about; where there are more, the last place is kept for the one
    that was neither touched nor asked about for the longest, `LONG` days at least. Goals that
    cannot be measured are left out.
    """
    goals = list(goals)
    road = [goal for goal in goals if goal.on_road(day)]
    answered = sorted(
        (goal for goal in goals if is_answered(goal, Scope.DAILY, day) and measure(goal)),
        key=_by_change,
    )
    likely = _likeliest([goal for goal in road if goal.reviewed != day], day)
    measured = [(goal, measures) for goal in likely if (measures := measure(goal))]
    ordered = sorted(measured, key=lambda pair: _order(pair[0], pair[1], day))
    asked = _shortened(ordered, max(LIMIT - len(answered), 0), day)
    queue = tuple(goal.uid for goal in (*answered, *asked))
    open_ones = sum(goal.reviewed != day for goal in road)
    return Review(day, queue, len(answered), open_ones - len(asked))


def look(goals: Iterable[Goal], measure: Callable[[Goal], Measures | None], day: date) -> Review:
    """The weekly look of a day: first what comes back, then the stretch, then what lies fallow."""
    found = []
    for goal in goals:
        looked = goal.looked and day - goal.looked <= timedelta(LOOKED_DAYS)
        if goal.hidden or looked or goal.reviewed == day:
            continue
        sign = _lost_sight_of(goal, measure, day)
        if sign is not None:
            found.append((sign, goal.touched, goal.uid))
    queue = tuple(uid for *_, uid in sorted(found)[:LIMIT])
    return Review(day, queue, rest=len(found) - len(queue), scope=Scope.WEEKLY)


def is_answered(goal: Goal, scope: Scope, day: date) -> bool:
    """Whether an answer of a day stands in a goal that is there."""
    return getattr(goal, scope.value) == day and not goal.hidden


def has_answers(review: Review, goals: Mapping[str, Goal]) -> bool:
    """Whether any goal has its answer, or the last page is reached."""
    answered = (is_answered(goals[uid], review.scope, review.day) for uid in review.queue)
    return review.uid is None or any(answered)


def is_complete(
    review: Review, goals: Mapping[str, Goal], measure: Callable[[Goal], Measures | None]
) -> bool:
    """Whether every goal of a daily review has its answer, or was worked on that day.

    What is no longer there, or cannot be read, is not waited for.
    """
    for uid in review.queue:
        goal = goals.get(uid)
        if goal is None or goal.hidden or is_answered(goal, review.scope, review.day):
            continue
        measures = measure(goal)
        if measures is not None and measures.course.touched < review.day:
            return False
    return bool(review.queue)


def _order(goal: Goal, measures: Measures, day: date) -> tuple[object, ...]:
    return (
        measures.course.touched >= day,
        goal.state(day) not in _END,
        not goal.is_back(day),
        -max(measures.attention.level, _PLANNED if _step_came(goal, day) else 0),
        not measures.attention.overdue,
        *_by_step(goal, day),
        goal.touched,
        goal.uid,
    )


def _step_came(goal: Goal, day: date) -> bool:
    """Whether the next step was planned for the day, or for an earlier one."""
    step = goal.next_step
    return step is not None and step.on is not None and step.on <= day


def _by_step(goal: Goal, day: date) -> tuple[bool, bool]:
    """A goal whose next step has come before others, one whose step is still ahead after them."""
    came, step = _step_came(goal, day), goal.next_step
    return not came, step is not None and step.on is not None and not came


def _by_change(goal: Goal) -> tuple[object, ...]:
    return (goal.changed, goal.uid)


def _likeliest(road: list[Goal], day: date) -> list[Goal]:
    """The goals to measure: near the end, just back or planned, due first, untouched longest."""
    if len(road) <= MEASURED:
        return road
    third = MEASURED // 3
    final = [
        goal
        for goal in road
        if goal.state(day) in _END or goal.is_back(day) or _step_came(goal, day)
    ]
    due_first = sorted(road, key=_by_date)
    oldest = sorted(road, key=_by_touch)
    likely = (*sorted(final, key=_by_touch)[:third], *due_first[:third], *oldest[:third])
    return list({goal.uid: goal for goal in likely}.values())


def _by_date(goal: Goal) -> tuple[object, ...]:
    return (goal.due or date.max, goal.clock_due, goal.touched, goal.uid)


def _by_touch(goal: Goal) -> tuple[object, ...]:
    return (goal.touched, goal.uid)


def _shortened(ordered: list[tuple[Goal, Measures]], room: int, day: date) -> list[Goal]:
    """As many as there is room for, the last of them the one that nobody looked at for longest."""
    goals = [goal for goal, _ in ordered]
    if len(goals) <= room or not room:
        return goals[:room]
    seen, _, longest = min((_seen(*pair), pair[0].uid, pair[0]) for pair in ordered[room - 1 :])
    return [*goals[: room - 1], longest if (day - seen).days >= LONG else goals[room - 1]]


def _seen(goal: Goal, measures: Measures) -> date:
    """The last day on which a goal was worked on or asked about."""
    return max(measures.course.touched, goal.reviewed or date.min)


def _lost_sight_of(goal: Goal, measure: Callable[[Goal], Measures | None], day: date) -> int | None:
    """Why a weekly look asks about a goal, in their order; None when it does not."""
    state = goal.state(day)
    if state is State.PARKED and goal.parked_until:
        return 0 if (goal.parked_until - day).days <= RETURN_DAYS else None
    if state in _END:
        measures = measure(goal)
        since = measures.course.in_stretch if measures else None
        return (
            1 if measures and since and measures.course.days(since, day) >= STRETCH_DAYS else None
        )
    if state is State.DRIVING and (day - goal.touched.date()).days >= UPKEEP_DAYS - _ZONES:
        measures = measure(goal)
        return 2 if measures and measures.course.rest(day) >= UPKEEP_DAYS else None
    return None
