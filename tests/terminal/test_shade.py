"""A theme that follows the terminal, in one that answers, late or never: no answer is a key."""

from __future__ import annotations

import os
from time import monotonic

import pytest

from support.forked import lastmile
from support.terminal import Terminal
from support.terminal_modes import odd_modes

QUERY = b"\x1b]11;?\x1b\\\x1b[c"
LIGHT, DARK = b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", b"\x1b]11;rgb:0000/0000/0000\x1b\\"
DA1 = b"\x1b[?62;22c"
GROUNDS = {b"48;2;251;250;247": "light", b"48;2;18;20;23": "dark"}
"""The grounds of our own themes, as they are drawn."""


def ground(terminal):
    """Which of them was drawn last."""
    return GROUNDS[max(GROUNDS, key=terminal.raw.rfind)]


@pytest.fixture
def run(tmp_path):
    """A function that opens the app in a terminal with these settings."""
    config, path = tmp_path / "config.toml", tmp_path / "lastmile.json"
    command = "--file", path, "--config", config
    with Terminal(lastmile(*command, "add", "Walk: a > b >> c")) as terminal:
        assert terminal.end() == 0

    def run(theme="auto", **env):
        config.write_text(f'theme = "{theme}"\n')
        looks = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        return Terminal(lastmile(*command), env=os.environ | looks | env)

    return run


def leave(terminal):
    terminal.press("q")
    assert terminal.end() == 0
    assert terminal.settings == terminal.before
    assert not odd_modes(terminal)


def test_it_follows_what_the_terminal_answers_and_what_it_tells_later(run):
    with run() as terminal:
        terminal.until_true(lambda: QUERY in terminal.raw, "the question")
        terminal.write(LIGHT + DA1)
        terminal.until_true(lambda: ground(terminal) == "light", "light")
        terminal.write(b"\x1b[?997;1n")
        terminal.until_true(lambda: ground(terminal) == "dark", "dark")
        assert b"\x1b[?2031h" in terminal.raw
        leave(terminal)
        assert b"\x1b[?2031l" in terminal.raw


def test_the_next_start_is_light_before_the_terminal_answers(run):
    with run() as terminal:
        terminal.until_true(lambda: QUERY in terminal.raw, "the question")
        terminal.write(LIGHT + DA1)
        terminal.until_true(lambda: ground(terminal) == "light", "light")
        leave(terminal)
    with run() as terminal:
        terminal.until_true(lambda: QUERY in terminal.raw, "the question")
        assert ground(terminal) == "light"
        assert b"48;2;18;20;23" not in terminal.raw
        terminal.write(LIGHT + DA1)
        leave(terminal)


def test_an_answer_that_comes_while_it_is_left_is_no_key_of_the_shell(run):
    with run() as terminal:
        terminal.until_true(lambda: QUERY in terminal.raw, "the question")
        terminal.press("q")
        terminal.until_true(lambda: b"\x1b[?2031l" in terminal.raw, "the end")
        terminal.write(LIGHT + DA1)
        assert terminal.end() == 0
        assert terminal.unread == 0
        assert terminal.settings == terminal.before


def test_one_that_never_answers_is_dark_and_waited_for_not_long(run):
    with run() as terminal:
        terminal.until_true(lambda: QUERY in terminal.raw, "the question")
        begun = monotonic()
        leave(terminal)
        assert monotonic() - begun < 20  # a busy machine; a second is meant
        assert ground(terminal) == "dark"


@pytest.mark.parametrize("look", [{"TERM": "linux"}, {"TERM": "vt220"}])
def test_a_terminal_that_may_show_the_question_is_not_asked(run, look):
    with run(**look) as terminal:
        terminal.until("Walk")
        terminal.until_still()
        leave(terminal)
        assert b"]11;?" not in terminal.raw


def test_without_that_setting_none_is_asked(run):
    with run("lastmile-light") as terminal:
        terminal.until("Walk")
        terminal.until_still()
        leave(terminal)
        assert b"]11;?" not in terminal.raw
