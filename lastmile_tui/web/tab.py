"""One tab and its app, which outlives the tab for a while: a page may be loaded again."""

from __future__ import annotations

import asyncio
import math
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

from lastmile_tui.packets import FILE, TERMINAL, WHOLE, Attach, Resize, read_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from lastmile_tui.packets import FileHead
    from lastmile_tui.web.app_process import AppProcess

QUIT: Final = "lastmile is closed. Everything is saved."
TAKEN: Final = "These roads went on in another tab."
IDLE: Final = "Nothing was typed here for hours, so lastmile was closed. Everything is saved."
STOPPED: Final = "lastmile web has ended. Everything is saved."
AWAY: Final = "The tab was closed."


class Limits(Struct, frozen=True):
    """Seconds, and how many tabs there may be."""

    tabs: int = 12
    away: float = 60.0
    """How long an app waits for its page to come back."""
    idle: float = 8 * 3600.0
    """How long a page may stand open in which nothing is typed."""
    farewell: float = 1.0
    """How long a page may take to send the rest of what was typed, when all ends."""
    quiet: float = 5.0
    """How long nothing was typed in a page that has nothing to send, as in the background."""
    glance: float = 0.1
    """How long such a page may take to answer."""
    patience: float = 10.0
    """How long an app may take to end."""


class TabPage(Protocol):
    """The page of a tab, as a tab needs it; each raises ConnectionError if it is gone."""

    async def begin(self, key: str, width: int, height: int) -> None: ...
    async def draw(self, data: bytes) -> None: ...
    async def offer(self, key: str, name: str) -> None: ...
    async def say_end(self, sentence: str) -> None: ...
    async def close(self) -> None: ...


class Tab:
    """An app and the page that shows it now, if any.

    `keep_file` takes a file that the app made, and returns the key of its download.
    """

    over: asyncio.Task[None]
    """Done when the app has ended and nothing is left of it; `words` is what it said on stderr."""

    def __init__(
        self, key: str, app: AppProcess, limits: Limits, keep_file: Callable[[FileHead, bytes], str]
    ) -> None:
        self.key, self.app = key, app
        self.page: TabPage | None = None
        self._limits, self._keep_file = limits, keep_file
        self._loop = asyncio.get_running_loop()
        self.left_at = self._typed_at = self._loop.time()
        """When its last page left it."""
        self._heard_at = -math.inf
        """When something was typed in the page that it has."""
        self._sentence, self.words = QUIT, ""
        self._has_drawn = self._is_over = False
        self._is_whole = True
        """Whether what the app draws is for this page, and not for the one before it."""
        self._drawing: asyncio.Timeout | None = None
        """What the page is given just now."""
        self._is_deaf = False
        """Whether the page takes nothing any more, although it is there."""
        self._timer: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None
        self._left = asyncio.Event()
        self._left.set()
        self.over = asyncio.create_task(self._run())

    @property
    def is_ending(self) -> bool:
        """Whether no page can be attached any more."""
        return self._is_over or self._ending is not None

    async def attach(self, page: TabPage, width: int, height: int) -> None:
        """Show the app on another page, whole; the one before is told that it went on there."""
        before, self.page = self.page, page
        self._is_whole = False
        self._left = asyncio.Event()
        self._typed_at = self._loop.time()
        self._wait(self._limits.idle, self._look_whether_idle)
        if before is not None:
            await _farewell(before, TAKEN)
            if self.page is not page:  # a third one was quicker
                return
        with suppress(ConnectionError):  # it is gone again, which its reader finds
            await page.begin(self.key, width, height)
        self._is_whole = not self._has_drawn
        await self.app.tell((Attach if self._has_drawn else Resize)(width, height))

    def detach(self, page: TabPage) -> None:
        """Let the app wait for another page, unless it has one already."""
        if self.page is not page:
            return
        self.page, self.left_at = None, self._loop.time()
        self._left.set()
        if self._ending is None:
            self._wait(self._limits.away, lambda: self.end(AWAY))

    async def type(self, text: str) -> None:
        """Hand on what was typed."""
        self._typed_at = self._heard_at = self._loop.time()
        await self.app.type(text)

    async def resize(self, width: int, height: int) -> None:
        """Hand on the size of the page."""
        await self.app.tell(Resize(width, height))

    def end(self, sentence: str) -> None:
        """End the app, when all that the page has sent is done; `over` is done then."""
        if self._ending is None:
            self._sentence = sentence
            self._ending = asyncio.create_task(self._end(sentence))

    async def _end(self, sentence: str) -> None:
        """Say the end to the page, which then sends the rest, and closes the connection."""
        if self._timer is not None:
            self._timer.cancel()
        if self.page is not None:
            limits = self._limits
            quiet = self._loop.time() - self._heard_at > limits.quiet
            patience = limits.glance if quiet else limits.farewell
            await _bounded(self.page.say_end(sentence), patience)
            await _bounded(self._left.wait(), patience)
            self._stop_drawing()
        await self.app.finish(self._limits.patience)

    async def _run(self) -> None:
        """Hand on what the app sends until it ends, and say so to the page."""
        async for kind, content in self.app.packets():
            page, self._has_drawn = None if self._is_deaf else self.page, True
            try:
                async with asyncio.timeout(None) as self._drawing:
                    await self._hand_on(kind, content, page)
            except TimeoutError:  # the drawing was stopped
                continue
            except ConnectionError:
                if page is not None:
                    self.detach(page)
            finally:
                self._drawing = None
        self._is_over = True
        code, self.words = await self.app.ended()
        if self._timer is not None:
            self._timer.cancel()
        if self.page is not None and self._ending is not None:
            await _bounded(self.page.close(), 0)  # it knows the end, and does not answer
        elif self.page is not None:
            broken = code != 0 and self.words
            await _farewell(self.page, self.words if broken else self._sentence)
        if self._ending is not None:
            await self._ending

    async def _hand_on(self, kind: bytes, content: bytes, page: TabPage | None) -> None:
        if kind == FILE:
            head, data = read_file(content)
            key = self._keep_file(head, data)
            if page is not None:
                await page.offer(key, head.name)
        elif kind == WHOLE:
            self._is_whole = True
        elif kind == TERMINAL and page is not None and self._is_whole:
            await page.draw(content)

    def _stop_drawing(self) -> None:
        """Take the rest from the app, which waits for that; a page that hangs does not get it."""
        self._is_deaf = True
        if self._drawing is not None:
            self._drawing.reschedule(self._loop.time())

    def _wait(self, seconds: float, then: Callable[[], object]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(seconds, then)

    def _look_whether_idle(self) -> None:
        left = self._typed_at + self._limits.idle - self._loop.time()
        if left > 0:
            self._wait(left, self._look_whether_idle)
        else:
            self.end(IDLE)


async def _farewell(page: TabPage, sentence: str) -> None:
    await _bounded(page.say_end(sentence), 1.0)
    await _bounded(page.close(), 1.0)


async def _bounded(work: Awaitable[object], seconds: float) -> None:
    """Wait for something that may never come, or cannot: the page is gone then."""
    with suppress(TimeoutError, ConnectionError):
        async with asyncio.timeout(seconds):
            await work
