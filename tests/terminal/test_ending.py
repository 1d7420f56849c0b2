"""Breaking, ending, stopping and going on in a real pseudo-terminal."""

from __future__ import annotations

import re
import signal
import sys

import pytest
from tinydb import TinyDB

from lastmile_tui.cli.main import main
from support.forked import lastmile
from support.terminal import COLUMNS, Terminal

LINE = "Sell the Volvo: listed > test drives > price agreed >> papers signed due 2027-05-01 #car"

SWITCHED = ("1049", "1000", "1003", "1006", "1004", "2004")
"""The alternate screen, the mouse, the focus and pasting."""

ENDINGS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A file with one goal on it."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    path = tmp_path / "lastmile.json"
    assert main(["--file", str(path), "add", LINE]) == 0
    return path


@pytest.fixture
def reports(_home):
    return _home / "state" / "lastmile" / "reports"


def patched(patch, *words):
    """The command with something else in the place of a part of it."""
    start = "import sys; from lastmile_tui.cli.main import main; sys.exit(main(sys.argv[1:]))"
    return lastmile(*words, program=f"{patch}\n{start}")


def breaking(module, name):
    # Written so that the text is no part of the source, which Python 3.13 knows of `-c` too.
    return (
        f"from {module.rpartition('.')[0]} import {module.rpartition('.')[2]} as place\n"
        "def broken(*_, **__): raise ValueError('Sell the \\x56olvo')\n"
        f"place.{name} = broken"
    )


def position(path):
    with TinyDB(path) as db:
        return db.table("goals").all()[0]["position"]


def given_back(terminal):
    """Whether the terminal is as it was before the app took it."""
    raw = terminal.raw.decode(errors="replace")
    on = [mode for mode in SWITCHED if raw.rfind(f"\x1b[?{mode}h") > raw.rfind(f"\x1b[?{mode}l")]
    wrap, cursor = raw.rfind("\x1b[?7h"), raw.rfind("\x1b[?25h")
    assert on == []
    assert wrap > raw.rfind("\x1b[?7l")
    assert cursor > raw.rfind("\x1b[?25l")
    return terminal.settings == terminal.before


def left_over(terminal):
    """What is on the terminal after the app has given it back."""
    raw = terminal.raw.decode(errors="replace").rpartition("\x1b[?1049l")[2]
    return re.sub(r"\x1b\[[?<>\d;]*[a-zA-Z]|\x1b\][^\x07]*\x07|\x07", "", raw).strip()


def drawn_columns(terminal):
    """How far to the right anything is drawn."""
    return max(map(len, terminal.shown.splitlines()))


# Breaking

BREAKS = {
    "a message handler": (breaking("lastmile_tui.ui.state.lineups.Lineups", "next_sort"), " o"),
    "a worker": (breaking("lastmile_tui.ui.controllers.questions.Questions", "ask"), " b"),
    "a thread": (breaking("lastmile_tui.ui.state.session.Session", "compact"), " "),
    "a drawing": (breaking("lastmile_tui.ui.dialogs.keys.KeysScreen", "compose"), " ?"),
}


@pytest.mark.parametrize("place", BREAKS)
def test_an_app_that_breaks_gives_the_terminal_back_and_leaves_one_sentence(path, reports, place):
    patch, keys = BREAKS[place]
    with Terminal(patched(patch, "--file", path)) as terminal:
        terminal.until("PLANNED")
        terminal.press(keys)
        assert terminal.end() == 1
        assert given_back(terminal)
        said = left_over(terminal)
    (report,) = reports.iterdir()
    assert said.startswith("lastmile: Something broke inside lastmile")
    assert "(ValueError), and what was saved is safe" in said
    assert str(report) in said.replace("\r\n", "")
    assert said.count("lastmile:") == 1
    assert "Traceback" not in said
    assert "Volvo" not in report.read_text()
    assert position(path) == 1.0


STARTS = {
    "the app": breaking("lastmile_tui.ui.app.LastmileApp", "__init__"),
    "its first screen": breaking("lastmile_tui.ui.highway.screen.HighwayScreen", "compose"),
    "its style": "from lastmile_tui.ui.base_app import BaseApp\nBaseApp.CSS = 'Screen { colour: {'",
}


@pytest.mark.parametrize("place", STARTS)
@pytest.mark.parametrize("verb", [[], ["demo"]])
def test_an_app_that_breaks_while_it_starts_says_so_too(path, reports, tmp_path, place, verb):
    words = verb or ["--file", path]
    with Terminal(patched(STARTS[place], *words)) as terminal:
        assert terminal.end() == 1
        assert terminal.settings == terminal.before
        said = left_over(terminal)
    assert said.startswith("lastmile: Something broke inside lastmile")
    assert said.count("lastmile:") == 1
    assert "Traceback" not in said
    assert len(list(reports.iterdir())) == 1
    assert list(tmp_path.glob("lastmile-demo-*")) == []


