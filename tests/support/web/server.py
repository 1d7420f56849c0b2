"""A server in the loop of a test, and visitors without a browser."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from lastmile_tui.web.addresses import ServerAddress
from lastmile_tui.web.serve import Wish, listen, serve
from lastmile_tui.web.tab import Limits

PARROT = Path(__file__).with_name("parrot.py")
PATIENCE = 60.0
LOCAL = ServerAddress("127.0.0.1", 0)


async def until_gone(pid):
    """Wait until there is no such process any more."""
    async with asyncio.timeout(PATIENCE):
        while is_there(pid):  # noqa: ASYNC110 # a process of another one
            await asyncio.sleep(0.01)


def is_there(pid):
    """Whether a process runs; one that nobody has asked for its end does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


class Served:
    """A server that runs until `stop`; `said` is what its apps had to say."""

    def __init__(self, folder, **limits):
        self.typed = folder / "typed"
        self.said = []
        self._end = asyncio.Event()
        self._link = asyncio.get_running_loop().create_future()
        command = (sys.executable, str(PARROT), str(self.typed))
        self._given = limits.pop("given", frozenset())
        command = limits.pop("command", command)
        self._wish = Wish(command, LOCAL, self._given, limits=Limits(**limits))

    async def __aenter__(self):
        listening = listen(LOCAL)
        self._task = asyncio.create_task(
            serve(
                self._wish,
                listening,
                ready=self._link.set_result,
                say=self.said.append,
                end=self._end,
            )
        )
        self.link = await self._link
        parts = urlsplit(self.link)
        self.port, self.query = parts.port, parts.query
        self.url = f"http://127.0.0.1:{self.port}/"
        return self

    async def __aexit__(self, *_):
        await self.stop()

    async def until_empty(self):
        """Wait until no app of it runs any more; each was there to write down what was typed."""
        async with asyncio.timeout(PATIENCE):
            while self._apps():  # noqa: ASYNC110 # processes of their own
                await asyncio.sleep(0.01)

    def _apps(self):
        """Our own processes that run the command."""
        running = []
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if str(self.typed).encode() in (folder / "cmdline").read_bytes():
                    running.append(folder.name)
        return running

    async def stop(self):
        self._end.set()
        await self._task


class Visitor:
    """What a browser does at the least; it was let in by the link."""

    def __init__(self, served):
        self._served = served

    async def __aenter__(self):
        self.http = aiohttp.ClientSession(
            self._served.url, cookie_jar=aiohttp.CookieJar(unsafe=True)
        )
        await self.get(f"/?{self._served.query}")
        return self

    async def __aexit__(self, *_):
        await self.http.close()

    async def get(self, path, **headers):
        """The status, the headers and the text of an answer."""
        async with self.http.get(path, headers=headers) as answer:
            return answer.status, answer.headers, await answer.text()

    async def open(self, key="", size=(80, 24)):
        """A tab, which was shown already."""
        socket = await self.http.ws_connect("/ws", heartbeat=None)
        tab = VisitedTab(socket)
        await tab.send("open", {"tab": key, "width": size[0], "height": size[1]})
        return tab


class VisitedTab:
    """A page of a browser, as the server sees it."""

    def __init__(self, socket):
        self._socket = socket
        self.drawn = ""
        self.words = []
        self.closed = False

    async def send(self, *words):
        await self._socket.send_str(json.dumps(words))

    async def send_raw(self, text):
        await self._socket.send_str(text)

    async def type(self, text):
        await self.send("stdin", text)

    async def until(self, reached, *, leaves=True):
        """Take in what the server sends until a condition holds; AssertionError with all of it.

        As the page does, it leaves when it is told of the end.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                while not reached(self):
                    await self._take(leaves=leaves)
        except TimeoutError:
            raise AssertionError((self.drawn, self.words, self.closed)) from None

    async def until_drawn(self, text):
        await self.until(lambda tab: text in tab.drawn)

    async def until_closed(self):
        """The sentence that the page was closed with."""
        await self.until(lambda tab: tab.closed)
        return self.end

    @property
    def key(self):
        return next(words[1] for words in self.words if words[0] == "tab")

    @property
    def end(self):
        return next((words[1] for words in self.words if words[0] == "end"), None)

    @property
    def pid(self):
        return int(self.drawn.partition("pid ")[2].partition(";")[0])

    async def close(self):
        await self._socket.close()

    async def _take(self, *, leaves):
        message = await self._socket.receive()
        if message.type == aiohttp.WSMsgType.BINARY:
            self.drawn += message.data.decode()
        elif message.type == aiohttp.WSMsgType.TEXT:
            self.words.append(json.loads(message.data))
            if self.words[-1][0] == "end" and leaves:
                await self._socket.close()
                self.closed = True
        else:
            self.closed = True
