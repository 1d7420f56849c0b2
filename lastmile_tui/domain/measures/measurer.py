"""Measures of goals, taken when they are looked at and kept until the goal changes.

A goal is measured from its own events, today's date, and three things that are known of the others
without their events: when they were started and driven, and how the person drives last miles.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.domain.measures.attention import MOST, QUIET, Attention, attention_of
from lastmile_tui.domain.measures.course import Course, course_of
from lastmile_tui.domain.measures.finished_goals import FINISHED, FinishedGoals
from lastmile_tui.domain.measures.forecast import Forecast, forecast_of, forecast_to
from lastmile_tui.domain.measures.roads.crossroads import Crossings
from lastmile_tui.domain.measures.roads.in_order import GoalsInOrder
from lastmile_tui.domain.measures.silence import LASTING, OtherGoals
from lastmile_tui.domain.measures.stake import Stake, stake_of
from lastmile_tui.domain.model.times import ahead_of
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lastmile_tui.domain.measures.evidence.experience import Experience
    from lastmile_tui.domain.measures.finished_goals import Pasts
    from lastmile_tui.domain.measures.last_mile import Factor, LastMile
    from lastmile_tui.domain.measures.rhythm import StretchRests
    from lastmile_tui.domain.measures.track_record import TrackRecord
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal

    _Around = tuple[Forecast | None, OtherGoals, date, bool, float, StretchRests]
    """What the measures of a goal depend on beside its own course."""

_NEVER = date.max
_NONE = OtherGoals()

_EVENING = timedelta(days=1)
"""What is done so near to each other is one evening's work."""

NEWEST = 20
"""The newest goals among which those are that were started meanwhile."""


class Measures(Struct, frozen=True, gc=False):
    """All that is measured of one goal on one day."""

    course: Course
    attention: Attention = QUIET
    forecast: Forecast | None = None
    stake: Stake | None = None


