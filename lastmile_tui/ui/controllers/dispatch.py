"""What the verbs of the command table do to a goal where nothing is asked before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes import drive, edit, seal, status

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record

STARTING = {"advance", "nudge", *(f"reach_{n}" for n in range(1, 10))}
"""What starts a planned goal."""

AHEAD = {"next_step", "park", "turn", "detour", "let_go"}
"""What is asked of the road ahead only."""


def move_of(command: str) -> Move | None:
    """The move that a command makes without asking anything."""
    if command.startswith("reach_"):
        return partial(drive.reach, index=int(command.removeprefix("reach_")) - 1)
    return _MOVES.get(command)


def _resume(record: Record, stamp: Stamp) -> Record:
    """Bring a goal back onto the road, wherever it stands beside it."""
    back = seal.reopen if record.goal.sealed else status.resume
    return back(record, stamp)


_MOVES: dict[str, Move] = {
    "advance": drive.advance,
    "back": drive.back,
    "nudge": lambda record, stamp: drive.nudge(record, stamp, record.goal.step),
    "nudge_back": lambda record, stamp: drive.nudge(record, stamp, -record.goal.step),
    "resume": _resume,
    "remove": edit.remove,
}
