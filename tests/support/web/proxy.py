"""A reverse proxy below a path of its own, which can be stopped and started again."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web

NAME, PREFIX = "localhost", "/my/roads"
_OWN = ("host", "connection", "upgrade", "transfer-encoding", "content-encoding", "content-length")


class Proxy:
    """Leads requests below `PREFIX` to a server, as nginx does by default: with that one's Host."""

    def __init__(self, url):
        self._url = url.rstrip("/")
        self._port = 0

    async def __aenter__(self):
        jar = aiohttp.DummyCookieJar()
        self._http = aiohttp.ClientSession(auto_decompress=False, cookie_jar=jar)
        await self.start()
        return self

    async def __aexit__(self, *_):
        await self.stop()
        await self._http.close()

    async def start(self):
        app = web.Application()
        app.router.add_get(PREFIX + "{path:/.*}", self._hand_on)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def stop(self):
        await self._runner.cleanup()

    @property
    def url(self):
        return f"http://{NAME}:{self._port}{PREFIX}/"

    async def _hand_on(self, request):
        url = self._url + request.match_info["path"]
        headers = {name: text for name, text in request.headers.items() if name.lower() not in _OWN}
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._hand_on_socket(request, url, headers)
        async with self._http.get(url, params=request.query, headers=headers) as answer:
            kept = [pair for pair in answer.headers.items() if pair[0].lower() not in _OWN]
            return web.Response(body=await answer.read(), status=answer.status, headers=kept)

    async def _hand_on_socket(self, request, url, headers):
        headers = {
            name: text
            for name, text in headers.items()
            if not name.lower().startswith("sec-websocket-")
        }
        here = web.WebSocketResponse()
        async with self._http.ws_connect(url, headers=headers) as there:
            await here.prepare(request)
            both = [asyncio.create_task(_pump(*ends)) for ends in ((here, there), (there, here))]
            try:
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for pump in both:
                    pump.cancel()
                await here.close()
        return here


async def _pump(source, target):
    async for message in source:
        if message.type == aiohttp.WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type == aiohttp.WSMsgType.BINARY:
            await target.send_bytes(message.data)
