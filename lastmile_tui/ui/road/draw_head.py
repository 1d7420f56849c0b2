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

HEAD_ROWS = 4
"""The fewest rows: title and facts, sign posts, the deck, marker titles."""


def draw_head(
    goal: Goal, width: int, pen: Pen, *, low: bool = False, overdue: bool = False
) -> list[Strip]:
    """Strips of exactly `width` cells: the deck is three rows high, its line in the middle one.

    One more if the titles need two rows. A `low` screen has no room for that: its deck is one row,
    its titles are cut or left out.
    """
    road = deck_of(goal, width - 2 * MARGIN - CHEQUER)
    title, signs, deck = (Row(width) for _ in range(3))
    shoulders = [] if low else [Row(width), Row(width)]
    labels = [Row(width) for _ in range(1 if low or all_named(road, 1) else 2)]
    draw_title(title, MARGIN, goal, pen, overdue=overdue)
    draw_signs(signs, MARGIN, road, pen)
    draw_deck(deck, MARGIN, road, pen)
    for shoulder in shoulders:
        draw_deck(shoulder, MARGIN, road, Pen(pen.palette, _bare(pen.glyphs), pen.today))
    draw_label_rows(labels, MARGIN, road, pen)
    rows = (title, signs, *shoulders[:1], deck, *shoulders[1:], *labels)
    return [row.strip(pen.palette.base) for row in rows]


@lru_cache(maxsize=2)
def _bare(glyphs: Glyphs) -> Glyphs:
    """The signs beside the line of a deck: only its posts and its finish."""
    return replace(
        glyphs, passed=" ", ahead=" ", final=" ", vehicle=" ", roadblock=" ", gate=glyphs.door
    )
