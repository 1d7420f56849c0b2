"""The head of a page: title and facts, and the road drawn large."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.deck import (
    CHEQUER,
    LABEL_FLOOR,
    Deck,
    by_weight,
    deck_of,
    draw_deck,
    draw_labels,
    draw_signs,
    marker_style,
)
from lastmile_tui.ui.drawing.lane import MARGIN, draw_title
from lastmile_tui.ui.drawing.pen import Pen

if TYPE_CHECKING:
    from textual.strip import Strip

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

HEAD_ROWS = 5
"""Title and facts, sign posts, two rows of deck, marker titles."""

_GAP = 2
"""Cells between two marker titles."""


def draw_head(
    goal: Goal, width: int, pen: Pen, *, low: bool = False, overdue: bool = False
) -> list[Strip]:
    """`HEAD_ROWS` strips of exactly `width` cells; one more if the titles need two rows.

    A `low` screen has no room for that: its titles are cut or left out.
    """
    road = deck_of(goal, width - 2 * MARGIN - CHEQUER)
    title, signs, deck, shoulder, labels = rows = [Row(width) for _ in range(HEAD_ROWS)]
    draw_title(title, MARGIN, goal, pen, overdue=overdue)
    draw_signs(signs, MARGIN, road, pen)
    draw_deck(deck, MARGIN, road, pen)
    draw_deck(shoulder, MARGIN, road, Pen(pen.palette, _bare(pen.glyphs), pen.today))
    draw_labels(labels, MARGIN, road, pen)
    *head, below = [row.strip(pen.palette.base) for row in rows]
    if low or all(marker.title in below.text for marker in goal.markers):
        return [*head, below]
    return [*head, *_in_two_rows(road, width, pen)]


def _in_two_rows(road: Deck, width: int, pen: Pen) -> list[Strip]:
    """The marker titles, each ending under its post in the first row that has room for it.

    The next marker and the last one come first. A title that fits into neither row is cut.
    """
    rows = [Row(width), Row(width)]
    taken: tuple[list[range], list[range]] = ([], [])
    for index in by_weight(road):
        post, title = road.posts[index] + 1, road.goal.markers[index].title
        rooms = [_free_cells(cells, post) for cells in taken]
        size = cell_len(title)
        row = 0 if rooms[0] >= min(size, rooms[1]) else 1
        text = truncate(title, rooms[row], pen.glyphs.ellipsis)
        if rooms[row] < min(size, LABEL_FLOOR):
            continue
        start = post - cell_len(text)
        taken[row].append(range(start, post))
        rows[row].put(MARGIN + start, text, marker_style(road, index, pen))
    return [row.strip(pen.palette.base) for row in rows]


def _free_cells(taken: list[range], end: int) -> int:
    """The free cells before an end; 0 if it is taken."""
    if any(cells.start - _GAP < end <= cells.stop + _GAP for cells in taken):
        return 0
    return end - max((cells.stop + _GAP for cells in taken if cells.stop < end), default=0)


@lru_cache(maxsize=2)
def _bare(glyphs: Glyphs) -> Glyphs:
    """The signs of the second row of a deck: only its posts and its finish."""
    return replace(
        glyphs, passed=" ", ahead=" ", final=" ", vehicle=" ", roadblock=" ", gate=glyphs.door
    )
