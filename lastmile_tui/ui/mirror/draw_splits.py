"""Days before the final stretch, in it and at its end: a small road for each sealed goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.domain.measures.course import median
from lastmile_tui.domain.mirror.figures import Split
from lastmile_tui.domain.model.goal import amount
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.mirror.chart import legend, signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.mirror.figures import LapDays
    from lastmile_tui.ui.drawing.pen import Pen

    _Days = tuple[float, ...]
    """Those before the stretch, in it, and at its end."""

GOALS = 6
"""The most goals that are shown, the newest ones."""

TITLE = (0.36, 28)
"""The largest share of the width for titles, and their most cells."""


def draw_laps(laps: Sequence[LapDays], width: int, pen: Pen) -> list[Row]:
    """The laps of roads, each with the days before its last mile and in it."""
    return draw_splits([_split(lap) for lap in laps], width, pen)


def _split(lap: LapDays) -> Split:
    last_mile = lap.last_mile or 0
    title = f"{lap.number} {lap.title}"
    return Split(title, lap.sealed, lap.days - last_mile, last_mile)


def draw_splits(splits: Sequence[Split], width: int, pen: Pen) -> list[Row]:
    """The newest goals first, each part of a road a cell at least; then the median of all."""
    palette, glyphs = pen.palette, pen.glyphs
    waited = any(split.door for split in splits)
    parts = [(split.title, _days(split)) for split in splits[:GOALS]]
    lines: list[tuple[str, _Days]] = [*parts]
    if len(splits) > 1:
        lines.append(("median", tuple(map(median, zip(*map(_days, splits), strict=True)))))
    named = max(cell_len(title) for title, _ in lines)
    names = min(named, TITLE[1], int(width * TITLE[0]))
    days_cells = max(cell_len(_say_days(days, waited=waited)) for _, days in lines)
    longest = max(sum(days) for _, days in lines)
    scale = max(width - names - days_cells - 3, 4) / max(longest, 1)
    inks = (
        (glyphs.passed, palette.passed_text),
        (glyphs.final, palette.final_text),
        (glyphs.ahead, palette.muted),
    )
    rows = []
    for index, (title, days) in enumerate(lines):
        middle = index == len(parts)
        if middle:
            rule = Row(width)
            rule.put(0, signs_of(glyphs).rule * width, palette.faint)
            rows.append(rule)
        row, start = Row(width), names + 1
        row.put(
            0, truncate(title, names, glyphs.ellipsis), palette.title if middle else palette.base
        )
        x, driven = start, 0.0
        for part, (sign, ink) in zip(days, inks, strict=True):
            driven += part
            end = max(start + round(driven * scale), x + (1 if part else 0))
            row.put(x, sign * (end - x), ink)
            x = end
        words = _say_days(days, waited=waited)
        row.put(x + 1, words, palette.title if middle else palette.muted)
        rows.append(row)
    names_of = ("days before the stretch", "in it", *(("at its end",) if waited else ()))
    key = ((sign * 2, ink, name) for (sign, ink), name in zip(inks, names_of, strict=False))
    return [*rows, legend(width, key, palette.muted)]


def _days(split: Split) -> _Days:
    return split.before, split.stretch, split.door


def _say_days(days: _Days, *, waited: bool) -> str:
    return f"{' + '.join(map(amount, days if waited else days[:2]))} d"
