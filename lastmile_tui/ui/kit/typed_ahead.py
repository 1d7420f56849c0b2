"""Keys one at a time: keys typed ahead wait for the screen that the first one opens.

A slow line, a macro or `tmux send-keys` delivers several keys at once. Textual sends all of them to
what has the focus now, although the first may open a question that the others answer.
"""

from __future__ import annotations

from asyncio import Event, Task, create_task, sleep, wait
from collections import deque
from typing import TYPE_CHECKING, Any

from lastmile_tui.ui.keyboard.alt_key import AltKey

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.events import Event as Typed

PATIENCE = 1.0
"""Seconds after which the next key is passed on although the one before may not be done."""

TURNS = 10
"""Parts of the patience; an import that stops everything, however slow, costs one of them."""

HOPS = 2
"""A key bubbles from the focus to the app, and the message it causes takes the same way."""


class TypedAheadKeys:
    """Passes keys to an app, each after the one before is handled."""

    def __init__(self, app: App[Any], handle: Callable[[Typed], Awaitable[None]]) -> None:
        self._app, self._handle = app, handle
        self._waiting: deque[Typed] = deque()
        self._task: Task[None] | None = None
        self._may_go = Event()
        self._may_go.set()

    @property
    def waits(self) -> bool:
        """Whether all keys wait, until they are let go."""
        return not self._may_go.is_set()

    def wait(self) -> None:
        """Let all keys wait from here on."""
        self._may_go.clear()

    def go(self) -> None:
        """Let the keys that waited do what they do."""
        self._may_go.set()

    def forget(self) -> bool:
        """Forget the keys that wait; whether there were any."""
        some = bool(self._waiting)
        self._waiting.clear()
        return some

    def type(self, key: Typed) -> None:
        """Queue a key, or what was pasted or clicked between keys."""
        self._waiting.append(key)
        if self._task is None or self._task.done():
            self._task = create_task(self._carry_out())

    async def all_done(self) -> None:
        """Wait until all that was typed, clicked and pasted so far has done what it does."""
        while self._task is not None and not self._task.done():
            await wait({self._task})
        if self._app.screen_stack:
            await self._settle()

    async def _carry_out(self) -> None:
        """Pass on the queued keys; an error of the task is reported to the app."""
        try:
            await self._hand_on()
        except Exception as error:  # noqa: BLE001 # reported like any other
            if self._app.screen_stack:
                self._app._handle_exception(error)  # noqa: SLF001 # Textual has no public one

    async def _hand_on(self) -> None:
        await self._may_go.wait()
        while self._waiting and self._app.screen_stack:  # which an app that closes has no more
            key = self._waiting.popleft()
            if isinstance(key, AltKey):  # what it means is known only now
                key, *rest = key.meant(self._app)
                self._waiting.extendleft(rest)
            await self._handle(key)
            # Also when no key waits yet: the next of the same read may be a moment behind.
            await self._settle()

    async def _settle(self) -> None:
        """Wait until the last key has done all it does, or the patience is over."""
        settled = create_task(self._settled())
        for _ in range(TURNS):
            await wait({settled}, timeout=PATIENCE / TURNS)
            if settled.done():
                await settled
                return
        settled.cancel()

    async def _settled(self) -> None:
        """Wait behind everything in a queue, until that changes neither screen nor focus."""
        before = None
        while self._app.screen_stack and before != (now := self._place()):
            before = now
            await self._pass_queues()

    def _place(self) -> object:
        """Where the next key would go, and the questions that are on their way."""
        app = self._app
        return app.focused, list(app.screen_stack), set(app.workers)

    async def _pass_queues(self) -> None:
        """Wait behind everything that is in a queue now."""
        app = self._app
        way = [app.focused, app.screen, app]
        for pump in way + way[1:] * (HOPS - 1):
            if pump is not None:
                reached = Event()
                if pump.call_later(reached.set):
                    await reached.wait()
        for _ in range(HOPS):
            await sleep(0)
