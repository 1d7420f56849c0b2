"""The server: who may see what, by which path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import WSMsgType, web
from aiohttp.helpers import content_disposition_header

from lastmile_tui.web.guard import STRANGER
from lastmile_tui.web.page_words import Opened, Resized, Typed, read_words, write_words
from lastmile_tui.web.pages import HEADERS, plain_page, static_files, welcome_page
from lastmile_tui.web.tabs import ClosingError, FullError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from lastmile_tui.web.guard import Guard
    from lastmile_tui.web.tab import Tab
    from lastmile_tui.web.tabs import Tabs

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

NOT_FOUND: Final = "There is nothing here."
ENDS: Final = "lastmile web ends."

HEARTBEAT: Final = 20.0
"""Seconds after which a page that is silent is asked whether it is there."""

_OPEN_SECONDS: Final = 10.0
"""How long a connection may be silent before it says which tab it wants."""

_LARGEST: Final = 4 << 20
"""Bytes of a message from a page: a paste of a million characters."""


class Server:
    """Answers a browser that has the token, or the cookie that it got for it."""

    def __init__(self, guard: Guard, tabs: Tabs, *, secure: bool) -> None:
        self._guard, self._tabs, self._secure = guard, tabs, secure
        self._files = static_files()

    def application(self) -> web.Application:
        """The routes behind the guard."""
        app = web.Application(middlewares=[self._guarded])
        app.on_response_prepare.append(_add_headers)
        app.router.add_get("/ws", self._talk)
        app.router.add_get("/download/{key}", self._download)
        app.router.add_get("/{name:[a-z.]*}", self._file)
        return app

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let nobody in without the cookie, but for the link itself."""
        token = request.query.get("token") if request.path == "/" else None
        by_link = request.method == "GET" and token is not None and self._guard.has_token(token)
        if refusal := self._guard.refusal(request.headers, by_link=by_link):
            return _say(refusal, 403)
        if by_link:
            return self._welcome()
        if not self._guard.knows(request.cookies):
            return _say(STRANGER, 403)
        try:
            return await handler(request)
        except web.HTTPException as error:
            return _say(NOT_FOUND, error.status)

    def _welcome(self) -> web.Response:
        answer = web.Response(text=welcome_page(), content_type="text/html")
        answer.set_cookie(
            self._guard.cookie,
            self._guard.secret,
            path="",  # that of the page, which a proxy may have put below its own
            httponly=True,
            samesite="Strict",
            secure=self._secure,
        )
        return answer

    async def _file(self, request: web.Request) -> web.Response:
        found = self._files.get(request.match_info["name"])
        if found is None:
            return _say(NOT_FOUND, 404)
        return web.Response(body=found.content, content_type=found.mime, charset="utf-8")

    async def _download(self, request: web.Request) -> web.Response:
        """Give a file that the app made, once; the browser never shows it as a page of ours."""
        found = self._tabs.take_file(request.match_info["key"])
        if found is None:
            return _say(NOT_FOUND, 404)
        head, content = found
        name = content_disposition_header("attachment", filename=head.name)
        return web.Response(
            body=content,
            headers={"Content-Type": "application/octet-stream", "Content-Disposition": name},
        )

    # The page and its app

    async def _talk(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=_LARGEST)
        if not socket.can_prepare(request).ok:
            return _say(NOT_FOUND, 400)
        await socket.prepare(request)
        page = SocketPage(socket)
        tab = await self._open(socket, page)
        if tab is None:
            return socket
        try:
            await _listen(socket, tab)
        finally:
            tab.detach(page)
        return socket

    async def _open(self, socket: web.WebSocketResponse, page: SocketPage) -> Tab | None:
        """Find or start the tab that a page asks for; None where the page is told why not."""
        try:
            message = await socket.receive(timeout=_OPEN_SECONDS)
        except TimeoutError:
            await socket.close()
            return None
        opened = read_words(message.data) if message.type == WSMsgType.TEXT else None
        if not isinstance(opened, Opened):
            await socket.close()
            return None
        try:
            return await self._tabs.open(opened.tab, page, opened.width, opened.height)
        except FullError:
            limit = self._tabs.limits.tabs
            are = "1 tab is" if limit == 1 else f"{limit} tabs are"
            why = f"{are} open, and there are no more than that. Close one of them."
        except ClosingError:
            why = ENDS
        except OSError as error:
            why = f"The app could not be started: {error.strerror or error}."
        await page.say_end(why)
        await page.close()
        return None


class SocketPage:
    """A page at the other end of a WebSocket."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket

    async def begin(self, key: str, width: int, height: int) -> None:
        await self._socket.send_str(write_words("tab", key, width, height))

    async def draw(self, data: bytes) -> None:
        await self._socket.send_bytes(data)

    async def offer(self, key: str, name: str) -> None:
        await self._socket.send_str(write_words("file", key, name))

    async def say_end(self, sentence: str) -> None:
        await self._socket.send_str(write_words("end", sentence))

    async def close(self) -> None:
        await self._socket.close()


async def _listen(socket: web.WebSocketResponse, tab: Tab) -> None:
    """Hand on what a page says, until it is closed.

    It is never closed from here while it may still say something: aiohttp drops what has arrived.
    """
    async for message in socket:
        words = read_words(message.data) if message.type == WSMsgType.TEXT else None
        if isinstance(words, Typed):
            await tab.type(words.text)
        elif isinstance(words, Resized):
            await tab.resize(words.width, words.height)


def _say(sentence: str, status: int) -> web.Response:
    return web.Response(text=plain_page(sentence), status=status, content_type="text/html")


async def _add_headers(_: web.Request, answer: web.StreamResponse) -> None:
    answer.headers.update(HEADERS)
