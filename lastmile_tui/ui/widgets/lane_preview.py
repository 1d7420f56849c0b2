"""One goal as a lane, while it is being written."""

from __future__ import annotations

from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from lastmile_tui.ui.drawing.glyphs import Glyphs  # noqa: TC001
from lastmile_tui.ui.drawing.lane import COMFORTABLE_ROWS, draw_lane
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen

if TYPE_CHECKING:
    from lastmile_tui.domain.goal import Goal


class LanePreview(Widget):
    """A comfortable lane of one goal; empty while there is none."""

    DEFAULT_CSS = f"LanePreview {{ height: {COMFORTABLE_ROWS}; }}"

    goal: reactive[Goal | None] = reactive(None)

    def __init__(self, glyphs: Glyphs, today: date) -> None:
        super().__init__()
        self._glyphs, self._today = glyphs, today
        self._drawn: list[Strip] = []

    def render_line(self, y: int) -> Strip:
        """One row of the lane."""
        width = self.size.width
        palette = palette_of(self.app.theme_variables)
        if self.goal is None or y >= COMFORTABLE_ROWS:
            return Strip.blank(width, palette.base)
        if y == 0:
            self._drawn = draw_lane(self.goal, width, Pen(palette, self._glyphs, self._today))
        return self._drawn[y] if self._drawn else Strip.blank(width, palette.base)
