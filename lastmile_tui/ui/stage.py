"""What the screens over the Highway need of the app: a place to lie in, and the review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from lastmile_tui.ui.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.screen import Screen

    from lastmile_tui.ui.bindings import Keys
    from lastmile_tui.ui.reviewing import Reviewing
    from lastmile_tui.ui.widgets.toast_line import Severity

T = TypeVar("T")


class Stage(Talk, Protocol):
    """Opens a screen without waiting for it, and knows which one is in front."""

    @property
    def keys(self) -> Keys: ...
    @property
    def highway(self) -> Screen[None]: ...
    @property
    def screen(self) -> Screen[object]: ...
    @property
    def reviewing(self) -> Reviewing: ...

    def push_screen(
        self, screen: Screen[T], callback: Callable[[T | None], None] | None = None
    ) -> object: ...
    def ask(self, asking: Awaitable[object]) -> None: ...
    def say(self, words: str, severity: Severity) -> None: ...
    def remember(self) -> None: ...
