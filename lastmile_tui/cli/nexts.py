"""The verbs next and prompt: the road that needs attention most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.output import say, say_json
from lastmile_tui.cli.words import say_progress
from lastmile_tui.domain.goal import Goal, State
from lastmile_tui.domain.reasons import say_briefly, say_reason
from lastmile_tui.domain.text import clean_line, fit

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.watch import Measures
    from lastmile_tui.store.goals import GoalStore

TITLE_CELLS = 24
"""Cells of a title in a prompt, which has to leave room for commands."""

REASON_CELLS = 40
"""Cells of its reason, which may name a person or another goal."""

MARK = "▴"


def run_next(context: Context, args: Namespace) -> None:
    """The goal to drive next: in the final stretch, or else anywhere, the most endangered."""
    store, today = context.look(), context.today
    found = _worst(context, store) or _worst(context, store, (State.DRIVING, State.PLANNED))
    if args.json:
        say_json(_json(found, store, today))
    elif found is None:
        say("Nothing is under way; lastmile add makes a road.")
    else:
        say(*_lines(*found, today), plain=context.plain)


def run_prompt(context: Context, args: Namespace) -> None:
    """One line about the final stretch, or nothing at all."""
    store = context.look()
    found = _worst(context, store)
    words = _in_a_line(*found) if found else ""
    if args.json:
        goal, level = (found[0].uid, found[1].attention.level) if found and words else (None, 0)
        say_json({"version": 1, "text": words or None, "id": goal, "level": level})
    elif words:
        say(words, plain=context.plain)


def _worst(
    context: Context, store: GoalStore, states: tuple[State, ...] = (State.STRETCH, State.DOOR)
) -> tuple[Goal, Measures] | None:
    """The most endangered goal in some states; at the same level the one due first."""
    today = context.today
    goals = [
        goal for goal in store.goals.values() if not goal.hidden and goal.state(today) in states
    ]
    return context.watch(store).worst(goals, today) if goals else None


def _lines(goal: Goal, measures: Measures, today: date) -> Iterator[str]:
    yield f"{clean_line(goal.title)} · {say_progress(goal, today)}"
    yield from (f"  {clean_line(say_reason(reason))}" for reason in measures.attention.reasons)
    if goal.next_step:
        yield f"  next: {clean_line(goal.next_step.text)}"


def _in_a_line(goal: Goal, measures: Measures) -> str:
    """The marks, the title and the strongest reason; nothing where all is well."""
    attention = measures.attention
    if not attention.reasons:
        return ""
    words = clean_line(say_briefly(attention.reasons[0]))
    title = fit(clean_line(goal.title), TITLE_CELLS)
    return f"{MARK * attention.level} {title}: {fit(words, REASON_CELLS)}"


def _json(found: tuple[Goal, Measures] | None, store: GoalStore, today: date) -> dict[str, Any]:
    from lastmile_tui.domain.public import VERSION, goal_json  # noqa: PLC0415 # prompts need none

    if found is None:
        return {"version": VERSION, "goal": None}
    goal, measures = found
    return {"version": VERSION, "goal": goal_json(goal, store.log(goal.uid), measures, today)}
