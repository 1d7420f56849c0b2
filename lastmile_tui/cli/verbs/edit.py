"""The verb edit: a goal goes to the user's editor as text, and comes back as a change."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import print_change
from lastmile_tui.cli.output import say
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_changes import revision
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.moved_dates import say_dates
from lastmile_tui.domain.wording.plan import say_edited
from lastmile_tui.editor import RESCUE_FILE, edit_until

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.record import Record


def run_edit(context: Context, args: Namespace) -> None:
    with context.store() as store:
        goal = find(store.goals.values(), args.goal)

        def apply(text: str) -> Record | None:
            move = revision(text, goal, context.read_date, context.notation)
            return store.change(goal.uid, move) if move else None

        saved = edit_until(
            write_form(goal, context.notation),
            apply,
            environ=os.environ,
            rescue=context.locations.state / RESCUE_FILE,
            again=sys.stdin is not None and sys.stdin.isatty(),
        )
        record = saved or store.record(goal.uid)
    if saved or args.json:
        facts = *say_edited(goal, record.goal, context.today), say_dates(record) if saved else ""
        print_change(context, args, record, *facts)
    else:
        say(join_facts("Nothing changed", goal.title), plain=context.plain)
