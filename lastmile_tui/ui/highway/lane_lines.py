"""How many lines a lane of the Highway takes, by the room there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size

from lastmile_tui.domain.views.lineup import View
from lastmile_tui.ui.drawing.lane import COMFORTABLE_ROWS, NARROW_ROWS, is_tall
from lastmile_tui.ui.highway.line_index import rows_of
from lastmile_tui.ui.state.board import Density

if TYPE_CHECKING:
    from lastmile_tui.domain.views.lineup import Lineup
    from lastmile_tui.ui.state.board import Board

COMFORTABLE_SIZE = Size(76, 18)
"""The smallest view with comfortable lanes by default."""

GAP = 1
"""Empty lines above a heading, and below a comfortable lane."""

COMFORTABLE, TALL = COMFORTABLE_ROWS + GAP, COMFORTABLE_ROWS + 1 + GAP
"""Lines of a lane with the empty one below it; in a tall one marker titles have two rows."""


def lane_lines(board: Board, size: Size) -> int:
    """The lines of a lane: of a narrow one, and for long roads, more where all lanes fit."""
    lineup = board.lineup
    if is_compact(board.density, size, lineup.look.view):
        narrow = size.width < COMFORTABLE_SIZE.width and _fit(lineup, NARROW_ROWS, size)
        return NARROW_ROWS if narrow else 1
    goals = (goal for section in lineup.sections for goal in section.goals)
    tall = _fit(lineup, TALL, size) and any(is_tall(goal, size.width) for goal in goals)
    return TALL if tall else COMFORTABLE


def drawn_rows(lines: int) -> int:
    """The rows of a lane of so many lines that are drawn."""
    return lines - GAP if lines >= COMFORTABLE else lines


def is_compact(density: Density, size: Size, view: View) -> bool:
    """Whether lanes are compact, by themselves in a week, which is read whole, or without room."""
    if density is not Density.AUTO:
        return density is Density.COMPACT
    if view is View.WEEK:
        return True
    return size.width < COMFORTABLE_SIZE.width or size.height < COMFORTABLE_SIZE.height


def _fit(lineup: Lineup, lines: int, size: Size) -> bool:
    return rows_of(lineup, lines, gap=GAP).total <= size.height
