"""The Highway: all roads, and the keys that drive them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.domain.changes.fits import BESIDE
from lastmile_tui.domain.views.lineup import View
from lastmile_tui.ui.drawing.glyphs import spell_content
from lastmile_tui.ui.highway.cursor import move_or_ask
from lastmile_tui.ui.highway.empty import empty_message, is_new
from lastmile_tui.ui.highway.view import HighwayView
from lastmile_tui.ui.kit.bindings import Keys, bindings
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.filter_bar import FilterBar
from lastmile_tui.ui.kit.key_bar import Hint, KeyBar
from lastmile_tui.ui.kit.messages import (
    CommandRequested,
    FilterChanged,
    FirstStepsLeft,
    GoalFound,
)
from lastmile_tui.ui.kit.suggest import NameSuggester
from lastmile_tui.ui.kit.toast import ToastLine
from lastmile_tui.ui.kit.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.examples.first_steps import Coach
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.highway.first_steps import FirstStepsStrip
    from lastmile_tui.ui.state.board import Board

_FIRST_STEPS = ("add", "demo", "palette", "quit", "keys")
"""The keys that help without any road."""

_BESIDE_STEPS = ("open", "resume", "note", "view", "undo", "filter", "keys")
"""The keys that help on a goal that is not driven."""

_NO_ROAD_STEPS = ("add", "view", "undo", "filter", "keys")
"""The keys that help in a view without a road."""


class HighwayScreen(CommandScreen):
    """Shows all roads of the board."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS),
        Binding("escape", "clear_filter", "all roads", tooltip="Take the filter away"),
    ]
    AUTO_FOCUS = "HighwayView"

    empty = getters.query_one("#empty", Static)
    key_bar = getters.query_one(KeyBar)

    def __init__(self, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__(glyphs, keys)
        self.view = HighwayView(glyphs)
        """There from the first on: who looks at the goal at hand may come before the rest."""
        self._filter: FilterBar | None = None
        self._coach: Coach | None = None
        self._strip: FirstStepsStrip | None = None
        """Made for the first steps only, which most starts do without."""

    def compose(self) -> ComposeResult:
        yield TopBar(self.glyphs).data_bind(CommandScreen.board)
        yield self.view.data_bind(CommandScreen.board)
        yield Static(id="empty", markup=False)
        yield KeyBar()
        yield ToastLine()

    def on_mount(self) -> None:
        self._follow()
        self.guide(self._coach)

    def watch_board(self) -> None:
        """Follow the board."""
        if self.is_mounted:
            self._follow()

    @property
    def new(self) -> bool:
        """Whether there is no goal at all."""
        return self.board is not None and is_new(self.board)

    @property
    def offered(self) -> Iterable[Command]:
        """All commands; the demo only without a road."""
        return (command for command in COMMANDS if command.id != "demo" or self.new)

    def _follow(self) -> None:
        """Show the roads, or say why there are none, and the keys that help."""
        board = self.board
        if board is None:
            return
        empty = board.lineup.total == 0
        if empty:
            self.empty.update(spell_content(empty_message(board), self.glyphs))
        if empty is not self.empty.display:
            self.view.display, self.empty.display = not empty, empty
            if self._filter is None:
                self.view.focus()
        self.key_bar.hints = tuple(self._hints(board))

    def _hints(self, board: Board) -> list[Hint]:
        if self._filter is not None:
            return [Hint("enter", "keep", "leave(True)"), Hint("esc", "all roads", "leave(False)")]
        goal = self.goal_at_hand
        footer = [command for command in COMMANDS if command.footer]
        if self.new:
            footer = [BY_ID[name] for name in _FIRST_STEPS]
        elif goal is None:
            footer = [BY_ID[name] for name in _NO_ROAD_STEPS]
        elif goal.state(board.today) in BESIDE:
            footer = [BY_ID[name] for name in _BESIDE_STEPS]
        if board.due:
            footer = [BY_ID["review"], *(one for one in footer if one.id != "review")]
        hints = self.hints_for(footer, goal, board.today) if goal else self.hints_of(footer)
        if board.lineup.look.query:
            hints.insert(0, Hint("esc", "all roads", "clear_filter"))
        elif board.lineup.look.view is View.WEEK:
            hints.insert(0, Hint("esc", "roads", "clear_filter"))
        return hints

    # The filter

    def _open_filter(self) -> None:
        """Open the filter above the keys, and hide the toast that would cover it."""
        if self.board is None or self._filter is not None:
            return
        suggester = NameSuggester(self.board.goals.values())
        self._filter = FilterBar(self.board.lineup.look.query, suggester)
        self.mount(self._filter, before=self.key_bar)
        self._filter.focus()
        self._follow()
        self.query_one(ToastLine).hush()

    @on(FilterBar.Left)
    def _close_filter(self, message: FilterBar.Left) -> None:
        if self._filter is None:
            return
        self._filter.remove()
        self._filter = None
        self.view.focus()
        if message.kept:
            self.view.settle()
        self._follow()

    def action_leave(self, keep: bool) -> None:
        """Leave the filter, from the keys below it."""
        if self._filter is not None:
            self._filter.action_leave(keep)

    def action_clear_filter(self) -> None:
        """Show all roads of the view again, leave the first steps, or go back to active roads."""
        if self.board is not None and self.board.lineup.look.query:
            self.post_message(FilterChanged(""))
        else:
            self.post_message(FirstStepsLeft())

    def guide(self, coach: Coach | None) -> None:
        """Show a first step above the roads; None once they are over."""
        self._coach = coach
        here = self.is_mounted and self.is_attached
        if not here or (coach is None and self._strip is None):
            return
        if self._strip is None:
            from lastmile_tui.ui.highway.first_steps import FirstStepsStrip  # noqa: PLC0415 # rarely there

            self._strip = FirstStepsStrip(self.glyphs, "esc")
            self.mount(self._strip, after=self.query_one(TopBar))
        self._strip.coach = coach

    def show(self, uid: str) -> None:
        """Put the cursor on a goal and stay with it, if it is shown."""
        self.view.choose(uid)
        self.view.settle()

    @property
    def goals_to_find(self) -> Iterable[Goal]:
        """All goals of the file."""
        return self.board.goals.values() if self.board is not None else ()

    @property
    def goal_at_hand(self) -> Goal | None:
        """The goal under the cursor."""
        uid = self.view.uid
        return self.board.goals.get(uid) if self.board is not None and uid else None

    @on(HighwayView.CursorMoved)
    def _hint_at(self) -> None:
        """Show the keys that work on the goal under the cursor."""
        if self.board is not None:
            self.key_bar.hints = tuple(self._hints(self.board))

    @on(GoalFound)
    def _go_to(self, message: GoalFound) -> None:
        """Put the cursor on a goal; one that is not shown here is opened."""
        self.view.choose(message.uid)
        if self.view.uid != message.uid:
            self.post_message(CommandRequested("open", message.uid))

    def action_command(self, command: str) -> None:
        """Handle cursor commands here; ask the app for the rest."""
        if command == "filter":
            self._open_filter()
        else:
            move_or_ask(self, self.view, command)
