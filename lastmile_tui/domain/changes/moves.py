"""The moves that single commands make of a goal, by the ids of the commands; nothing is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.changes.moved_dates import push_along

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record


def resume(record: Record, stamp: Stamp) -> Record:
    """Bring a goal back onto the road, wherever it stands beside it."""
    back = seal.reopen if record.goal.sealed else status.resume
    return back(record, stamp)


def _nudge(sign: int) -> Move:
    return lambda record, stamp: drive.nudge(record, stamp, sign * record.goal.step)


MOVES: Final[Mapping[str, Move]] = {
    "advance": drive.advance,
    "nudge": _nudge(1),
    "nudge_back": _nudge(-1),
    "back": drive.back,
    "resume": resume,
    "remove": edit.remove,
    "push": push_along,
}

STARTS: Final = frozenset(("advance", "nudge"))
"""The commands that may start a planned goal, which goes to the gate first."""
