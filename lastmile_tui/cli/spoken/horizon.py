"""The Horizon as sentences: how much falls into each week, then the days of each road."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.horizon.load import load_of
from lastmile_tui.domain.horizon.wording import say_load, say_timeline
from lastmile_tui.domain.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.model.goal import Goal


def say_horizon(roads: Iterable[tuple[Goal, GoalTimeline]], today: date) -> Iterator[str]:
    """A sentence for the weeks and one for each road."""
    roads = [*roads]
    weeks = say_load(load_of(goal for goal, _ in roads), today)
    yield f"Due dates and markers: {weeks or 'none ahead'}."
    for goal, line in roads:
        yield f"{clean_line(goal.title)}: {say_timeline(line, today) or 'no dates'}."
