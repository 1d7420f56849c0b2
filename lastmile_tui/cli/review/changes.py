"""The changes that a review in lines makes, and takes back: each on the disk before it is told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.review.wording import say_done, sentence
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.model.undo import timeline
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


class ChangedMeanwhileError(LastmileError):  # no mistake of anybody
    """Another process changed a goal after it was read out."""


class ReviewChanges:
    """Changes goals as they were read out, and not as others have made them since."""

    def __init__(self, store: GoalStore, talk: Prompts) -> None:
        self._store, self._talk = store, talk
        self._seen = ""
        """The newest event of the goal that was read out."""
        self._made: list[tuple[str, str]] = []
        """What can be undone here: goals, each with the event that changed it."""

    def read_out(self, record: Record) -> None:
        """The goal is known as it is in this record."""
        self._seen = record.event.id

    def save(self, uid: str, scope: Scope, today: date, move: Move) -> Goal:
        """Change a goal as an answer, and tell what was done; Overtaken where others did first."""
        answer = answering(move, scope)

        def change(record: Record, stamp: Stamp) -> Record:
            if record.event.id != self._seen:
                raise ChangedMeanwhileError
            return answer(record, stamp)

        record = self._store.change(uid, change)
        self.read_out(record)
        self._made.append((uid, record.event.id))
        self._talk.tell(sentence(say_done(record, today)))
        return record.goal

    def undo(self, today: date) -> str:
        """Undo the newest change made here, and tell it; the uid of its goal.

        GoalError when there is none, or when others changed the goal after it.
        """
        if not self._made:
            raise GoalError("Nothing to undo in this review; lastmile undo goes further back.")
        uid, event = self._made[-1]
        record = self._store.change(uid, partial(_take_back, event=event))
        self._made.pop()
        self._talk.tell(sentence(f"{say_done(record, today)}, of ‘{record.goal.title}’"))
        return uid

    def forget(self) -> None:
        """Leave standing what was done so far."""
        self._made.clear()


def _take_back(record: Record, stamp: Stamp, event: str) -> Record:
    """Undo a change, unless another one was made after it."""
    stack = timeline(record.log).undo
    if not stack or stack[-1].last.id != event:
        raise GoalError(
            f"‘{record.goal.title}’ was changed elsewhere meanwhile; nothing is undone."
        )
    return undo(record, stamp)
