"""The app in a real browser."""

from __future__ import annotations

import json
import signal
from functools import partial

import pytest
import pytest_asyncio
from aiohttp import web

from lastmile_tui.cli.main import main
from support.web.chromium import Browser, chromium, until, why_not
from support.web.program import Program
from support.web.proxy import NAME, PREFIX, Proxy
from support.web.server import Served

pytestmark = [
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
    pytest.mark.asyncio(loop_scope="module"),
]
fixture = partial(pytest_asyncio.fixture, loop_scope="module")

VOLVO = "Sell the Volvo: listed > test drives > price agreed >> papers signed"
HOSTILE = "<b>bold</b> & <img src=http://evil.example/x onerror=alert(1)> yes"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "lastmile.json"
    assert main(["--file", str(path), "add", VOLVO]) == 0
    return path


@fixture(scope="module")
async def started():
    """A Chromium for all tests, since it takes seconds to start."""
    async with chromium() as started:
        yield started


@fixture
async def browser(started):
    """A browser in whose pages nothing goes wrong, and which asks nobody but this machine."""
    browser = await Browser.begin(started)
    yield browser
    await browser.context.close()
    assert browser.wrong == []
    assert browser.hosts <= {"127.0.0.1", "localhost"}


@fixture
async def program(path):
    async with Program(path) as program:
        yield program


@fixture
async def roads(browser, program):
    """A tab with the roads."""
    shown = await browser.open(program.link)
    await shown.until("Sell the Volvo", "listed")
    return shown


def goals(path, capfd):
    capfd.readouterr()
    assert main(["--file", str(path), "list", "--json"]) == 0
    return {goal["title"]: goal for goal in json.loads(capfd.readouterr().out)["goals"]}


async def test_a_goal_is_driven_and_the_address_keeps_no_token(roads, path, capfd):
    assert "token" not in roads.page.url
    await roads.press("Space")
    await roads.until("3 mi to go")
    await roads.press("ArrowLeft")
    await roads.until("4 mi to go")
    await roads.press("ArrowRight", "n")
    await roads.type("the buyer rang")
    await roads.press("Enter")
    await roads.until("the buyer rang")
    assert goals(path, capfd)["Sell the Volvo"]["position"] == 1


async def test_the_page_itself_says_nothing_but_that_another_script_came(browser, roads):
    assert await roads.heard() == []
    await browser.context.route("**/textual.js", lambda route: route.fulfill(body=""))
    await roads.page.reload()
    await roads.until_said("The script of textual-serve is not the one that this page knows.")


async def test_the_title_of_the_tab_is_the_goal_at_hand_and_no_title_becomes_a_part_of_the_page(
    roads, path
):
    async def is_title(text):
        return await roads.page.title() == text

    await until(lambda: is_title("Sell the Volvo"), lambda: "another title")
    assert main(["--file", str(path), "add", f"{HOSTILE}: a > b"]) == 0
    await roads.until("<b>bold</b>")
    await roads.press("End")
    await until(lambda: is_title(f"{HOSTILE[:59]}…"), lambda: "not the title as a text")
    assert await roads.page.locator("img, b, body > script, iframe").count() == 0


async def test_control_v_pastes_the_clipboard_of_the_browser(roads, path, capfd):
    line = "Paint the boat: sand > paint >> launch"
    await roads.page.evaluate("(text) => navigator.clipboard.writeText(text)", line)
    await roads.press("a", "Control+v")
    await roads.until("Paint the boat", "launch")
    await roads.press("Enter")
    await until(lambda: _has(path, capfd, "Paint the boat"), lambda: "it was not added")


async def _has(path, capfd, title):
    return title in goals(path, capfd)


async def test_several_lines_that_are_pasted_become_several_goals(roads, path, capfd):
    lines = "Mow the lawn: front > back\nBake bread: knead > bake"
    await roads.page.evaluate("(text) => navigator.clipboard.writeText(text)", lines)
    await roads.press("a", "Control+v")
    await roads.until("Mow the lawn", "Bake bread")
    await roads.press("Enter")
    await until(lambda: _has(path, capfd, "Bake bread"), lambda: "they were not added")


