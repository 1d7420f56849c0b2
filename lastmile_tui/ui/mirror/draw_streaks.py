"""The days on which a review was finished."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.mirror.chart import month_name, signs_of
from lastmile_tui.ui.mirror.draw_heat import WEEK, days_of

if TYPE_CHECKING:
    from lastmile_tui.domain.review.streak import Streaks
    from lastmile_tui.ui.drawing.pen import Pen

GAP = 2
"""Cells between two weeks."""


def draw_streaks(streaks: Streaks, width: int, pen: Pen) -> list[Row]:
    """The days of the last weeks, those with a review marked, and on which day a week begins."""
    signs, palette = signs_of(pen.glyphs), pen.palette
    marks, names = Row(width), Row(width)
    weeks = max((width + GAP) // (WEEK + GAP), 1)
    monday, done = pen.today - timedelta(pen.today.weekday()), frozenset(streaks.days)
    for index in range(weeks):
        first, x = monday - timedelta(WEEK * (weeks - 1 - index)), index * (WEEK + GAP)
        names.put(x, f"{first.day} {month_name(first)}", palette.faint)
        for cell, day in enumerate(days_of(first), x):
            if day in done:
                marks.put(cell, signs.done, palette.passed_text)
            elif day <= pen.today:
                marks.put(cell, signs.missed, palette.faint)
    return [marks, names]
