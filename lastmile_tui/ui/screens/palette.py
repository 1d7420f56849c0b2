"""The palette: Textual's own, also in a terminal that has no room for its list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.command import CommandInput, CommandList, CommandPalette

from lastmile_tui.ui.widgets.line_input import paste

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class PaletteLine(CommandInput):
    """Textual's own line, which would draw what is pasted into it as it is."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert all lines as one."""
        paste(self, event)


class Palette(CommandPalette):
    """Finds a command or a road."""

    def __init__(self) -> None:
        super().__init__(placeholder="A command, or the title of a road")

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield PaletteLine(placeholder=widget.placeholder, select_on_focus=False)
            else:
                yield widget

    def on_resize(self) -> None:
        """Give the list its height again, which it forgets in Textual where it had no room."""
        for hits in self.query(CommandList):
            self.call_after_refresh(hits.refresh, layout=True)

    def _action_command_list(self, action: str) -> None:
        """Move in the list, which fails in Textual where it has no lines."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
