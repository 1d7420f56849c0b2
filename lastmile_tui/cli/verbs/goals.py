"""Verbs that make goals and change what they say: add, rename, remove, note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import change, change_on, print_change, say_others
from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.output import complain
from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.model.text import fit
from lastmile_tui.errors import QuickAddError

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context

NOT_ADDED = 1
"""The exit code when the question was answered with no."""


def run_add(context: Context, args: Namespace) -> int | None:
    from lastmile_tui.cli.input_lines import add_lines, say_stretch  # noqa: PLC0415 # 7 ms, for this verb only
    from lastmile_tui.domain.input.quick_add import read_line  # noqa: PLC0415
    from lastmile_tui.domain.wording.plan import say_plan  # noqa: PLC0415

    if args.text == ["-"]:
        add_lines(context, args)
        return None
    today = context.today
    plan = read_line(" ".join(args.text), context.read_date, context.notation)
    if plan.done:
        done = f"‘{fit(plan.title, 40)}’ is done already where the line comes from"
        if args.json or not can_ask():
            raise QuickAddError(f"{done}; take away what says so to add it all the same.")
        if not ask_yes_no(f"{done}. Add it all the same? [y/N] ", plain=context.plain):
            return NOT_ADDED
    with context.store() as store:
        others = [goal for goal in store.goals.values() if goal.in_stretch(today)]
        record = store.add(plan)
    print_change(context, args, record, *say_plan(plan, today))
    for remark in plan.remarks:
        complain(remark)
    say_stretch(len(others))
    return None


def run_rename(context: Context, args: Namespace) -> None:
    title = " ".join(args.text)
    print_change(context, args, change(context, args, partial(edit.rename, title=title)))


def run_remove(context: Context, args: Namespace) -> None:
    print_change(context, args, change(context, args, edit.remove), "lastmile undo brings it back")
    say_others(context, args)


def run_note(context: Context, args: Namespace) -> None:
    text = " ".join(args.text)
    print_change(context, args, change_on(context, args, partial(drive.note, text=text)))
