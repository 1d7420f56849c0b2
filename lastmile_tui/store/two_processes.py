"""Work on many parts, every second of which a second process does, where there are two cores."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, NoReturn, TypeVar

import msgspec

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from msgspec.msgpack import Decoder

P = TypeVar("P")
R = TypeVar("R")

_ROOM = 1 << 20
"""Bytes of results by which the second process may be ahead."""

_LENGTH = 8
"""The bytes that say how many come behind them."""


def possible() -> bool:
    """Whether there is another core, and a fork of this process is sound: it has no threads."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


def in_two(work: Callable[[P], R], parts: Sequence[P], reader: Decoder[R]) -> Iterator[R]:
    """What `work` gives for each part, in their order; `reader` reads what msgspec writes of it.

    Where the second process fails or cannot be had, all is done here, and here `work` raises.
    """
    helper = _Helper(work, parts[1::2])
    try:
        for index, part in enumerate(parts):
            raw = helper.take() if index % 2 else None
            yield work(part) if raw is None else reader.decode(raw)
    finally:
        helper.end()


class _Helper:
    """The second process; it ends by itself when nobody reads any more."""

    def __init__(self, work: Callable[[P], R], parts: Sequence[P]) -> None:
        reading, writing = os.pipe()
        with suppress(OSError, AttributeError):  # Linux only; else it waits more often
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _ROOM)
        self._results = os.fdopen(reading, "rb")
        self._pid = 0
        # An interruption is for the first process alone, which ends this one.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
        try:
            with suppress(OSError):  # no room for another process
                self._pid = os.fork()
                if not self._pid:
                    _help(work, parts, self._results, writing)
        finally:
            os.close(writing)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def take(self) -> bytes | None:
        """The next result; None from the first on that did not come whole."""
        length = int.from_bytes(self._results.read(_LENGTH))
        raw = self._results.read(length)
        return raw if length and len(raw) == length else None

    def end(self) -> None:
        """Let go of the process, whether it is done or not: it has nothing to lose."""
        self._results.close()
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


def _help(work: Callable[[P], R], parts: Sequence[P], results: BinaryIO, writing: int) -> NoReturn:
    """Write what comes of each part, and end without a trace: nothing is flushed or closed here."""
    try:
        os.close(results.fileno())
        with os.fdopen(writing, "wb", closefd=False) as pipe:
            for part in parts:
                raw = msgspec.msgpack.encode(work(part))
                pipe.write(len(raw).to_bytes(_LENGTH) + raw)
                pipe.flush()
    finally:
        os._exit(0)
