"""The Highway: all roads, and the keys that drive them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.app import ComposeResult
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Footer, Static

from lastmile_tui.commands import COMMANDS
from lastmile_tui.ui.bindings import bindings
from lastmile_tui.ui.board import Board
from lastmile_tui.ui.drawing.words import empty_words
from lastmile_tui.ui.messages import CommandRequested
from lastmile_tui.ui.suggest import NameSuggester
from lastmile_tui.ui.widgets.filter_bar import FilterBar
from lastmile_tui.ui.widgets.highway_view import HighwayView
from lastmile_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from lastmile_tui.ui.drawing.glyphs import Glyphs


class HighwayScreen(Screen[None]):
    """All roads of the board that is bound down to it."""

    BINDINGS = bindings(COMMANDS)
    AUTO_FOCUS = "HighwayView"

    board: reactive[Board | None] = reactive(None, always_update=True)

    view = getters.query_one(HighwayView)

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        yield TopBar().data_bind(HighwayScreen.board)
        yield HighwayView(self._glyphs).data_bind(HighwayScreen.board)
        yield Static(id="empty", markup=False)
        yield Footer(show_command_palette=False)

    def watch_board(self, board: Board | None) -> None:
        """Teach instead of showing nothing."""
        if board is None or not self.is_mounted:
            return
        empty = board.lineup.total == 0
        self.view.display = not empty
        words = self.query_one("#empty", Static)
        words.display = empty
        if empty:
            words.update(empty_words(board))
        if not self.query(FilterBar):
            self.view.focus()

    @on(FilterBar.Left)
    def _close_filter(self) -> None:
        self.query(FilterBar).remove()
        self.view.focus()

    def _open_filter(self) -> None:
        """Ask for the words to filter by, above the footer."""
        if self.board is None or self.query(FilterBar):
            return
        names = {f"#{tag}" for goal in self.board.goals.values() for tag in goal.tags}
        names |= {f"@{who.name}" for goal in self.board.goals.values() for who in goal.people}
        bar = FilterBar(self.board.lineup.look.query, NameSuggester(names))
        self.mount(bar, before=self.query_one(Footer))
        bar.focus()

    def action_command(self, command: str) -> None:
        """Do what concerns the cursor here; ask the app for the rest."""
        view = self.view
        here = {
            "down": lambda: view.step(1),
            "up": lambda: view.step(-1),
            "page_down": lambda: view.page(1),
            "page_up": lambda: view.page(-1),
            "first": view.first,
            "last": view.last,
            "filter": self._open_filter,
        }
        if command in here:
            here[command]()
        else:
            self.post_message(CommandRequested(command, view.uid))
