"""What the controllers need of the app: to show screens, and to say what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, Protocol, TypedDict, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from textual.screen import Screen
    from textual.timer import Timer
    from textual.worker import Worker

    from lastmile_tui.config import Config
    from lastmile_tui.dates import Clock
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.review.queue import Scope
    from lastmile_tui.errors import LastmileError
    from lastmile_tui.store.inbox import Inbox
    from lastmile_tui.terminals import Terminal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.first_frame.next_start import NextStart
    from lastmile_tui.ui.kit.bindings import Keys
    from lastmile_tui.ui.kit.toast import Severity

T = TypeVar("T")


class AppParts(TypedDict):
    """What an app is made of beside its store.

    `backups` is their folder, None for a file that is thrown away, `opening` the command to begin
    with, `sync` the words of the process that syncs, `demo` what becomes of a file of demo roads,
    `inbox` what lies beside the file, `next_start` what keeps the first frame of the next start,
    `settings` the file that they are in.
    """

    config: Config
    calendar: Calendar
    clock: Clock
    state_dir: Path
    backups: NotRequired[Path | None]
    opening: NotRequired[str | None]
    terminal: NotRequired[Terminal | None]
    sync: NotRequired[Sequence[str] | None]
    next_start: NotRequired[NextStart | None]
    settings: NotRequired[Path | None]
    demo: NotRequired[Literal["", "kept", "thrown away"]]
    inbox: NotRequired[Inbox | None]


class Host(Protocol):
    """What controllers ask of the app: show a screen, show what is saved, say a sentence."""

    glyphs: Glyphs
    silent: bool
    """Whether nothing was said yet."""
    last_words: str
    """What was done last."""

    @property
    def is_running(self) -> bool:
        """Whether it runs: while it closes there may be no screen and no widget any more."""

    @property
    def free_to_say(self) -> bool:
        """Whether what nobody asked for would be shown at once, and wait behind no answer."""

    @property
    def keys(self) -> Keys: ...
    @property
    def is_web(self) -> bool: ...
    @property
    def highway(self) -> Screen[None]: ...
    @property
    def screen(self) -> Screen[object]: ...

    def push_screen(
        self, screen: Screen[T], callback: Callable[[T | None], None] | None = None
    ) -> object: ...
    def push_screen_wait(self, screen: Screen[T]) -> Awaitable[T]: ...
    def suspend(self) -> AbstractContextManager[None]: ...
    def exit(self, result: str | None = None) -> None: ...
    def set_interval(self, interval: float, callback: Callable[[], object]) -> Timer: ...
    def run_worker(
        self, work: Callable[[], Coroutine[None, None, None]], *, exclusive: bool, group: str
    ) -> Worker[None]: ...
    def ask(self, question: Awaitable[object]) -> None: ...
    def answer_scope(self, uid: str) -> Scope | None: ...
    def carry_out(self, change: Callable[[], str]) -> bool: ...
    def changed(self, words: str) -> None: ...
    def refused(self, error: LastmileError) -> None: ...
    def say(
        self, words: str, severity: Severity = "information", *, waits: bool = False
    ) -> None: ...
    def bind_down(self) -> None: ...
    def remember(self) -> None: ...
