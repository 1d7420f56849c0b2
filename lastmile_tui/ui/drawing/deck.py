"""The road itself: the deck, the numbers above it, and the marker titles under it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from rich.style import Style

from lastmile_tui.domain.model.goal import Goal, State, amount
from lastmile_tui.domain.views.lens import Lens, lens, vehicle_cell
from lastmile_tui.ui.drawing.canvas import truncate
from lastmile_tui.ui.drawing.pen import ink_on, sign_on

if TYPE_CHECKING:
    from lastmile_tui.ui.drawing.canvas import Row
    from lastmile_tui.ui.drawing.palette import Palette
    from lastmile_tui.ui.drawing.pen import Pen

CHEQUER = 3
"""Cells of the chequered finish behind the deck."""

LABEL_FLOOR = 4
"""The fewest cells of a cut marker title."""

ROADBLOCK_AHEAD = 2
"""Cells from the vehicle to a roadblock."""


class Deck(Struct, frozen=True):
    """A goal's road laid out on `view.width` cells, the vehicle at `position`."""

    goal: Goal
    view: Lens
    ends: tuple[float, ...]
    posts: tuple[int, ...]
    position: float

    @property
    def following(self) -> int:
        """The index of the first marker ahead; one past the last when all are reached."""
        return sum(end <= self.position for end in self.ends)

    @property
    def vehicle(self) -> int:
        """The cell of the vehicle."""
        if 0 < self.position < self.goal.distance:
            return vehicle_cell(self.view, self.posts, self.position)
        return self.view.cell(self.position)


def deck_of(goal: Goal, width: int, position: float | None = None) -> Deck:
    """A goal's deck, with the vehicle at its own position or another one."""
    view, ends = lens(goal, width), goal.ends
    posts = tuple(view.cell(end) for end in ends)
    return Deck(goal, view, ends, posts, goal.position if position is None else position)


def draw_deck(
    row: Row, x: int, deck: Deck, pen: Pen, *, chequer: int = CHEQUER, ground: bool = True
) -> None:
    """Draw a deck: the road, its final stretch, posts, roadblock, vehicle and chequered finish.

    Without `ground` only the lines are drawn, so that adjacent decks do not run together.
    """
    palette = pen.palette if ground else _groundless(pen.palette)
    glyphs, view, vehicle = pen.glyphs, deck.view, deck.vehicle
    sealed = deck.goal.state(pen.today) is State.SEALED
    gate = view.gate if deck.goal.final_start > 0 else -1
    under: list[Style] = []
    for start, stop in pairwise(sorted({0, max(gate, 0), vehicle, view.width})):
        final = start >= gate
        if sealed or start < vehicle:
            style, sign = palette.final_passed if final else palette.passed, glyphs.passed
        else:
            style, sign = (palette.final, glyphs.final) if final else (palette.ahead, glyphs.ahead)
        under += [style] * (stop - start)
        row.put(x + start, sign * (stop - start), style)
    for cell, end in zip(deck.posts, deck.ends, strict=True):
        ahead = palette.final_post if cell >= gate else palette.ahead_post
        ink = palette.passed_post if end <= deck.position else ahead
        row.put(x + cell, glyphs.post, ink_on(ink, under[cell]))
    if gate > 0:
        row.put(x + gate, glyphs.gate, under[gate])
    if deck.goal.roadblocks and not sealed:
        cell, block = vehicle + ROADBLOCK_AHEAD, palette.roadblock
        if cell >= view.width:  # at the end of the road it stands behind the vehicle
            cell, block = max(min(vehicle, view.width - 1) - 1, 0), palette.roadblock_passed
        row.put(x + cell, glyphs.roadblock, sign_on(block, under[cell]))
    if not sealed:
        row.put(x + vehicle, glyphs.vehicle, sign_on(palette.vehicle, under[vehicle]))
    row.put(x + view.width, glyphs.chequer * chequer, palette.chequer)


@lru_cache(maxsize=4)
def _groundless(palette: Palette) -> Palette:
    """The palette of a deck without a ground of its own."""

    def line(ink: Style) -> Style:
        return Style(color=ink.color, bold=True)

    return replace(
        palette,
        passed=line(palette.passed_text),
        passed_post=line(palette.passed_text),
        ahead=Style(color=palette.ahead.color),
        final=line(palette.final_text),
        final_post=line(palette.final_text),
        final_passed=line(palette.passed_text),
    )


def draw_signs(row: Row, x: int, deck: Deck, pen: Pen) -> None:
    """The numbers of the markers, or their amounts, ticked if reached."""
    glyphs = pen.glyphs
    used: set[int] = set()
    for index in by_weight(deck):
        name = amount(deck.ends[index]) if deck.goal.unit else str(index + 1)
        text = f"{glyphs.check}{name}" if index < deck.following else name
        start, stop = deck.posts[index] - len(text) + 1, deck.posts[index] + 1
        if start < 0 or not used.isdisjoint(range(start - 1, stop + 1)):
            continue
        used.update(range(start, stop))
        row.put(x + start, text, marker_style(deck, index, pen))
    row.put(x + deck.view.width, glyphs.flag, pen.palette.chequer)


def draw_labels(row: Row, x: int, deck: Deck, pen: Pen) -> None:
    """The titles of the markers, each ending under its post, cut or left out without room."""
    taken: list[tuple[int, int]] = []
    following, last = deck.following, len(deck.posts) - 1
    for index in by_weight(deck):
        right = deck.posts[index]
        if any(start - 1 <= right <= end + 1 for start, end in taken):
            continue
        title = deck.goal.markers[index].title
        size = cell_len(title)
        left = max((end + 2 for _, end in taken if end < right), default=0)
        if index not in (following, last) and index:
            left = max(left, deck.posts[index - 1] + 2)
        if left == 0 and index == following and right + 1 < size:
            right = min(size - 1, deck.posts[last])
        room = right - left + 1
        if room < min(LABEL_FLOOR, size):
            continue
        text = truncate(title, room, pen.glyphs.ellipsis)
        start = right - cell_len(text) + 1
        taken.append((start, right))
        row.put(x + start, text, marker_style(deck, index, pen))


def by_weight(deck: Deck) -> list[int]:
    """The markers in the order in which they get room: the next one, the last one, the others."""
    following, last = deck.following, len(deck.posts) - 1
    return sorted(range(last + 1), key=lambda index: (index != following, index != last, index))


def marker_style(deck: Deck, index: int, pen: Pen) -> Style:
    """The style of a marker: reached, next, in the final stretch, or ahead."""
    palette, final = pen.palette, index >= deck.goal.final_index
    if index < deck.following:
        return palette.passed_text
    if index == deck.following:
        return palette.warning if final else palette.title
    return palette.final_text if final else palette.muted
