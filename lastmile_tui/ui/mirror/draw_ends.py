"""Where roads end: how many were let go in each tenth of the way, on a small road."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.pen import ink_on
from lastmile_tui.ui.mirror.chart import bar_cells, signs_of

if TYPE_CHECKING:
    from lastmile_tui.domain.mirror.figures import Ends
    from lastmile_tui.ui.drawing.pen import Pen

TENTHS = 10
LAST = 2
"""Tenths of the last fifth."""

ROWS = (2, 4)
"""The fewest rows of the columns, and the most: up to then a goal is a row."""

SLOT = (2, 7)
"""The fewest cells of a tenth, and the most."""

CHEQUER = 2

START, HALF, LAST_FIFTH = "start", "half came this far", "last fifth"
"""The labels under the road: at its start, at the median, and at its end."""


def draw_ends(ends: Ends, width: int, pen: Pen) -> list[Row]:
    """Columns with their numbers on top; under them the road, its vehicle at the median."""
    signs, palette = signs_of(pen.glyphs), pen.palette
    slot = min(max((width - CHEQUER - 1) // TENTHS, SLOT[0]), SLOT[1])
    height = min(max(*ends.tenths, ROWS[0]), ROWS[1])
    top = max(*ends.tenths, height)
    rows = [Row(width) for _ in range(height + 1)]
    for index, count in enumerate(ends.tenths):
        last = index >= TENTHS - LAST
        steps = signs.rising if last else (signs.shade,)
        cells = bar_cells(count, top, height, steps)
        thick, x = max(slot - 1, 1), index * slot + (slot > 1)
        for y, sign in enumerate(cells):
            ink = palette.warning if last else palette.muted
            rows[height - y].put(x, sign * thick, ink)
        if count:
            number = f"{count}"
            at = x + (thick - len(number)) // 2
            style = palette.warning if last else palette.muted
            rows[height - len(cells)].put(at, number, style)
    return [*rows, *_road(ends, width, slot, pen)]


def _road(ends: Ends, width: int, slot: int, pen: Pen) -> list[Row]:
    """The deck and the labels under it."""
    glyphs, palette = pen.glyphs, pen.palette
    deck, names = Row(width), Row(width)
    length, gate = TENTHS * slot, (TENTHS - LAST) * slot
    vehicle = None if ends.share is None else min(int(ends.share * length), length - 1)
    for cell in range(length):
        driven = vehicle is not None and cell < vehicle
        if cell >= gate:
            style = palette.final_passed if driven else palette.final
        else:
            style = palette.passed if driven else palette.ahead
        sign = glyphs.passed if driven else glyphs.final if cell >= gate else glyphs.ahead
        deck.put(cell, glyphs.gate if cell == gate else sign, style)
        if cell == vehicle:
            deck.put(cell, glyphs.vehicle, ink_on(palette.vehicle, style))
    deck.put(length, glyphs.chequer * CHEQUER, palette.chequer)
    deck.put(length + CHEQUER, glyphs.flag, palette.chequer)
    names.put(0, START, palette.muted)
    left = max(min(gate, length - len(LAST_FIFTH)), 0)
    names.put(left, LAST_FIFTH, palette.final_text)
    if vehicle is not None and ends.total > 1:
        at = min(max(vehicle - len(HALF) // 2, len(START) + 2), left - len(HALF) - 2)
        if len(START) + 2 <= at <= vehicle < gate:
            names.put(at, HALF, palette.title)
    return [deck, names]
