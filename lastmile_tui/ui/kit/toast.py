"""Toasts: one message at a time, over the foot of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from textual import getters
from textual.containers import Container
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.timer import Timer

Severity: TypeAlias = Literal["information", "warning", "error"]

TOAST_SECONDS = 4.0
"""Long enough to read two lines."""


class ToastLine(Container):
    """Shows the newest message for a while, or until it is clicked."""

    DEFAULT_CSS = """
    ToastLine {
        layer: toast; dock: bottom; width: 1fr; height: auto; margin-bottom: 1;
        align: right bottom; visibility: hidden; display: none;

        Static {
            visibility: visible; width: auto; max-width: 100%; padding: 0 1;
            background: $panel; border-left: outer $primary;
        }
        &.-warning Static { border-left: outer $warning; }
        &.-error Static { border-left: outer $error; }
    }
    """

    message = getters.query_one(Static)

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def say(self, words: Content, severity: Severity) -> None:
        """Show a message, replacing the last one."""
        self.message.update(words)
        self.set_class(severity == "warning", "-warning")
        self.set_class(severity == "error", "-error")
        self.display = True
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(TOAST_SECONDS, self.hush)

    def hush(self) -> None:
        """Hide the message."""
        self.display = False

    def on_click(self) -> None:
        """Hide the message."""
        self.hush()
