"""Goals by month: sealed, let go and started side by side."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.mirror.chart import bar_cells, legend, month_name, signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.mirror.figures import Month
    from lastmile_tui.ui.drawing.pen import Pen

AXIS = 3
"""Cells of the numbers at the left."""

ROWS = (3, 6)
"""The fewest rows of the columns, and the most: up to then a goal is a row."""

SLOT = (3, 6)
"""The fewest cells of a month, and the most."""

_NAME = 3
"""Cells of a month's name; if room is short, only its first letter is shown."""


def draw_months(months: Sequence[Month], width: int, pen: Pen) -> list[Row]:
    """Bars for each month, the newest ones if not all fit; that of started goals is an outline."""
    signs, palette = signs_of(pen.glyphs), pen.palette
    slot = min(max((width - AXIS) // max(len(months), 1), SLOT[0]), SLOT[1])
    months = months[-max((width - AXIS) // slot, 1) :]
    top = max(max(month.started, month.sealed, month.let_go) for month in months)
    height = min(max(top, ROWS[0]), ROWS[1])
    top = ceil(max(top, height) / height) * height
    rows = [Row(width) for _ in range(height + 2)]
    thick = max((slot - 2) // 2, 1)
    for index, month in enumerate(months):
        x = AXIS + index * slot
        for y, sign in enumerate(bar_cells(month.sealed, top, height, signs.rising)):
            rows[height - 1 - y].put(x, sign * thick, palette.passed_text)
        for y, sign in enumerate(bar_cells(month.let_go, top, height, (signs.shade,))):
            rows[height - 1 - y].put(x + thick, sign * thick, palette.muted)
        for y, sign in enumerate(bar_cells(month.started, top, height, (signs.hollow,))):
            rows[height - 1 - y].put(x + 2 * thick, sign, palette.accent)
        name = month_name(month.first)[: _NAME if slot > _NAME else 1]
        newest = index == len(months) - 1
        rows[height + 1].put(x, name, palette.title if newest else palette.muted)
    rows[0].put(0, f"{top:>2}", palette.faint)
    rows[height].put(0, " 0", palette.faint)
    rows[height].put(AXIS, signs.rule * (slot * len(months)), palette.faint)
    key = (
        (signs.rising[-1], palette.passed_text, "sealed"),
        (signs.shade, palette.muted, "let go"),
        (signs.hollow, palette.accent, "started"),
    )
    return [*rows, legend(width, key, palette.muted)]
