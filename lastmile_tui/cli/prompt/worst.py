"""The goal that needs attention most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.model.goal import Goal, State

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from lastmile_tui.domain.measures.measurer import Measurer, Measures

    NewMeasurer = Callable[[], Measurer]
    """What is only made where there is something to measure."""

_LAST: Final = (State.STRETCH, State.DOOR)
_BEFORE: Final = (State.DRIVING, State.PLANNED)


def worst_of(
    goals: Collection[Goal], today: date, measurer: NewMeasurer, states: tuple[State, ...] = _LAST
) -> tuple[Goal, Measures] | None:
    """The most endangered goal in some states; at the same level the one due first."""
    found = [goal for goal in goals if not goal.hidden and goal.state(today) in states]
    return measurer().worst(found, today) if found else None


def next_of(
    goals: Collection[Goal], today: date, measurer: NewMeasurer
) -> tuple[Goal, Measures] | None:
    """The goal to drive next: the most endangered, in the final stretch if there is any."""
    last = worst_of(goals, today, measurer)
    return last or worst_of(goals, today, measurer, _BEFORE)
