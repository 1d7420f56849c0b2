"""The verb next: the road that needs attention most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.goal_lines import say_progress
from lastmile_tui.cli.output import say, say_json
from lastmile_tui.cli.prompt.worst import worst_of
from lastmile_tui.domain.measures.reasons import say_reasons
from lastmile_tui.domain.model.goal import Goal, State
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.returns import BACK_TODAY

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.store.goals import GoalStore


def run_next(context: Context, args: Namespace) -> None:
    """Print the goal to drive next: the most endangered, in the final stretch if there is any."""
    store, today = context.open_to_read(), context.today
    found = worst_of(context, store) or worst_of(context, store, (State.DRIVING, State.PLANNED))
    if args.json:
        say_json(_json(found, store, today))
    elif found is None:
        if not context.say_lost(store):
            say("Nothing is under way; lastmile add makes a road.")
    else:
        say(*_lines(*found, today), plain=context.plain)


def _lines(goal: Goal, measures: Measures, today: date) -> Iterator[str]:
    yield join_facts(clean_line(goal.title), say_progress(goal, today))
    if goal.is_back(today):
        yield f"  {BACK_TODAY}"
    yield from (f"  {clean_line(why)}" for why in say_reasons(measures.attention.reasons))
    if goal.next_step:
        yield f"  next: {clean_line(goal.next_step.text)}"


def _json(found: tuple[Goal, Measures] | None, store: GoalStore, today: date) -> dict[str, Any]:
    from lastmile_tui.domain.export.as_json import VERSION, answer_json  # noqa: PLC0415 # prompts need none

    if found is None:
        return {"version": VERSION, "goal": None}
    goal, measures = found
    return answer_json(goal, store.log(goal.uid), measures, today)
