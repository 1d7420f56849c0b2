"""The changes of a review in plain lines, and their undo; each is saved before it is printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.questions import LineQuestions
from lastmile_tui.cli.review.wording import say_done
from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.domain.changes.what_counts import entering, is_to_ask
from lastmile_tui.domain.input.drives.what_counts import what_counts
from lastmile_tui.domain.review.answers import answering
from lastmile_tui.errors import GoalError, LastmileError

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.cli.review.prompts import Prompts
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.domain.review.queue import Scope
    from lastmile_tui.store.goals import GoalStore


class ChangedMeanwhileError(LastmileError):  # no mistake of the user
    """Another process changed a goal after it was shown."""


class ReviewChanges:
    """Changes goals as they were shown, but not if others have changed them since."""

    def __init__(self, store: GoalStore, prompts: Prompts) -> None:
        self._store, self._prompts = store, prompts
        self._known_event = ""
        """The newest event of the goal when it was shown."""
        self._undoable: list[tuple[str, str]] = []
        """The changes that can be undone here: goals, each with the event that changed it."""

    def note_shown(self, record: Record) -> None:
        """Note that the goal is shown as it is in this record."""
        self._known_event = record.event.id

    def save(self, uid: str, scope: Scope, today: date, move: Move) -> Goal:
        """Change a goal as an answer, print what was done, and ask what that asks.

        ChangedMeanwhileError if others have changed it since it was shown.
        """
        answer = answering(entering(move), scope)

        def change(record: Record, stamp: Stamp) -> Record:
            if record.event.id != self._known_event:
                raise ChangedMeanwhileError
            return answer(record, stamp)

        record = self._store.change(uid, change)
        self.note_shown(record)
        self._undoable.append((uid, record.event.id))
        self._prompts.say(sentence(say_done(record, today)))
        if is_to_ask(record):
            LineQuestions(self._prompts, partial(self.save, uid, scope, today)).put(what_counts())
        return self._store.goals[uid]

    def undo(self, today: date) -> str:
        """Undo the newest change made here, and print it; returns the uid of its goal.

        GoalError if there is none, or others changed the goal after it.
        """
        if not self._undoable:
            raise GoalError("Nothing to undo in this review; lastmile undo goes further back.")
        uid, event = self._undoable[-1]
        record = self._store.undo(uid, event)
        self._undoable.pop()
        self._prompts.say(sentence(f"{say_done(record, today)}, of ‘{record.goal.title}’"))
        return uid

    def forget(self) -> None:
        """Forget the changes made so far: they can no longer be undone here."""
        self._undoable.clear()
