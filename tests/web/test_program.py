"""`lastmile web` and the real app: what is typed is saved, however all ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from time import monotonic

import aiohttp
import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.versions import say_extra
from support.terminal import Terminal
from support.web.chromium import until
from support.web.program import LASTMILE, Program, run
from support.web.server import Visitor, until_gone

VOLVO = "Sell the Volvo: listed > test drives > agreed > paid > signed > moved > sealed >> waved"
NOTES = 10


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "lastmile.json"
    assert main(["--file", str(path), "add", VOLVO]) == 0
    return path


@pytest.fixture
def state(_home):
    return _home / "state"


def contents(folder):
    """All files of a folder, and what is in them."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def volvo(path, capfd):
    capfd.readouterr()
    assert main(["--file", str(path), "show", "volvo", "--json"]) == 0
    return json.loads(capfd.readouterr().out)


async def opened(visitor, key="", size=(100, 30)):
    """A tab in which the roads are shown."""
    tab = await visitor.open(key, size)
    await tab.until_drawn("Sell the Volvo")
    await tab.until_drawn("listed")
    return tab


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_every_key_that_was_received_is_saved_before_the_end(path, number, capfd):
    async with Program(path) as program, Visitor(program) as visitor:
        tab = await opened(visitor)
        for word in range(NOTES):  # each opens a line, writes it, and closes it
            await tab.type("n")
            await tab.type(f"note {word}")
            await tab.type("\r")
        pid = tab_pid(program)
        # The server has all that came before the answer to this.
        assert (await visitor.get("/"))[0] == 200
        began = monotonic()
        code, err = await program.end(number)
        assert (code, err) == (0, "")
        assert monotonic() - began < 10
        await until_gone(pid)
    notes = [entry["text"] for entry in volvo(path, capfd)["log"] if "note" in entry["text"]]
    assert notes == [f"note: note {word}" for word in range(NOTES)]


def tab_pid(program):
    """The newest process that the server has started; one that is gone when it has none."""
    found = subprocess.run(
        ["pgrep", "-nP", str(program.pid)], capture_output=True, text=True, check=False
    )
    return int(found.stdout or -1)


async def test_who_is_let_in_is_said_in_a_sentence(path):
    async with Program(path) as program:
        assert program.link.startswith("http://127.0.0.1:")
        assert await program.sentence() == (
            "Who has this link can see and change your roads. ctrl+c ends it."
        )
    async with Program(path, "--read-only") as program:
        assert await program.sentence() == "Who has this link can see your roads. ctrl+c ends it."


BROWSER = """#!{python}
import os, re, sys, urllib.request
address = sys.argv[1]
path = address.removeprefix("file://")
page = open(path).read()
link = re.search('url=([^"]*)"', page)[1]
answer = urllib.request.urlopen(link).status
open({seen!r}, "w").write(f"{{address}} {{os.stat(path).st_mode & 0o777:o}} {{link}} {{answer}}")
"""
"""A browser that ends only when it was answered, as some do."""


async def test_the_browser_is_opened_by_a_private_file_and_not_by_words_that_all_can_see(
    path, tmp_path
):
    script, seen = tmp_path / "browser", tmp_path / "seen"
    script.write_text(BROWSER.format(python=sys.executable, seen=str(seen)), encoding="utf-8")
    script.chmod(0o700)
    env = {**os.environ, "BROWSER": f"{script} %s"}
    async with Program(path, "--open", env=env) as program:

        async def is_seen():
            return seen.exists() and seen.stat().st_size > 0

        await until(is_seen, lambda: "no browser was opened")
        address, *rest = seen.read_text(encoding="utf-8").split()
        assert address.startswith("file:///")
        assert "token" not in address
        assert rest == ["600", program.link, "200"]


async def test_the_apps_end_by_themselves_when_the_server_is_killed(path):
    async with Program(path) as program, Visitor(program) as visitor:
        await opened(visitor)
        pid = tab_pid(program)
        os.kill(program.pid, signal.SIGKILL)
        await until_gone(pid)


async def test_an_app_that_a_shutdown_ends_with_its_server_waits_for_the_last_keys(path, capfd):
    async with Program(path) as program, Visitor(program) as visitor:
        tab = await opened(visitor)
        os.kill(tab_pid(program), signal.SIGTERM)  # as systemd does to all of a unit
        await tab.type(" ")
        await program.end(signal.SIGTERM)
    assert volvo(path, capfd)["position"] == 1


async def test_a_page_that_comes_back_has_the_whole_screen(path):
    async with Program(path) as program, Visitor(program) as visitor:
        tab = await opened(visitor)
        await tab.type("?")
        await tab.until_drawn("Move")
        await tab.close()
        again = await visitor.open(tab.key, (90, 28))
        await again.until_drawn("Move")
        assert "\x1b[?1049h" in again.drawn
        assert "\x1b]0;" in again.drawn
        await again.close()


async def test_the_title_of_the_page_is_that_of_the_goal_at_hand(path):
    async with Program(path) as program, Visitor(program) as visitor:
        tab = await opened(visitor)
        await tab.until_drawn("\x1b]0;Sell the Volvo\x07")
        await tab.close()


async def test_two_tabs_on_one_file_show_what_the_other_does(path):
    async with Program(path) as program, Visitor(program) as visitor:
        one, other = await opened(visitor), await opened(visitor)
        await one.type("a")
        await one.type("Paint the boat: sand > paint")
        await one.type("\r")
        await other.until_drawn("Paint the boat")
        await one.close()
        await other.close()


