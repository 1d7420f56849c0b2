"""One road: the lane, its markers, and its log."""

from __future__ import annotations

from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Footer, Static

from lastmile_tui.commands import COMMANDS, DRIVE
from lastmile_tui.ui.bindings import bindings
from lastmile_tui.ui.drawing.page import about, log
from lastmile_tui.ui.messages import CommandRequested
from lastmile_tui.ui.widgets.lane_preview import LanePreview

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from lastmile_tui.domain.record import Record
    from lastmile_tui.ui.drawing.glyphs import Glyphs

_HERE = ("note", "rename", "undo", "redo", "keys")


class RoadScreen(Screen[None]):
    """The record that is bound down to it; the same keys drive as on the Highway."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,enter,q,left_square_bracket", "dismiss", "highway", tooltip="Back to all roads"
        ),
        *bindings(command for command in COMMANDS if command.group == DRIVE or command.id in _HERE),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 # Textual's own name

    record: reactive[Record | None] = reactive(None)

    def __init__(self, record: Record, today: date, glyphs: Glyphs) -> None:
        super().__init__()
        self._today, self._glyphs = today, glyphs
        self.set_reactive(RoadScreen.record, record)

    def compose(self) -> ComposeResult:
        yield LanePreview(self._glyphs, self._today)
        with VerticalScroll(id="page"), Horizontal(id="columns"):
            yield Static(id="about", markup=False)
            yield Static(id="log", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        self._show()

    def watch_record(self) -> None:
        """Show what is there now."""
        if self.is_mounted:
            self._show()

    def action_command(self, command: str) -> None:
        """Ask for a verb on this goal."""
        if self.record is not None:
            self.post_message(CommandRequested(command, self.record.goal.uid))

    def _show(self) -> None:
        if self.record is None:
            return
        self.query_one(LanePreview).goal = self.record.goal
        self.query_one("#about", Static).update(about(self.record, self._today, self._glyphs))
        self.query_one("#log", Static).update(log(self.record, self._today))
