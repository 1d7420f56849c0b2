"""The body of the mirror: panels in one column or two, or the progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from lastmile_tui.domain.mirror.figures import Panel
from lastmile_tui.domain.mirror.tables import rows_of
from lastmile_tui.domain.mirror.wording import headline
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.mirror.panel import MirrorPanel
from lastmile_tui.ui.mirror.progress import MirrorProgress
from lastmile_tui.ui.mirror.table import MirrorTable

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from lastmile_tui.domain.mirror.figures import Figures
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_LEFT = (Panel.MONTHS, Panel.ENDS, Panel.SPLITS, Panel.FORECASTS)
"""The panels of the left column, which comes first if there is only one."""


class MirrorBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """One sentence, then the panels, in two columns unless the screen says otherwise."""

    DEFAULT_CSS = """
    MirrorBody {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1;
        #headline { margin: 1 2; text-style: $ink-strong; }
        #sides, .side { height: auto; }
        .side { width: 1fr; }
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
        sides: tuple[list[MirrorPanel | MirrorTable], ...] = [], []
        for table in rows_of(figures):
            box = MirrorTable(table, glyphs) if self.tables else MirrorPanel(table, figures, glyphs)
            sides[table.panel not in _LEFT].append(box)
        with Horizontal(id="sides"):
            for side in sides:
                yield Vertical(*side, classes="side")

    def watch_tables(self) -> None:
        self.scroll_home(animate=False)