@pytest.mark.parametrize("keys", [" ", "+", "u", "n", "M"])
async def test_for_reading_only_nothing_can_be_changed_and_the_app_says_so(path, keys, state):
    before = contents(path.parent) | contents(state)
    async with Program(path, "--read-only") as program, Visitor(program) as visitor:
        tab = await opened(visitor)
        await tab.until_drawn("read-only file")
        await tab.type(keys)
        if keys == "n":
            await tab.type("a note\r")
        words = "No copy" if keys == "M" else "lastmile.json is open for reading only."
        await tab.until_drawn(words)
        assert (await program.end(signal.SIGTERM))[0] == 0
    assert contents(path.parent) | contents(state) == before


async def test_a_theme_that_is_chosen_for_reading_only_is_not_kept(path, state):
    async with Program(path, "--read-only") as program, Visitor(program) as visitor:
        tab = await opened(visitor)
        await tab.type(":")
        await tab.type("light theme")
        await tab.type("\r")
        await tab.until_drawn("\x1b]11;#fbfaf7\x07")
        await program.end(signal.SIGTERM)
    kept = [file.read_text(encoding="utf-8") for file in state.rglob("state.json")]
    assert not any("light" in text for text in kept)


async def test_a_data_file_that_cannot_be_opened_is_said_on_the_page(tmp_path):
    folder = tmp_path / "lastmile.json"
    folder.mkdir()
    async with Program(folder) as program, Visitor(program) as visitor:
        tab = await visitor.open()
        sentence = await tab.until_closed()
        assert "lastmile.json" in sentence
        assert "Traceback" not in sentence


async def test_a_port_that_is_taken_is_a_sentence(path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, err = await run("--file", str(path), "web", "--port", str(port))
    assert (code, err) == (1, f"lastmile: Port {port} is taken; --port 0 takes any that is free.")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ("--port 99999", 2, "A port is a number up to 65535, or 0 for any that is free."),
        ("--port -1", 2, "A port is a number up to 65535"),
        ("--port x", 2, "--port"),
        ("--host no.such.host.invalid", 1, "is no name or address of a host."),
        ("--name a..b/c", 2, "‘a..b/c’ is no name of a host, such as roads.example.org."),
        ("--host 192.0.2.1 --yes", 1, "192.0.2.1 is not an address of this machine."),
        ("--tls cert.pem key.pem", 1, "cert.pem cannot be read: No such file or directory."),
        ("--tls cert.pem", 2, "--tls"),
        ("--host 0.0.0.0", 1, "0.0.0.0 is open to its network, and without --tls"),
        ("--host :: --read-only", 1, "and with it can see them."),
    ],
)
async def test_what_cannot_be_served_is_a_sentence(options, code, words):
    found = await run("web", *options.split())
    assert found[0] == code
    assert words in found[1]
    assert "\n" not in found[1]


def test_without_the_extra_a_sentence_says_what_brings_it():
    program = (
        "import sys; sys.modules['aiohttp'] = None; sys.modules['textual_serve'] = None\n"
        "from lastmile_tui.cli.main import main; sys.exit(main(['web']))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert found.returncode == 1
    brings = say_extra("web", sys.path, sys.prefix, sys.executable)
    assert found.stderr.strip() == (
        f"lastmile web needs the packages aiohttp and textual-serve: {brings}"
    )


def in_terminal(*words):
    return Terminal([*LASTMILE, *words], size=(120, 30))


def test_the_app_of_a_tab_is_nothing_for_a_terminal():
    with in_terminal("web-tab") as terminal:
        terminal.until("web-tab is started by lastmile web, for each tab.")
        assert terminal.end() == 2


@pytest.mark.parametrize(("answer", "goes_on"), [("y", True), ("n", False), ("", False)])
def test_an_open_network_without_encryption_is_asked_about(answer, goes_on):
    with in_terminal("web", "--host", "0.0.0.0", "--port", "0") as terminal:
        terminal.until("0.0.0.0 is open to its network, and without --tls nothing is encrypted")
        terminal.until("Go on all the same?")
        terminal.press(f"{answer}\r")
        if goes_on:
            terminal.until("/?token=")
            terminal.send(signal.SIGINT)
            assert terminal.end() == 0
        else:
            assert terminal.end() == 1


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for this machine, its key, another key, and one with a password."""
    folder = tmp_path_factory.mktemp("tls")
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout key -out cert"
    for words in (
        made,
        "genrsa -out other 2048",
        "rsa -aes128 -passout pass:x -in key -out locked",
    ):
        subprocess.run(["openssl", *words.split()], cwd=folder, check=True, capture_output=True)
    (folder / "text").write_text("no certificate", encoding="utf-8")
    return folder


async def test_with_a_certificate_all_is_encrypted(path, certificate):
    tls = ("--tls", str(certificate / "cert"), str(certificate / "key"))
    async with Program(path, *tls) as program:
        assert program.link.startswith("https://127.0.0.1:")
        trust = ssl.create_default_context(cafile=certificate / "cert")
        trust.check_hostname = False
        async with aiohttp.ClientSession() as http:
            async with http.get(program.link, ssl=trust) as answer:
                assert answer.status == 200
                assert "secure" in answer.headers["Set-Cookie"].lower()
            with pytest.raises(aiohttp.ClientError):
                await http.get(program.link.replace("https", "http"))


@pytest.mark.parametrize(
    ("cert", "key", "words"),
    [
        ("cert", "other", "other is not the key of"),
        ("cert", "locked", "locked has a password"),
        ("text", "key", "are no certificate and key in PEM"),
        ("cert", "text", "are no certificate and key in PEM"),
        ("cert", "nothing", "nothing cannot be read: No such file or directory."),
    ],
)
async def test_a_bad_certificate_is_a_sentence(certificate, cert, key, words):
    code, err = await run("web", "--tls", str(certificate / cert), str(certificate / key))
    assert code == 1
    assert words in err
    assert "\n" not in err
