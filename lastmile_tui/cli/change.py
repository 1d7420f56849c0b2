"""Changing one goal, and printing what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.output import say, say_json
from lastmile_tui.domain.export.as_json import goal_json
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import say_change

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.record import Move, Record


def change(context: Context, args: Namespace, move: Move) -> Record:
    """Apply a move to the goal that the arguments name."""
    with context.store() as store:
        return store.change(find(store.goals.values(), args.goal).uid, move)


def print_change(context: Context, args: Namespace, record: Record, *facts: str) -> None:
    """Print what the newest change did in one line, or with --json the goal as it is now."""
    if args.json:
        say_json(goal_json(record.goal, record.log, context.measure(record.goal), context.today))
    else:
        say(" · ".join((say_change(record), *facts)), plain=context.plain)
