"""The palette: Textual's own, also in a terminal that has no room for its list."""

from __future__ import annotations

from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Finds a command or a road."""

    def __init__(self) -> None:
        super().__init__(placeholder="A command, or the title of a road")

    def on_resize(self) -> None:
        """Give the list its height again, which it forgets in Textual where it had no room."""
        for hits in self.query(CommandList):
            self.call_after_refresh(hits.refresh, layout=True)

    def _action_command_list(self, action: str) -> None:
        """Move in the list, which fails in Textual where it has no lines."""
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
