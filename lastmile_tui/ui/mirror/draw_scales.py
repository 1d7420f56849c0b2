"""Figures on a scale, with the ranges that hold them in four of five cases: factor, forecasts."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.domain.model.numbers import percent
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.mirror.chart import legend, signs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.measures.track_record import Level
    from lastmile_tui.domain.mirror.figures import FactorRange
    from lastmile_tui.ui.drawing.pen import Pen

OCTAVES = (-1, 2)
"""The scale goes from half to four times, each doubling as wide as the others."""

MARGIN = 2
"""Cells at both ends, for the names of the ends of the scale."""


NAME = 5
"""Cells of `80 % `, the share that was promised."""

QUARTERS = (0, 25, 50, 75, 100)
"""The numbers of the scale, in percent."""

LEAST = 16
"""The fewest cells of a scale with all its numbers."""


def draw_factor(factor: FactorRange, width: int, pen: Pen) -> list[Row]:
    """The value over its range, over the scale; a range beyond the scale ends in an arrow."""
    signs, palette = signs_of(pen.glyphs), pen.palette
    low, high = OCTAVES
    last = width - 1 - 2 * MARGIN

    def cell(value: float) -> int:
        share = (log2(value) - low) / (high - low)
        return MARGIN + round(min(max(share, 0), 1) * last)

    values, spans, scale, names = (Row(width) for _ in range(4))
    value, start, end = cell(factor.value), cell(factor.low), cell(factor.high)
    spans.put(start, signs.span * (end - start + 1), palette.final_text)
    if log2(factor.low) < low:
        spans.put(start, signs.beyond[0], palette.final_text)
    if log2(factor.high) > high:
        spans.put(end, signs.beyond[1], palette.final_text)
    spans.put(value, signs.value, palette.accent)
    words = f"{signs.times}{factor.value:.1f}"
    at = min(max(value - cell_len(words) // 2, 0), width - cell_len(words))
    values.put(at, words, palette.accent)
    scale.put(MARGIN, signs.rule * (last + 1), palette.faint)
    for octave in range(low, high + 1):
        tick = cell(2.0**octave)
        sign = signs.ends[0] if octave == low else signs.ends[1] if octave == high else signs.tick
        scale.put(tick, sign, palette.muted)
        number = signs.half if octave < 0 else str(2**octave)
        style = palette.title if octave == 0 else palette.muted
        name = f"{signs.times}{number}"
        names.put(tick - cell_len(name) // 2, name, style)
    between = ((cell(2**-0.5), "faster"), (cell(2**0.5), "slower"), (cell(2**1.5), "much slower"))
    for middle, name in between:
        if cell_len(name) + 6 <= last // (high - low):
            names.put(middle - cell_len(name) // 2, name, palette.faint)
    return [values, spans, scale, names]


def draw_forecasts(levels: Sequence[Level], width: int, pen: Pen) -> list[Row]:
    """For each range the share that held, over how sure that is, and a tick where it should be."""
    signs, palette = signs_of(pen.glyphs), pen.palette
    counts = [f"{level.right} of {level.ranges}" for level in levels]
    room = max(map(len, counts), default=0)
    last = max(width - NAME - room - 3, 1)

    def cell(share: float) -> int:
        return NAME + round(share * last)

    rows = []
    for level, count in zip(levels, counts, strict=True):
        row = Row(width)
        row.put(0, percent(level.promised), palette.muted)
        row.put(NAME, signs.rule * (last + 1), palette.faint)
        start, end = cell(level.low), cell(level.high)
        row.put(start, signs.span * (end - start + 1), palette.final_text)
        row.put(cell(level.promised), signs.tick, palette.title)
        row.put(cell(level.share), signs.value, palette.accent)
        row.put(NAME + last + 2, count, palette.base)
        rows.append(row)
    names = Row(width)
    for number in QUARTERS if last >= LEAST else QUARTERS[::4]:
        name = f"{number} %" if number == QUARTERS[-1] else f"{number}"
        at = cell(number / 100) - cell_len(name) // 2
        names.put(min(at, width - cell_len(name)), name, palette.muted)
    key = (
        (signs.value, palette.accent, "held"),
        (signs.span * 2, palette.final_text, "likely"),
        (signs.tick, palette.title, "promised"),
    )
    return [*rows, names, legend(width, key, palette.muted)]
