"""What clocks that run ahead dated into the future."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.times import ahead_of
from lastmile_tui.domain.wording.clocks import entries_ahead, say_ahead
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.goal import Goal


def dated_ahead(
    goals: Iterable[Goal], log_of: Callable[[str], Log], today: date, device: str
) -> Iterator[str]:
    """What stands ahead of today in the logs of goals, a sentence each without its full stop."""
    limit = ahead_of(today)
    for goal in goals:
        if goal.changed >= limit and not goal.hidden:
            with suppress(LastmileError):
                if events := entries_ahead(log_of(goal.uid), today, limit):
                    yield say_ahead(goal.title, events, today, device)
