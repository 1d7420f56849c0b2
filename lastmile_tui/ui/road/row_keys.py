"""What one key does to a row of a road's page, as a move of the domain."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes import edit, roadblocks, seal, status
from lastmile_tui.domain.model.record import Record
from lastmile_tui.errors import GoalError
from lastmile_tui.ui.drawing.page import RowId, RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal, Marker, SealItem
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.ui.drawing.page import RowId


def place(parts: Sequence[Marker | SealItem], spot: RowId, gone: str = "") -> int:
    """Where a part stands; GoalError when it went, with the sentence `gone` if there is one."""
    for index, part in enumerate(parts):
        if part.id == spot.id:
            return index
    raise GoalError(gone or f"That {spot.kind} is no longer there; nothing was changed.")


def of_marker(spot: RowId, move: Callable[..., Record]) -> Move:
    """A move that takes the index of a marker."""
    return lambda record, stamp: move(record, stamp, index=place(record.goal.markers, spot))


def of_item(spot: RowId, move: Callable[..., Record], gone: str = "") -> Move:
    """A move that takes the index of a seal item."""
    return lambda record, stamp: move(record, stamp, index=place(record.goal.seal, spot, gone))


def pressed(goal: Goal, spot: RowId) -> Move | None:
    """What enter does at once; None where it opens a line to type in, or nothing."""
    if spot.kind is RowKind.SEAL and spot.id:
        return of_item(spot, seal.toggle)
    if spot.kind is RowKind.BLOCK and spot.id:
        return roadblocks.clear
    if spot.kind is RowKind.TURN:
        mine = goal.turn is not None and goal.turn.whose == "mine"
        return partial(status.turn, whose="theirs" if mine else "mine")
    return None


def taken_away(goal: Goal, spot: RowId) -> Move | None:
    """What takes the part of a row out of the goal; None where there is none."""
    there: dict[RowKind, tuple[object, Move]] = {
        RowKind.BLOCK: (goal.roadblocks, roadblocks.clear),
        RowKind.TURN: (goal.turn, partial(status.turn, whose="")),
        RowKind.STEP: (goal.next_step, partial(status.plan_step, text="")),
        RowKind.WHY: (goal.why, partial(edit.explain, why="")),
        RowKind.DUE: (goal.due, partial(edit.redate, due=None)),
        RowKind.MARKER: (spot.id, of_marker(spot, edit.remove_marker)),
        RowKind.SEAL: (spot.id, of_item(spot, seal.remove_seal_item)),
    }
    held, move = there.get(spot.kind, (None, roadblocks.clear))
    return move if held else None


def shifted(spot: RowId, by: int) -> Move | None:
    """What moves a marker or a seal item up (-1) or down (1) in its list."""
    if spot.kind is RowKind.MARKER:
        return of_marker(spot, partial(_shift_marker, by=by))
    if spot.kind is RowKind.SEAL and spot.id:
        return of_item(spot, partial(seal.shift_seal_item, by=by))
    return None


def stretched(goal: Goal, spot: RowId) -> Move | None:
    """What lets the final stretch begin at a marker; where it does, it falls by itself again."""
    if spot.kind is not RowKind.MARKER:
        return None
    if goal.final_from == spot.id:
        return partial(edit.start_stretch, index=None)
    return of_marker(spot, edit.start_stretch)


def _shift_marker(record: Record, stamp: Stamp, index: int, by: int) -> Record:
    order = [marker.id for marker in record.goal.markers]
    if not 0 <= index + by < len(order):
        where = "first" if by < 0 else "last"
        raise GoalError(f"‘{record.goal.markers[index].title}’ stands {where} already.")
    order.insert(index + by, order.pop(index))
    return edit.reorder_markers(record, stamp, order)
