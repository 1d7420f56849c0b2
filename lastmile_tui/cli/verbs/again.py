"""The verb again: a sealed road begins again, once or at regular times."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import answer, print_change
from lastmile_tui.cli.output import say, say_json
from lastmile_tui.domain.crossing.again import again
from lastmile_tui.domain.crossing.laps import say_last_lap, say_next_lap
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import join_facts

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context


def run_again(context: Context, args: Namespace) -> None:
    with context.store() as store:
        goal = find(store.goals.values(), args.goal)
        change = again(store.record(goal.uid), " ".join(args.when), store.goals, context.today)
        if change.make is None:
            record = store.change(change.uid, change.move)
        else:
            record = store.keep(change.uid, change.make, change.move)
    if change.make is None:
        print_change(context, args, record)
    elif args.json:
        say_json(answer(context, record))
    else:
        words = (say_next_lap(record.goal, context.today), record.goal.title)
        say(join_facts(*words, say_last_lap(record.goal)), plain=context.plain)
