"""Sentences for goals that came back from parking by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import clean_line, counted, fit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

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