class Measurer:
    """Measures goals of one file.

    `now` tells what the user's clock shows, aware: with it a due time passes, and not only a day.
    """

    def __init__(
        self,
        goals: Iterable[Goal],
        log_of: Callable[[str], Log],
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._log_of, self._now = log_of, now
        self._goals = {goal.uid: goal for goal in goals if not goal.hidden}
        self._crossings = Crossings(self._goals)
        self._crossed: dict[str, tuple[Measures, Measures]] = {}
        self._today: date | None = None
        """The day that was last measured on."""
        self._courses: dict[str, tuple[Goal, date | None, Course]] = {}
        self._forecasts: dict[str, tuple[Course, Experience, date, Forecast | None]] = {}
        self._measures: dict[str, tuple[Goal, _Around, Measures, int]] = {}
        """With the pass in which each was looked at last."""
        self._pass = 0
        """Changes of goals and of the day so far: between two of them a measure is the same."""
        self._pasts: Pasts = {}
        self._finished: FinishedGoals | None = None
        everyone = self._goals.values()
        self._started: GoalsInOrder[datetime] = GoalsInOrder(everyone, attrgetter("started"))
        self._driven: GoalsInOrder[datetime] = GoalsInOrder(everyone, attrgetter("driven"))
        self._ended: GoalsInOrder[date] = GoalsInOrder(everyone, attrgetter("ended"))

    def change(self, old: Goal | None, new: Goal | None) -> None:
        """Follow a change of one goal: it came, went, or is another value now."""
        self._pass += 1
        self._crossings.change(old, new)
        known = None if old is None else self._goals.pop(old.uid, None)
        shown = None if new is None or new.hidden else new
        if known is not None:
            self._forget_finished(known)
        self._started.change(known, shown)
        self._driven.change(known, shown)
        self._ended.change(known, shown)
        if shown is not None:
            self._goals[shown.uid] = shown
            self._forget_finished(shown)

    def measure(self, goal: Goal, today: date) -> Measures:
        """Everything there is to say of a goal; the same value until something of it changes."""
        return self._with_others(goal, self._measure(goal, today), today)

    def _with_others(self, goal: Goal, own: Measures, today: date) -> Measures:
        """The measures of a goal, with what the roads that wait for it make of its attention."""

        def alone(other: Goal) -> Attention | None:
            with suppress(LastmileError):
                return self._measure(other, today).attention
            return None

        attention = self._crossings.attention(goal, own.attention, today, alone)
        if attention is own.attention:
            return own
        cached = self._crossed.get(goal.uid)
        if cached is None or cached[0] is not own or cached[1].attention != attention:
            cached = (own, replace(own, attention=attention))
            self._crossed[goal.uid] = cached
        return cached[1]

    def _measure(self, goal: Goal, today: date) -> Measures:
        """The measures of a goal by itself."""
        self._turn(today)
        cached = self._measures.get(goal.uid)
        if cached and cached[0] is goal and cached[3] == self._pass and not goal.due_time:
            return cached[2]
        course = self.course(goal)
        now = self._now() if goal.due_time and self._now else None
        overdue = goal.is_overdue(today, now)
        forecast, person = self._forecast(goal, course, today), self._person(goal)
        around = (forecast, self._others(goal, course, today), today, overdue, *person)
        known = cached is not None and cached[0] is goal and cached[1] == around
        measures = cached[2] if cached and known else self._look(goal, course, around, now)
        self._measures[goal.uid] = (goal, around, measures, self._pass)
        return measures

    def _turn(self, today: date) -> None:
        """Measure on a day from now on."""
        if self._today != today:
            self._today = today
            self._pass += 1

    def measure_once(self, goal: Goal, log: Log, today: date) -> Measures:
        """The same, from a log that is at hand; nothing of it is kept.

        For who looks at every goal of a file once.
        """
        self._turn(today)
        course = course_of(goal, log, self._day_of_course(goal))
        ended = goal.sealed or goal.let_go
        forecast = None if ended else forecast_of(goal, course, self.experience, today)
        others = self._others(goal, course, today)
        now = self._now() if goal.due_time and self._now else None
        around = (forecast, others, today, goal.is_overdue(today, now), *self._person(goal))
        return self._with_others(goal, self._look(goal, course, around, now), today)

    def _look(self, goal: Goal, course: Course, around: _Around, now: datetime | None) -> Measures:
        if goal.sealed or goal.let_go:
            return Measures(course)
        forecast, others, today, _, slower, rests = around
        attention = attention_of(
            goal,
            course,
            forecast,
            others,
            today,
            now=now,
            earlier=_once(lambda: self._earlier(goal, course, today)),
            foretell=lambda end: forecast_to(
                goal, end, course, self.experience, today=today, whole=forecast
            ),
            slower=slower,
            rests=rests,
        )
        return Measures(course, attention, forecast, stake_of(goal, course, today))

    def held_up(self, goal: Goal) -> tuple[str, ...]:
        """The titles of the roads that wait for a goal, by what is known of all of them."""
        return self._crossings.held_up(goal.uid)

    def know_finished(self, today: date) -> None:
        """Look at the finished goals now, which the first forecast does else."""
        self._turn(today)
        self.experience  # noqa: B018 # it is kept

    def gauge(self, goal: Goal, today: date) -> Measures | None:
        """The measures of a goal; None for one whose log cannot be read."""
        with suppress(LastmileError):
            return self.measure(goal, today)
        return None

    def endangered(self, goals: Iterable[Goal], today: date) -> list[tuple[Goal, Measures]]:
        """Goals with their measures, those that need attention most first.

        At one level that is who is due first, then the longest untouched.
        """
        measured = self._each(goals, today)
        return sorted(measured, key=lambda pair: -pair[1].attention.level)

    def worst(self, goals: Iterable[Goal], today: date) -> tuple[Goal, Measures] | None:
        """The first of `endangered`, found without measuring the others where that is possible."""
        found: tuple[Goal, Measures] | None = None
        for goal, measures in self._each(goals, today):
            if found is None or measures.attention.level > found[1].attention.level:
                found = (goal, measures)
            if found[1].attention.level == MOST:
                break
        return found

    def _each(self, goals: Iterable[Goal], today: date) -> Iterator[tuple[Goal, Measures]]:
        """Goals by date with their measures, without those whose log cannot be read."""
        for goal in sorted(goals, key=_by_date):
            if measures := self.gauge(goal, today):
                yield goal, measures

    def course(self, goal: Goal) -> Course:
        """How a goal was driven, as is known on the day that was last measured on."""
        cached, today = self._courses.get(goal.uid), self._day_of_course(goal)
        if cached is None or cached[0] is not goal or cached[1] != today:
            cached = (goal, today, course_of(goal, self._log_of(goal.uid), today))
            self._courses[goal.uid] = cached
        return cached[2]

    def _day_of_course(self, goal: Goal) -> date | None:
        """The day that a course depends on; None where its log says the same on any day."""
        today = self._today
        return None if today is not None and goal.changed < ahead_of(today) else today

    @property
    def finished(self) -> FinishedGoals:
        """The goals that ended last, and what they tell of this person."""
        if self._finished is None:
            newest = [self._goals[uid] for uid in reversed(self._ended.last(FINISHED))]
            self._finished = FinishedGoals(newest, self.course, self._pasts)
        return self._finished

    @property
    def last_mile(self) -> LastMile:
        """How this person drives the last mile."""
        return self.finished.last_mile

    def factor(self, goal: Goal) -> Factor:
        """How much slower, or faster, this person drives the last mile of goals of its kind."""
        return self.last_mile.factor(goal)

    @property
    def experience(self) -> Experience:
        """What the finished goals teach about forecasts."""
        return self.finished.experience

    def track_record(self) -> TrackRecord:
        """What was said of the finished goals on their way, by what was known then."""
        return self.finished.track_record

    def _person(self, goal: Goal) -> tuple[float, StretchRests]:
        """How many times longer this person takes for a mile in the stretch, and rests there."""
        return self.factor(goal).value, self.finished.rests(goal)

    def _forecast(self, goal: Goal, course: Course, today: date) -> Forecast | None:
        if goal.sealed or goal.let_go:
            return None
        known, cached = self.experience, self._forecasts.get(goal.uid)
        if cached and (cached[0] is not course or cached[1] is not known or cached[2] != today):
            cached = None
        if cached is None:
            cached = (course, known, today, forecast_of(goal, course, known, today))
            self._forecasts[goal.uid] = cached
        return cached[3]

    def _earlier(self, goal: Goal, course: Course, today: date) -> list[Forecast]:
        """The forecasts of the evenings before this one, for `Situation`."""
        evenings = range(1, min(LASTING, course.rest(today)) + 1)
        days = [today - timedelta(ago) for ago in evenings]
        foretold = [forecast_of(goal, course, self.experience, day) for day in days]
        return [forecast for forecast in foretold if forecast]

    def _others(self, goal: Goal, course: Course, today: date) -> OtherGoals:
        """What was driven and started since a goal was touched; it is not among these itself.

        Nor is what was done while it was parked, or within a day of it: roads that are put in on
        one evening are not begun instead of each other. A goal that was begun before this one came
        into its stretch was planned all the while. Before that none of it matters.
        """
        if course.in_stretch is None or not goal.on_road(today):
            return _NONE
        touched, back = goal.touched, course.back
        if back is not None and back <= today:
            zone = self._now().tzinfo if self._now else UTC
            touched = max(touched, datetime.combine(back, time(), zone))
        driven = self._driven.since(touched + _EVENING)
        if not driven:
            return OtherGoals(driven)
        started = self._started.last(min(self._started.since(touched + _EVENING), NEWEST))
        meanwhile = [self._goals[uid] for uid in started]
        gate = course.in_stretch + _EVENING
        new = [other for other in meanwhile if other.created.date() > gate]
        if not new:
            return OtherGoals(driven)
        since = new[0].started
        return OtherGoals(driven, len(new), new[-1].title, since.date() if since else None)

    def _forget_finished(self, goal: Goal) -> None:
        """Look at the finished goals again, if it is one of the newest of them."""
        if self._ended.is_among_last(goal, FINISHED):
            self._finished = None


def _once(make: Callable[[], list[Forecast]]) -> Callable[[], list[Forecast]]:
    """As `functools.cache`, which costs a tenth of a goal."""
    made: list[list[Forecast]] = []

    def get() -> list[Forecast]:
        if not made:
            made.append(make())
        return made[0]

    return get


def _by_date(goal: Goal) -> tuple[date, time, datetime, str]:
    return (goal.due or _NEVER, goal.clock_due, goal.touched, goal.uid)