def test_a_demo_that_cannot_be_made_is_told_and_leaves_no_folder(reports, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    patch = breaking("lastmile_tui.domain.examples.demo", "demo_records")
    with Terminal(patched(patch, "demo")) as terminal:
        assert terminal.end() == 1
        assert left_over(terminal).startswith("lastmile: Something broke inside lastmile")
    assert len(list(reports.iterdir())) == 1
    assert list(tmp_path.glob("lastmile-demo-*")) == []


# Ending

STATES = {
    "while a line is typed": ("aPaint the boat: sand", "Paint the boat: sand"),
    "while a question is asked": ("p", "Park until"),
    "in the review": ("r", "1 of 1"),
}


@pytest.mark.parametrize("number", ENDINGS)
@pytest.mark.parametrize("state", STATES)
def test_an_app_that_is_told_to_end_does_so_wherever_it_is(path, number, state):
    keys, shown = STATES[state]
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("PLANNED")
        terminal.press(" ")
        terminal.until("Reached ‘listed’")
        terminal.press(keys)
        terminal.until(shown)
        terminal.send(number)
        assert terminal.end() == 128 + number
        assert given_back(terminal)
        assert left_over(terminal) == ""
    assert position(path) == 1.0


SLOW = """
from pathlib import Path
from time import sleep
from lastmile_tui.ui.state.session import Session
compact = Session.compact
def slowly(self):
    Path(sys.argv[2]).with_name("begun").touch()
    sleep(0.2)
    compact(self)
Session.compact = slowly
"""


@pytest.mark.parametrize("number", ENDINGS)
def test_an_app_that_is_told_to_end_while_it_compacts_loses_nothing(path, number):
    with Terminal(patched(f"import sys{SLOW}", "--file", path)) as terminal:
        terminal.until("PLANNED")
        terminal.press(" ")
        terminal.until_true(path.with_name("begun").exists, "a compaction")
        terminal.send(number)
        assert terminal.end() == 128 + number
        assert given_back(terminal)
        assert left_over(terminal) == ""
    assert position(path) == 1.0


def test_a_terminal_that_goes_away_without_a_signal_ends_the_app(path):
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("PLANNED")
        terminal.press(" ")
        terminal.until("Reached ‘listed’")
        terminal.hang_up()
        assert terminal.process.wait(60) == 128 + signal.SIGHUP
    assert position(path) == 1.0


def test_bytes_that_are_no_text_are_passed_over(path):
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("PLANNED")
        terminal.write(b"\xff\xfe\xc3(")
        terminal.resize(COLUMNS + 20, 28)  # which is drawn after the bytes have arrived
        terminal.until_true(lambda: drawn_columns(terminal) > COLUMNS, "the wider roads")
        terminal.until_true(lambda: terminal.unread == 0, "who reads the bytes")
        terminal.press("?")  # by itself, not behind the first byte of a longer character
        terminal.until("Reach the next marker")
        terminal.press("\x11")
        assert terminal.end() == 0
        assert given_back(terminal)


# Stopping and going on

SHELL = """
import os
os.open(os.ttyname(0), os.O_RDWR)  # which makes it the controlling terminal of this session
os.execvp("bash", ["bash", "--norc", "--noprofile", "--noediting", "-i"])
"""


@pytest.mark.parametrize(("opened", "shown"), [("", "PLANNED"), ("r", "1 of 1")])
def test_the_app_is_stopped_with_a_key_and_goes_on_with_what_was_done_meanwhile(
    path, opened, shown, monkeypatch
):
    monkeypatch.setenv("PS1", "shell>")
    run = f"{sys.executable} -m lastmile_tui --file {path}"
    with Terminal([sys.executable, "-c", SHELL], size=(120, 30)) as terminal:
        terminal.until("shell>")
        terminal.press(f"{run}\n")
        terminal.until("PLANNED")
        terminal.press(opened)
        terminal.until(shown)
        terminal.press("\x1a")
        terminal.until("Stopped")
        assert given_back(terminal)
        terminal.press("clear\n")
        terminal.until_gone(shown)
        assert main(["--file", str(path), "advance", "volvo"]) == 0
        terminal.press("fg\n")
        terminal.until("ON THE ROAD" if not opened else "✓1")
        if opened:
            terminal.until(shown)
            terminal.press("\x1b")
            terminal.until_gone(shown)
        terminal.press("q")
        terminal.until("shell>")
        terminal.until_true(lambda: terminal.settings == terminal.before, "the end of the app")
        assert given_back(terminal)
        terminal.press("exit\n")
        assert terminal.end() == 0
    assert position(path) == 1.0


def test_an_app_that_is_stopped_and_continued_from_outside_gives_the_terminal_back(path):
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("PLANNED")
        for _ in range(3):
            taken = terminal.raw.count(b"\x1b[?1049h")
            terminal.send(signal.SIGSTOP)
            terminal.send(signal.SIGCONT)
            terminal.until_true(
                lambda taken=taken: terminal.raw.count(b"\x1b[?1049h") > taken, "the app again"
            )
        terminal.press(" ")
        terminal.until("Reached ‘listed’")
        terminal.press("q")
        assert terminal.end() == 0
        assert given_back(terminal)
    assert position(path) == 1.0
