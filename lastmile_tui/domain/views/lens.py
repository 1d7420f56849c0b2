"""The lens: maps positions to cells, so that the final stretch is drawn long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from lastmile_tui.domain.model.goal import Goal

FINAL_CELLS = 0.4
"""The share of the deck that the final stretch takes, whatever its share of the miles."""


class Lens(Struct, frozen=True):
    """Maps positions to cells, two scales with the gate between them.

    Cells count from 0 at the start of the road to `width - 1` at its end; `gate` is the cell where
    the final stretch begins.
    """

    width: int
    distance: float
    final_start: float

    @property
    def gate(self) -> int:
        """The cell at which the final stretch begins."""
        if self.final_start <= 0:
            return 0
        return self.width - 1 - round((self.width - 1) * FINAL_CELLS)

    def cell(self, position: float) -> int:
        """The cell of a position; positions beyond the ends fall on the ends."""
        gate, end = self.gate, self.width - 1
        if position <= self.final_start:
            share = max(position, 0.0) / self.final_start if self.final_start else 0.0
            return round(gate * share)
        share = (position - self.final_start) / (self.distance - self.final_start)
        return gate + round((end - gate) * min(share, 1.0))


def lens(goal: Goal, width: int) -> Lens:
    """The lens of a goal's road on a deck of `width` cells, two at least."""
    return Lens(max(width, 2), goal.distance, goal.final_start)


def vehicle_cell(view: Lens, posts: tuple[int, ...], position: float) -> int:
    """The cell of the vehicle: just behind a marker it has reached, so that the marker shows."""
    cell = view.cell(position)
    beyond = min(cell + 1, view.width - 1)
    return beyond if cell in posts and beyond not in posts else cell
