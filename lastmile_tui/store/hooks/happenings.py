"""What a change of a goal is to hooks: their names, and which of them it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record

    Written = tuple[Goal | None, Record]
    """What a goal was before a change, None for a new one, and its record since."""

STRETCH, DOOR, SEAL = "on-stretch", "on-door", "on-seal"
LET_GO, REVIEW, CHANGE = "on-let-go", "on-review", "on-change"

NAMES: Final = (STRETCH, DOOR, SEAL, LET_GO, REVIEW, CHANGE)
"""The hooks that there are, as their files are called."""


class Happening(Struct, frozen=True):
    """Something that a hook is called for: to one goal, or to a `count` of them at once."""

    name: str
    record: Record | None
    count: int = 1


def happenings(written: Sequence[Written], more: int = 0) -> Iterator[Happening]:
    """What is to be told of goals that were written in one change, and of `more` new ones.

    Each change of one goal is told on its own; several goals at once are one change without names.
    Templates are no goals here, nor is the diary but when it says that a review is finished.
    """
    for before, record in written:
        if record.goal.diary and record.goal.reviewed and not _reviewed(before, record.goal):
            yield Happening(REVIEW, record)
    seen = [pair for pair in written if not (_hidden(pair[0]) and pair[1].goal.hidden)]
    count = len(seen) + more
    if more or count > 1:
        yield Happening(CHANGE, None, count)
    elif seen:
        before, record = seen[0]
        for name in _passed(before, record.goal):
            yield Happening(name, record)
        yield Happening(CHANGE, record)


def _reviewed(before: Goal | None, after: Goal) -> bool:
    return before is not None and before.reviewed == after.reviewed


def _hidden(goal: Goal | None) -> bool:
    return goal is None or goal.hidden


def _passed(before: Goal | None, after: Goal) -> Iterator[str]:
    """Where a goal came to, that was not there before; parking takes it nowhere."""
    if before is None or before.hidden or after.hidden:
        return
    if after.to_go <= 0:
        if before.to_go > 0:
            yield DOOR
    elif _in_stretch(after) and not _in_stretch(before):
        yield STRETCH
    if after.sealed and not before.sealed:
        yield SEAL
    if after.let_go and not before.let_go:
        yield LET_GO


def _in_stretch(goal: Goal) -> bool:
    return goal.position > 0 and goal.position >= goal.final_start
