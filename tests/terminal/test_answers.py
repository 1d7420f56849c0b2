"""What terminals send without a person's doing, into the running app: nothing comes of it."""

import os

import pytest

from support.forked import lastmile
from support.terminal import Terminal
from support.terminals import ANSWERS

LINE = (
    "Sell the Volvo: listed > test drives > price agreed >> papers signed"
    " due 2027-05-01 #car ! paid"
)


def command(path, *words):
    return lastmile("--file", path, *words)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "lastmile.json"
    with Terminal(command(path, "add", LINE)) as terminal:
        assert terminal.end() == 0
    return path


def files(path):
    """Every file beside the data file, with its bytes."""
    return {found.name: found.read_bytes() for found in path.parent.iterdir()}


def is_read(terminal):
    return lambda: terminal.unread == 0


@pytest.mark.parametrize("pieces", ["whole", "byte by byte", "glued"])
def test_no_answer_of_any_terminal_changes_anything(path, pieces):
    before = files(path)
    with Terminal(command(path)) as terminal:
        terminal.until("PLANNED")
        if pieces == "glued":
            terminal.write(b"".join(ANSWERS.values()))
        for answer in ANSWERS.values() if pieces != "glued" else ():
            for at in range(len(answer)) if pieces == "byte by byte" else (0,):
                terminal.write(answer[at : at + 1] if pieces == "byte by byte" else answer)
        terminal.until_true(is_read(terminal), "all that was sent")
        terminal.press("?")
        terminal.until("Next road")
        terminal.press("\x1b")
        terminal.until_gone("Next road")
        assert "PLANNED" in terminal.shown
        terminal.press("q")
        assert terminal.end() == 0
        assert b"\x1b[>1u" in terminal.raw
        assert b"\x1b[>25u" not in terminal.raw
    after = files(path)
    assert {name: after[name] for name in before} == before


def test_escape_twice_is_one_escape_in_a_terminal_of_emacs(path):
    emacs = {**os.environ, "INSIDE_EMACS": "28.2,term:0.96"}
    with Terminal(command(path), env=emacs) as terminal:
        terminal.until("PLANNED")
        terminal.press("/volvo\r")
        terminal.until("esc all roads")
        terminal.press("?")
        terminal.until("Next road")
        terminal.press("\x1b\x1b")
        terminal.until_gone("Next road")
        assert "/volvo" in terminal.shown  # which a second escape takes away
        terminal.press("\x1b\x1b")
        terminal.until_gone("/volvo")
        terminal.press("q")
        assert terminal.end() == 0


LONE = ["\x1b[57441;2u", "\x1b[57358u", "\x1b[57360u", "\x1b[57430u", "\x1b[57444;9u", "\x1b[?6c"]
"""A modifier, locks, a media key, and an answer of the terminal."""


def test_the_sealed_screen_waits_for_more_than_a_modifier(path):
    with Terminal(command(path)) as terminal:
        terminal.until("PLANNED")
        terminal.press("4")
        terminal.until("Jump past 3 markers")
        terminal.press("\rs")
        terminal.until("1 of 1 open")
        terminal.press("Sy")
        terminal.until("any key goes on")
        for key in LONE:
            terminal.press(key)
            terminal.until_true(is_read(terminal), "the key")
            assert "any key goes on" in terminal.shown, key
        terminal.press("u")  # goes on, and does nothing else; on the Highway it would undo
        terminal.until_gone("any key goes on")
        terminal.press("q")
        assert terminal.end() == 0
    with Terminal(command(path, "show", "volvo")) as terminal:
        assert terminal.end() == 0
        assert "sealed" in terminal.shown
