"""A jump over several markers by one key: it is asked about, since it may be a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.input.questions import Choice, Option
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record


def jump(goal: Goal, index: int) -> Choice:
    """Ask whether the jump to the marker at an index is meant, back or forth."""
    passed = drive.between(drive.under_way(goal), index)
    marker = goal.markers[index]
    back = goal.ends[index] < goal.position

    def reach(record: Record, stamp: Stamp) -> Record:
        ids = [one.id for one in record.goal.markers]
        if marker.id not in ids:
            raise GoalError(f"‘{marker.title}’ is no longer on the road; nothing was changed.")
        return drive.reach(record, stamp, ids.index(marker.id))

    asked = f"{'Go back' if back else 'Jump'} past {passed} markers to ‘{marker.title}’"
    options = (Option("y", "yes", reach), Option("n", "no", None, "it stays where it is"))
    return Choice(asked, f"{asked}?", options)
