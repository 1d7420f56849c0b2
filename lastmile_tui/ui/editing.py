"""Editing a goal as text in the user's own editor, while the app waits."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.form import FormError, form_of, write_form
from lastmile_tui.domain.form_changes import revise
from lastmile_tui.domain.form_reading import read_form
from lastmile_tui.editor import edit_text, keeping, with_trouble
from lastmile_tui.when import match_date

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.ui.session import Session


def edit_as_text(session: Session, goal: Goal, kept: Path) -> str:
    """Edit until the text says a goal, or is left; what was changed, or "" for nothing.

    LastmileError when it cannot be saved; what was written is then kept in the file `kept`.
    """
    text = write_form(goal)
    changed = edit_text(text, environ=os.environ)
    if changed is None:
        return ""
    while True:
        with keeping(kept, changed or text):
            try:
                form = read_form(changed or text, goal, partial(match_date, today=session.today))
            except FormError as error:
                if changed is None:
                    raise
                text = with_trouble(changed, error)
                changed = edit_text(text, environ=os.environ)
                continue
            if form == form_of(goal):
                return ""
            return session.change(goal.uid, partial(revise, form=form, base=goal))
