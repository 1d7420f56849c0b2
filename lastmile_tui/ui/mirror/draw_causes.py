"""Why roads stood still: the days of roadblocks by kind, and why goals were let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.domain.model.text import counted
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.mirror.chart import bar_cells, signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.mirror.figures import Cause
    from lastmile_tui.ui.drawing.pen import Pen

MOST = 6
"""Causes of a kind that are shown."""

NAMES = 0.4
"""The largest share of the width for names."""


def draw_causes(causes: Sequence[Cause], width: int, pen: Pen) -> list[Row]:
    """Bars of days, the longest first; under them a pip for each goal that was let go."""
    signs, palette = signs_of(pen.glyphs), pen.palette
    blocks = sorted((cause for cause in causes if not cause.let_go), key=lambda c: -c.days)[:MOST]
    reasons = sorted((cause for cause in causes if cause.let_go), key=lambda c: -c.count)[:MOST]
    names = min(max(cell_len(cause.name) for cause in (*blocks, *reasons)), int(width * NAMES))
    days_cells = max((cell_len(counted(cause.days, "day")) for cause in blocks), default=0)
    room = max(width - names - days_cells - 2, 1)
    top = max((cause.days for cause in blocks), default=0) or 1

    def named(cause: Cause) -> Row:
        row = Row(width)
        row.put(0, truncate(cause.name, names, pen.glyphs.ellipsis), palette.base)
        return row

    rows = []
    for cause in blocks:
        row, bar = named(cause), "".join(bar_cells(cause.days, top, room, signs.growing))
        row.put(names + 1, bar, palette.danger)
        row.put(names + 2 + len(bar), counted(cause.days, "day"), palette.muted)
        rows.append(row)
    if reasons:
        heading = Row(width)
        heading.put(0, "let go because of", palette.faint)
        rows += [*([Row(width)] if rows else []), heading]
    for cause in reasons:
        row, pips = named(cause), signs.pip * min(cause.count, width - names - 8)
        row.put(names + 1, pips, palette.muted)
        row.put(names + 2 + len(pips), f"{cause.count}", palette.muted)
        rows.append(row)
    return rows
