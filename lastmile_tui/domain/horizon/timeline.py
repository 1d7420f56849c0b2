"""A goal on the axis: the days on which it moved, and those that are planned or likely."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.export.as_json import reached_on
from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.model.calendar import later
from lastmile_tui.domain.model.goal import ROAD, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lastmile_tui.domain.measures.measurer import Measurer, Measures
    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal

Days = tuple[date, date]
"""The first and the last of some days."""


class MarkerDay(Struct, frozen=True):
    """A marker on its day: that on which it was reached, or by which it should be."""

    number: int
    title: str
    on: date


class GoalTimeline(Struct, frozen=True):
    """Days of a goal; None for what there is not.

    `moved` are the first and the last day with progress. `likely` and `wide` are the ranges in
    which half and four fifths of the futures end, as far as the forecast reaches. `back` is the day
    on which it comes back from parking, `step` that of its next step, `ended` that of its seal, or
    on which it was let go. It `waits` for roads of these titles, and those of `held_up` for it.
    """

    moved: Days | None = None
    reached: tuple[MarkerDay, ...] = ()
    planned: tuple[MarkerDay, ...] = ()
    due: date | None = None
    likely: Days | None = None
    wide: Days | None = None
    back: date | None = None
    step: date | None = None
    ended: date | None = None
    waits: tuple[str, ...] = ()
    held_up: tuple[str, ...] = ()

    @property
    def late(self) -> int:
        """The days by which the due date stands before the whole range, or 0."""
        return max((self.wide[0] - self.due).days, 0) if self.due and self.wide else 0

    @property
    def days(self) -> Iterator[date]:
        """All of its days, in no order."""
        for pair in (self.moved, self.wide):
            yield from pair or ()
        for stage in (*self.reached, *self.planned):
            yield stage.on
        yield from filter(None, (self.due, self.back, self.step, self.ended))

    @property
    def reach(self) -> Days | None:
        """The first and the last of its days; None without any."""
        days = sorted(self.days)
        return (days[0], days[-1]) if days else None


def timeline_of(
    goal: Goal,
    measures: Measures | None,
    reached: Mapping[str, date],
    today: date,
    held_up: tuple[str, ...] = (),
) -> GoalTimeline:
    """The days of a goal; `reached` are those on which its markers were, by their ids.

    `held_up` are the titles of the roads that wait for it.

    A due date, marker or step of one that ended is planned no more.
    """
    state, ended = goal.state(today), goal.ended
    moves = measures.course.moves if measures else ()
    forecast = measures.forecast if measures and not ended else None
    done, to_come = [], []
    for number, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True), 1):
        if end <= goal.position:
            if on := reached.get(marker.id):
                done.append(MarkerDay(number, marker.title, min(on, today)))
        elif marker.due and not ended:
            to_come.append(MarkerDay(number, marker.title, marker.due))
    return GoalTimeline(
        moved=(min(moves[0], today), min(moves[-1], today)) if moves else None,
        reached=tuple(done),
        planned=tuple(to_come),
        due=None if ended else goal.due,
        likely=_ahead(forecast.likely, today) if forecast else None,
        wide=_ahead(forecast.wide, today) if forecast else None,
        back=goal.parked_until if state is State.PARKED else None,
        step=goal.next_step.on if goal.next_step and not ended else None,
        ended=min(ended, today) if ended else None,
        waits=()
        if ended
        else tuple(block.who for block in goal.roadblocks if block.kind == ROAD and block.road),
        held_up=held_up,
    )


def measured_timeline(goal: Goal, log: Log, measurer: Measurer, today: date) -> GoalTimeline:
    """The days of a goal with its past and its forecast, of which nothing is kept."""
    measures = measurer.measure_once(goal, log, today)
    return timeline_of(goal, measures, reached_on(log, today), today, measurer.held_up(goal))


def _ahead(days: tuple[int, int], today: date) -> Days | None:
    """A range from a day on; None where all of it lies beyond what a forecast tells."""
    first, last = days
    latest = (date.max - today).days
    if first >= min(HORIZON, latest):
        return None
    return later(today, first), later(today, last)
