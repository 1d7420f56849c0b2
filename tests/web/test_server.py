"""What a real server answers to whom."""

from __future__ import annotations

import asyncio
import re
from http.cookies import SimpleCookie

import aiohttp
import pytest

from lastmile_tui.web.guard import OTHER_NAME, OTHER_PAGE, STRANGER
from support.web.server import PATIENCE, Served, Visitor

PATHS = ("/", "/page.js", "/page.css", "/textual.js", "/xterm.css", "/icon.svg")
"""All that there is to see."""


async def ask(served, path, method="GET", **headers):
    """Send a request as it stands, which clients would tidy up; the whole answer as text."""
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    headers = {"Host": f"127.0.0.1:{served.port}", "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {text}" for name, text in headers.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


def cookie_of(answer):
    """The cookie that an answer gives, as a request has it."""
    morsel = re.search(r"(?i)^set-cookie: (.*)\r$", answer, re.MULTILINE)[1]
    ((name, value),) = SimpleCookie(morsel).items()
    return morsel, f"{name}={value.value}"


async def test_the_link_lets_a_browser_in_with_a_cookie_that_only_it_has(served):
    answer = await ask(served, f"/?{served.query}")
    morsel, _ = cookie_of(answer)
    assert answer.startswith("HTTP/1.1 200 ")
    assert morsel.startswith(f"lastmile-{served.port}=")
    assert {"httponly", "samesite=strict"} <= set(morsel.lower().split("; "))
    assert "path" not in morsel.lower()  # that of the page, also below the path of a proxy
    assert "domain" not in morsel.lower()
    assert 'content="0; url=./"' in answer
    assert served.query.partition("=")[2] not in answer


async def test_the_cookie_is_not_what_stands_in_the_link(served):
    answer = await ask(served, f"/?{served.query}")
    assert served.query.partition("=")[2] not in cookie_of(answer)[1]


@pytest.mark.parametrize(
    "path", [*PATHS, "/ws", "/download/x", "/nothing", "/static/", "/..", "//"]
)
async def test_without_the_cookie_every_path_is_the_same_refusal(served, path):
    answer = await ask(served, path)
    assert answer.startswith("HTTP/1.1 403 ")
    assert STRANGER in answer


@pytest.mark.parametrize("query", ["token=", "token=x", "token", "Token={token}", "token={token}x"])
async def test_another_token_lets_nobody_in(served, query):
    token = served.query.partition("=")[2]
    answer = await ask(served, f"/?{query.format(token=token)}")
    assert answer.startswith("HTTP/1.1 403 ")
    assert "set-cookie" not in answer.lower()


@pytest.mark.parametrize("path", ["/page.js", "/ws", "/download/x"])
async def test_the_token_is_for_the_page_alone(served, path):
    answer = await ask(served, f"{path}?{served.query}")
    assert answer.startswith("HTTP/1.1 403 ")


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        ({"Host": "evil.example"}, OTHER_NAME),
        ({"Host": "127.0.0.1.evil.example"}, OTHER_NAME),
        ({"Origin": "http://evil.example"}, OTHER_PAGE),
        ({"Origin": "null"}, OTHER_PAGE),
        ({"Origin": "http://127.0.0.1:1"}, OTHER_PAGE),
        ({"Sec_Fetch_Site": "cross-site"}, OTHER_PAGE),
        ({"Sec_Fetch_Site": "same-site"}, OTHER_PAGE),
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/ws", "/page.js"])
async def test_a_request_of_elsewhere_is_refused_although_it_has_the_cookie(
    served, path, headers, sentence
):
    _, cookie = cookie_of(await ask(served, f"/?{served.query}"))
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13"}
    upgrade |= {"Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ=="}
    more = {**upgrade, "Connection": "Upgrade, close"} if path == "/ws" else {}
    answer = await ask(served, path, Cookie=cookie, **more, **headers)
    assert answer.startswith("HTTP/1.1 403 ")
    assert sentence in answer


async def test_a_name_of_another_host_is_refused_with_the_token_too(served):
    answer = await ask(served, f"/?{served.query}", Host="evil.example")
    assert answer.startswith("HTTP/1.1 403 ")
    assert "set-cookie" not in answer.lower()


async def test_what_there_is_to_see_comes_from_here_alone(visitor):
    for path in PATHS:
        status, headers, text = await visitor.get(path)
        assert status == 200, path
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"https?:|\*", policy)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "DENY"
        assert "Python" not in headers["Server"]
        assert "fonts.googleapis" not in text


async def test_all_addresses_of_the_page_are_relative_so_that_a_proxy_may_lead_to_them(visitor):
    _, _, page = await visitor.get("/")
    addresses = re.findall(r"(?:src|href|url)=\"([^\"]*)\"", page)
    assert {"page.js", "textual.js", "page.css", "xterm.css", "icon.svg"} <= set(addresses)
    assert not [address for address in addresses if ":" in address or address.startswith("/")]


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/js/",
        "/page.html",
        "/page.js/",
        "/../page.js",
        "/..%2fpage.js",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/....//etc/passwd",
        "/download/",
        "/download/../page.js",
        "/download/%2e%2e%2fpage.js",
        "/server.py",
        "/__init__.py",
        "//etc/passwd",
        "/page.js%00",
    ],
)
async def test_there_is_nothing_but_that(served, path):
    _, cookie = cookie_of(await ask(served, f"/?{served.query}"))
    answer = await ask(served, path, Cookie=cookie)
    assert re.match(r"HTTP/1.1 40[04] ", answer)
    assert "root:" not in answer
    assert "Index of" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
async def test_nothing_is_sent_but_by_the_connection_of_a_tab(served, method):
    _, cookie = cookie_of(await ask(served, f"/?{served.query}"))
    answer = await ask(served, "/", method, Cookie=cookie, Content_Length="0")
    assert answer.startswith("HTTP/1.1 405 ")
    assert "set-cookie" not in (await ask(served, f"/?{served.query}", method)).lower()


async def test_a_file_of_the_app_is_downloaded_once_and_is_never_a_page(visitor):
    tab = await visitor.open()
    await tab.type("file")
    await tab.until(lambda tab: any(words[0] == "file" for words in tab.words))
    _, key, name = tab.words[-1]
    assert name == 'road "1"\r\nX: y.svg'
    status, headers, text = await visitor.get(f"/download/{key}")
    assert (status, text) == (200, "<svg/>")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment; filename=")
    assert "X" not in headers
    assert (await visitor.get(f"/download/{key}"))[0] == 404
    await tab.close()


async def test_a_tab_is_for_who_has_the_cookie(served):
    async with aiohttp.ClientSession(served.url) as stranger:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await stranger.ws_connect("/ws")
    assert refused.value.status == 403


@pytest.mark.parametrize("words", [["stdin", "x"], ["open", {}], ["open", {"width": 0}], [], "x"])
async def test_a_connection_that_does_not_ask_for_a_tab_is_closed_without_one(visitor, words):
    socket = await visitor.http.ws_connect("/ws")
    await socket.send_json(words)
    message = await socket.receive(timeout=PATIENCE)
    assert message.type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
    await socket.close()


async def test_a_name_that_was_given_is_answered_as_a_proxy_sends_it(tmp_path):
    async with Served(tmp_path, given=frozenset({"roads.example"})) as served:
        _, cookie = cookie_of(await ask(served, f"/?{served.query}", Host="roads.example"))
        answer = await ask(served, "/", Cookie=cookie, Origin="https://roads.example")
        assert answer.startswith("HTTP/1.1 200 ")
        async with Visitor(served) as visitor:
            assert (await visitor.get("/", Origin="https://evil.example"))[0] == 403
