"""The dates of templates: kept as days from one fixed day, and written as what is counted.

A template after a road that was added on 1 November, due on 13 December with a draft by 29
November, says `draft by -2w` and `due +6w`. Without a due date its markers count from the start.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from lastmile_tui.dates import say_date
from lastmile_tui.domain.input.grammar.offsets import say_offset

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal

START = date(2000, 1, 1)
"""The day on which a template begins, as its goal is kept in the file."""


def kept_day(day: date, begun: date) -> date | None:
    """A day of a road as its template keeps it; None for one before the road began."""
    if day < begun:
        return None
    with suppress(OverflowError):
        return START + (day - begun)
    return None


def write_due(goal: Goal) -> str:
    """The due date of a template as quick add reads it: `+6w`, or nothing."""
    if goal.due is None:
        return ""
    counted = say_offset((goal.due - START).days, "+")
    return f"{counted} {goal.due_time:%H:%M}" if counted and goal.due_time else counted


def write_day(goal: Goal, day: date, start: date = START) -> str:
    """The day of a marker: before the due date, or else from the start on."""
    if goal.due and day <= goal.due:
        return say_offset((goal.due - day).days, "-")
    return say_offset((day - start).days, "+")


def say_sample_days(goal: Goal, today: date) -> list[str]:
    """The days of the markers of a road that is made today, and what is counted for each.

    `by Thu 3 Dec (-2w)`; empty for a marker without one.
    """
    return [
        f"by {say_date(marker.due, today)} ({write_day(goal, marker.due, today)})"
        if marker.due
        else ""
        for marker in goal.markers
    ]
