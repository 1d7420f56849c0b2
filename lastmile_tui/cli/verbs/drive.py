"""Verbs that move the vehicle or take changes back: advance, back, undo, redo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import change_on, print_change
from lastmile_tui.cli.goal_lines import say_progress
from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.views.find import find_marker
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record


def run_advance(context: Context, args: Namespace) -> None:
    move: Move = drive.advance
    if args.to is not None:
        move = partial(_reach, marker=args.to, forwards=True)
    elif args.by:
        move = partial(drive.nudge, miles=args.by)
    _drive(context, args, move)


def run_back(context: Context, args: Namespace) -> None:
    move: Move = drive.back
    if args.to is not None:
        move = partial(_reach, marker=args.to, forwards=False)
    elif args.by:
        move = partial(drive.nudge, miles=-args.by)
    _drive(context, args, move)


def run_undo(context: Context, args: Namespace) -> None:
    with context.store() as store:
        record = store.undo()
    print_change(context, args, record)


def run_redo(context: Context, args: Namespace) -> None:
    with context.store() as store:
        record = store.redo()
    print_change(context, args, record)


def _drive(context: Context, args: Namespace, move: Move) -> None:
    record = change_on(context, args, move)
    print_change(context, args, record, say_progress(record.goal, context.today))


def _reach(record: Record, stamp: Stamp, marker: str, *, forwards: bool) -> Record:
    """Drive to a marker, but only in the direction that the verb says."""
    goal = record.goal
    index = find_marker(goal, marker)
    ahead = goal.ends[index] > goal.position
    if goal.ends[index] != goal.position and ahead is not forwards:
        where, verb = ("ahead of", "advance") if ahead else ("behind", "back")
        title = goal.markers[index].title
        raise GoalError(f"‘{title}’ lies {where} the vehicle; lastmile {verb} --to goes there.")
    return drive.reach(record, stamp, index)
