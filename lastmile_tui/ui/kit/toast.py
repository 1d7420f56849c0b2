"""Toasts: one message at a time, over the foot of a screen, or its head to cover nothing chosen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from rich.cells import cell_len
from textual.containers import Container
from textual.geometry import Region
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.timer import Timer
    from textual.widget import Widget

Severity: TypeAlias = Literal["information", "warning", "error"]

TOAST_SECONDS = 4.0
"""Long enough to read two lines."""


_BESIDE_WORDS = 4
"""Cells of the line of a message that are not for its words."""


def keep_off(widget: Widget, region: Region) -> None:
    """Let the message of a screen cover nothing of a region, which the next key acts on."""
    for child in widget.screen.children:
        if isinstance(child, ToastLine):
            child.keep_off(region)


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
        &.-above { dock: top; margin: 1 0 0 0; align: right top; }
        &.-warning Static { border-left: outer $warning; }
        &.-error Static { border-left: outer $error; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.message = Static(markup=False)
        """There from the first on: something may be said while the screen is being made."""
        self._timer: Timer | None = None
        self._count = 0
        self._answers = False
        self._next: tuple[Content, Severity] | None = None
        self._kept_off = Region()

    def compose(self) -> ComposeResult:
        yield self.message

    def say(self, words: Content, severity: Severity, *, waits: bool = False) -> None:
        """Show a message, replacing the last one; one that `waits` comes after an answer."""
        if waits and self.answering:
            self._next = words, severity
            return
        self._answers = not waits
        self.message.update(words, layout=not self._has_room(words))
        self.set_class(severity == "warning", "-warning")
        self.set_class(severity == "error", "-error")
        if not self.display:
            self.remove_class("-above")
        self.display = True
        self._find_place()
        if self._timer is not None:
            self._timer.stop()
        self._count += 1
        self._timer = self.set_timer(TOAST_SECONDS, partial(self._expire, self._count))

    @property
    def answering(self) -> bool:
        """Whether an answer is shown."""
        return self.display and self._answers

    def _has_room(self, words: Content) -> bool:
        """Whether a message fits where another one stands: a layout of the screen costs 4 ms."""
        room, lines = self.message.content_size, _lines(words)
        return self.display and len(lines) == room.height and max(lines) <= room.width

    def keep_off(self, region: Region) -> None:
        """Stand above if the message would cover a region of the screen."""
        self._kept_off = region
        if self.display:
            self._find_place()

    def _find_place(self) -> None:
        width, height = self.screen.size
        lines = _lines(self.message.content)
        rows = sum(1 + line // max(width - _BESIDE_WORDS, 1) for line in lines)
        region = self._kept_off
        above = region.y <= rows
        below = region.bottom > height - 1 - rows and region.y < height - 1
        if above if self.has_class("-above") else below:  # else it stays, and nothing moves
            self.set_class(not above, "-above")

    def _expire(self, number: int) -> None:
        """Hide a message, unless a newer one came while its timer had rung already."""
        if number != self._count:
            return
        self.hush()
        if self._next is not None:
            (words, severity), self._next = self._next, None
            self.say(words, severity, waits=True)

    def hush(self) -> None:
        """Hide the message."""
        self.display = False

    def on_click(self) -> None:
        """Hide the message."""
        self.hush()


def _lines(words: object) -> list[int]:
    """The cells of each line of a message."""
    return [cell_len(line) for line in str(words).split("\n")]
