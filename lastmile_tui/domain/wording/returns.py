"""What a day brings by itself: goals back from parking, and next steps planned for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.events import DRIVES
from lastmile_tui.domain.model.text import clean_line, counted, fit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.domain.model.goal import Goal

BACK_TODAY = "back from parking today"
"""What is said of such a goal on the day that it was parked until."""


def say_all_back(goals: Iterable[Goal], today: date, title_cells: int) -> str:
    """The goals that came back today: one by its title, several by their number; empty for none."""
    back = [goal for goal in goals if goal.is_back(today)]
    if not back:
        return ""
    if len(back) > 1:
        return f"{counted(len(back), 'road')} {BACK_TODAY}"
    return f"{fit(clean_line(back[0].title), title_cells)}: {BACK_TODAY}"


def say_steps_today(goals: Iterable[Goal], today: date, cells: int) -> str:
    """The next steps of the day: one by its words, several by their number; empty for none."""
    steps = [
        goal.next_step.text
        for goal in goals
        if goal.next_step and goal.next_step.on == today and goal.on_road(today)
    ]
    if not steps:
        return ""
    if len(steps) > 1:
        return f"{counted(len(steps), 'step')} planned for today"
    return f"today: {fit(clean_line(steps[0]), cells)}"


def say_unparked(event: Event) -> str:
    """What a drive did to a road that was still parked: it brought that back; else nothing."""
    until = event.was.get("parked_until") if event.kind in DRIVES else None
    still = isinstance(until, str) and until > event.day.isoformat()
    return ", back on the road" if still else ""
