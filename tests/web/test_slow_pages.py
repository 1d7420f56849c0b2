"""Pages that are slow, or do not answer: neither sizes nor keys are mixed up or lost by them."""

from __future__ import annotations

import asyncio

import pytest

from lastmile_tui.packets import TERMINAL, Attach, Resize
from lastmile_tui.web.tab import Limits, Tab


class SlowPage:
    """A page that is told things only when it is let; what it was told."""

    def __init__(self, *, slow=()):
        self.done, self._slow, self._let = [], slow, asyncio.Event()

    def let(self):
        self._let.set()

    async def _tell(self, name, *words):
        if name in self._slow:
            await self._let.wait()
        self.done.append((name, *words))

    async def begin(self, key, width, height):
        await self._tell("begin", key, width, height)

    async def draw(self, data):
        await self._tell("draw", data)

    async def offer(self, key, name):
        await self._tell("offer", key, name)

    async def say_end(self, sentence):
        await self._tell("end", sentence)

    async def close(self):
        await self._tell("close")


class StubApp:
    """An app that draws what it is given, and ends when all of that was taken, as a pipe needs."""

    def __init__(self):
        self.heard, self.drawn = [], asyncio.Queue()
        self._over = asyncio.Event()
        self.killed = False

    async def packets(self):
        while (data := await self.drawn.get()) is not None:
            yield TERMINAL, data
        self._over.set()

    async def ended(self):
        await self._over.wait()
        return 0, ""

    async def tell(self, message):
        self.heard.append(message)

    async def finish(self, patience):
        try:
            async with asyncio.timeout(patience):
                await self.drawn.put(None)
                await self._over.wait()
        except TimeoutError:
            self.killed = True
            self._over.set()


@pytest.fixture
async def app():
    return StubApp()


def tab_of(app, **limits):
    return Tab("key", app, Limits(**limits), lambda *_: "")


async def until_drawn(app):
    while not app.drawn.empty():  # noqa: ASYNC110 # the other task takes it in the next turn
        await asyncio.sleep(0)
    await asyncio.sleep(0)


async def test_the_size_is_that_of_the_page_that_came_last(app):
    tab = tab_of(app)
    first, second, third = SlowPage(slow=["end"]), SlowPage(), SlowPage()
    await tab.attach(first, 80, 24)
    app.drawn.put_nowait(b"x")
    await until_drawn(app)
    coming = asyncio.create_task(tab.attach(second, 50, 20))
    await asyncio.sleep(0)
    await tab.attach(third, 120, 40)
    first.let()
    await coming
    assert app.heard == [Resize(80, 24), Attach(120, 40)]
    assert [name for name, *_ in second.done] == ["end", "close"]
    assert third.done == [("begin", "key", 120, 40)]
    tab.end("over")
    tab.detach(third)
    await tab.over


async def test_a_page_that_takes_nothing_any_more_does_not_keep_an_app_from_its_end(app):
    tab = tab_of(app, farewell=0.01, patience=5.0)
    page = SlowPage(slow=["draw", "end", "close"])
    await tab.attach(page, 80, 24)
    app.drawn.put_nowait(b"x")
    app.drawn.put_nowait(b"y")
    await asyncio.sleep(0)
    tab.end("over")
    await tab.over
    assert not app.killed


HOUR = 3600.0


async def test_a_page_in_the_background_that_does_not_answer_is_not_waited_for(app):
    page = SlowPage(slow=("close",))
    tab = tab_of(app, farewell=HOUR, glance=0)
    await tab.attach(page, 80, 24)
    async with asyncio.timeout(5):
        tab.end("The end.")
        await tab.over
    assert ("end", "The end.") in page.done


async def test_a_page_in_which_something_was_just_typed_may_send_the_rest(app):
    page = SlowPage(slow=("close",))
    app.type = lambda _: asyncio.sleep(0)
    tab = tab_of(app, farewell=HOUR, glance=0, quiet=HOUR)
    await tab.attach(page, 80, 24)
    await tab.type("n")
    tab.end("The end.")
    for _ in range(20):
        await asyncio.sleep(0)
    assert not tab.over.done()
    tab.detach(page)
    async with asyncio.timeout(5):
        await tab.over
