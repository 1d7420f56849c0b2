"""One road: the lane, its markers, and its log."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from lastmile_tui.commands import COMMANDS, DRIVE, MOVE
from lastmile_tui.ui.bindings import Keys, bindings
from lastmile_tui.ui.drawing import page as words
from lastmile_tui.ui.messages import CommandRequested
from lastmile_tui.ui.plain import spelled
from lastmile_tui.ui.screens.commanding import CommandScreen
from lastmile_tui.ui.widgets.key_bar import Hint, KeyBar
from lastmile_tui.ui.widgets.lane_preview import LanePreview
from lastmile_tui.ui.widgets.scrolling import scroll
from lastmile_tui.ui.widgets.toast_line import ToastLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.app import ComposeResult

    from lastmile_tui.commands import Command
    from lastmile_tui.domain.goal import Goal
    from lastmile_tui.domain.record import Record
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_HERE = ("note", "rename", "remove", "undo", "redo", "keys", "palette")

ROAD_COMMANDS = tuple(
    command for command in COMMANDS if command.group in (DRIVE, MOVE) or command.id in _HERE
)
"""What can be done to one road; what moves the cursor on the Highway scrolls here."""


class RoadScreen(CommandScreen):
    """The record it is given; the same keys drive as on the Highway."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss", "highway", tooltip="Back to all roads"),
        *bindings(ROAD_COMMANDS),
    ]
    AUTO_FOCUS = ""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 # Textual's own name

    lane = getters.query_one(LanePreview)
    page = getters.query_one("#page", VerticalScroll)
    about = getters.query_one("#about", Static)
    log_page = getters.query_one("#log", Static)

    def __init__(self, record: Record, today: date, glyphs: Glyphs, keys: Keys) -> None:
        super().__init__(glyphs, keys)
        self._record, self._today = record, today

    @property
    def goal(self) -> Goal:
        """The goal as it is shown."""
        return self._record.goal

    @property
    def offered(self) -> Iterable[Command]:
        """What can be done to one road."""
        return ROAD_COMMANDS

    def compose(self) -> ComposeResult:
        yield LanePreview(self.glyphs)
        with VerticalScroll(id="page", can_focus=False), Horizontal(id="columns"):
            yield Static(id="about", markup=False)
            yield Static(id="log", markup=False)
        yield KeyBar()
        yield ToastLine()

    def on_mount(self) -> None:
        self.query_one(KeyBar).hints = (
            Hint("esc", "highway", "dismiss"),
            *self.hints_of(command for command in ROAD_COMMANDS if command.footer),
        )
        self._draw()

    def show(self, record: Record, today: date) -> None:
        """Show what is there now."""
        if (record, today) != (self._record, self._today):
            self._record, self._today = record, today
            self._draw()

    def action_command(self, command: str) -> None:
        """Scroll here, or ask for a verb on this goal."""
        if not scroll(self.page, command):
            self.post_message(CommandRequested(command, self.goal.uid))

    def _draw(self) -> None:
        self.lane.today, self.lane.goal = self._today, self.goal
        about = words.about(self._record, self._today, self.glyphs)
        self.about.update(spelled(about, self.glyphs))
        self.log_page.update(spelled(words.log(self._record, self._today), self.glyphs))
