"""What must be true for a goal to count as finished, in one line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.domain.changes.what_counts import say_what_counts
from lastmile_tui.domain.input.questions import Line

if TYPE_CHECKING:
    from lastmile_tui.domain.model.record import Move


def what_counts() -> Line:
    """Ask what must be true; an empty line leaves the seal list as it is."""

    def read(text: str) -> Move | None:
        return partial(say_what_counts, text=text) if text.strip() else None

    return Line(
        "The last mile: it counts as finished when",
        "The last mile begins. What must be true for it to count as finished?",
        read,
        example="my name is in the results",
        optional=True,
    )
