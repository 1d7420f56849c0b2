"""The moment before the app is left, while changes are still being sent; any key leaves at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

LOOK_SECONDS = 0.1
"""How soon it is seen that there is nothing left to wait for."""


class LeaveScreen(ModalScreen[None]):
    """Closes when all is `done`, after so many seconds, or with any key."""

    def __init__(self, done: Callable[[], bool], seconds: int) -> None:
        super().__init__()
        self._done, self._seconds = done, seconds
        self._looks = 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel") as panel:
            panel.border_title = "Sending changes"
            panel.border_subtitle = "any key leaves at once"
            yield Static(self._words(), markup=False)

    def on_mount(self) -> None:
        self.set_interval(LOOK_SECONDS, self._look)

    def on_key(self, event: events.Key) -> None:
        """Leave at once; the sync goes on by itself."""
        event.stop()
        event.prevent_default()
        self._close()

    def _look(self) -> None:
        self._looks += 1
        if self._done() or self._looks * LOOK_SECONDS >= self._seconds:
            self._close()
        else:
            self.query_one(Static).update(self._words())

    def _close(self) -> None:
        if self.is_current:
            self.dismiss()

    def _words(self) -> str:
        passed = int(self._looks * LOOK_SECONDS)
        return f" What was changed goes to the other devices: {passed} of {self._seconds} seconds. "
