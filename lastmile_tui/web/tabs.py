"""All tabs there are: each has its own app, and there are only so many."""

from __future__ import annotations

import asyncio
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Final

from lastmile_tui.web.app_process import AppProcess
from lastmile_tui.web.tab import STOPPED, Limits, Tab

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lastmile_tui.packets import FileHead
    from lastmile_tui.web.tab import TabPage

KEY_BYTES: Final = 18
"""Random bytes of a key: nobody guesses 144 bits."""

FILES: Final = 8
"""Files that wait for their download; the oldest is given up for the ninth."""


class FullError(Exception):
    """There are as many tabs as there may be, and each is in use."""


class ClosingError(Exception):
    """The server ends."""


class Tabs:
    """Starts an app for each tab, and gives a tab that was loaded again the one that it had.

    `say` gets what an app says on stderr.
    """

    def __init__(self, command: Sequence[str], limits: Limits, say: Callable[[str], None]) -> None:
        self._command, self.limits, self._say = tuple(command), limits, say
        self._tabs: dict[str, Tab] = {}
        self._starting = 0
        self._closing = False
        self._files: dict[str, tuple[FileHead, bytes]] = {}

    def __len__(self) -> int:
        return len(self._tabs) + self._starting

    async def open(self, key: str, page: TabPage, width: int, height: int) -> Tab:
        """Show the app of a key on a page, or a new one where there is none of that key.

        FullError and ClosingError say why not, OSError that no process can be started.
        """
        if self._closing:
            raise ClosingError
        tab = self._tabs.get(key)
        if tab is None or tab.is_ending:
            tab = await self._start()
        await tab.attach(page, width, height)
        return tab

    async def end_all(self) -> None:
        """End all apps at once, and wait for that."""
        self._closing = True
        tabs = [*self._tabs.values()]
        for tab in tabs:
            tab.end(STOPPED)
        await asyncio.gather(*(tab.over for tab in tabs))

    def take_file(self, key: str) -> tuple[FileHead, bytes] | None:
        """The file of a download, which can be taken once."""
        return self._files.pop(key, None)

    async def _start(self) -> Tab:
        if len(self) >= self.limits.tabs:
            await self._make_room()
        self._starting += 1
        try:
            app = await AppProcess.start(self._command)
        finally:
            self._starting -= 1
        tab = Tab(token_urlsafe(KEY_BYTES), app, self.limits, self._keep_file)
        self._tabs[tab.key] = tab
        tab.over.add_done_callback(lambda _: self._forget(tab))
        if self._closing:
            tab.end(STOPPED)
            raise ClosingError
        return tab

    async def _make_room(self) -> None:
        """End the app whose page is gone for longest."""
        away = [tab for tab in self._tabs.values() if tab.page is None]
        if not away:
            raise FullError
        oldest = min(away, key=lambda tab: tab.left_at)
        oldest.end(STOPPED)
        await asyncio.wait({oldest.over})
        if len(self) >= self.limits.tabs:  # another tab was quicker
            raise FullError

    def _forget(self, tab: Tab) -> None:
        self._tabs.pop(tab.key, None)
        if tab.words:
            self._say(tab.words)

    def _keep_file(self, head: FileHead, content: bytes) -> str:
        while len(self._files) >= FILES:
            del self._files[next(iter(self._files))]
        key = token_urlsafe(KEY_BYTES)
        self._files[key] = (head, content)
        return key
