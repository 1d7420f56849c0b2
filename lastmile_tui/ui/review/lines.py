"""Lines of a review, laid out for the width."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from lastmile_tui.ui.drawing.glyphs import ASCII
from lastmile_tui.ui.drawing.page import draw_line
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.review.draw_page import FRAME_CELLS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.geometry import Size

    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.page import Line
    from lastmile_tui.ui.review.draw_page import Box

    Layout: TypeAlias = Callable[[int], Sequence[Line]]
    """The lines for a width in cells."""


class ReviewLines(Widget):
    """As high as its lines."""

    DEFAULT_CSS = "ReviewLines { height: auto; }"

    def __init__(self, glyphs: Glyphs, *, id: str) -> None:  # noqa: A002 # Textual's own name
        super().__init__(id=id, classes="-plain" if glyphs is ASCII else "")
        self._glyphs = glyphs
        self._lay_out: Layout = lambda _: ()

    def show(self, lay_out: Layout) -> None:
        """Show other lines."""
        self._lay_out = lay_out
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 # Textual's own signature
        """All lines."""
        return len(self._lay_out(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        width, palette = self.size.width, palette_of(self.app.theme_variables)
        lines = self._lay_out(width)
        if y >= len(lines):
            return Strip.blank(width, palette.base)
        return draw_line(lines[y], width, palette, self._glyphs)


class ReviewBox(ReviewLines):
    """Lines in a frame with a title."""

    DEFAULT_CSS = """
    ReviewBox {
        padding: 0 1; border: round $border; border-title-color: $primary;
        &.-plain { border: ascii $border; }
    }
    """

    def fill(self, box: Box | None) -> None:
        """Show a box; without one the frame is hidden."""
        self.display = box is not None
        if box is not None:
            self.border_title = Content(box.title)
            self.styles.width = box.cells + FRAME_CELLS
            self.show(lambda _: box.lines)
