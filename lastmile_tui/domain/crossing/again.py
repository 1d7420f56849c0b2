"""What a line about a road that begins again changes: the next lap, or the rule of the last one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.crossing.follow_ups import FollowUp
from lastmile_tui.domain.crossing.laps import begun, maker, newest, next_uid, number_of, repeat
from lastmile_tui.domain.crossing.rule import read_start
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record


def again(record: Record, line: str, goals: Mapping[str, Goal], today: date) -> FollowUp:
    """The change that a line about a goal means: of its newest lap, or the making of the next one.

    GoalError or DateError for a line that means none.
    """
    last = newest(there(record.goal), goals)
    start = read_start(line, today, begun(record))
    if last.uid != record.goal.uid or not last.sealed:
        is_new = start is not None and (start.again is None or bool(last.sealed))
        if last.uid != record.goal.uid and is_new:
            raise GoalError(f"Lap {number_of(last)} of ‘{last.title}’ is there already.")
        return FollowUp(last.uid, partial(repeat, line=line))
    if start is None:
        raise GoalError(f"‘{last.title}’ does not begin again by itself.")
    make, revive = maker(record, start)
    return FollowUp(next_uid(last.uid), revive, make)
