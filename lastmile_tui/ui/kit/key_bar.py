"""The last line of a screen: the keys that work here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

GAP, NARROW_GAP = 2, 1
"""Cells between two keys, and the same if room is short."""

MARGIN = 1


class Hint(Struct, frozen=True):
    """A key, what it does in a word, and the screen's action that a click on it starts."""

    key: str
    word: str
    action: str

    @property
    def size(self) -> int:
        """Cells it takes."""
        return cell_len(self.key) + 1 + cell_len(self.word)


class KeyBar(Widget):
    """Shows the keys that fit; the last one, which lists all others, always stays."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; padding: 0 1; text-wrap: nowrap;
        color: $footer-foreground; background: $footer-background;
        &:hover { pointer: pointer; }
    }
    """

    ALLOW_SELECT = False

    hints: reactive[tuple[Hint, ...]] = reactive(())

    def render(self) -> Content:
        """The keys that fit."""
        fitting, gap = fit_hints(self.hints, self.size.width)
        parts = [
            Content.assemble((hint.key, "b $footer-key-foreground"), " ", hint.word)
            for hint in fitting
        ]
        return Content(" " * gap).join(parts)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        fitting, gap = fit_hints(self.hints, self.size.width)
        x = event.x - MARGIN
        for hint in fitting:
            if 0 <= x < hint.size:
                await self.app.run_action(hint.action, self.screen)
                return
            x -= hint.size + gap


def fit_hints(hints: Sequence[Hint], width: int) -> tuple[list[Hint], int]:
    """The hints that fit into a width, and the gap between them."""
    fitting = list(hints)
    gap = GAP if _width(fitting, GAP) <= width else NARROW_GAP
    while len(fitting) > 1 and _width(fitting, gap) > width:
        del fitting[-2]
    return fitting, gap


def _width(hints: Sequence[Hint], gap: int) -> int:
    return sum(hint.size for hint in hints) + gap * (len(hints) - 1)
