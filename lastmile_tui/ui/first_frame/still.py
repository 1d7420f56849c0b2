"""An app that draws nothing while the terminal shows already what it would."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from lastmile_tui.ui.drawing.glyphs import Glyphs


class StillApp(App[str | None]):
    """Textual's app, which can stand still."""

    glyphs: Glyphs
    keys: dict[str, tuple[str, ...]]
    """The user's keys by the id of their command; `Keys` to those who read them."""
    still = False
    """Whether nothing is drawn."""

    @property
    @abstractmethod
    def only_ascii(self) -> bool:
        """Whether no other byte may reach the terminal."""

    @abstractmethod
    def theme_for(self, remembered: str | None) -> str:
        """The name of the theme to begin with, where one was remembered."""

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if not self.still:
            super()._display(screen, renderable)

    def move(self, *, draw: bool) -> None:
        """Stand still no longer, and `draw` all that was not."""
        self.still = False
        if draw:
            update = self.screen._compositor.render_full_update()  # noqa: SLF001 # no public way
            self._display(self.screen, update)
