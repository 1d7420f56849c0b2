"""A panel of the mirror: its picture and its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lastmile_tui.domain.mirror.figures import Panel
from lastmile_tui.domain.mirror.tables import from_first
from lastmile_tui.domain.mirror.wording import compared_laps
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.glyphs import spell
from lastmile_tui.ui.drawing.page import wrap
from lastmile_tui.ui.mirror.draw_causes import draw_causes
from lastmile_tui.ui.mirror.draw_ends import draw_ends
from lastmile_tui.ui.mirror.draw_heat import draw_heat
from lastmile_tui.ui.mirror.draw_months import draw_months
from lastmile_tui.ui.mirror.draw_scales import draw_factor, draw_forecasts
from lastmile_tui.ui.mirror.draw_splits import draw_laps, draw_splits
from lastmile_tui.ui.mirror.draw_streaks import draw_streaks

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.mirror.figures import Figures
    from lastmile_tui.domain.mirror.tables import Table
    from lastmile_tui.ui.drawing.pen import Pen

    Picture: TypeAlias = Callable[[Figures, int, Pen], list[Row]]

_PICTURES: dict[Panel, Picture] = {
    Panel.MONTHS: lambda figures, width, pen: draw_months(from_first(figures.months), width, pen),
    Panel.ENDS: lambda figures, width, pen: draw_ends(figures.ends, width, pen),
    Panel.SPLITS: lambda figures, width, pen: draw_splits(figures.splits, width, pen),
    Panel.LAPS: lambda figures, width, pen: draw_laps(compared_laps(figures), width, pen),
    Panel.FACTOR: lambda figures, width, pen: draw_factor(figures.factor, width, pen),
    Panel.FORECASTS: lambda figures, width, pen: draw_forecasts(
        figures.forecasts.levels, width, pen
    ),
    Panel.CAUSES: lambda figures, width, pen: draw_causes(figures.causes, width, pen),
    Panel.ACTIVITY: lambda figures, width, pen: draw_heat(figures.activity, width, pen),
    Panel.STREAKS: lambda figures, width, pen: draw_streaks(figures.streaks, width, pen),
}


def draw_panel(
    table: Table, figures: Figures, width: int, pen: Pen, *, low: bool = False
) -> list[Row]:
    """The picture of a panel's figures, or only the sentence if there are none.

    A `low` screen has no empty line between the picture and the words.
    """
    rows = _PICTURES[table.panel](figures, width, pen) if table.rows else []
    if rows and not low:
        rows.append(Row(width))
    for line in wrap(spell(table.note, pen.glyphs), width):
        row = Row(width)
        row.put(0, line, pen.palette.base if table.rows else pen.palette.muted)
        rows.append(row)
    return rows