async def test_y_copies_into_the_clipboard_of_the_browser(roads):
    await roads.press("y")
    await roads.until("Copied the title")
    assert await roads.page.evaluate("() => navigator.clipboard.readText()") == "Sell the Volvo"


@pytest.mark.parametrize(
    ("size", "least"), [((1600, 900), 160), ((720, 430), 75), ((390, 700), 60), ((844, 390), 80)]
)
async def test_the_app_has_the_size_of_the_window(roads, size, least):
    await roads.page.set_viewport_size({"width": size[0], "height": size[1]})

    async def fits():
        columns, lines = await roads.size()
        shown = (await roads.text()).splitlines()
        return columns >= least and len(shown) == lines and "keys" in shown[-1]

    await until(fits, lambda: "the key bar is not at the end")
    await roads.until("Sell the Volvo")


async def test_the_page_has_the_colours_of_the_theme(roads):
    def colour():
        return roads.page.evaluate("() => getComputedStyle(document.body).backgroundColor")

    assert await colour() == "rgb(18, 20, 23)"
    await roads.press(":")
    await roads.type("light theme")
    await roads.until("Light theme")
    await roads.press("Enter")

    async def is_light():
        return await colour() == "rgb(251, 250, 247)"

    await until(is_light, lambda: "the page is dark still")
    await roads.page.reload()
    await roads.until("Sell the Volvo")
    await until(is_light, lambda: "the page is dark again")


async def test_two_tabs_are_two_apps_on_one_file(browser, program, roads):
    other = await browser.open(program.url)
    await other.until("Sell the Volvo")
    await roads.press("Space")
    await other.until("3 mi to go")
    await other.press("u")
    await roads.until("4 mi to go")


async def test_a_page_that_is_loaded_again_goes_on_where_it_was(roads):
    await roads.press("a")
    await roads.type("Half a line")
    await roads.until("Half a line")
    await roads.press("F5")  # the browser's own, as are F6, F11 and F12
    await roads.until("Half a line")
    await roads.type(" and more")
    await roads.until("Half a line and more")


async def test_all_is_saved_when_the_server_ends_and_the_page_says_so(roads, program, path, capfd):
    for number in range(5):
        await roads.press("n")
        await roads.type(f"note {number}")
        await roads.press("Enter")
    code, err = await program.end(signal.SIGTERM)
    assert (code, err) == (0, "")
    await roads.until_said("lastmile web has ended. Everything is saved.")
    capfd.readouterr()
    assert main(["--file", str(path), "show", "volvo"]) == 0
    shown = capfd.readouterr().out
    assert [number for number in range(5) if f"note {number}" not in shown] == []


async def test_q_ends_the_app_and_it_can_be_opened_again(roads):
    await roads.press("q")
    await roads.until_said("lastmile is closed. Everything is saved.")
    await roads.page.get_by_role("button", name="Open again").click()
    await roads.until_said("")
    await roads.until("Sell the Volvo")
    await roads.press("Space")
    await roads.until("3 mi to go")


async def test_what_needs_a_terminal_says_why_not(roads):
    await roads.press("Control+z")
    await roads.until("There is no shell behind this page")
    await roads.press("E")
    await roads.until("A browser cannot open $EDITOR; e edits the goal here.")
    await roads.press("Space")
    await roads.until("3 mi to go")


async def test_a_screenshot_is_a_download(roads):
    await roads.press(":")
    await roads.type("screenshot")
    await roads.until("Screenshot")
    async with roads.page.expect_download() as started:
        await roads.press("Enter")
    download = await started.value
    assert download.suggested_filename.endswith(".svg")
    path = await download.path()
    assert "Volvo" in path.read_text(encoding="utf-8")
    await roads.until("Sell the Volvo")


