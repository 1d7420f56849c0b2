"""One goal as a lane, outside the Highway."""

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
    from lastmile_tui.domain.model.goal import Goal


class LanePreview(Widget):
    """A comfortable lane of one goal; empty while there is none."""

    DEFAULT_CSS = f"LanePreview {{ height: {COMFORTABLE_ROWS}; }}"

    goal: reactive[Goal | None] = reactive(None)
    today: reactive[date | None] = reactive(None)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._drawn: tuple[int, list[Strip]] | None = None

    def watch_goal(self) -> None:
        self._drawn = None

    def watch_today(self) -> None:
        self._drawn = None

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        super().notify_style_update()
        self._drawn = None

    def render_line(self, y: int) -> Strip:
        """One row of the lane."""
        width = self.size.width
        palette = palette_of(self.app.theme_variables)
        if self.goal is None or self.today is None or y >= COMFORTABLE_ROWS:
            return Strip.blank(width, palette.base)
        if self._drawn is None or self._drawn[0] != width:
            pen = Pen(palette, self._glyphs, self.today)
            self._drawn = (width, draw_lane(self.goal, width, pen))
        return self._drawn[1][y]
