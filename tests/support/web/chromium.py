"""A page in a real Chromium, read as a person reads it: by the text that is on its terminal."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from math import ceil
from urllib.parse import urlsplit

from support.web.server import PATIENCE

_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), "")

_SHOWN = """() => {
    const terminal = document.getElementById("terminal")?.lastmile;
    if (!terminal) return "";
    const { cols, rows, buffer } = terminal; // a line keeps what stands beyond its columns
    const line = (number) => buffer.active.getLine(number)?.translateToString(true, 0, cols);
    return [...Array(rows).keys()].map((number) => line(number)?.trimEnd() ?? "").join("\\n");
}"""

_SAID = """() => {
    return document.querySelector("#message.-shown p")?.textContent ?? "";
}"""

_HEAR = """(() => {
    window.heard = [];
    const hear = () => {
        const said = document.querySelector("#message.-shown p")?.textContent;
        if (said) window.heard.push(said);
    };
    const all = { attributes: true, childList: true, subtree: true };
    new MutationObserver(hear).observe(document, all);
})()"""

_PIXELS = """() => {
    const { width, height } = document.querySelector(".xterm-screen").getBoundingClientRect();
    return [width, height];
}"""

EDGE = 4
"""Pixels around the terminal."""

SIZE = {"width": 1000, "height": 620}


_MAY = ["clipboard-read", "clipboard-write"]
"""What a person allows a page to do."""

REFUSED = "ERR_CONNECTION_REFUSED"
"""What Chromium writes when a server is no longer there, as one that has ended."""


def why_not():
    """Why there is no real browser here; empty if there is one."""
    try:
        import playwright  # noqa: F401, PLC0415 # it may be missing
    except ImportError:
        return "playwright is not installed: pip install '.[web-test]'"
    return "" if CHROMIUM else "no Chromium is installed"


class Browser:
    """A Chromium that writes down what its pages ask for, and what goes wrong in them."""

    @classmethod
    async def begin(cls, chromium):
        """A visitor with no cookies yet."""
        context = await chromium.new_context(viewport=SIZE, permissions=_MAY)
        await context.add_init_script(_HEAR)
        return cls(context)

    def __init__(self, context):
        self.context = context
        self.asked, self.wrong = [], []
        self.expected = {REFUSED}
        """Words of errors in its console that are none of a page: it says them when it likes."""
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("weberror", lambda error: self.wrong.append(str(error.error)))
        context.on("console", self._hear)

    def _hear(self, message):
        if message.type == "error" and not any(map(message.text.count, self.expected)):
            self.wrong.append(f"{message.text} {message.location}")

    @property
    def hosts(self):
        """The hosts that were asked for anything."""
        return {urlsplit(url).hostname for url in self.asked if not url.startswith("blob:")}

    async def open(self, link):
        """A tab in which a link was opened."""
        page = await self.context.new_page()
        await page.goto(link)
        return Shown(page)


class Shown:
    """A tab."""

    def __init__(self, page):
        self.page = page

    async def text(self):
        """What is on the terminal."""
        return await self._evaluated(_SHOWN)

    async def _evaluated(self, script):
        """What a script of the page says, in one question: between two the page may change."""
        try:
            return await self.page.evaluate(script)
        except Exception as error:  # Playwright's own, while another page is loaded
            if "context was destroyed" in str(error):
                return ""
            raise

    async def until(self, *texts):
        """Wait until all of some texts are on the terminal."""
        shown = ""

        async def shows():
            nonlocal shown
            shown = await self.text()
            return all(text in shown for text in texts)

        await until(shows, lambda: f"{texts} did not come:\n{shown}")

    async def until_said(self, sentence):
        """Wait until the page itself says a sentence; with an empty one, until it says nothing."""
        said = ""

        async def says():
            nonlocal said
            said = await self._evaluated(_SAID)
            return sentence in said and bool(sentence) == bool(said)

        await until(says, lambda: f"{sentence!r} was not said, but {said!r}")

    async def heard(self):
        """All that the page itself has said since it was loaded, also for a moment."""
        return await self.page.evaluate("() => window.heard")

    async def title_beside(self, *titles):
        """Wait until the tab is called otherwise than some titles; how it is called."""

        async def is_other():
            return await self.page.title() not in titles

        await until(is_other, lambda: f"it is still one of {titles}")
        return await self.page.title()

    async def resize(self, columns, lines):
        """Make the window so large that it has so many columns and lines."""
        cells = await self.size()
        width, height = await self.page.evaluate(_PIXELS)
        edge = 2 * EDGE
        await self.page.set_viewport_size(
            {
                "width": ceil(width / cells[0] * columns + edge),
                "height": ceil(height / cells[1] * lines + edge),
            }
        )

        async def fits():
            return await self.size() == [columns, lines]

        await until(fits, lambda: f"it has not {columns} columns and {lines} lines")

    async def press(self, *keys):
        for key in keys:
            await self.page.keyboard.press(key)

    async def type(self, text):
        await self.page.keyboard.type(text)

    async def size(self):
        """Columns and lines."""
        return await self.page.evaluate(
            "() => { const {cols, rows} = document.getElementById('terminal').lastmile;"
            " return [cols, rows]; }"
        )


async def until(holds, what):
    """Wait until an asynchronous condition holds."""
    try:
        async with asyncio.timeout(PATIENCE):
            while not await holds():  # noqa: ASYNC110 # it is asked of another program
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(what()) from None


@asynccontextmanager
async def chromium():
    """A browser, as it is installed: nothing is downloaded for it."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 # it may be missing

    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=CHROMIUM, args=root)
        try:
            yield started
        finally:
            await started.close()