async def test_the_demo_roads_open_in_the_same_tab_and_lead_back(browser, tmp_path):
    async with Program(tmp_path / "new.json") as program:
        roads = await browser.open(program.link)
        await roads.until("demo roads")
        await roads.press("d")
        await roads.until("Ship the thesis")
        await roads.page.set_viewport_size({"width": 1300, "height": 700})
        await roads.press("q")
        await roads.until("demo roads")
        assert "Ship the thesis" not in await roads.text()
        assert len((await roads.text()).splitlines()) == (await roads.size())[1]


async def test_behind_a_path_of_a_proxy_it_works_and_comes_back_when_that_does(browser, path):
    async with Program(path, "--name", NAME) as program, Proxy(program.url) as proxy:
        shown = await browser.open(f"{proxy.url}?{program.query}")
        await shown.until("Sell the Volvo")
        (cookie,) = await browser.context.cookies()
        assert (cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == (PREFIX, True, "Strict")
        await shown.press("a")
        await shown.type("Half a line")
        await shown.until("Half a line")
        await proxy.stop()
        await shown.until_said("The connection is lost; it comes back by itself…")
        await proxy.start()
        await shown.until("Half a line")
        browser.wrong.clear()  # that nobody was there


async def test_a_server_that_was_started_anew_asks_for_its_own_link(browser, path):
    async with Program(path) as first:
        shown = await browser.open(first.link)
        await shown.until("Sell the Volvo")
        await browser.context.clear_cookies()
        browser.expected.add("403 (Forbidden)")  # of the page, and later of its icon
        await shown.page.reload()
        assert "Open the link that lastmile web has printed" in await shown.page.inner_text("body")


async def test_there_is_a_clear_page_when_there_are_too_many_tabs(browser, tmp_path):
    async with Served(tmp_path, tabs=1) as served:
        await (await browser.open(served.link)).until("Resize")
        second = await browser.open(served.url)
        await second.until_said("1 tab is open")


async def test_a_tab_that_is_closed_ends_its_app(browser, tmp_path):
    async with Served(tmp_path, away=0.05) as served:
        shown = await browser.open(served.link)
        await shown.until("Resize")
        await shown.type("x")
        await shown.until("typed x")
        await shown.page.close()
        await served.until_empty()


async def test_a_page_of_another_server_here_gets_nothing_although_its_requests_have_the_cookie(
    browser, roads, program
):
    assert "Volvo" in await roads.text()  # so that there is a cookie
    page = """<body><script>
      const result = {};
      window.result = result;
      const socket = new WebSocket("ws://HOST/ws");
      socket.onopen = () => result.socket = "open";
      socket.onerror = () => result.socket ??= "refused";
      fetch("http://HOST/", {credentials: "include"}).then(
        () => result.fetch = "read", () => result.fetch = "refused");
      const script = document.createElement("script");
      script.src = "http://HOST/page.js";
      script.onload = () => result.script = "run";
      script.onerror = () => result.script = "refused";
      document.body.append(script);
      const frame = document.createElement("iframe");
      frame.src = "http://HOST/";
      frame.onload = () => result.frame = "loaded";
      document.body.append(frame);
    </script></body>""".replace("HOST", f"127.0.0.1:{program.port}")

    async def answer(_):
        return web.Response(text=page, content_type="text/html")

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    other = await browser.context.new_page()
    await other.goto(f"http://127.0.0.1:{runner.addresses[0][1]}/")

    async def is_done():
        return await other.evaluate("() => Object.keys(window.result).length") == 4

    await until(is_done, lambda: "it is not refused yet")
    found = await other.evaluate("() => window.result")
    assert {found[name] for name in ("socket", "fetch", "script")} == {"refused"}
    assert "Volvo" not in "".join([await frame.content() for frame in other.frames])
    await runner.cleanup()
    browser.wrong.clear()  # that it was refused
