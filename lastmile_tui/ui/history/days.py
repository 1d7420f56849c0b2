"""The line of the days on which something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.history.draw_days import DAYS_ROWS, DayPicker, draw_days

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.ui.drawing.glyphs import Glyphs


class HistoryDays(Widget):
    """The selected day in words, and its place among all."""

    DEFAULT_CSS = f"HistoryDays {{ height: {DAYS_ROWS}; }}"

    picker: reactive[DayPicker | None] = reactive(None)

    def __init__(self, today: date, glyphs: Glyphs) -> None:
        super().__init__()
        self._today, self._glyphs = today, glyphs

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, palette = self.size.width, palette_of(self.app.theme_variables)
        if self.picker is None:
            return Strip.blank(width, palette.base)
        return draw_days(self.picker, width, Pen(palette, self._glyphs, self._today))[y]
