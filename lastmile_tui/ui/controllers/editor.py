"""Editing a goal as text in the user's own editor, while the app waits."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.dates import match_date
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_changes import revision
from lastmile_tui.editor import edit_until

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.state.session import Session


def edit_as_text(session: Session, goal: Goal, kept: Path) -> str:
    """Edit until the text says a goal, or is left; what was changed, or "" for nothing.

    LastmileError when it cannot be saved; what was written is then kept in the file `kept`.
    """

    def take(text: str) -> str:
        move = revision(text, goal, partial(match_date, today=session.today))
        return session.change(goal.uid, move) if move else ""

    return edit_until(write_form(goal), take, environ=os.environ, rescue=kept) or ""
