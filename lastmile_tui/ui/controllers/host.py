"""What the screens over the Highway need of the app: a place to lie in, and the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.screen import Screen

    from lastmile_tui.errors import LastmileError
    from lastmile_tui.ui.controllers.review import ReviewController
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.kit.bindings import Keys
    from lastmile_tui.ui.kit.toast import Severity


T = TypeVar("T")


class Talk(Protocol):
    """Shows screens one after the other, and what was done below them."""

    glyphs: Glyphs

    def push_screen_wait(self, screen: Screen[T]) -> Awaitable[T]: ...
    def carry_out(self, verb: Callable[[], str]) -> bool: ...
    def bind_down(self) -> None: ...
    def changed(self, words: str) -> None: ...
    def refused(self, error: LastmileError) -> None: ...


class Stage(Talk, Protocol):
    """Opens a screen without waiting for it, and knows which one is in front."""

    @property
    def keys(self) -> Keys: ...
    @property
    def highway(self) -> Screen[None]: ...
    @property
    def screen(self) -> Screen[object]: ...
    @property
    def reviewing(self) -> ReviewController: ...

    def push_screen(
        self, screen: Screen[T], callback: Callable[[T | None], None] | None = None
    ) -> object: ...
    def ask(self, asking: Awaitable[object]) -> None: ...
    def say(self, words: str, severity: Severity) -> None: ...
    def remember(self) -> None: ...
