"""Keys one at a time: keys typed ahead wait for the screen that the first one opens.

A slow line, a macro or `tmux send-keys` delivers several keys at once. Textual sends all of them to
what has the focus now, although the first may open a question that the others answer.
"""

from __future__ import annotations

from asyncio import Event, Task, create_task, sleep, wait_for
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.events import Key

PATIENCE = 1.0
"""Seconds after which the next key is passed on although the one before may not be done: a slow
machine needs some to import what the first key opens."""

HOPS = 2
"""A key bubbles from the focus to the app, and the message it causes takes the same way."""


class TypedAheadKeys:
    """Passes keys to an app, each after the one before is handled."""

    def __init__(self, app: App[Any], handle: Callable[[Key], Awaitable[None]]) -> None:
        self._app, self._handle = app, handle
        self._waiting: deque[Key] = deque()
        self._task: Task[None] | None = None

    def type(self, key: Key) -> None:
        """Queue a key."""
        self._waiting.append(key)
        if self._task is None or self._task.done():
            self._task = create_task(self._carry_out())

    async def _carry_out(self) -> None:
        """Pass on the queued keys; an error of the task is reported to the app."""
        try:
            await self._hand_on()
        except Exception as error:  # noqa: BLE001 # reported like any other
            if self._app.screen_stack:
                self._app._handle_exception(error)  # noqa: SLF001 # Textual has no public one

    async def _hand_on(self) -> None:
        while self._waiting and self._app.screen_stack:  # which an app that closes has no more
            await self._handle(self._waiting.popleft())
            if self._waiting:
                with suppress(TimeoutError):
                    await wait_for(self._settled(), PATIENCE)

    async def _settled(self) -> None:
        """Wait behind everything that the last key has put into a queue."""
        app = self._app
        way = [app.focused, app.screen, app]
        for pump in way + way[1:] * (HOPS - 1):
            if pump is not None:
                reached = Event()
                pump.call_later(reached.set)
                await reached.wait()
        for _ in range(HOPS):
            await sleep(0)
