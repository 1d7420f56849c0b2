"""A goal in words and as a small road, for list and show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates import When, say_due, say_short
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.views.lens import lens, vehicle_cell
from lastmile_tui.domain.wording.events import say_left

if TYPE_CHECKING:
    from datetime import date, datetime

    from lastmile_tui.domain.model.calendar import Calendar


def say_progress(goal: Goal, today: date) -> str:
    """How much is left to drive, or whether the goal is sealed when nothing is."""
    state = goal.state(today)
    if state is State.SEALED:
        return "sealed"
    return "not sealed" if goal.to_go <= 0 else say_left(goal)


def say_when(goal: Goal, calendar: Calendar, today: date, now: datetime | None = None) -> str:
    """The one date that matters in the goal's state, short enough for a column.

    `now` is what the user's clock shows.
    """
    if goal.sealed:
        sealed = goal.sealed_on or calendar.date_of(goal.sealed)
        return say_short(min(sealed, today), today)
    if goal.let_go:
        return f"let go {say_short(min(goal.let_go.on, today), today)}"
    if goal.parked_until and goal.parked_until > today:
        return f"until {say_short(goal.parked_until, today)}"
    if goal.due:
        due = "was due" if goal.is_overdue(today, now) else "due"
        return f"{due} {say_short(goal.due, today, goal.due_time)}"
    return ""


def say_due_date(goal: Goal, today: date, now: datetime | None = None) -> str:
    """The due date with its distance: `due Fri 27 Nov at 18:00, in 6 days`; empty without one."""
    if goal.due is None:
        return ""
    was = "was " if goal.due >= today and goal.is_overdue(today, now) else ""
    return f"{was}due {say_due(When(goal.due, goal.due_time), today)}"


def draw_road(goal: Goal, width: int, *, posts: bool = False) -> str:
    """The road in exactly `width` cells, at least three; with `posts` it shows its markers.

    The final stretch is enlarged by the lens of the Highway, and has a sign of its own.
    """
    view = lens(goal, width - 1)
    posts_at = {view.cell(end) for end in goal.ends} if posts else set()
    here = view.width if goal.sealed else vehicle_cell(view, tuple(sorted(posts_at)), goal.position)
    signs = []
    for cell in range(view.width):
        if cell < here:
            signs.append("┿" if cell in posts_at else "━")
        elif cell == here:
            signs.append("▸")
        elif cell >= view.gate:
            signs.append("╪" if cell in posts_at else "═")
        else:
            signs.append("┼" if cell in posts_at else "╌")
    return f"{''.join(signs)}⚑"
