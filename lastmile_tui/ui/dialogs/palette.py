"""The palette: every command with its key, and every goal, found by a few letters."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import getters, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from lastmile_tui.ui.dialogs.palette_entries import (
    PaletteEntry,
    Run,
    goals_matching,
    matching,
)
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.glyphs import spell, spell_content
from lastmile_tui.ui.kit.line_input import LineInput
from lastmile_tui.ui.kit.option_rows import OptionRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.worker import Worker

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

GAP = 2
"""Cells between name, help and key."""

NAME_CELLS = 18
"""Cells of a name that has its help beside it; a longer one, such as a title, takes its room."""

ROWS = 20
"""Rows of the list where the screen has them."""

REST_SECONDS = 0.1
"""How long the cursor rests on a theme before it is tried on: all is drawn anew for that."""

OTHER_ROWS = 8
"""Rows beside the list: the border, the line to type in, the help, and lines around them."""


class PaletteScreen(ModalScreen[Run | None]):
    """Gives back what carries out the line that was chosen; None when it was left with escape.

    `try_on` shows the theme of the line under the cursor, which begins `at` a line; None for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "cancel", tooltip="Leave without a command"),
        Binding("down", "move('down')", "down", tooltip="Next line", priority=True),
        Binding("up", "move('up')", "up", tooltip="Previous line", priority=True),
        Binding("pagedown", "move('page_down')", "page down", tooltip="A page down"),
        Binding("pageup", "move('page_up')", "page up", tooltip="A page up"),
        Binding("ctrl+home", "move('first')", "first", tooltip="First line", priority=True),
        Binding("ctrl+end", "move('last')", "last", tooltip="Last line", priority=True),
    ]

    DEFAULT_CSS = """
    PaletteScreen {
        align: center middle;
        LineInput { margin: 1 0; }
        #help {
            padding: 0 3;
            margin: 1 0 0 0;
            height: 1;
            color: $text-muted;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
    }
    """

    field = getters.query_one(LineInput)
    rows = getters.query_one(OptionRows)
    help_line = getters.query_one("#help", Static)

    def __init__(
        self,
        entries: Sequence[PaletteEntry],
        glyphs: Glyphs,
        *,
        placeholder: str,
        goals: Iterable[Goal] = (),
        go: Callable[[str], Run] | None = None,
        try_on: Callable[[str | None], None] | None = None,
        at: int = 0,
    ) -> None:
        super().__init__()
        self._entries, self._goals, self._go = tuple(entries), goals, go
        self._glyphs, self._placeholder = glyphs, placeholder
        self.offered: Sequence[PaletteEntry] = self._entries
        """The lines that are shown."""
        self._search: Worker[None] | None = None
        self._try_on, self._at = try_on, at
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        dot = self._glyphs.dot
        with Vertical(classes="box") as box:
            box.border_title = "Palette"
            box.border_subtitle = f"enter selects {dot} esc cancels"
            yield LineInput(placeholder=self._placeholder)
            yield OptionRows(self._glyphs)
            yield Static(id="help", markup=False)

    def on_mount(self) -> None:
        self.watch(self.rows, "index", self._show_help)
        self._offer(self._entries, grouped=True)
        self.rows.index = self._at

    def on_resize(self) -> None:
        self.rows.styles.height = max(min(self.size.height - OTHER_ROWS, ROWS), 1)

    def action_move(self, command: str) -> None:
        self.rows.move(command)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        """Look for what is typed, in the place of what was looked for before."""
        event.stop()
        self._search = self.run_worker(self._look_for(event.value.strip()), exclusive=True)

    @on(Input.Submitted)
    async def _submitted(self) -> None:
        """Take the line of the cursor, once what was typed is found."""
        if self._search is not None and not self._search.is_finished:
            await self._search.wait()
        self._take()

    @on(OptionRows.Picked)
    def _take(self) -> None:
        if self.offered:
            self.dismiss(self.offered[self.rows.index].run)

    async def _look_for(self, query: str) -> None:
        if not query:
            self._offer(self._entries, grouped=True)
            return
        hits = matching(self._entries, query)
        if self._go is not None:
            hits += await goals_matching(self._goals, query, self._go)
        self._offer([entry for _, entry in sorted(hits, key=itemgetter(0), reverse=True)])

    def _offer(self, entries: Sequence[PaletteEntry], *, grouped: bool = False) -> None:
        """Show some lines, under the names of their groups if they stand in them."""
        self.offered = entries
        headings = {}
        if grouped:
            groups = ["", *(entry.group for entry in entries)]
            headings = {
                at: partial(_draw_heading, group)
                for at, (before, group) in enumerate(pairwise(groups))
                if group != before
            }
        self.rows.fill((partial(_draw, entry, self._glyphs) for entry in entries), 0, headings)
        self._show_help()

    def _show_help(self) -> None:
        words = "" if self.offered else f"Nothing matches ‘{self.field.value.strip()}’"
        if self.rows.index < len(self.offered):
            words = self.offered[self.rows.index].help
        self.help_line.update(spell_content(Content(words), self._glyphs))
        self._preview()

    def _preview(self) -> None:
        """Try the theme of the line on, once the cursor rests on it."""
        if self._try_on is None:
            return
        if self._rest is not None:
            self._rest.stop()
        at = self.rows.index
        theme = self.offered[at].theme if at < len(self.offered) else ""
        self._rest = self.set_timer(REST_SECONDS, partial(self._rested, theme or None))

    def _rested(self, theme: str | None) -> None:
        """Try a theme on, unless the palette was left meanwhile."""
        if self._try_on is not None and self.is_current:
            self._try_on(theme)


def _draw_heading(group: str, width: int, palette: Palette) -> list[Row]:
    row = Row(width)
    row.put(0, group, palette.accent)
    return [row]


def _draw(entry: PaletteEntry, glyphs: Glyphs, width: int, palette: Palette) -> list[Row]:
    """The name with the letters that were looked for, the help if it fits, the key at the end."""
    row, end = Row(width), width - 1  # apart from the scroll bar
    if entry.key:
        end -= cell_len(entry.key)
        row.put(end, entry.key, palette.accent)
        end -= GAP
    name = truncate(entry.name, end, glyphs.ellipsis)
    row.put(0, name, palette.title)
    for at in entry.found:
        if at < len(name) and name[at] == entry.name[at] and entry.name.isascii():
            row.put(at, name[at], palette.accent)
    start = max(cell_len(name), NAME_CELLS) + GAP
    room = end - start
    if room > NAME_CELLS:
        row.put(start, truncate(spell(entry.help, glyphs), room, glyphs.ellipsis), palette.muted)
    return [row]
