"""The body of the mirror: panels in one column or two, or the progress."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from lastmile_tui.domain.mirror.headline import headline
from lastmile_tui.domain.mirror.tables import rows_of
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.drawing.palette import palette_of
from lastmile_tui.ui.drawing.pen import Pen
from lastmile_tui.ui.mirror.draw_panel import draw_panel
from lastmile_tui.ui.mirror.panel import MirrorPanel
from lastmile_tui.ui.mirror.progress import MirrorProgress
from lastmile_tui.ui.mirror.table import MirrorTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult

    from lastmile_tui.domain.mirror.figures import Figures
    from lastmile_tui.domain.mirror.tables import Table
    from lastmile_tui.ui.drawing.glyphs import Glyphs

T = TypeVar("T")

FRAME_ROWS = 2
"""Rows of a panel's border."""

FRAME_CELLS = 6
"""Cells of a column beside what is drawn: margin, border and padding."""


class MirrorBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """One sentence, then the panels, in two columns unless the screen says otherwise."""

    DEFAULT_CSS = """
    MirrorBody {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1;
        #headline { margin: 1 2; text-style: $ink-strong; }
        #sides, .side { height: auto; }
        .side { width: 1fr; }
        .lacking { padding: 0 2; color: $text-muted; }
    }
    """

    figures: reactive[Figures | None] = reactive(None, recompose=True)

    tables: reactive[bool] = reactive(False, recompose=True)
    """Whether tables are shown instead of pictures."""

    progress: reactive[tuple[int, int]] = reactive((0, 0))
    """How many roads have been read, of how many."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        figures, glyphs = self.figures, self._glyphs
        if figures is None:
            yield MirrorProgress(glyphs).data_bind(MirrorBody.progress)
            return
        yield Static(spell_content(Content(headline(figures)), glyphs), id="headline")
        every = rows_of(figures)
        full = [table for table in every if table.rows]
        with Horizontal(id="sides"):
            for side in in_two([(table, self._rows(table, figures)) for table in full]):
                if side:  # a single panel has the whole width
                    yield Vertical(*(self._box(table, figures) for table in side), classes="side")
        for table in every:
            if not table.rows:
                words = spell_content(Content(f"{table.title}: {table.note}"), glyphs)
                yield Static(words, classes="lacking", markup=False)

    def _box(self, table: Table, figures: Figures) -> MirrorPanel | MirrorTable:
        if self.tables:
            return MirrorTable(table, self._glyphs)
        return MirrorPanel(table, figures, self._glyphs)

    def _rows(self, table: Table, figures: Figures) -> int:
        """About how high a panel is in one of two columns."""
        if self.tables:
            return len(table.rows) + 1 + FRAME_ROWS
        pen = Pen(palette_of(self.app.theme_variables), self._glyphs, figures.today)
        width = max(self.app.size.width // 2 - FRAME_CELLS, 1)
        return len(draw_panel(table, figures, width, pen)) + FRAME_ROWS

    def watch_tables(self) -> None:
        self.scroll_home(animate=False)


def in_two(tables: Sequence[tuple[T, int]]) -> tuple[list[T], list[T]]:
    """Tables with their heights in two columns as even as can be, the first one at the left.

    The left column is the higher one, where both come out as even.
    """
    total, indices = sum(rows for _, rows in tables), range(len(tables))

    def unevenness(left: Iterable[int]) -> tuple[int, bool]:
        rows = sum(tables[index][1] for index in left)
        return abs(total - 2 * rows), total > 2 * rows

    choices = (
        (0, *rest) for count in range(len(tables)) for rest in combinations(indices[1:], count)
    )
    left = {*min(choices, key=unevenness, default=())}
    return (
        [table for index, (table, _) in enumerate(tables) if index in left],
        [table for index, (table, _) in enumerate(tables) if index not in left],
    )
