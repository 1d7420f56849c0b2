"""Which day's one last mile a goal is: picked for today, or in the evening for tomorrow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.dates.words import say_plain
from lastmile_tui.domain.changes.drive import under_way
from lastmile_tui.domain.changes.picks import pick, pick_ahead, tomorrow_of
from lastmile_tui.domain.input.questions import Choice, Option

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal


def last_mile(goal: Goal, today: date) -> Choice:
    """Ask for which day a goal is picked."""
    under_way(goal)
    tomorrow = tomorrow_of(today)
    options = (
        Option("t", "today's", pick, say_plain(today, today)),
        Option("m", "tomorrow's", partial(pick_ahead, on=tomorrow), say_plain(tomorrow, today)),
    )
    return Choice("Whose last mile is it", "Which day's last mile is it?", options)
