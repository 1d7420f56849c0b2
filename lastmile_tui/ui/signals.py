"""How the app ends when it is not a key that ends it: by a signal, or with the page it is on."""

from __future__ import annotations

import signal
from asyncio import get_running_loop
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")


class EndInOrder(Message):
    """The app ends, as soon as all that was sent before has done what it does."""

    def __init__(self, code: int = 0) -> None:
        super().__init__()
        self.code = code


def heed_signals(end: Callable[[int], object]) -> None:
    """Call `end` with an exit code when the window is closed or the machine shuts down."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        with suppress(NotImplementedError):  # Windows, which has its own ways to end
            if number is not None:
                get_running_loop().add_signal_handler(number, end, 128 + number)
