"""The verb edit: a goal goes to the user's editor as text, and comes back as a change."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.change import tell
from lastmile_tui.cli.output import say
from lastmile_tui.domain.form import FormError, form_of, write_form
from lastmile_tui.domain.form_changes import revise
from lastmile_tui.domain.form_reading import read_form
from lastmile_tui.domain.reference import find
from lastmile_tui.editor import KEPT, edit_text, keeping, with_trouble
from lastmile_tui.when import match_date

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.domain.record import Record
    from lastmile_tui.store.goals import GoalStore


def run_edit(context: Context, args: Namespace) -> None:
    with context.store() as store:
        goal = find(store.goals.values(), args.goal)
        text = edit_text(write_form(goal), environ=os.environ)
        saved = _save(context, store, goal, text) if text is not None else None
        record = saved or store.record(goal.uid)
    if saved or args.json:
        tell(context, args, record)
    else:
        say(f"Nothing changed · {goal.title}", plain=context.plain)


def _save(context: Context, store: GoalStore, goal: Goal, text: str) -> Record | None:
    """Save what was written, where somebody can mend it also after a mistake.

    None when it says no more than the goal did before.
    """
    with keeping(context.locations.state / KEPT, text):
        try:
            form = read_form(text, goal, partial(match_date, today=context.today))
        except FormError as error:
            if sys.stdin is None or not sys.stdin.isatty():
                raise
            mended = edit_text(with_trouble(text, error), environ=os.environ)
            if mended is None:
                raise
        else:
            if form == form_of(goal):
                return None
            return store.change(goal.uid, partial(revise, form=form, base=goal))
    return _save(context, store, goal, mended)
