"""What screens and widgets tell the app: bubbled up, in the words of the domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.model.record import Move


class CommandRequested(Message):
    """A verb of the command table, for a goal where it needs one."""

    def __init__(self, command: str, uid: str | None = None) -> None:
        super().__init__()
        self.command = command
        self.uid = uid


class SealRequested(Message):
    """A goal is to be sealed now, whatever its seal list says."""

    def __init__(self, uid: str) -> None:
        super().__init__()
        self.uid = uid


class ChangeRequested(Message):
    """A move of the domain for a goal.

    `done` is called with "" once it is saved, or with the sentence of who refused it: the road or
    the disk. Without `done` a refusal is told in passing.
    """

    def __init__(self, uid: str, move: Move, done: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.uid = uid
        self.move = move
        self.done = done


class MarkerRequested(Message):
    """A marker of a goal was double-clicked."""

    def __init__(self, uid: str, index: int) -> None:
        super().__init__()
        self.uid = uid
        self.index = index


class GoalFound(Message):
    """A goal was found in the palette, and is to be gone to."""

    def __init__(self, uid: str) -> None:
        super().__init__()
        self.uid = uid


class FilterChanged(Message):
    """The words to filter by."""

    def __init__(self, query: str) -> None:
        super().__init__()
        self.query = query


class ReviewTurned(Message):
    """The next page of a review is wanted (1), or the one before (-1)."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class FirstStepsLeft(Message):
    """The first steps are left."""


class LastMilePicked(Message):
    """A goal was picked as the one last mile of the day, or none."""

    def __init__(self, uid: str | None) -> None:
        super().__init__()
        self.uid = uid
