"""A goal as a lane: title and facts, sign posts, deck, marker titles; or all of it in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.deck import (
    CHEQUER,
    deck_of,
    draw_deck,
    draw_signs,
)
from lastmile_tui.ui.drawing.facts import SPARE, facts_of
from lastmile_tui.ui.drawing.glyphs import spell
from lastmile_tui.ui.drawing.labels import LABEL_FLOOR, all_named, draw_label_rows
from lastmile_tui.ui.drawing.pen import lane_strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.facts import Fact
    from lastmile_tui.ui.drawing.pen import Pen

MARGIN = 3
"""Cells left and right of a lane; the first one shows which lane is chosen."""

_FLAG = 1
"""The cell of the margin for the flag of the goal that was picked."""

MARKS = 4
"""Cells in front of a title, for the marks of attention."""

COMFORTABLE_ROWS = 4
"""Title, sign posts, deck and one row of marker titles; a tall lane has two of these."""

NARROW_ROWS = 2
"""Title and deck, where a terminal is too narrow for both in a row."""

FACTS_FLOOR = 28
"""The fewest cells of a row with room for more than the title."""

DECK_FLOOR = 8
"""The fewest cells of a deck."""


def draw_lane(
    goal: Goal,
    width: int,
    pen: Pen,
    *,
    measures: Measures | None = None,
    picked: Fact | None = None,
    found: Fact | None = None,
    chosen: bool = False,
    glide: float | None = None,
    rows: int = COMFORTABLE_ROWS,
) -> list[Strip]:
    """The lane in so many strips of exactly `width` cells, all below the deck for marker titles.

    `glide` is a position to draw the vehicle at instead of its own.
    """
    deck = deck_of(goal, _deck_width(width), glide)
    title, *signs, road = (Row(width) for _ in range(min(rows, COMFORTABLE_ROWS - 1)))
    labels = [Row(width) for _ in range(rows - COMFORTABLE_ROWS + 1)]
    draw_title(title, MARGIN + MARKS, goal, pen, measures, picked=picked, found=found)
    put_marks(title, measures, pen, picked=picked is not None)
    for row in signs:
        draw_signs(row, MARGIN, deck, pen)
    draw_deck(road, MARGIN, deck, pen)
    if labels:
        draw_label_rows(labels, MARGIN, deck, pen)
    return [lane_strip(row, pen, chosen=chosen) for row in (title, *signs, road, *labels)]


def is_tall(goal: Goal, width: int) -> bool:
    """Whether the marker titles of a lane of `width` cells ask for a second row."""
    return not all_named(deck_of(goal, _deck_width(width)), 1)


def draw_compact(
    goal: Goal,
    width: int,
    pen: Pen,
    *,
    measures: Measures | None = None,
    picked: Fact | None = None,
    found: Fact | None = None,
    chosen: bool = False,
    glide: float | None = None,
) -> list[Strip]:
    """The compact lane: one strip of exactly `width` cells; a narrow one has no deck."""
    row = Row(width)
    at = MARGIN + MARKS
    inner = width - at - MARGIN
    title_width = min(max(inner * 3 // 10, 14), 40)
    half = found is not None and found.instead_of  # what comes on a day is what is looked for
    facts_width = min(max(inner // 2 if half else inner * 2 // 5, 12), 60)
    facts_width = facts_width if inner >= FACTS_FLOOR else 0
    deck_width = inner - title_width - facts_width - 5
    if deck_width < DECK_FLOOR:
        title_width, deck_width = max(inner - facts_width - 2, LABEL_FLOOR), 0
    facts = _fit_facts(_facts(goal, pen, measures, picked, found), facts_width, pen)
    title = truncate(goal.title, title_width, pen.glyphs.ellipsis)
    put_marks(row, measures, pen, picked=picked is not None)
    row.put(at, title, pen.palette.title)
    _put_facts(row, width - MARGIN, facts, pen)
    if deck_width:
        deck = deck_of(goal, deck_width, glide)
        draw_deck(row, at + title_width + 2, deck, pen, chequer=1, ground=False)
    return [lane_strip(row, pen, chosen=chosen)]


def draw_title(
    row: Row,
    at: int,
    goal: Goal,
    pen: Pen,
    measures: Measures | None = None,
    *,
    picked: Fact | None = None,
    overdue: bool = False,
    found: Fact | None = None,
) -> None:
    """Title and tags from a cell on, facts at the end; without room facts are left out first."""
    inner = row.width - at - MARGIN
    room = inner - min(cell_len(goal.title), inner * 2 // 5) - 2
    every = _facts(goal, pen, measures, picked, found, overdue=overdue)
    facts = _fit_facts(every, room, pen, spare=inner - cell_len(goal.title) - 2)
    used = _facts_width(facts, pen)
    title = truncate(goal.title, max(inner - used - 2, LABEL_FLOOR), pen.glyphs.ellipsis)
    row.put(at, title, pen.palette.title)
    x = at + cell_len(title) + 2
    for word in (*(f"#{tag}" for tag in goal.tags), *(f"@{who.name}" for who in goal.people)):
        if x + cell_len(word) > at + inner - used - 2:
            break
        row.put(x, word, pen.palette.faint)
        x += cell_len(word) + 1
    _put_facts(row, at + inner, facts, pen)


def post_at(goal: Goal, x: int, width: int) -> int | None:
    """The marker whose post a comfortable lane of `width` cells shows within a cell of `x`."""
    posts = deck_of(goal, _deck_width(width)).posts
    distance, index = min((abs(post + MARGIN - x), index) for index, post in enumerate(posts))
    return index if distance <= 1 else None


def _deck_width(width: int) -> int:
    return width - 2 * MARGIN - CHEQUER


def _facts(
    goal: Goal,
    pen: Pen,
    measures: Measures | None,
    picked: Fact | None,
    found: Fact | None,
    *,
    overdue: bool = False,
) -> tuple[Fact, ...]:
    """The facts of a goal, after why it stands here: where a filter found it, or its day."""
    facts = facts_of(goal, pen.today, measures, picked=picked, overdue=overdue)
    if not found:
        return facts
    return (found, *(fact for fact in facts if fact.topic not in found.instead_of))


def put_marks(row: Row, measures: Measures | None, pen: Pen, *, picked: bool) -> None:
    """A flag on the picked goal, and one mark for each level of attention."""
    if picked:
        row.put(_FLAG, pen.glyphs.flag, pen.palette.accent)
    level = measures.attention.level if measures else 0
    palette = pen.palette
    style = (palette.muted, palette.muted, palette.warning, palette.danger)[level]
    row.put(MARGIN, pen.glyphs.attention * level, style)


def _fit_facts(
    facts: Sequence[Fact], room: int, pen: Pen, *, spare: int | None = None
) -> list[Fact]:
    """The facts that fit, chosen by their ranks, in their order; the last of them in `spare`."""
    fitting: dict[int, Fact] = {}
    for index in sorted(range(len(facts)), key=lambda index: facts[index].rank):
        for text in filter(None, (facts[index].text, facts[index].brief)):
            fact = replace(facts[index], text=spell(text, pen.glyphs))
            cells = room if spare is None or fact.rank < SPARE else min(room, spare)
            if _facts_width([*fitting.values(), fact], pen) <= cells:
                fitting[index] = fact
                break
    return [fitting[index] for index in sorted(fitting)]


def _facts_width(facts: Sequence[Fact], pen: Pen) -> int:
    dots = max(len(facts) - 1, 0) * (2 + len(pen.glyphs.dot))
    return sum(cell_len(fact.text) for fact in facts) + dots


def _put_facts(row: Row, end: int, facts: Sequence[Fact], pen: Pen) -> None:
    """The facts, so that the last one ends before the cell `end`."""
    palette, dot = pen.palette, f" {pen.glyphs.dot} "
    styles = {"warning": palette.warning, "danger": palette.danger, "plain": palette.muted}
    x = end - _facts_width(facts, pen)
    for index, fact in enumerate(facts):
        if index:
            row.put(x, dot, palette.faint)
            x += len(dot)
        row.put(x, fact.text, styles[fact.weight])
        x += cell_len(fact.text)
