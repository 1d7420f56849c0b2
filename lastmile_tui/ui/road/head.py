"""The head of a road's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from lastmile_tui.ui.drawing.drag_select import DragSelect
from lastmile_tui.ui.drawing.glyphs import Glyphs  # noqa: TC001
from lastmile_tui.ui.drawing.lane import post_at
from lastmile_tui.ui.drawing.page import Page  # noqa: TC001
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.kit.messages import MarkerRequested
from lastmile_tui.ui.road.draw_head import HEAD_ROWS, draw_head

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

LOW = 30
"""A terminal with fewer lines is low."""

_DOUBLE_CLICK = 2


class RoadHead(DragSelect, Widget):
    """Title, facts and the large road of a page."""

    DEFAULT_CSS = "RoadHead { height: auto; }"

    page: reactive[Page | None] = reactive(None, layout=True)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._drawn: list[Strip] = []
        self._low = False

    def watch_page(self) -> None:
        self._drawn = []

    def notify_style_update(self) -> None:
        """Clear what was drawn in another theme."""
        super().notify_style_update()
        self._drawn = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Its rows, fewer of them in a low terminal."""
        self._low = viewport.height < LOW
        self._draw(width)
        return max(len(self._drawn), HEAD_ROWS)

    def render_line(self, y: int) -> Strip:
        """One row of the head."""
        return self.selected(self.line_text(y), y)

    def line_text(self, line: int) -> Strip:
        """A row of the head as it is drawn."""
        width = self.size.width
        if not self._drawn:
            self._draw(width)
        if line < len(self._drawn):
            return self._drawn[line]
        return Strip.blank(width, palette_of(self.app.theme_variables).base)

    def _draw(self, width: int) -> None:
        if self.page is not None:
            pen = Pen(palette_of(self.app.theme_variables), self._glyphs, self.page.today)
            self._drawn = draw_head(
                self.page.record.goal, width, pen, low=self._low, overdue=self.page.overdue
            )

    def on_click(self, event: events.Click) -> None:
        """Reach the marker that is clicked twice."""
        if self.page is None or self.dragged or event.chain != _DOUBLE_CLICK or not event.y:
            return
        goal = self.page.record.goal
        post = post_at(goal, event.x, self.size.width)
        if post is not None:
            self.post_message(MarkerRequested(goal.uid, post))
