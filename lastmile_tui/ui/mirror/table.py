"""The figures of a panel of the mirror as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable, Static

from lastmile_tui.ui.drawing.canvas import truncate
from lastmile_tui.ui.drawing.glyphs import ASCII, spell

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from lastmile_tui.domain.mirror.tables import Table
    from lastmile_tui.ui.drawing.glyphs import Glyphs

LONGEST = 26
"""Cells of a text at most."""


class MirrorTable(Vertical):
    """A box with Textual's own table; the page around it scrolls."""

    DEFAULT_CSS = """
    MirrorTable {
        height: auto; padding: 0 1; border: round $border;
        border-title-color: $primary; border-title-style: bold;
        &.-plain { border: ascii $border; }

        Static { color: $text-muted; }
        DataTable {
            max-height: 999999; overflow: hidden; background: $background;
            & > .datatable--header { background: $background; color: $text-muted; }
            & > .datatable--even-row, & > .datatable--odd-row { background: $background; }
        }
    }
    """

    def __init__(self, table: Table, glyphs: Glyphs) -> None:
        super().__init__(classes="-plain" if glyphs is ASCII else "")
        self._table, self._glyphs = table, glyphs
        self.border_title = Content(table.title)

    def compose(self) -> ComposeResult:
        table = self._table
        if not table.rows:
            yield Static(spell(table.note, self._glyphs), markup=False)
            return
        data_table: DataTable[Text] = DataTable(show_cursor=False)
        data_table.can_focus = False
        data_table.add_columns(*self._cells(table.header))
        data_table.add_rows(self._cells(row) for row in table.rows)
        yield data_table

    def _cells(self, row: tuple[str, ...]) -> list[Text]:
        """Texts are aligned left, numbers right."""
        glyphs = self._glyphs
        return [
            Text(
                truncate(spell(cell, glyphs), LONGEST, glyphs.ellipsis),
                justify="left" if column < self._table.texts else "right",
            )
            for column, cell in enumerate(row)
        ]
