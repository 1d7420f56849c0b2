"""What a flow needs of the app: to put a question, and to tell what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.screen import Screen

    from lastmile_tui.errors import LastmileError
    from lastmile_tui.ui.drawing.glyphs import Glyphs

T = TypeVar("T")


class Talk(Protocol):
    """Shows screens one after the other, and what was done below them."""

    glyphs: Glyphs

    def push_screen_wait(self, screen: Screen[T]) -> Awaitable[T]: ...
    def carry_out(self, verb: Callable[[], str]) -> bool: ...
    def bind_down(self) -> None: ...
    def changed(self, words: str) -> None: ...
    def refused(self, error: LastmileError) -> None: ...
