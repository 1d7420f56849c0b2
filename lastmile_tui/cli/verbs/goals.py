"""Verbs that make goals and change what they say: add, rename, remove, note."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import change, change_on, print_change
from lastmile_tui.cli.goal_lines import say_due_date
from lastmile_tui.cli.output import complain
from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.text import counted

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context


def run_add(context: Context, args: Namespace) -> None:
    today = context.today
    plan = read_line(" ".join(args.text), partial(match_date, today=today, now=context.now))
    with context.store() as store:
        others = [goal for goal in store.goals.values() if goal.in_stretch(today)]
        record = store.add(plan)
    facts = [counted(len(record.goal.markers), "marker")]
    if record.goal.due:
        facts.append(say_due_date(record.goal, today))
    print_change(context, args, record, *facts)
    for remark in plan.remarks:
        complain(remark)
    if others and sys.stderr is not None and sys.stderr.isatty():
        stand = "1 road stands" if len(others) == 1 else f"{len(others)} roads stand"
        complain(f"{stand} in the final stretch; lastmile next says which needs you most.")


def run_rename(context: Context, args: Namespace) -> None:
    title = " ".join(args.text)
    print_change(context, args, change(context, args, partial(edit.rename, title=title)))


def run_remove(context: Context, args: Namespace) -> None:
    print_change(context, args, change(context, args, edit.remove), "lastmile undo brings it back")


def run_note(context: Context, args: Namespace) -> None:
    text = " ".join(args.text)
    print_change(context, args, change_on(context, args, partial(drive.note, text=text)))
