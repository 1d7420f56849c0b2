"""A box of the mirror: a picture and its sentence, drawn line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.mirror.draw_panel import draw_panel

if TYPE_CHECKING:
    from textual.geometry import Size

    from lastmile_tui.domain.mirror.figures import Figures
    from lastmile_tui.domain.mirror.tables import Table
    from lastmile_tui.ui.drawing.glyphs import Glyphs

LOW = 30
"""The fewest lines of a screen with an empty line between picture and words."""


class MirrorPanel(Widget):
    """A box as high as its content."""

    DEFAULT_CSS = """
    MirrorPanel {
        height: auto; padding: 0 1; border: round $border;
        border-title-color: $primary; border-title-style: bold;
        &.-plain { border: ascii $border; }
    }
    """

    def __init__(self, table: Table, figures: Figures, glyphs: Glyphs) -> None:
        super().__init__(classes="-plain" if glyphs is ASCII else "")
        self._table, self._figures, self._glyphs = table, figures, glyphs
        self._drawn: tuple[int, bool, list[Strip]] | None = None
        self.border_title = Content(table.title)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 # Textual's own signature
        """All rows."""
        return len(self._strips(width))

    def render_line(self, y: int) -> Strip:
        """One row of the picture, or of the words."""
        strips = self._strips(self.size.width)
        if y < len(strips):
            return strips[y]
        return Strip.blank(self.size.width, palette_of(self.app.theme_variables).base)

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        super().notify_style_update()
        self._drawn = None

    def _strips(self, width: int) -> list[Strip]:
        low = self.screen.size.height < LOW
        if self._drawn is None or self._drawn[:2] != (width, low):
            pen = Pen(palette_of(self.app.theme_variables), self._glyphs, self._figures.today)
            rows = draw_panel(self._table, self._figures, max(width, 1), pen, low=low)
            self._drawn = width, low, [row.strip(pen.palette.base) for row in rows]
        return self._drawn[2]
