"""The linear mode in a real pseudo-terminal: only lines, whatever the terminal is."""

from __future__ import annotations

import json
import sys
import termios

import pytest

from lastmile_tui.domain.model.ascii_text import in_ascii
from support.cli.command import printed_by
from support.terminal import Terminal

NOW = "2026-11-21 09:00"
DUMB = {"TERM": "dumb"}
C = {"LC_ALL": "C", "TERM": "vt100"}
TITLES = ("Größe messen → ✓ 漢字: länge > breite", "Swim: a > b >> c")


def linear(path, *words, **env):
    """A terminal in which the linear mode runs on a file."""
    named = [f"{name}={value}" for name, value in env.items()]
    program = [sys.executable, "-m", "lastmile_tui", "--linear", "--file", str(path), "--now", NOW]
    return Terminal(["env", *named, *program, *words])


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "lastmile.json"
    for line in TITLES:
        lastmile(path, "add", line)
    return path


def lastmile(path, *words):
    return printed_by(*words, "--file", path, "--now", NOW)


def goals(path):
    return {goal["title"]: goal for goal in json.loads(lastmile(path, "list", "--json"))["goals"]}


WALK = ("1", "l", "n", "so far", "", "m", "find swim", "", "?", "q")


@pytest.mark.parametrize("env", [DUMB, C, {}, {"TERM": "linux"}, {"TERM": ""}], ids=str)
def test_no_byte_moves_the_cursor_and_the_terminal_is_left_as_it_was(path, env):
    with linear(path, **env) as terminal:
        for line in WALK:
            terminal.press(f"{line}\n")
        assert terminal.end() == 0
        settings = terminal.settings
        assert settings == terminal.before
    controls = {byte for byte in terminal.raw if byte < 32 or byte == 127}
    assert controls == {10, 13}
    assert b"\n\r" not in terminal.raw.replace(b"\r\n", b"")
    assert b"Bye; everything is saved." in terminal.raw


def test_a_terminal_of_single_bytes_gets_ascii_alone(path):
    with linear(path, **C) as terminal:
        for line in WALK:
            terminal.press(f"{line}\n")
        assert terminal.end() == 0
    assert terminal.raw.isascii()
    assert in_ascii("Größe messen").encode() in terminal.raw


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_lines_are_broken_between_words_at_the_width_of_the_terminal(path, columns):
    program = [sys.executable, "-m", "lastmile_tui", "--linear", "--file", str(path), "--now", NOW]
    with Terminal(program, size=(columns, 30)) as terminal:
        terminal.until("quits.")
        terminal.press("?\n")
        terminal.until("all.")
        terminal.until_true(lambda: terminal.raw.endswith(b"quits. "), "the question")
        terminal.press("q\n")
        assert terminal.end() == 0
    lines = terminal.raw.decode().split("\r\n")
    assert max(map(len, lines)) <= columns + len(" q")
    assert any(len(line) > columns * 0.7 for line in lines)
    words = " ".join(" ".join(lines).split())
    assert "An empty line or control c leaves a question without a change" in words


def asks(terminal):
    """Wait for the end of a question, behind which the cursor stands: it may be read before."""
    terminal.until_true(lambda: terminal.raw.endswith(b" "), "the end of the question")


def test_ctrl_c_leaves_a_question_without_a_change_and_at_the_top_ends(path):
    with linear(path) as terminal:
        terminal.until("q quits.")
        terminal.press("2\n")
        terminal.until("goes back")
        terminal.press("n\n")
        terminal.until("What is the note?")
        asks(terminal)
        terminal.interrupt(lambda: "Cancelled; nothing changed." in terminal.shown)
        terminal.press("\n")
        terminal.until("Back on the Highway")
        asks(terminal)
        assert terminal.interrupt() == 0
    assert lastmile(path, "show", "swim").count("note") == 0


def test_ctrl_d_ends_wherever_it_is_typed(path):
    with linear(path) as terminal:
        terminal.until("q quits.")
        terminal.press("1\n")
        terminal.until("goes back")
        terminal.press("b\n")
        terminal.until("What is in the way?")
        terminal.press("\x04")
        assert terminal.end() == 0
    assert terminal.raw.rstrip().endswith(b"Bye; everything is saved.")


@pytest.mark.parametrize(
    ("lines", "answer", "added"),
    [
        (("Read: a > b", "Write: c > d", "Rest"), "1", ["Read", "Rest", "Write"]),
        (("Read: a > b", "", "Write: c > d"), "2", ["Read"]),
        (("- [x] Done: a", "- [ ] Open: b > c"), "all 1", ["Open"]),
        (("Read: a > b", "Write: c > d"), "", []),
    ],
    ids=str,
)
def test_several_lines_that_are_pasted_become_goals_when_that_is_wanted(path, lines, answer, added):
    with linear(path) as terminal:
        terminal.until("q quits.")
        terminal.press("a\n")
        terminal.until("An empty line adds nothing.")
        terminal.press("".join(f"{line}\n" for line in lines))
        terminal.until("Add them?")
        terminal.press(f"{answer}\n")
        terminal.until("What now?")
        terminal.press("q\n")
        assert terminal.end() == 0
    assert sorted(goals(path).keys() - {"Größe messen → ✓ 漢字", "Swim"}) == added


def test_nothing_is_echoed_differently_than_a_terminal_does_by_itself(path):
    with linear(path) as terminal:
        terminal.until("q quits.")
        assert terminal.settings[3] & termios.ECHO
        assert terminal.settings[3] & termios.ICANON
        terminal.press("q\n")
        assert terminal.end() == 0
