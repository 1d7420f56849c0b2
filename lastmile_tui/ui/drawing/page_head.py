"""The head of a page: title and facts, and the road drawn large."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.cells import cell_len
from textual.strip import Strip

from lastmile_tui.ui.drawing.canvas import Row, fitted
from lastmile_tui.ui.drawing.deck import CHEQUER, LABEL_FLOOR, Deck, deck_of, draw_deck
from lastmile_tui.ui.drawing.glyphs import UNICODE
from lastmile_tui.ui.drawing.lane import MARGIN, MARKS, draw_lane
from lastmile_tui.ui.drawing.pen import Pen

if TYPE_CHECKING:
    from rich.style import Style

    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs

HEAD_ROWS = 5
"""Title and facts, sign posts, two rows of deck, marker titles."""

_GAP = 2
"""Cells between two marker titles."""


def draw_head(goal: Goal, width: int, pen: Pen, *, low: bool = False) -> list[Strip]:
    """`HEAD_ROWS` strips of exactly `width` cells; one more where a row cannot hold all titles.

    What is `low` has no room for that: there titles are cut or left out.
    """
    _, signs, deck, labels = draw_lane(goal, width, pen)
    road = deck_of(goal, width - 2 * MARGIN - CHEQUER)
    shoulder = Row(width)
    bare = Pen(pen.palette, _bare(pen.glyphs), pen.today)
    draw_deck(shoulder, MARGIN, road, bare)
    head = [_title(goal, width, pen), signs, deck, shoulder.strip(pen.palette.base)]
    if low or all(marker.title in labels.text for marker in goal.markers):
        return [*head, labels]
    return [*head, *_in_two_rows(road, width, pen)]


def _title(goal: Goal, width: int, pen: Pen) -> Strip:
    """Title and facts as in a lane, without the cells for marks: the page has them elsewhere."""
    title = draw_lane(goal, width + MARKS, pen)[0]
    return Strip.join([title.crop(0, MARGIN), title.crop(MARGIN + MARKS, width + MARKS)])


def _in_two_rows(road: Deck, width: int, pen: Pen) -> list[Strip]:
    """The marker titles, each ending under its post in the first row that has room for it.

    The next marker and the last one come first. A title that neither row can hold is cut.
    """
    rows = [Row(width), Row(width)]
    taken: tuple[list[range], list[range]] = ([], [])
    last = len(road.posts) - 1
    order = sorted(range(last + 1), key=lambda at: (at != road.following, at != last, at))
    for index in order:
        post, title = road.posts[index] + 1, road.goal.markers[index].title
        rooms = [_room(held, post) for held in taken]
        size = cell_len(title)
        row = 0 if rooms[0] >= min(size, rooms[1]) else 1
        text = fitted(title, rooms[row], pen.glyphs.ellipsis)
        if rooms[row] < min(size, LABEL_FLOOR):
            continue
        start = post - cell_len(text)
        taken[row].append(range(start, post))
        rows[row].put(MARGIN + start, text, _style(road, index, pen))
    return [row.strip(pen.palette.base) for row in rows]


def _room(taken: list[range], end: int) -> int:
    """The cells that are free before an end, 0 where something stands there."""
    if any(held.start - _GAP < end <= held.stop + _GAP for held in taken):
        return 0
    return end - max((held.stop + _GAP for held in taken if held.stop < end), default=0)


def _style(road: Deck, index: int, pen: Pen) -> Style:
    """Reached ones are done, the next one is strong, the final stretch stands out."""
    palette, final = pen.palette, index >= road.goal.final_index
    if index < road.following:
        return palette.passed_text
    if index == road.following:
        return palette.warning if final else palette.title
    return palette.final_text if final else palette.muted


@lru_cache(maxsize=2)
def _bare(glyphs: Glyphs) -> Glyphs:
    """The signs of the second row of a deck: its ground, its posts and its finish."""
    gate = "║" if glyphs is UNICODE else glyphs.post
    return replace(glyphs, passed=" ", ahead=" ", final=" ", vehicle=" ", roadblock=" ", gate=gate)
