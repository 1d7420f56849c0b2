"""The app of one tab: a process, with which packets are exchanged by its stdin and stdout."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from typing import TYPE_CHECKING

from lastmile_tui.packets import HEAD, LARGEST, TERMINAL, End, pack, pack_message

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Sequence

    from lastmile_tui.packets import ToApp

_OURS = "lastmile: "
"""What begins each sentence on stderr."""

_LAST_WORDS = 4096
"""Bytes of what it says on stderr that are kept."""


class AppProcess:
    """A running app; it ends by itself, too, when this process is gone."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._last = bytearray()
        self._listener = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, command: Sequence[str]) -> AppProcess:
        """Start a command, without a shell. OSError if it cannot be.

        It has a session of its own: `ctrl+c` in the server's terminal is the server's alone.
        """
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            start_new_session=sys.platform != "win32",
        )
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    async def packets(self) -> AsyncIterator[tuple[bytes, bytes]]:
        """What the app sends, until it ends."""
        out = self._process.stdout
        assert out is not None  # noqa: S101 # it is a pipe
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                kind, length = HEAD.unpack(await out.readexactly(HEAD.size))
                if length > LARGEST:
                    return
                yield kind, await out.readexactly(length)

    async def type(self, text: str) -> None:
        """Send what was typed, clicked or pasted; half a character of JavaScript is a `?`."""
        await self._send(pack(TERMINAL, text.encode(errors="replace")))

    async def tell(self, message: ToApp) -> None:
        """Send a message."""
        await self._send(pack_message(message))

    async def finish(self, patience: float) -> None:
        """Let it do what it was sent, and end; it is killed after so many seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.tell(End())
                await self._process.wait()
                return
        with suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> tuple[int, str]:
        """Wait for its end: its exit code, and what it has on stderr last."""
        code = await self._process.wait()
        await self._listener
        return code, self._last.decode(errors="replace").strip().removeprefix(_OURS)

    async def _send(self, packet: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101 # it is one
        with suppress(ConnectionError, RuntimeError):  # it has ended, which others notice
            pipe.write(packet)
            await pipe.drain()

    async def _listen(self) -> None:
        """Keep the last words."""
        pipe = self._process.stderr
        assert pipe is not None  # noqa: S101 # it is one
        while part := await pipe.read(_LAST_WORDS):
            self._last = (self._last + part)[-_LAST_WORDS:]
