"""Moves of the parts of a goal by their ids, and several moves as one change.

A move finds its marker or seal item when it is made: the road may have changed meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.record import Record, change
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.domain.events import Stamp
    from lastmile_tui.domain.goal import Marker, SealItem
    from lastmile_tui.domain.record import Move
    from lastmile_tui.ui.drawing.page import Spot


def place(parts: Sequence[Marker | SealItem], spot: Spot, gone: str = "") -> int:
    """Where a part stands; GoalError when it went, with the sentence `gone` if there is one."""
    for index, part in enumerate(parts):
        if part.id == spot.id:
            return index
    raise GoalError(gone or f"That {spot.kind} is no longer there; nothing was changed.")


def of_marker(spot: Spot, move: Callable[..., Record]) -> Move:
    """A move that takes the index of a marker."""
    return lambda record, stamp: move(record, stamp, index=place(record.goal.markers, spot))


def of_item(spot: Spot, move: Callable[..., Record], gone: str = "") -> Move:
    """A move that takes the index of a seal item."""
    return lambda record, stamp: move(record, stamp, index=place(record.goal.seal, spot, gone))


def together(record: Record, stamp: Stamp, moves: Sequence[Move], kind: str, text: str) -> Record:
    """Several moves as one change, which one undo takes back."""
    made = record
    changes: dict[str, Any] = {}
    for move in moves:
        made = move(made, stamp)
        for name, value in made.event.set.items():
            whole = isinstance(changes.get(name), dict) and isinstance(value, dict)
            changes[name] = {**changes[name], **value} if whole else value
    return change(record, stamp, kind, changes, text=text)
