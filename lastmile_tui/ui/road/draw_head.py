"""The head of a page: title and facts, and the road drawn large."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.deck import (
    CHEQUER,
    deck_of,
    draw_deck,
    draw_signs,
)
from lastmile_tui.ui.drawing.labels import all_named, draw_label_rows
from lastmile_tui.ui.drawing.lane import MARGIN, draw_title
from lastmile_tui.ui.drawing.pen import Pen

if TYPE_CHECKING:
    from textual.strip import Strip

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

HEAD_ROWS = 5
"""Title and facts, sign posts, two rows of deck, marker titles."""


def draw_head(
    goal: Goal, width: int, pen: Pen, *, low: bool = False, overdue: bool = False
) -> list[Strip]:
    """`HEAD_ROWS` strips of exactly `width` cells; one more if the titles need two rows.

    A `low` screen has no room for that: its titles are cut or left out.
    """
    road = deck_of(goal, width - 2 * MARGIN - CHEQUER)
    title, signs, deck, shoulder, *labels = rows = [Row(width) for _ in range(HEAD_ROWS)]
    if not low and not all_named(road, 1):
        labels.append(Row(width))
        rows.append(labels[-1])
    draw_title(title, MARGIN, goal, pen, overdue=overdue)
    draw_signs(signs, MARGIN, road, pen)
    draw_deck(deck, MARGIN, road, pen)
    draw_deck(shoulder, MARGIN, road, Pen(pen.palette, _bare(pen.glyphs), pen.today))
    draw_label_rows(labels, MARGIN, road, pen)
    return [row.strip(pen.palette.base) for row in rows]


@lru_cache(maxsize=2)
def _bare(glyphs: Glyphs) -> Glyphs:
    """The signs of the second row of a deck: only its posts and its finish."""
    return replace(
        glyphs, passed=" ", ahead=" ", final=" ", vehicle=" ", roadblock=" ", gate=glyphs.door
    )
