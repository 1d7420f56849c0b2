"""What one key does to a row of a road's page, as a move of the domain."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain import edits, phases, sealing
from lastmile_tui.errors import GoalError
from lastmile_tui.ui.drawing.page import Kind, Spot
from lastmile_tui.ui.road_parts import of_item, of_marker

if TYPE_CHECKING:
    from lastmile_tui.domain.events import Stamp
    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.domain.record import Move, Record


def pressed(goal: Goal, spot: Spot) -> Move | None:
    """What enter does at once; None where it opens a line to type in, or nothing."""
    if spot.kind is Kind.SEAL and spot.id:
        return of_item(spot, sealing.toggle)
    if spot.kind is Kind.BLOCK and spot.id:
        return phases.clear
    if spot.kind is Kind.TURN:
        mine = goal.turn is not None and goal.turn.whose == "mine"
        return partial(phases.turn, whose="theirs" if mine else "mine")
    return None


def taken_away(goal: Goal, spot: Spot) -> Move | None:
    """What takes the part of a row out of the goal; None where there is none."""
    there: dict[Kind, tuple[object, Move]] = {
        Kind.BLOCK: (goal.roadblocks, phases.clear),
        Kind.TURN: (goal.turn, partial(phases.turn, whose="")),
        Kind.STEP: (goal.next_step, partial(phases.plan_step, text="")),
        Kind.WHY: (goal.why, partial(edits.explain, why="")),
        Kind.DUE: (goal.due, partial(edits.redate, due=None)),
        Kind.MARKER: (spot.id, of_marker(spot, edits.remove_marker)),
        Kind.SEAL: (spot.id, of_item(spot, sealing.remove_seal_item)),
    }
    held, move = there.get(spot.kind, (None, phases.clear))
    return move if held else None


def shifted(spot: Spot, by: int) -> Move | None:
    """What moves a marker or a seal item up (-1) or down (1) in its list."""
    if spot.kind is Kind.MARKER:
        return of_marker(spot, partial(_shift_marker, by=by))
    if spot.kind is Kind.SEAL and spot.id:
        return of_item(spot, partial(sealing.shift_seal_item, by=by))
    return None


def stretched(goal: Goal, spot: Spot) -> Move | None:
    """What lets the final stretch begin at a marker; where it does, it falls by itself again."""
    if spot.kind is not Kind.MARKER:
        return None
    if goal.final_from == spot.id:
        return partial(edits.start_stretch, index=None)
    return of_marker(spot, edits.start_stretch)


def _shift_marker(record: Record, stamp: Stamp, index: int, by: int) -> Record:
    order = [marker.id for marker in record.goal.markers]
    if not 0 <= index + by < len(order):
        where = "first" if by < 0 else "last"
        raise GoalError(f"‘{record.goal.markers[index].title}’ stands {where} already.")
    order.insert(index + by, order.pop(index))
    return edits.reorder_markers(record, stamp, order)
