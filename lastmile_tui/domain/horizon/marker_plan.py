"""The plan that dated markers make: which should be reached by a day, and how far off it is.

The last marker has the due date of the goal where it has none of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.dates.words import SPELLED, say_by, say_plain, say_short
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import counted, fit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal

NAME_CELLS, BRIEF_CELLS = 40, 20
"""Cells of the title of a marker in a sentence, and in the few words of a lane."""

_ON_PLAN = (State.PLANNED, State.DRIVING, State.STRETCH)


class DatedMarker(Struct, frozen=True, gc=False):
    """A marker with its day, and where it stands: `end` is from the start of the road."""

    title: str
    due: date
    end: float


class MarkerPlan(Struct, frozen=True, gc=False):
    """Where a goal stands in its plan on a day.

    `wanted` should be reached by that day, None where nothing is due yet. `days` is how far ahead
    the plan is, negative behind it; `by` is the marker that says so: the first one that was missed,
    or the last one that was reached before its day. `following` comes next, by its day.
    """

    wanted: DatedMarker | None = None
    days: int = 0
    by: DatedMarker | None = None
    following: DatedMarker | None = None


def plan_on(goal: Goal, today: date) -> MarkerPlan | None:
    """Where a goal stands in its plan; None where no marker has a day, or it is not on its way."""
    if goal.hidden or not any([marker.due for marker in goal.markers]):  # noqa: C419 # a list is faster
        return None
    if goal.state(today) not in _ON_PLAN:
        return None
    dated = sorted(_all(goal), key=lambda marker: (marker.due, marker.end))
    passed = [marker for marker in dated if marker.end <= goal.position]
    ahead = [marker for marker in dated if marker.end > goal.position]
    missed = next((marker for marker in ahead if marker.due < today), None)
    early = next((marker for marker in reversed(passed) if marker.due > today), None)
    by = missed or early
    return MarkerPlan(
        wanted=next((marker for marker in reversed(dated) if marker.due <= today), None),
        days=(by.due - today).days if by else 0,
        by=by,
        following=next((marker for marker in ahead if marker.due >= today), None),
    )


def say_plan_of_day(goal: Goal, today: date) -> str:
    """Where a goal stands in its plan, as a sentence without its full stop; or nothing.

    `‘draft’ was to be reached by Wed 18 Nov; you are 4 days behind`.
    """
    plan = plan_on(goal, today)
    if plan is None:
        return ""
    if plan.by is not None and plan.days < 0:
        wanted = plan.wanted or plan.by
        at = "" if wanted == plan.by else f", at {_name(plan.by)}"
        late = f"you are {counted(-plan.days, 'day')} behind{at}"
        if wanted.due == today:
            return f"{_name(wanted)} should be reached by today; {late}"
        return f"{_name(wanted)} was to be reached by {say_plain(wanted.due, today)}; {late}"
    following = plan.following
    if following is not None and following.due == today:
        return f"{_name(following)} should be reached today"
    then = f"; next is {_name(following)}, {say_by(following.due, today)}" if following else ""
    if plan.by is not None:
        return f"{counted(plan.days, 'day')} ahead: {_name(plan.by)} is reached{then}"
    done = f"{_name(plan.wanted)} is reached" if plan.wanted else "nothing is due yet"
    return f"on time: {done}{then}"


def say_plan_briefly(goal: Goal, today: date) -> str:
    """The same in the few words that a lane has room for; nothing where it is behind its plan.

    That is a reason for attention already.
    """
    plan = plan_on(goal, today)
    if plan is None or plan.days < 0:
        return ""
    if plan.by is not None:
        return f"{counted(plan.days, 'day') if SPELLED.get() else f'{plan.days} d'} ahead of plan"
    if plan.following is None or plan.following.end == goal.ends[-1]:
        return ""
    return f"{_name(plan.following, BRIEF_CELLS)} by {say_short(plan.following.due, today)}"


def _all(goal: Goal) -> Iterator[DatedMarker]:
    last = len(goal.markers) - 1
    for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True)):
        due = marker.due or (goal.due if index == last else None)
        if due:
            yield DatedMarker(marker.title, due, end)


def _name(marker: DatedMarker, cells: int = NAME_CELLS) -> str:
    return f"‘{fit(marker.title, cells)}’"
