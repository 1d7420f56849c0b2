"""Days before the final stretch against days in it: a small road for each sealed goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.domain.measures.course import median
from lastmile_tui.domain.model.goal import amount
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.mirror.chart import legend, signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.mirror.figures import Split
    from lastmile_tui.ui.drawing.pen import Pen

GOALS = 6
"""The most goals that are shown, the newest ones."""

TITLE = (0.36, 28)
"""The largest share of the width for titles, and their most cells."""


def draw_splits(splits: Sequence[Split], width: int, pen: Pen) -> list[Row]:
    """The newest goals first, each part of a road a cell at least; then the median of all."""
    palette, glyphs = pen.palette, pen.glyphs
    parts = [(split.title, split.before, split.stretch) for split in splits[:GOALS]]
    lines: list[tuple[str, float, float]] = [*parts]
    if len(splits) > 1:
        before = median([split.before for split in splits])
        lines.append(("median", before, median([split.stretch for split in splits])))
    named = max(cell_len(title) for title, *_ in lines)
    names = min(named, TITLE[1], int(width * TITLE[0]))
    days_cells = max(cell_len(_say_days(before, stretch)) for _, before, stretch in lines)
    longest = max(before + stretch for _, before, stretch in lines)
    scale = max(width - names - days_cells - 3, 4) / max(longest, 1)
    rows = []
    for index, (title, before, stretch) in enumerate(lines):
        middle = index == len(parts)
        if middle:
            rule = Row(width)
            rule.put(0, signs_of(glyphs).rule * width, palette.faint)
            rows.append(rule)
        row, x = Row(width), names + 1
        row.put(
            0, truncate(title, names, glyphs.ellipsis), palette.title if middle else palette.base
        )
        gate = x + max(round(before * scale), 1 if before else 0)
        end = max(x + round((before + stretch) * scale), gate + (1 if stretch else 0))
        row.put(x, glyphs.passed * (gate - x), palette.passed_text)
        row.put(gate, glyphs.final * (end - gate), palette.final_text)
        row.put(end + 1, _say_days(before, stretch), palette.title if middle else palette.muted)
        rows.append(row)
    key = (
        (glyphs.passed * 2, palette.passed_text, "days before the stretch"),
        (glyphs.final * 2, palette.final_text, "in it"),
    )
    return [*rows, legend(width, key, palette.muted)]


def _say_days(before: float, stretch: float) -> str:
    return f"{amount(before)} + {amount(stretch)} d"
