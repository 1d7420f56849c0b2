"""Readings: what a script has counted, set as a total, each by its key once.

A script that tries again, or runs on another device, changes nothing more: the register `reading:`
and the key holds what it counted. Undo takes the key back, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.drive import drive_to, under_way
from lastmile_tui.domain.figures.road import now_at
from lastmile_tui.domain.model.events import READING, EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.goal import measure
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.record import change, with_registers
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line
from lastmile_tui.errors import CountedError, GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Record


def set_total(record: Record, stamp: Stamp, total: float, key: str = "") -> Record:
    """Drive to a total, forwards or back; with a key at most once for each key.

    CountedError where nothing is to be changed, GoalError for a key that has counted another total.
    """
    goal = under_way(record.goal)
    total = rounded(total if goal.way else min(max(total, 0.0), goal.distance))
    place = measure(total, goal.unit)
    if not key:
        if total == now_at(goal):
            raise CountedError(f"‘{goal.title}’ stands at {place} already.")
        return drive_to(record, stamp, total)
    name = READING + _key(key)
    counted = fold(record.log).get(name)
    if counted is not None:
        before = measure(counted, goal.unit)
        if counted == total:
            raise CountedError(f"‘{_key(key)}’ has counted already, as {before}.")
        raise GoalError(f"‘{_key(key)}’ has counted as {before} already; give {place} another id.")
    if total == now_at(goal):  # nothing was driven, but the key has counted
        return change(record, stamp, EventKind.NO_CHANGE, {name: total})
    return with_registers(drive_to(record, stamp, total), {name: total})


def _key(key: str) -> str:
    """A key as it is kept; GoalError for an empty one, and for a very long one."""
    words = clean_line(key, NAME_LIMIT + 1)
    if not 0 < len(words) <= NAME_LIMIT:
        raise GoalError(f"An id has 1 to {NAME_LIMIT} characters, such as a date or a commit.")
    return words
