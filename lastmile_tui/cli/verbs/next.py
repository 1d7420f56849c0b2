"""The verbs next and pick: the road that needs attention most, and that which is picked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.change import change, print_change
from lastmile_tui.cli.goal_lines import say_progress
from lastmile_tui.cli.output import say, say_json
from lastmile_tui.cli.prompt.worst import next_of
from lastmile_tui.dates.words import say_date
from lastmile_tui.domain.measures.reasons import say_reasons
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.picks.last_mile import pick, pick_ahead, picks_of, say_gone, tomorrow_of
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.returns import BACK_TODAY

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move
    from lastmile_tui.store.goals import GoalStore


def run_next(context: Context, args: Namespace) -> None:
    """Print the goal to drive next."""
    store, today = context.open_to_read(), context.today
    found = next_of(store.goals.values(), today, partial(context.measurer, store))
    if args.json:
        say_json(_json(found, store, today))
    elif found is None:
        say("Nothing is under way; lastmile add makes a road.")
    else:
        say(*_lines(*found, today), plain=context.plain)


def run_pick(context: Context, args: Namespace) -> None:
    """Pick a goal as the one last mile of a day; without a goal say what is picked."""
    today = context.today
    on = tomorrow_of(today) if args.tomorrow else today
    if args.goal is not None:
        move: Move = partial(pick_ahead, on=on) if args.tomorrow else pick
        print_change(context, args, change(context, args, move))
        return
    store = context.open_to_read()
    picks = picks_of(store.goals.values(), today, context.calendar.date_of)
    shown = None if args.tomorrow else picks.today
    found = [one for one in (shown, picks.ahead) if one]
    gone = picks.gone if not args.tomorrow or (picks.gone and picks.gone.on > today) else None
    if args.json:
        say_json(
            {
                "version": 1,
                "picks": [{"on": max(one.on, today), "id": one.goal.uid} for one in found],
                "gone": {"on": gone.on, "id": gone.goal.uid} if gone else None,
            }
        )
        return
    for one in found:
        day = say_date(max(one.on, today), today)
        words = f"{day[:1].upper()}{day[1:]}'s last mile: {clean_line(one.goal.title)}"
        say(words, plain=context.plain)
    if gone:
        say(f"{say_gone(gone, today)}; lastmile pick GOAL picks another.", plain=context.plain)
    elif not found:
        day = " --tomorrow" if args.tomorrow else ""
        say(f"No last mile is picked; lastmile pick GOAL{day} picks one.")


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
