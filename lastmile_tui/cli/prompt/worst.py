"""The goal that needs attention most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.goal import Goal, State

if TYPE_CHECKING:
    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.store.goals import GoalStore


def worst_of(
    context: Context, store: GoalStore, states: tuple[State, ...] = (State.STRETCH, State.DOOR)
) -> tuple[Goal, Measures] | None:
    """The most endangered goal in some states; at the same level the one due first."""
    today = context.today
    goals = [
        goal for goal in store.goals.values() if not goal.hidden and goal.state(today) in states
    ]
    return context.measurer(store).worst(goals, today) if goals else None
