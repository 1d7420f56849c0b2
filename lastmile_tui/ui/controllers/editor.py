"""Editing a goal as text in the user's own editor, while the app waits."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from lastmile_tui.dates import match_date
from lastmile_tui.domain.input.form import write_form
from lastmile_tui.domain.input.form_changes import revision
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.domain.wording.plan import say_edited
from lastmile_tui.editor import RESCUE_FILE, edit_until
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.review.queue import Scope
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.state.session import Session


def edit_text(host: Host, session: Session, goal: Goal, state_dir: Path) -> None:
    """Hand the terminal to the user's editor, and take in what comes back."""
    try:
        with host.suspend():
            answer = host.answer_scope(goal.uid)
            words = edit_as_text(session, goal, state_dir / RESCUE_FILE, answer)
    except SuspendNotSupported:
        why = (
            "A browser cannot open $EDITOR"
            if host.is_web
            else "This terminal cannot be handed over"
        )
        host.say(f"{why}; e edits the goal here.", "warning")
    except LastmileError as error:
        host.refused(error)
    else:
        host.changed(words or f"Nothing changed · {goal.title}")


def edit_as_text(session: Session, goal: Goal, kept: Path, answer: Scope | None = None) -> str:
    """Edit until the text says a goal, or is left; what was changed, or "" for nothing.

    LastmileError when it cannot be saved; what was written is then kept in the file `kept`.
    """

    def take(text: str) -> str:
        dates = partial(match_date, today=session.today, now=session.wall)
        move = revision(text, goal, dates, session.notation)
        words = session.change(goal.uid, move, answer=answer) if move else ""
        return join_facts(words, *say_edited(goal, session.goals[goal.uid], session.today))

    return (
        edit_until(write_form(goal, session.notation), take, environ=os.environ, rescue=kept) or ""
    )
