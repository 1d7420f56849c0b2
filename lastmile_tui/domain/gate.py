"""The new-start gate: what is kept of the answer given in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.describe import BESIDE
from lastmile_tui.domain.moves import there
from lastmile_tui.domain.record import Record, change, with_registers
from lastmile_tui.domain.text import clean_line

if TYPE_CHECKING:
    from lastmile_tui.domain.events import Stamp


GO = "go"
"""The answer that goes on with what is new."""

GATE_LIMIT = 5
"""Roads that are shown: one more would be a list to read, not a question to answer."""


def went_on(record: Record, others: int) -> Record:
    """The record with its newest event saying that so many others stood in the final stretch."""
    return with_registers(record, {BESIDE: others})


def came_back(record: Record, stamp: Stamp, instead_of: str) -> Record:
    """Log that this goal of the final stretch was chosen, and something new was not started."""
    there(record.goal)
    words = f"first this, then ‘{clean_line(instead_of)}’" if instead_of else "first this"
    return change(record, stamp, "gate", {}, text=words)
