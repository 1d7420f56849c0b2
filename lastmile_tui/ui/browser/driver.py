"""A driver for a page of a browser, in which xterm.js draws."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from textual import events
from textual.driver import Driver
from textual.geometry import Size

from lastmile_tui.packets import (
    FILE,
    MESSAGE,
    TERMINAL,
    WHOLE,
    Attach,
    End,
    FileHead,
    file_content,
    read_message,
)
from lastmile_tui.ui.browser.link import link
from lastmile_tui.ui.keyboard.reader import TerminalReader
from lastmile_tui.ui.signals import EndInOrder

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import App

    from lastmile_tui.packets import ToApp

DRIVER = f"{__name__}:BrowserDriver"
"""What TEXTUAL_DRIVER has for it."""

SIZE = (80, 24)
"""Columns and lines until a page says its own."""

# In this order: the other screen; mouse buttons, motion, far positions; pastes; no cursor.
_BEGIN = "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?2004h\x1b[?25l"


class BrowserDriver(Driver):
    """Keys, size and files by packets of `lastmile web`; its page may go, and another one come."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        self._link = link()
        settings["size"] = self._link.size or SIZE
        super().__init__(app, **settings)
        self._reader = TerminalReader(0)
        self._begun = False
        self._title = self._background = ""

    @property
    def is_web(self) -> bool:
        return True

    def write(self, data: str) -> None:
        self._link.send(TERMINAL, data.encode(errors="replace"))

    def start_application_mode(self) -> None:
        self._begun = True
        self._begin()
        self._link.receive(self._receive)
        self._resize(*(self._link.size or SIZE))

    def disable_input(self) -> None:
        """Let packets wait for whoever receives next."""
        self._link.receive(None)

    def stop_application_mode(self) -> None:
        self._begun = False
        self.disable_input()

    def show_title(self, title: str) -> None:
        """Give the page a title, which has no control characters."""
        if title != self._title:
            self._title = title
            self._show(f"\x1b]0;{title}\x07")

    def show_background(self, colour: str) -> None:
        """Give the page around the app a colour, such as `#121417`."""
        self._background = colour
        self._show(f"\x1b]11;{colour}\x07")

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: str = "download",  # noqa: ARG002 # a file of the app is never opened as a page
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Send a file as a download, for which the page asks the browser."""
        with binary:
            binary.seek(0)
            content = binary.read()
        if isinstance(content, str):
            content = content.encode(encoding or "utf-8", errors="replace")
        head = FileHead(save_path.name, mime_type or "application/octet-stream")
        self._link.send(FILE, file_content(head, content))
        self._app.post_message(events.DeliveryComplete(key=delivery_key, path=None, name=name))

    def _begin(self) -> None:
        self.write(_BEGIN)
        if self._title:
            self.write(f"\x1b]0;{self._title}\x07")
        if self._background:
            self.write(f"\x1b]11;{self._background}\x07")

    def _show(self, sequence: str) -> None:
        if self._begun:
            self.write(sequence)

    # What the page sends, in the thread of the link

    def _receive(self, kind: bytes, content: bytes) -> None:
        try:
            self._take(kind, content)
        except Exception as error:  # noqa: BLE001 # reported like any other
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001 # no other way

    def _take(self, kind: bytes, content: bytes) -> None:
        if kind == TERMINAL:
            # xterm.js sends each key, paste and move of the mouse whole: nothing is waited for.
            for message in (*self._reader.feed(content, 0), *self._reader.tick(inf)):
                self.process_message(message)
        elif kind == MESSAGE:
            self._obey(read_message(content))
        else:  # nobody is there any more
            self.send_message(EndInOrder())

    def _obey(self, order: ToApp) -> None:
        if isinstance(order, End):
            self.send_message(EndInOrder())  # behind all that was received
            return
        if isinstance(order, Attach):
            self._loop.call_soon_threadsafe(self._begin_anew)
        self._resize(order.width, order.height)

    def _begin_anew(self) -> None:
        """Draw everything on a page that shows nothing yet."""
        self._link.send(WHOLE, b"")
        self._begin()
        self._app.post_message(self.SignalResume())

    def _resize(self, width: int, height: int) -> None:
        size = Size(width, height)
        self._size = (width, height)
        self.send_message(events.Resize(size, size))
