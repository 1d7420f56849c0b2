"""Goals by month: what ended, sealed or let go, beside what was started."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.mirror.chart import bar_cells, legend, month_name, signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.mirror.figures import Month
    from lastmile_tui.ui.drawing.pen import Pen
    from lastmile_tui.ui.mirror.chart import ChartGlyphs

AXIS = 3
"""Cells of the numbers at the left."""

ROWS = (3, 6)
"""The fewest rows of the columns, and the most: up to then a goal is a row."""

BARS = {3: (1, 2), 4: (1, 2), 5: (2, 2), 6: (2, 3)}
"""The cells of the two bars of a month by all of its cells; what is left is between months."""

SLOT = min(BARS), max(BARS)
"""The fewest cells of a month, and the most."""

_NAME = 3
"""Cells of a month's name; if room is short, only its first letter is shown."""


def draw_months(months: Sequence[Month], width: int, pen: Pen) -> list[Row]:
    """Two bars for each month, the newest ones if not all fit.

    What ended is a full bar, let go upon sealed; what was started is an outline beside it.
    """
    signs, palette = signs_of(pen.glyphs), pen.palette
    slot = min(max((width - AXIS) // max(len(months), 1), SLOT[0]), SLOT[1])
    months = months[-max((width - AXIS) // slot, 1) :]
    top = max(max(month.started, month.sealed + month.let_go) for month in months)
    height = min(max(top, ROWS[0]), ROWS[1])
    top = ceil(max(top, height) / height) * height
    rows = [Row(width) for _ in range(height + 2)]
    ended, started = BARS[slot]
    for index, month in enumerate(months):
        x = AXIS + index * slot
        shade = bar_cells(month.let_go, top, height, (signs.shade,))
        full = bar_cells(month.sealed, top, height, signs.rising[-1:] if shade else signs.rising)
        full = full[: height - len(shade)]
        for y, sign in enumerate((*full, *shade)):
            ink = palette.passed_text if y < len(full) else palette.muted
            rows[height - 1 - y].put(x, sign * ended, ink)
        for y, text in enumerate(_outline(month.started, top, height, started, signs)):
            rows[height - 1 - y].put(x + ended, text, palette.accent)
        name = month_name(month.first)[: _NAME if slot > _NAME else 1]
        newest = index == len(months) - 1
        rows[height + 1].put(x, name, palette.title if newest else palette.muted)
    rows[0].put(0, f"{top:>2}", palette.faint)
    rows[height].put(0, " 0", palette.faint)
    rows[height].put(AXIS, signs.rule * (slot * len(months)), palette.faint)
    key = (
        (signs.rising[-1], palette.passed_text, "sealed"),
        (signs.shade, palette.muted, "let go"),
        (signs.lid[0] + signs.lid[-1], palette.accent, "started"),
    )
    return [*rows, legend(width, key, palette.muted)]


def _outline(value: int, top: int, height: int, cells: int, signs: ChartGlyphs) -> list[str]:
    """The rows of a bar that is an outline, from its foot, so many cells wide, at least two."""
    left, right = signs.sides
    side, (first, inner, last) = left + " " * (cells - 2) + right, signs.lid
    rows = [side for _ in bar_cells(value, top, height, (left,))]
    return [*rows[:-1], first + inner * (cells - 2) + last] if rows else rows
