"""A goal as a lane: title and facts, sign posts, deck, marker titles; or all of it in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from rich.style import Style

from lastmile_tui.domain.goal import Goal, State, amount
from lastmile_tui.domain.road import Lens, lens, vehicle_cell
from lastmile_tui.ui.drawing.canvas import Row, fitted
from lastmile_tui.ui.drawing.facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.strip import Strip

    from lastmile_tui.ui.drawing.facts import Fact
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

MARGIN = 3
"""Cells left and right of a lane; the first one shows which lane is chosen."""

CHEQUER = 3
"""Cells of the chequered finish behind the deck."""

LABEL_FLOOR = 4
"""The fewest cells a cut marker title is still worth."""

COMFORTABLE_ROWS = 4

_NO_GROUND = Style.null()


class Pen(Struct, frozen=True):
    """What every lane is drawn with. `glide` is a position to draw the vehicle at instead."""

    palette: Palette
    glyphs: Glyphs
    today: date


def draw_lane(
    goal: Goal, width: int, pen: Pen, *, chosen: bool = False, glide: float | None = None
) -> list[Strip]:
    """The comfortable lane: `COMFORTABLE_ROWS` strips of exactly `width` cells."""
    inner = max(width - 2 * MARGIN, LABEL_FLOOR)
    position = goal.position if glide is None else glide
    view = lens(goal, _deck_width(width))
    posts = tuple(view.cell(end) for end in goal.ends)
    rows = [Row(width) for _ in range(COMFORTABLE_ROWS)]
    _heading(rows[0], goal, inner, pen)
    _signs(rows[1], goal, posts, position, pen)
    draw_deck(rows[2], MARGIN, goal, view, posts, position, pen)
    _labels(rows[3], goal, posts, position, pen)
    return [_finished(row, pen, chosen=chosen) for row in rows]


def draw_compact(
    goal: Goal, width: int, pen: Pen, *, chosen: bool = False, glide: float | None = None
) -> list[Strip]:
    """The compact lane: one strip of exactly `width` cells."""
    row = Row(width)
    palette, glyphs = pen.palette, pen.glyphs
    margin = 2
    inner = width - 2 * margin
    title_width = min(max(inner * 3 // 10, 14), 40)
    facts_width = min(max(inner // 4, 10), 44)
    facts = _chosen_facts(facts_of(goal, pen.today), facts_width, glyphs.dot)
    row.put(margin, fitted(goal.title, title_width, glyphs.ellipsis), palette.title)
    _put_facts(row, width - margin, facts, pen)
    start = margin + title_width + 2
    deck_width = inner - title_width - facts_width - 4 - 1
    if deck_width >= 8:  # noqa: PLR2004 - a shorter deck tells nothing
        view = lens(goal, deck_width)
        posts = tuple(view.cell(end) for end in goal.ends)
        position = goal.position if glide is None else glide
        draw_deck(row, start, goal, view, posts, position, pen, chequer=1, ground=False)
    return [_finished(row, pen, chosen=chosen)]


def post_at(goal: Goal, x: int, width: int) -> int | None:
    """The marker whose post a comfortable lane of `width` cells shows within a cell of `x`."""
    view = lens(goal, _deck_width(width))
    near = [
        (abs(view.cell(end) + MARGIN - x), index) for index, end in enumerate(goal.ends)
    ]
    distance, index = min(near)
    return index if distance <= 1 else None


def _deck_width(width: int) -> int:
    return max(width - 2 * MARGIN - CHEQUER, 2)


def draw_deck(
    row: Row,
    x: int,
    goal: Goal,
    view: Lens,
    posts: tuple[int, ...],
    position: float,
    pen: Pen,
    *,
    chequer: int = CHEQUER,
    ground: bool = True,
) -> None:
    """The road itself: driven, ahead, final stretch, posts, vehicle and chequered finish.

    Without `ground` only the lines are drawn: rows of decks without a gap would run together.
    """
    palette, glyphs = pen.palette, pen.glyphs
    state = goal.state(pen.today)
    here = vehicle_cell(view, posts, position)
    if position <= 0 or position >= goal.distance:
        here = view.cell(position)
    gate = view.gate if goal.final_start > 0 else -1
    under: list[Style] = []
    for cell in range(view.width):
        final = cell >= gate
        driven = cell < here or state is State.SEALED
        if driven:
            style, sign = (palette.final_passed if final else palette.passed), glyphs.passed
        else:
            style, sign = (palette.final, glyphs.final) if final else (palette.ahead, glyphs.ahead)
        under.append(style if ground else _NO_GROUND)
        row.put(x + cell, sign, _on(style, under[cell]))
    for cell, end in zip(posts, goal.ends, strict=True):
        ink = palette.final_post if cell >= gate else palette.ahead_post
        if end <= position:
            ink = palette.passed_post
        row.put(x + cell, glyphs.post, _on(ink, under[cell]))
    if gate > 0:
        row.put(x + gate, glyphs.gate, _on(palette.final_post, under[gate]))
    if goal.roadblocks:
        cell = min(here + 2, view.width - 1)
        row.put(x + cell, glyphs.roadblock, _on(palette.roadblock, under[cell]))
    if state is not State.SEALED:
        row.put(x + here, glyphs.vehicle, _on(palette.vehicle, under[here]))
    row.put(x + view.width, glyphs.chequer * chequer, palette.chequer)


def _on(ink: Style, ground: Style) -> Style:
    """The ink of one style on the ground of another."""
    return Style(color=ink.color, bgcolor=ground.bgcolor, bold=ink.bold)


def _heading(row: Row, goal: Goal, inner: int, pen: Pen) -> None:
    """Title and tags on the left, facts on the right; the facts give way first, then the title."""
    palette, glyphs = pen.palette, pen.glyphs
    room = inner - min(cell_len(goal.title), inner * 2 // 5) - 2
    facts = _chosen_facts(facts_of(goal, pen.today), room, glyphs.dot)
    used = _facts_width(facts, glyphs.dot)
    title = fitted(goal.title, max(inner - used - 2, LABEL_FLOOR), glyphs.ellipsis)
    row.put(MARGIN, title, palette.title)
    x = MARGIN + cell_len(title) + 2
    room = MARGIN + inner - used - 2
    for word in (*(f"#{tag}" for tag in goal.tags), *(f"@{p.name}" for p in goal.people)):
        if x + cell_len(word) > room:
            break
        row.put(x, word, palette.faint)
        x += cell_len(word) + 1
    _put_facts(row, MARGIN + inner, facts, pen)


def _chosen_facts(facts: Iterable[Fact], room: int, dot: str) -> list[Fact]:
    """The facts that fit, the most telling ones first, in the order they are told."""
    told = list(facts)
    kept: dict[int, Fact] = {}
    for index in sorted(range(len(told)), key=lambda index: told[index].rank):
        for text in filter(None, (told[index].text, told[index].brief)):
            fact = replace(told[index], text=text)
            if _facts_width([*kept.values(), fact], dot) <= room:
                kept[index] = fact
                break
    return [kept[index] for index in sorted(kept)]


def _facts_width(facts: list[Fact], dot: str) -> int:
    return sum(cell_len(fact.text) for fact in facts) + (2 + len(dot)) * max(len(facts) - 1, 0)


def _put_facts(row: Row, end: int, facts: list[Fact], pen: Pen) -> None:
    """The facts, so that the last one ends before the cell `end`."""
    palette, dot = pen.palette, f" {pen.glyphs.dot} "
    styles = {"warning": palette.warning, "danger": palette.danger, "plain": palette.muted}
    x = end - _facts_width(facts, pen.glyphs.dot)
    for index, fact in enumerate(facts):
        if index:
            row.put(x, dot, palette.faint)
            x += len(dot)
        row.put(x, fact.text, styles[fact.weight])
        x += cell_len(fact.text)


def _signs(
    row: Row, goal: Goal, posts: tuple[int, ...], position: float, pen: Pen
) -> None:
    """The numbers of the markers above the deck, ticked where reached."""
    palette, glyphs = pen.palette, pen.glyphs
    taken = -1
    following = _next_index(goal, position)
    order = sorted(range(len(posts)), key=lambda index: (index not in (following, len(posts) - 1), index))
    used: set[int] = set()
    for index in order:
        reached = goal.ends[index] <= position
        name = amount(goal.ends[index]) if goal.unit else str(index + 1)
        text = f"{glyphs.check}{name}" if reached else name
        cells = set(range(posts[index] - len(text) + 1, posts[index] + 1))
        if min(cells) < 0 or used & {cell + gap for cell in cells for gap in (-1, 0, 1)}:
            continue
        used |= cells
        row.put(MARGIN + min(cells), text, _marker_style(goal, index, following, position, palette))
    row.put(MARGIN + max(posts[-1], taken) + 1, glyphs.flag, palette.chequer)


def _labels(
    row: Row, goal: Goal, posts: tuple[int, ...], position: float, pen: Pen
) -> None:
    """The titles of the markers under the deck; the next one and the last one come first."""
    following, last = _next_index(goal, position), len(posts) - 1
    order = sorted(range(len(posts)), key=lambda index: (index != following, index != last, index))
    taken: list[tuple[int, int]] = []
    for index in order:
        right = posts[index]
        if any(start - 1 <= right <= end + 1 for start, end in taken):
            continue
        left = max([end + 2 for _, end in taken if end < right], default=0)
        title = goal.markers[index].title
        if index not in (following, last):
            left = max(left, posts[index - 1] + 2 if index else 0)
        room = right - left + 1
        size = cell_len(title)
        if size > room and index == following and left == 0:
            right, room = min(size - 1, posts[-1]), size
        if room < min(LABEL_FLOOR, size):
            continue
        text = fitted(title, room, pen.glyphs.ellipsis)
        start = right - cell_len(text) + 1
        taken.append((start, right))
        style = _marker_style(goal, index, following, position, pen.palette)
        row.put(MARGIN + start, text, style)


def _next_index(goal: Goal, position: float) -> int:
    """The index of the first marker ahead; one past the last when all are reached."""
    return sum(end <= position for end in goal.ends)


def _marker_style(
    goal: Goal, index: int, following: int, position: float, palette: Palette
) -> Style:
    if index < following:
        return palette.passed_text
    ink = palette.final_text if index >= goal.final_index else palette.muted
    if index > following:
        return ink
    strong = palette.warning if index >= goal.final_index else palette.title
    return strong if position >= 0 else ink


def _finished(row: Row, pen: Pen, *, chosen: bool) -> Strip:
    if chosen:
        row.put(0, pen.glyphs.edge, pen.palette.edge)
        return row.strip(pen.palette.base + pen.palette.chosen)
    return row.strip(pen.palette.base)
