"""The title of the terminal's window: that of the goal at hand, and given back."""

from __future__ import annotations

import os
import re
import signal
import sys

import pytest

from lastmile_tui.cli.main import main
from support.forked import lastmile
from support.terminal import Terminal

KEEP, GIVE_BACK, EMPTY = "\x1b[22;0t", "\x1b[23;0t", "\x1b]0;\x07"
TITLE = re.compile("\x1b]0;([^\x07]*)\x07")
ASKED = re.compile("\x1b\\[2[123](?:;\\d)?t|\x1b\\][012];")
"""Whatever has to do with titles."""

SOLD = "Sell the Volvo"
LONG = "An atlas of " + "very " * 40 + "small islands"


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    path = tmp_path / "lastmile.json"
    for line in (f"{SOLD}: a > b > c >> d due 2027-01-01 ! paid", f"{LONG}: e > f ! printed"):
        assert main(["--file", str(path), "add", line]) == 0
    return path


@pytest.fixture
def started(path):
    """Starts the app on two roads, in a terminal of some name."""

    def start(term="xterm-256color", **env):
        env = {**os.environ, "TERM": term, **{name: str(value) for name, value in env.items()}}
        terminal = Terminal(lastmile("--file", path), env=env)
        terminal.until("PLANNED")
        return terminal

    return start


def written(terminal):
    """What came so far, in which the last character may not be whole."""
    return terminal.raw.decode(errors="replace")


def titles(terminal):
    return TITLE.findall(written(terminal))


def shows(terminal, title):
    terminal.until_true(lambda: titles(terminal)[-1:] == [title], title)


def test_it_is_the_goal_at_hand_and_given_back_at_the_end(started):
    with started() as terminal:
        shows(terminal, SOLD)
        terminal.press("j")
        terminal.until_true(
            lambda: titles(terminal)[-1].startswith("An atlas of very"), "a long one"
        )
        assert len(titles(terminal)[-1]) <= 60
        terminal.press("k")
        shows(terminal, SOLD)
        terminal.press("m")
        shows(terminal, "lastmile")
        terminal.press("\x1b")
        shows(terminal, SOLD)
        terminal.press("q")
        assert terminal.end() == 0
    raw = written(terminal)
    assert raw.count(KEEP) == raw.count(GIVE_BACK) == 1
    assert raw.index(KEEP) < raw.index("\x1b]0;")
    assert raw.index(f"{EMPTY}{GIVE_BACK}") > raw.rindex(SOLD)


def test_it_is_set_when_it_changes_and_at_no_other_key(started):
    with started() as terminal:
        shows(terminal, SOLD)
        for key, seen in (("?", "Reach that marker"), ("n", "Note ·")):
            terminal.press(key)
            terminal.until(seen)
            terminal.press("\x1b")
            terminal.until_gone(seen)
        terminal.press(" ")
        terminal.until("Reached")
        terminal.press("q")
        assert terminal.end() == 0
    assert titles(terminal) == [SOLD, ""]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_that_ends_the_app_gives_it_back_too(number, started):
    with started() as terminal:
        shows(terminal, SOLD)
        terminal.send(number)
        terminal.end()
    assert written(terminal).count(f"{EMPTY}{GIVE_BACK}") == 1


def test_it_is_given_back_while_an_editor_has_the_terminal(started, tmp_path):
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\necho EDITING\nread answer\n")
    script.chmod(0o755)
    with started(EDITOR=script, VISUAL="") as terminal:
        shows(terminal, SOLD)
        terminal.press("E")
        terminal.until("EDITING")
        raw = written(terminal)
        assert raw.index(f"{EMPTY}{GIVE_BACK}") < raw.index("EDITING")
        assert raw.count(KEEP) == 1
        terminal.press("\n")
        terminal.until("Nothing changed")
        shows(terminal, SOLD)
        assert written(terminal).count(KEEP) == 2
        terminal.press("q")
        assert terminal.end() == 0
    raw = written(terminal)
    assert raw.count(KEEP) == raw.count(GIVE_BACK) == 2


def test_it_is_given_back_while_the_app_is_stopped(path):
    run = " ".join(map(str, (sys.executable, "-m", "lastmile_tui", "--file", path)))
    with Terminal(["/bin/bash", "--norc", "--noprofile", "-i"]) as terminal:
        terminal.press(f"{run}\n")
        shows(terminal, SOLD)
        terminal.press("\x1a")
        terminal.until("Stopped")
        assert written(terminal).count(KEEP) == written(terminal).count(GIVE_BACK) == 1
        assert written(terminal).index(f"{EMPTY}{GIVE_BACK}") < written(terminal).index("Stopped")
        terminal.press("fg\n")
        terminal.until_true(lambda: written(terminal).count(KEEP) == 2, "the title again")
        shows(terminal, SOLD)
        terminal.press("q")
        terminal.until_true(lambda: written(terminal).count(GIVE_BACK) == 2, "the title given back")


def assert_untitled(terminal):
    """Walk a little, and leave: no title was asked for."""
    terminal.press("j")
    terminal.press(" ")
    terminal.until("Reached")
    terminal.press("q")
    assert terminal.end() == 0
    assert ASKED.search(written(terminal)) is None


@pytest.mark.parametrize("term", ["linux", "vt220", "cons25", "sun-color", "eterm", "hpterm"])
def test_a_terminal_without_titles_is_asked_for_none(term, started):
    with started(term) as terminal:
        assert_untitled(terminal)


def test_the_setting_turns_it_off(started, _home):  # noqa: PT019 # the home has the settings
    settings = _home / "config" / "lastmile" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("window_title = false\n")
    with started() as terminal:
        assert_untitled(terminal)
