"""An app with a palette: commands, roads and themes, found by a few letters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.config.table import AUTO
from lastmile_tui.ui.kit.command_screen import CommandScreen
from lastmile_tui.ui.kit.messages import GoalFound
from lastmile_tui.ui.themed_app import ThemedApp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.dialogs.palette_entries import PaletteEntry, Run


class PaletteApp(ThemedApp):
    """An app in which a line of the palette is carried out where it was opened."""

    def action_command_palette(self) -> None:
        """Find a command or a road."""
        from lastmile_tui.ui.dialogs.palette_entries import command_entries  # noqa: PLC0415

        screen = self.screen
        if isinstance(screen, CommandScreen):
            entries = command_entries(self, screen, self.choose_theme)
            placeholder = "A command, or the title of a road"
            self._open_palette(entries, placeholder, screen.goals_to_find)

    def search_themes(self) -> None:
        """Find a theme."""
        from lastmile_tui.ui.dialogs.palette_entries import theme_entries  # noqa: PLC0415

        self.ask_shade()
        entries = theme_entries(self.available_themes, self.choose_theme)
        worn = AUTO if self.follows else self.theme
        at = next((n for n, entry in enumerate(entries) if entry.theme == worn), 0)
        self._open_palette(entries, "A theme", at=at)

    def _open_palette(
        self,
        entries: list[PaletteEntry],
        placeholder: str,
        goals: Iterable[Goal] = (),
        at: int = 0,
    ) -> None:
        """Show lines to choose from, and carry out the one that is chosen where it was asked."""
        from lastmile_tui.ui.dialogs.palette import PaletteScreen  # noqa: PLC0415 # opened later

        def go(uid: str) -> Run:
            return partial(below.post_message, GoalFound(uid))

        def carry_out(run: Run | None) -> None:
            if run is not None:
                self.call_later(run)
            self.call_later(self.try_on, None)

        below = self.screen
        palette = PaletteScreen(
            entries,
            self.glyphs,
            placeholder=placeholder,
            goals=goals,
            go=go,
            try_on=self.try_on,
            at=at,
        )
        self.push_screen(palette, carry_out)
