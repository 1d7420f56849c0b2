"""Activity day by day as a heat map."""

from __future__ import annotations

from datetime import timedelta
from statistics import quantiles
from typing import TYPE_CHECKING

from rich.cells import cell_len

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.mirror.chart import heat_styles, month_name, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lastmile_tui.ui.drawing.pen import Pen

WEEK = 7
DAYS = ("Mon", "", "Wed", "", "Fri", "", "")
"""The days that are named at the side."""

_NAME = 4
"""Cells of a day's name; half of them, for its first letter, if room is short."""

_MONTH = 3
"""Cells of a month's name."""


def draw_heat(activity: Sequence[Sequence[int]], width: int, pen: Pen) -> list[Row]:
    """A column a week and a row a day, under the names of the months."""
    signs, inks, palette = signs_of(pen.glyphs), heat_styles(pen.palette), pen.palette
    full = 2 * len(activity)
    left = _NAME if width >= _NAME + full or width < _NAME // 2 + full else _NAME // 2
    cells = 2 if width >= left + full else 1
    weeks = activity[-max((width - left) // cells, 1) :]
    cuts = level_cuts(day for week in weeks for day in week)
    monday = pen.today - timedelta(pen.today.weekday())
    names, *rows = (Row(width) for _ in range(WEEK + 1))
    for y, name in enumerate(DAYS):
        rows[y].put(0, name if left == _NAME else name[:1], palette.muted)
    for index, week in enumerate(weeks):
        first, x = monday - timedelta(WEEK * (len(weeks) - 1 - index)), left + index * cells
        turn = next((day for day in days_of(first) if day.day == 1), None)
        if turn and x + _MONTH <= width:
            names.put(x, month_name(turn), palette.muted)
        for y, (day, count) in enumerate(zip(days_of(first), week, strict=True)):
            if day <= pen.today:
                level = level_of(count, cuts)
                rows[y].put(x, signs.levels[level], inks[level])
    scale, x = Row(width), left
    for text, ink in (
        ("less", palette.faint),
        *zip(signs.levels, inks, strict=True),
        ("more", palette.faint),
    ):
        scale.put(x, text, ink)
        x += cell_len(text) + 1
    return [names, *rows, scale]


def level_cuts(counts: Iterable[int]) -> list[float]:
    """The quartiles of the days that have entries: above each of them is the next level."""
    busy = [count for count in counts if count]
    return quantiles(busy, n=4, method="inclusive") if len(busy) > 1 else []


def level_of(count: int, cuts: Sequence[float]) -> int:
    """0 without entries, then 1 to 4."""
    return 1 + sum(count > cut for cut in cuts) if count else 0


def days_of(monday: date) -> list[date]:
    """The days of a week."""
    return [monday + timedelta(day) for day in range(WEEK)]
