"""The Highway: all roads, and the keys that drive them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Footer, Static

from lastmile_tui.commands import COMMANDS
from lastmile_tui.ui.bindings import bindings
from lastmile_tui.ui.drawing.words import empty_words, is_new
from lastmile_tui.ui.messages import CommandRequested
from lastmile_tui.ui.suggest import NameSuggester
from lastmile_tui.ui.widgets.filter_bar import FilterBar
from lastmile_tui.ui.widgets.highway_view import HighwayView
from lastmile_tui.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import ComposeResult

    from lastmile_tui.ui.board import Board
    from lastmile_tui.ui.drawing.glyphs import Glyphs

WIDE_FOOTER = 80
"""Columns from which the keys of the footer stand apart."""


class HighwayScreen(Screen[None]):
    """All roads of the board that is bound down to it."""

    BINDINGS = bindings(COMMANDS)
    AUTO_FOCUS = "HighwayView"

    board: reactive[Board | None] = reactive(None, always_update=True)

    view = getters.query_one(HighwayView)

    def __init__(self, glyphs: Glyphs, keyless: Collection[str]) -> None:
        super().__init__()
        self._glyphs, self._keyless = glyphs, keyless

    def compose(self) -> ComposeResult:
        yield TopBar().data_bind(HighwayScreen.board)
        yield HighwayView(self._glyphs).data_bind(HighwayScreen.board)
        yield Static(id="empty", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._teach()

    def watch_board(self) -> None:
        """Follow what is there now."""
        if self.is_mounted:
            self._teach()

    def _teach(self) -> None:
        """Say why nothing is shown, where nothing is."""
        board = self.board
        if board is None:
            return
        empty = board.lineup.total == 0
        self.view.display = not empty
        words = self.query_one("#empty", Static)
        words.display = empty
        if empty:
            words.update(empty_words(board))
        if not self.query(FilterBar):
            self.view.focus()

    def on_resize(self) -> None:
        """Let more keys into the footer of a narrow terminal."""
        self.query_one(Footer).compact = self.size.width < WIDE_FOOTER

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the demo's key for who has no road yet, and keys that were taken away unused."""
        if action != "command":
            return super().check_action(action, parameters)
        if parameters[0] == "demo":
            return self.board is None or is_new(self.board)
        return parameters[0] not in self._keyless

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
