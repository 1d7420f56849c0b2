"""The road itself: the deck, and the numbers above it."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rich.style import Style

from lastmile_tui.domain.figures.road import figure
from lastmile_tui.domain.model.goal import Goal, State, amount
from lastmile_tui.domain.views.lens import Lens, lens, vehicle_cell
from lastmile_tui.ui.drawing.pen import ink_on, sign_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastmile_tui.ui.drawing.canvas import Row
    from lastmile_tui.ui.drawing.palette import Palette
    from lastmile_tui.ui.drawing.pen import Pen

CHEQUER = 3
"""Cells of the chequered finish behind the deck."""

SIGN_ASIDE = 2
"""Cells by which a number may stand beside its post where others are in its way."""

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
    """The numbers of the markers, or their amounts, ticked if reached and there is room for all."""
    ticked = _signs(deck, pen.glyphs.check)
    whole = len(ticked) == len(deck.posts)
    for index, (start, text) in (ticked if whole else _signs(deck, "")).items():
        row.put(x + start, text, marker_style(deck, index, pen))
    row.put(x + deck.view.width, pen.glyphs.flag, pen.palette.chequer)


def _signs(deck: Deck, check: str) -> dict[int, tuple[int, str]]:
    """The cell and the text of each sign that has room, by the index of its marker.

    As on a ruler, a number without room for all of it stands there by its last digit, and a number
    is whole where it covers no other one. Where posts stand side by side, numbers are up to
    `SIGN_ASIDE` cells beside theirs, a cell apart and in their order. Where not all of them have
    room even so, the next marker, the last one and those of the final stretch have theirs first,
    then the others from the start of the road on; of the stretch too its first ones come first.
    """
    unit, order = deck.goal.unit, by_weight(deck)
    names = {
        index: amount(figure(deck.goal, deck.ends[index])) if unit else str(index + 1)
        for index in order
    }
    if not unit and not check and _apart(deck.posts):
        if starts := _starts(deck, names, 1):  # all are whole, some a cell beside their posts
            return {index: (start, names[index]) for index, start in starts.items()}
        return {index: (start, text) for index, start, text in _ruler(deck)}
    if check:
        texts = {
            at: f"{check}{name}" if at < deck.following else name for at, name in names.items()
        }
        starts = _starts(deck, texts, 0)
    else:
        texts = _chosen(deck, order, names)
        starts = _starts(deck, texts, SIGN_ASIDE)
    return {index: (start, texts[index]) for index, start in (starts or {}).items()}


def _chosen(deck: Deck, order: Sequence[int], names: Mapping[int, str]) -> dict[int, str]:
    """The signs that have room beside each other, as much of each as has."""
    chosen: dict[int, str] = {}
    for digits in (0,) if deck.goal.unit else (1, 0):
        for index in order:
            more = {**chosen, index: names[index][-digits:]}
            if (digits or chosen.get(index) != names[index]) and _starts(deck, more, SIGN_ASIDE):
                chosen = more
    return chosen


def _starts(deck: Deck, signs: Mapping[int, str], aside: int) -> dict[int, int] | None:
    """Where signs begin, each ending as near its post as others allow; None without room for all.

    They end at most `aside` cells beside their posts.
    """
    in_turn, stops, limit = sorted(signs), {}, deck.view.width
    for index in reversed(in_turn):
        stops[index] = min(deck.posts[index] + 1 + aside, limit)
        limit = stops[index] - len(signs[index]) - 1
    starts: dict[int, int] = {}
    free_from = 0
    for index in in_turn:
        size, post = len(signs[index]), deck.posts[index]
        first = max(free_from + size, post + 1 - aside)
        if first > stops[index]:
            return None
        stop = min(max(first, post + 1), stops[index])
        starts[index], free_from = stop - size, stop + 1
    return starts


def _apart(posts: Sequence[int]) -> bool:
    """Whether a cell lies between any two posts."""
    return all(later - post > 1 for post, later in pairwise(posts))


def _ruler(deck: Deck) -> Iterator[tuple[int, int, str]]:
    """Every number, by its last digit where the cells before its post are not free."""
    free_from = 0
    for index, post in enumerate(deck.posts):
        name = str(index + 1)
        text = name if post - len(name) + 1 >= free_from else name[-1]
        yield index, post - len(text) + 1, text
        free_from = post + 2


def by_weight(deck: Deck) -> list[int]:
    """The markers as they get room: the next, the last, those of the stretch, the others."""
    following, last, final = deck.following, len(deck.posts) - 1, deck.goal.final_index
    return sorted(
        range(last + 1),
        key=lambda index: (index != following, index != last, index < final, index),
    )


def marker_style(deck: Deck, index: int, pen: Pen) -> Style:
    """The style of a marker: reached, next, in the final stretch, or ahead."""
    palette, final = pen.palette, index >= deck.goal.final_index
    if index < deck.following:
        return palette.passed_text
    if index == deck.following:
        return palette.warning if final else palette.title
    return palette.final_text if final else palette.muted
