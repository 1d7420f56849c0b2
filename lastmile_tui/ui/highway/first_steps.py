"""The strip of the first steps on the Highway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from lastmile_tui.domain.examples.first_steps import Coach  # noqa: TC001 # the annotation of a reactive
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.highway.draw_first_steps import draw_coach

if TYPE_CHECKING:
    from textual.geometry import Size

    from lastmile_tui.ui.drawing.glyphs import Glyphs

FEWEST_ROWS, MOST_ROWS = 2, 5

SHARE = 4
"""The strip takes at most one of so many rows of the terminal."""


class FirstStepsStrip(Widget):
    """A few rows, as many as the text needs; hidden without a step."""

    DEFAULT_CSS = """
    FirstStepsStrip { height: auto; display: none; }
    """

    ALLOW_SELECT = False

    coach: reactive[Coach | None] = reactive(None, layout=True)

    def __init__(self, glyphs: Glyphs, leave: str) -> None:
        """`leave` is the key that leaves the first steps, as it is printed on a keyboard."""
        super().__init__()
        self._glyphs = glyphs
        self._leave = leave

    def watch_coach(self) -> None:
        """Hide the strip without a step."""
        self.display = self.coach is not None

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002 # Textual's signature
        viewport: Size,  # noqa: ARG002 # the same
        width: int,
    ) -> int:
        """The rows of the text."""
        return len(self._drawn(width))

    def render_line(self, y: int) -> Strip:
        """One row; blank while the strip is higher than its text."""
        rows = self._drawn(self.size.width)
        if y < len(rows):
            return rows[y]
        return Strip.blank(self.size.width, palette_of(self.app.theme_variables).base)

    def _drawn(self, width: int) -> list[Strip]:
        if self.coach is None:
            return []
        room = min(max(self.app.size.height // SHARE, FEWEST_ROWS), MOST_ROWS)
        palette = palette_of(self.app.theme_variables)
        return draw_coach(self.coach, width, room, palette, self._glyphs, leave=self._leave)
