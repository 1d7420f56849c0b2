"""The progress of the mirror: a road that is driven, readable in ASCII and without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.reactive import reactive
from textual.widget import Widget

from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.glyphs import spell
from lastmile_tui.ui.drawing.palette import palette_of

if TYPE_CHECKING:
    from textual.strip import Strip

    from lastmile_tui.ui.drawing.glyphs import Glyphs

MARGIN = 2
"""Cells left and right; the page around it has one more."""

LONGEST = 60
"""Cells of the road at most."""


class MirrorProgress(Widget):
    """One line of words and one of road."""

    DEFAULT_CSS = """
    MirrorProgress { height: 3; }
    """

    progress: reactive[tuple[int, int]] = reactive((0, 0))
    """How many roads have been read, of how many."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """Words, then the road; nothing else."""
        glyphs, palette = self._glyphs, palette_of(self.app.theme_variables)
        width, (done, total) = self.size.width, self.progress
        row = Row(width)
        if y == 1:
            words = f"Looking at {done:,} of {total:,} roads" if total else "Looking back…"
            row.put(MARGIN, spell(words, glyphs), palette.muted)
        elif y == 2:  # noqa: PLR2004 # the line under the words
            length = min(width - 2 * MARGIN, LONGEST)
            cell = int(done / total * (length - 1)) if total else 0
            row.put(MARGIN, glyphs.ahead * length, palette.faint)
            row.put(MARGIN, glyphs.passed * cell, palette.passed_text)
            row.put(MARGIN + cell, glyphs.vehicle, palette.vehicle)
            row.put(MARGIN + length, glyphs.chequer, palette.chequer)
        return row.strip(palette.base)
