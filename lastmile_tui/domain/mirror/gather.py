"""The rear-view mirror: how a person finishes, by the logs of all goals.

Undone changes, removed goals and templates do not count. Days are the local days of the events. If
a log cannot be read, only the goal itself counts.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.measures.finished_goals import FINISHED
from lastmile_tui.domain.measures.last_mile import Ratio, ratio_of
from lastmile_tui.domain.measures.track_record import TrackRecord
from lastmile_tui.domain.mirror.ends import ended_on, ends_of, factor_range_of, let_go_on, split_of
from lastmile_tui.domain.mirror.figures import Cause, Figures, Month, Nearest, Split, Unsealed
from lastmile_tui.domain.mirror.laps import laps_of
from lastmile_tui.domain.model.events import ANSWERS, FORWARD
from lastmile_tui.domain.model.goal import FORMER_KINDS, State
from lastmile_tui.domain.model.there_and_back import without_there_and_back
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.review.streak import Streaks
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lastmile_tui.domain.measures.course import Course
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.times import Times

MONTHS = 12
"""Calendar months in the mirror, with the current one."""

WEEKS = 26
"""Weeks in the mirror, with the current one: half a year."""

OTHER = "something else"
"""The cause of a goal that was let go without a reason."""

_WEEK = 7
_YEAR = 12


class GoalTrace(Struct, frozen=True, gc=False):
    """The facts of one goal for the mirror.

    `started` is the day of its first move forwards. `work_days` has the day of each entry, and
    `stalls` each roadblock with the days it stood. Only a goal that ended has a `course`, and only
    one at its last marker the days that it has been `unsealed`.
    """

    goal: Goal
    started: date | None = None
    work_days: tuple[date, ...] = ()
    stalls: tuple[tuple[str, int], ...] = ()
    course: Course | None = None
    unsealed: int | None = None


class MirrorBuilder:
    """Gathers the facts of goals one by one, so that progress can be shown."""

    def __init__(self, log_of: Callable[[str], Log], today: date) -> None:
        self._log_of = log_of
        self._today = today
        self._traces: list[GoalTrace] = []

    def add(self, goal: Goal) -> None:
        """Add one goal, in a fraction of a millisecond."""
        if goal.hidden:
            return
        trace = GoalTrace(goal)
        with suppress(LastmileError):
            trace = trace_of(goal, self._log_of(goal.uid), self._today)
        self._traces.append(trace)

    def figures(self, streaks: Streaks, forecasts: TrackRecord = TrackRecord()) -> Figures:  # noqa: B008 # a frozen value
        """The figures of all goals so far; they do not depend on the order of the goals.

        Of forecasts the measurer knows what became of them (`Measurer.track_record`).
        """
        traces, today = self._traces, self._today
        splits = [split_of(trace.goal, trace.course) for trace in traces if trace.course]
        let_go = [trace.goal for trace in traces if let_go_on(trace.goal)]
        sealed = sum(trace.goal.sealed is not None for trace in traces)
        return Figures(
            today=today,
            months=months_of(traces, today),
            ends=ends_of(let_go),
            splits=tuple(sorted(filter(None, splits), key=_newest)),
            factor=factor_range_of(ratios_of(traces)),
            causes=causes_of(traces),
            activity=activity_of(traces, today),
            streaks=streaks,
            forecasts=forecasts,
            sealed=sealed,
            let_go=len(let_go),
            open=len(traces) - sealed - len(let_go),
            unsealed=unsealed_of(traces),
            laps=laps_of((trace.goal, trace.course) for trace in traces),
            nearest=nearest_of((trace.goal for trace in traces), today),
        )


def figures_of(
    goals: Iterable[Goal],
    log_of: Callable[[str], Log],
    today: date,
    streaks: Streaks = Streaks(),  # noqa: B008 # a frozen value
    forecasts: TrackRecord = TrackRecord(),  # noqa: B008 # as above
) -> Figures:
    """All figures of the mirror on a day; `log_of` may raise a LastmileError for single goals."""
    builder = MirrorBuilder(log_of, today)
    for goal in goals:
        builder.add(goal)
    return builder.figures(streaks, forecasts)


def trace_of(goal: Goal, log: Log, today: date) -> GoalTrace:
    """The facts of a goal for the mirror.

    An entry is an event that stands, except those that only record an answer (`ANSWERS`): the
    answer that nothing moved is no work on the goal. Its last day of work is found likewise. A
    drive that was taken back at once is none (`there_and_back`).
    """
    live, times = standing(log), times_of(log, today)
    kept = without_there_and_back(live, times)
    ended = ended_on(goal)
    at_door = goal.state(today) is State.DOOR
    course = course_of(goal, log, today if at_door else None) if ended or at_door else None
    since = course.at_door if course and at_door else None
    return GoalTrace(
        goal=goal,
        started=min(
            (times.certain_day(event) for event in kept if event.kind in FORWARD), default=None
        ),
        work_days=tuple(times.certain_day(event) for event in kept if event.kind not in ANSWERS),
        stalls=tuple(_stalls(live, times, ended or today)),
        course=course if ended else None,
        unsealed=course.days(since, today) if course and since else None,
    )


def _stalls(live: Log, times: Times, until: date) -> Iterator[tuple[str, int]]:
    """Each roadblock with the days until it was cleared, or the goal ended before that."""
    open_blocks: dict[str, tuple[str, date]] = {}
    for event in live:
        for name, part in event.set.items():
            if not name.startswith("roadblock:"):
                continue
            match part:
                case {"gone": True} if name in open_blocks:
                    kind, since = open_blocks.pop(name)
                    yield kind, max((min(times.certain_day(event), until) - since).days, 0)
                case {"kind": str(kind)}:
                    named = FORMER_KINDS.get(kind, kind)
                    open_blocks.setdefault(name, (named, times.certain_day(event)))
    for kind, since in open_blocks.values():
        yield kind, max((until - since).days, 0)


def _newest(split: Split) -> tuple[int, str, int, int]:
    return -split.sealed.toordinal(), split.title, split.before, split.stretch


def months_of(traces: Iterable[GoalTrace], today: date) -> tuple[Month, ...]:
    """How many goals were started, sealed and let go in each of the last `MONTHS` months.

    A goal is started on the day of its first move forwards. It is sealed or let go on the day of
    the seal or the letting go that holds now: a goal that came back onto the road did not end.
    """
    started, sealed, let_go = Counter[date](), Counter[date](), Counter[date]()
    for trace in traces:
        for counter, day in (
            (started, trace.started),
            (sealed, trace.goal.seal_day),
            (let_go, let_go_on(trace.goal)),
        ):
            if day:
                counter[day.replace(day=1)] += 1
    now = today.year * _YEAR + today.month - 1
    numbers = range(now - MONTHS + 1, now + 1)
    firsts = [date(number // _YEAR, number % _YEAR + 1, 1) for number in numbers]
    return tuple(Month(first, started[first], sealed[first], let_go[first]) for first in firsts)


def ratios_of(traces: Iterable[GoalTrace]) -> list[Ratio]:
    """Days a mile in the stretch over days a mile before it, of the `FINISHED` goals ended last.

    They are those that the forecast goes by; `last_mile.ratio_of` says which have such a ratio.
    """
    ended = [(ended_on(trace.goal), trace.goal.uid, trace) for trace in traces]
    newest = sorted(((day, uid, trace) for day, uid, trace in ended if day), key=_latest)[:FINISHED]
    return [
        Ratio(value, trace.goal.counting)
        for day, _, trace in newest
        if trace.course and (value := ratio_of(trace.goal, trace.course, day))
    ]


def unsealed_of(traces: Iterable[GoalTrace]) -> tuple[Unsealed, ...]:
    """The roads at their last marker, the longest wait first, then by title."""
    roads = [
        Unsealed(trace.goal.title, trace.unsealed) for trace in traces if trace.unsealed is not None
    ]
    return tuple(sorted(roads, key=lambda road: (-road.days, road.title)))


def nearest_of(goals: Iterable[Goal], today: date) -> Nearest | None:
    """The road on its final stretch or at its end that has the smallest share of its way to go."""
    near = [goal for goal in goals if goal.state(today) in (State.STRETCH, State.DOOR)]
    goal = min(
        near, key=lambda goal: (goal.to_go / goal.distance, goal.title, goal.uid), default=None
    )
    return Nearest(goal.title, goal.to_go, goal.unit) if goal else None


def _latest(end: tuple[date, str, GoalTrace]) -> tuple[int, str]:
    day, uid, _ = end
    return -day.toordinal(), uid


def causes_of(traces: Iterable[GoalTrace]) -> tuple[Cause, ...]:
    """Every roadblock that was put up by its kind, and every goal that is let go by its kind.

    A roadblock's days are those until it was cleared, its goal ended, or today. A goal let go
    without a kind counts as `OTHER`. The most frequent come first, then those that cost most days,
    then roadblocks, then by name.
    """
    counts, days = Counter[tuple[bool, str]](), Counter[tuple[bool, str]]()
    for trace in traces:
        for kind, stood in trace.stalls:
            counts[False, kind] += 1
            days[False, kind] += stood
        if trace.goal.let_go and let_go_on(trace.goal):
            counts[True, trace.goal.let_go.kind or OTHER] += 1
    ordered = sorted(counts, key=lambda key: (-counts[key], -days[key], key))
    return tuple(Cause(key[1], counts[key], key[0], days[key]) for key in ordered)


def activity_of(traces: Sequence[GoalTrace], today: date) -> tuple[tuple[int, ...], ...]:
    """The entries of each day of the last `WEEKS` weeks, Monday first; `trace_of` says which."""
    counts = Counter(day for trace in traces for day in trace.work_days if day <= today)
    first = today - timedelta(days=today.weekday() + _WEEK * (WEEKS - 1))
    return tuple(
        tuple(counts[first + timedelta(days=_WEEK * week + day)] for day in range(_WEEK))
        for week in range(WEEKS)
    )
