"""The link to `lastmile web`: packets by stdin and stdout, for as long as the process lives.

The app may be opened more than once in it, as for the demo roads; no packet is lost in between.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from contextlib import suppress
from functools import cache
from threading import Lock, Thread
from typing import TYPE_CHECKING

from lastmile_tui.packets import HEAD, LARGEST, MESSAGE, End, pack, read_message

if TYPE_CHECKING:
    from collections.abc import Callable

    Receive = Callable[[bytes, bytes], None]

CLOSED = b""
"""The kind of what comes last, when nobody is at the other end any more."""

_STDIN, _STDOUT, _STDERR = 0, 1, 2


class Link:
    """Reads in a thread of its own, and gives each packet to who receives at that time."""

    def __init__(self, source: int, target: int) -> None:
        self._source, self._target = source, target
        self._receive: Receive | None = None
        self._waiting: deque[tuple[bytes, bytes]] = deque()
        self._lock, self._writing = Lock(), Lock()
        self.size: tuple[int, int] | None = None
        """The size of the page in cells, as the last message has it."""
        Thread(target=self._read, name="lastmile-link", daemon=True).start()

    def receive(self, receive: Receive | None) -> None:
        """Have each packet given to a function, in the thread of the link; None lets them wait."""
        with self._lock:
            self._receive = receive
            while receive is not None and self._waiting:
                receive(*self._waiting.popleft())

    def send(self, kind: bytes, content: bytes) -> None:
        """Send a packet; nothing happens if nobody is there, which the reader finds."""
        left = memoryview(pack(kind, content))
        with self._writing, suppress(OSError):
            while left:
                left = left[os.write(self._target, left) :]

    def _read(self) -> None:
        with suppress(OSError, ValueError):  # what is no message ends it too
            while head := self._take(HEAD.size):
                kind, length = HEAD.unpack(head)
                if length > LARGEST or (length and not (content := self._take(length))):
                    break
                self._give(kind, content if length else b"")
        self._give(CLOSED, b"")

    def _take(self, length: int) -> bytes:
        """So many bytes; none at the end."""
        parts = bytearray()
        while len(parts) < length:
            part = os.read(self._source, length - len(parts))
            if not part:
                return b""
            parts += part
        return bytes(parts)

    def _give(self, kind: bytes, content: bytes) -> None:
        with self._lock:
            if kind == MESSAGE:
                order = read_message(content)
                if not isinstance(order, End):
                    self.size = (order.width, order.height)
            if self._receive is None:
                self._waiting.append((kind, content))
            else:
                self._receive(kind, content)


@cache
def link() -> Link:
    """The link of this process; what else is printed goes to stderr from here on."""
    target = os.dup(_STDOUT)
    sys.stdout.flush()
    os.dup2(_STDERR, _STDOUT)
    return Link(_STDIN, target)
