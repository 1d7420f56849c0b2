"""A person's own order of roads: one is put in front of another one, or behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.model.value.order import LONGEST, between, key_of
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move

_CELLS = 40


class Gap(Struct, frozen=True):
    """A place between two keys, None behind all others, and what it is called: `after ‘Run’`."""

    low: str
    high: str | None
    words: str

    @property
    def move(self) -> Move:
        """The move that puts a goal there."""

        def place(record: Record, stamp: Stamp) -> Record:
            there(record.goal)
            try:
                key = between(self.low, self.high)
            except ValueError:
                key = ""
            if not self.low < key <= (self.high or key) or len(key) > LONGEST:
                raise GoalError(f"There is no room {self.words}; move the one beside it first.")
            return change(record, stamp, EventKind.PLACED, {"rank": key}, text=self.words)

        return place


def key(goal: Goal) -> str:
    """The key of a goal in the order."""
    return key_of(goal.rank, goal.created, goal.uid)


def gap_beside(goal: Goal, other: Goal, goals: Iterable[Goal], *, behind: bool) -> Gap:
    """The place in front of another goal, or behind it; GoalError beside itself."""
    if goal.uid == other.uid:
        raise GoalError(f"‘{goal.title}’ cannot stand beside itself; name another goal.")
    here = key(other)
    keys = [key(one) for one in goals if not one.hidden and one.uid not in (goal.uid, other.uid)]
    words = f"{'after' if behind else 'before'} {named(other)}"
    if behind:
        return Gap(here, min((one for one in keys if one > here), default=None), words)
    return Gap(max((one for one in keys if one < here), default=""), here, words)


def named(goal: Goal) -> str:
    """A goal in quotation marks, cut where it is long."""
    return f"‘{fit(clean_line(goal.title), _CELLS)}’"
