"""The moves that single keys make on a row of a road's page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes import edit, roadblocks, seal, status
from lastmile_tui.domain.model.record import Record
from lastmile_tui.domain.rows.ids import RowId, RowKind
from lastmile_tui.domain.rows.text_fields import TEXT_FIELDS
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal, Marker, SealItem
    from lastmile_tui.domain.model.record import Move, Record
    from lastmile_tui.domain.rows.ids import RowId


def index_of(parts: Sequence[Marker | SealItem], spot: RowId, gone: str = "") -> int:
    """The index of a part; GoalError if it is gone, with the sentence `gone` if given."""
    for index, part in enumerate(parts):
        if part.id == spot.id:
            return index
    raise GoalError(gone or f"That {spot.kind} is no longer there; nothing was changed.")


def marker_move(spot: RowId, move: Callable[..., Record]) -> Move:
    """A move on a marker, from one that takes its index."""
    return lambda record, stamp: move(record, stamp, index=index_of(record.goal.markers, spot))


def item_move(spot: RowId, move: Callable[..., Record], gone: str = "") -> Move:
    """A move on a seal item, from one that takes its index."""
    return lambda record, stamp: move(record, stamp, index=index_of(record.goal.seal, spot, gone))


def enter_move(goal: Goal, spot: RowId) -> Move | None:
    """The move of enter; None if enter edits the row, or does nothing."""
    if spot.kind is RowKind.SEAL and spot.id:
        return item_move(spot, seal.toggle)
    if spot.kind is RowKind.BLOCK and spot.id:
        return roadblocks.clear
    if spot.kind is RowKind.TURN:
        mine = goal.turn is not None and goal.turn.whose == "mine"
        return partial(status.turn, whose="theirs" if mine else "mine")
    return None


def removal_move(goal: Goal, spot: RowId) -> Move | None:
    """The move that removes what a row shows; None if there is nothing."""
    removals: dict[RowKind, tuple[object, Move]] = {
        RowKind.BLOCK: (goal.roadblocks, roadblocks.clear),
        RowKind.TURN: (goal.turn, partial(status.turn, whose="")),
        RowKind.STEP: (goal.next_step, partial(status.plan_step, text="")),
        **{
            kind: (field.text(goal), field.move(""))
            for kind, field in TEXT_FIELDS.items()
            if field.removable
        },
        RowKind.DUE: (goal.due, partial(edit.redate, due=None)),
        RowKind.MARKER: (spot.id, marker_move(spot, edit.remove_marker)),
        RowKind.SEAL: (spot.id, item_move(spot, seal.remove_seal_item)),
    }
    value, move = removals.get(spot.kind, (None, roadblocks.clear))
    return move if value else None


def shift_move(spot: RowId, by: int) -> Move | None:
    """The move of a marker or a seal item up (-1) or down (1) in its list."""
    if spot.kind is RowKind.MARKER:
        return marker_move(spot, partial(_shift_marker, by=by))
    if spot.kind is RowKind.SEAL and spot.id:
        return item_move(spot, partial(seal.shift_seal_item, by=by))
    return None


def stretch_move(goal: Goal, spot: RowId) -> Move | None:
    """The move that starts the final stretch at a marker, or resets it if it starts there."""
    if spot.kind is not RowKind.MARKER:
        return None
    if goal.final_from == spot.id:
        return partial(edit.start_stretch, index=None)
    return marker_move(spot, edit.start_stretch)


def _shift_marker(record: Record, stamp: Stamp, index: int, by: int) -> Record:
    order = [marker.id for marker in record.goal.markers]
    if not 0 <= index + by < len(order):
        where = "first" if by < 0 else "last"
        raise GoalError(f"‘{record.goal.markers[index].title}’ stands {where} already.")
    order.insert(index + by, order.pop(index))
    return edit.reorder_markers(record, stamp, order)
