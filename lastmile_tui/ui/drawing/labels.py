"""The titles of the markers under a deck: what matters now in full first, in one row or in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from lastmile_tui.ui.drawing.canvas import truncate
from lastmile_tui.ui.drawing.deck import by_weight, marker_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.ui.drawing.canvas import Row
    from lastmile_tui.ui.drawing.deck import Deck
    from lastmile_tui.ui.drawing.pen import Pen

LABEL_FLOOR = 4
"""The fewest cells of a cut title."""

LABEL_GAP = 2
"""Cells between two titles."""

ASIDE = LABEL_GAP + 1
"""Cells by which a title may end before its post where another one stands in its way."""


class MarkerLabel(Struct, frozen=True):
    """A title, or as much of it as has room, in cells of the deck: under its post, or near it."""

    index: int
    row: int
    start: int
    text: str

    @property
    def stop(self) -> int:
        """One past its last cell."""
        return self.start + cell_len(self.text)


def draw_labels(row: Row, x: int, deck: Deck, pen: Pen) -> None:
    """The titles of the markers in one row."""
    draw_label_rows([row], x, deck, pen)


def draw_label_rows(rows: Sequence[Row], x: int, deck: Deck, pen: Pen) -> None:
    """The titles of the markers in as many rows as there are."""
    for label in labels_of(deck, len(rows), pen.glyphs.ellipsis):
        style = marker_style(deck, label.index, pen)
        rows[label.row].put(x + label.start, label.text, style)


def all_named(deck: Deck, rows: int) -> bool:
    """Whether that many rows have every title in full."""
    titles = [label.text for label in labels_of(deck, rows, "")]
    return sorted(titles) == sorted(marker.title for marker in deck.goal.markers)


def labels_of(deck: Deck, rows: int, ellipsis: str) -> list[MarkerLabel]:
    """Where the titles stand.

    The next marker, the last one and those of the final stretch come first, each in full where a
    row has room; then they and the others take what is left, cut where they have to be.
    """
    placed: list[MarkerLabel] = []
    following, last, final = deck.following, len(deck.posts) - 1, deck.goal.final_index
    order = by_weight(deck)
    first = [index for index in order if index in (following, last)]
    stretch = [index for index in order if index >= final and index not in first]
    others = [index for index in order if index < final and index not in first]
    for index in first:
        _place(placed, deck, index, rows, ellipsis)
    for group in (stretch, others):
        cut = [index for index in group if not _place_whole(placed, deck, index, rows)]
        for index in cut:
            _place(placed, deck, index, rows, ellipsis)
    return placed


def _place_whole(placed: list[MarkerLabel], deck: Deck, index: int, rows: int) -> bool:
    """Put a title in full so that it ends under its post; False without a row for that."""
    title, post = deck.goal.markers[index].title, deck.posts[index]
    start = post + 1 - cell_len(title)
    for row in range(rows):
        free = _free(placed, deck, row, post)
        if start in free and post in free:
            placed.append(MarkerLabel(index, row, start, title))
            return True
    return False


def _place(placed: list[MarkerLabel], deck: Deck, index: int, rows: int, ellipsis: str) -> None:
    """Put a title where its post has most room: it goes on beyond it before it is cut.

    Where other titles stand under the post in every row it ends a little before it, and where it
    is whole only there.
    """
    if _place_whole(placed, deck, index, rows):
        return
    title, post = deck.goal.markers[index].title, deck.posts[index]
    size = cell_len(title)
    found = None
    for at in range(post, max(post - ASIDE, 0) - 1, -1):
        frees = [(_free(placed, deck, row, at), row) for row in range(rows)]
        most = max(frees, key=lambda free: min(len(free[0]), size))
        if len(most[0]) >= size:
            found = most
            break
        if found is None and len(most[0]) >= LABEL_FLOOR:
            found = most
    if found is None:
        return
    free, row = found
    text = truncate(title, len(free), ellipsis)
    start = max(min(post + 1, free.stop) - cell_len(text), free.start)
    placed.append(MarkerLabel(index, row, start, text))


def _free(placed: Sequence[MarkerLabel], deck: Deck, row: int, post: int) -> range:
    """The free cells of a row around a post; none if another title stands there."""
    start, stop = 0, deck.view.width
    for label in placed:
        if label.row != row:
            continue
        if label.start - LABEL_GAP <= post < label.stop + LABEL_GAP:
            return range(0)
        if label.start > post:
            stop = min(stop, label.start - LABEL_GAP)
        else:
            start = max(start, label.stop + LABEL_GAP)
    return range(start, stop)
