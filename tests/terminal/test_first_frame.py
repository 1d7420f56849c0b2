"""The first frame: true, taken over without a change, and given back however a start ends."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pyte
import pytest

from lastmile_tui.cli.main import main
from support.cases import case
from support.first_frame import COMMAND, ENTER, Starts, until_frame
from support.terminal import Terminal
from support.terminal_modes import odd_modes

ROADS = (
    "Swim: a > b > c due 2031-03-01",
    "Sell the Volvo: listed > drives >> signed due today",
    "Café Zürich 漢字: x > y",
    "Write: one > two >> three due 2031-05-05 17:00",
)

LOOKS = {
    "dark": ((80, 24), "", {}),
    "light": ((60, 20), 'theme = "lastmile-light"\n', {}),
    "no colour": ((120, 40), "", {"NO_COLOR": "1"}),
    "ascii": ((200, 50), 'glyphs = "ascii"\n', {}),
    "a terminal of bytes": ((80, 24), "", {"LANG": "C", "LC_ALL": "C", "TERM": "vt220"}),
    "few colours": ((40, 10), "", {"COLORTERM": ""}),
    "plain signs": ((80, 24), 'glyphs = "plain"\n', {"TERM": "linux"}),
    "another theme": ((200, 50), 'theme = "nord"\n', {}),
}
"""The size of a terminal, settings and variables: every size and every look once."""


@pytest.fixture
def starts(tmp_path):
    """Starts on some roads, one of which is in the final stretch."""
    for road in ROADS:
        assert main(["add", road]) == 0
    assert main(["advance", "Volvo"]) == 0
    assert main(["advance", "Volvo"]) == 0
    return Starts(tmp_path)


def configure(text):
    path = Path(os.environ["XDG_CONFIG_HOME"], "lastmile", "config.toml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def cells(screen):
    return [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]


def differences(one, other):
    """The first cells that differ, each with its place."""
    pairs = zip(cells(one), cells(other), strict=True)
    rows = ((y, zip(before, after, strict=True)) for y, (before, after) in enumerate(pairs))
    found = [(y, x, *pair) for y, row in rows for x, pair in enumerate(row) if pair[0] != pair[1]]
    return found[:3]


def pyte_of(size):
    screen = pyte.Screen(*size)
    return screen, pyte.ByteStream(screen)


def until_answering(terminal):
    """Read until the app has taken over and all is still."""
    terminal.until_true(lambda: b"\x1b[?2004h" in terminal.raw, "Textual")
    terminal.until_still()
    terminal.until_still()


def told_last(starts, count):
    """What was changed last, the newest first."""
    words = [*COMMAND, "history", "--limit", str(count)]
    done = subprocess.run(words, env=starts.env, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def assert_taken_over(starts, keys="q"):
    """The next start shows a frame, and no cell of it changes when the app takes over.

    Then these keys are pressed, the last of which ends the app, and what is kept is of this start.
    """
    frame = starts.frame
    with starts.open() as terminal:
        whole = until_frame(terminal, frame)
        until_answering(terminal)
        first, drawn = pyte_of(starts.size)
        drawn.feed(whole)
        assert "Highway" in terminal.shown or starts.size[1] < 20
        after = terminal.raw[len(whole) :]
        screen, stream = pyte_of(starts.size)
        stream.feed(whole)
        for start in range(0, len(after), 64):  # not for a moment either
            stream.feed(after[start : start + 64])
            changed = differences(first, screen)
            assert not changed, (changed, after[start : start + 64])
        assert not any(clear in after for clear in (b"\x1b[?1049", b"\x1b[2J", b"\x1b[J", b"\x1bc"))
        for file in starts.files:
            file.unlink()
        *session, end = keys
        for key in session:
            terminal.press(key)
            terminal.until_still()
        terminal.press(end)
        assert terminal.end() == 0
        assert terminal.settings == terminal.before
        assert not odd_modes(terminal)


@pytest.mark.parametrize("look", LOOKS)
def test_the_app_takes_the_first_frame_over_without_changing_a_cell(starts, look):
    starts.size, config, env = LOOKS[look]
    configure(config)
    starts.env |= env
    if starts.env["LANG"] == "C":
        del starts.env["LC_ALL"]
    starts.until_kept()
    assert_taken_over(starts)


END = "\x11"
"""ctrl+q, wherever one is."""

SESSIONS = {
    "nothing": "",
    "moves": "jjk",
    "changes": "j l",
    "an undo": " u",
    "a page": "\rj",
    "a roadblock": "b",
    "scrolled to the end": "G",
    "another order": "o",
    "other lanes": "z",
    "another view": "v",
    "a filter that is left open": "/wri",
}
"""What is done in one start after the other; the last ones keep their look."""


def test_what_is_kept_after_a_session_is_what_the_next_start_shows(starts):
    starts.until_kept()
    for name, keys in SESSIONS.items():
        with case(name):
            assert_taken_over(starts, f"{keys}{END}")
            if not starts.files:  # the file was just written
                starts.until_kept(seen="mi")
    assert_taken_over(starts)


def test_the_file_of_a_frame_is_private_and_few_are_kept(starts):
    for columns in range(80, 87):
        starts.size = (columns, 24)
        starts.leave()
    assert len(starts.files) == 4
    assert {path.stat().st_mode & 0o777 for path in starts.files} == {0o600}
    assert all(path.name.startswith(("83", "84", "85", "86")) for path in starts.files)


def test_a_key_that_is_typed_while_the_frame_is_shown_is_not_echoed_and_does_what_it_does(starts):
    starts.until_kept()
    frame = starts.frame
    with starts.open() as terminal:
        whole = until_frame(terminal, frame)
        assert not terminal.settings[3] & 0o10  # ECHO
        for keys in (
            "j",
            "\x1b",
            "[",
            "B",
            "k",
            "n",
            "typed \x1b[200~",
            "ahead\x1b[201~\r",
            " ",
            "g",
        ):
            terminal.press(keys)
            sleep(0.02)
        terminal.until("Reached ‘a’")
        assert terminal.raw.startswith(whole)
        terminal.press("\x11")  # ctrl+q
        assert terminal.end() == 0
    reached, noted, *_ = told_last(starts, 4)
    assert "Swim" in reached
    assert "reached ‘a’" in reached
    assert "Swim" in noted
    assert "typed ahead" in noted


def test_what_another_process_wrote_meanwhile_is_shown_and_no_key_does_what_it_was_not_meant_for(
    starts,
):
    starts.until_kept()
    frame = starts.frame
    with starts.open() as terminal:
        until_frame(terminal, frame)
        terminal.send(signal.SIGSTOP)
        words = [*COMMAND, "add", "Aaa first: a > b due yesterday"]
        subprocess.run(words, env=starts.env, check=True, capture_output=True)
        words = [*COMMAND, "advance", "Aaa"]
        subprocess.run(words, env=starts.env, check=True, capture_output=True)
        terminal.press(" ")
        terminal.send(signal.SIGCONT)
        terminal.until("Aaa first")
        terminal.until("left out")
        terminal.until_still()
        assert "1 mi to go" in terminal.shown
        terminal.press("q")
        assert terminal.end() == 0
    assert all("Aaa" in line for line in told_last(starts, 2))
    assert_taken_over(starts)


def test_what_an_app_kept_in_a_quiet_moment_is_true_after_it_is_killed(starts):
    with starts.open() as terminal:
        terminal.until("FINAL")
        terminal.until_still()
        terminal.press("nA word.\r")
        terminal.until_true(lambda: starts.files, "a frame")
        terminal.until_true(lambda: starts.files[0].name.startswith("80x24"), "the whole of it")
        terminal.send(signal.SIGKILL)
        terminal.end()
    assert_taken_over(starts)


NEVER = {
    "LASTMILE_EARLY=0": ((), {"LASTMILE_EARLY": "0"}),
    "LASTMILE_EARLY=off": ((), {"LASTMILE_EARLY": "off"}),
    "lines": ((), {"LASTMILE_LINEAR": "1"}),
    "--linear": (("--linear",), {}),
    "TERM=dumb": ((), {"TERM": "dumb"}),
    "no TERM": ((), {"TERM": ""}),
    "another time": (("--now", "2026-11-21T09:00"), {}),
    "another verb": (("list",), {}),
    "the review": (("review",), {}),
    "the demo": (("demo",), {}),
    "help": (("--help",), {}),
    "another terminal": ((), {"TERM": "xterm"}),
    "no colours": ((), {"NO_COLOR": "1"}),
    "another zone": ((), {"TZ": "Asia/Tokyo"}),
}


def test_no_frame_is_shown_where_another_start_is_meant(starts):
    starts.until_kept()
    frame = starts.frame
    for name, (words, env) in NEVER.items():
        with case(name), starts.open(*words, **env) as terminal:
            terminal.until_true(lambda: len(terminal.raw) > len(ENTER), "anything")
            assert not terminal.raw.startswith(ENTER)
    with starts.open() as meant:
        until_frame(meant, frame)


def test_no_frame_is_shown_where_a_stream_is_no_terminal(starts):
    starts.until_kept()
    with starts.open() as warm:
        until_frame(warm, starts.frame)
    for stream in range(3):
        script = f'exec "$@" {stream}<>/dev/null'
        starts_in_shell = ["sh", "-c", script, "sh", *COMMAND]
        done = subprocess.run(
            starts_in_shell, env=starts.env, cwd=starts.folder, capture_output=True, check=False
        )
        assert ENTER not in done.stdout + done.stderr, stream


def end_at_random(starts, rounds, seed):
    frame = starts.frame
    chance = random.Random(seed)
    for number in range(rounds):
        with starts.open() as terminal:
            delay = chance.uniform(0, 0.5)
            if number % 2:  # from the frame on
                until_frame(terminal, frame)
                delay /= 2
            sleep(delay)
            kind = chance.choice((signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
            terminal.send(kind)
            terminal.end()
            assert not odd_modes(terminal), (number, kind, delay)
            assert terminal.settings == terminal.before, (number, kind, delay)


def test_a_start_that_a_signal_ends_leaves_the_terminal_as_it_was(starts):
    starts.until_kept()
    end_at_random(starts, 10, 17)


@pytest.mark.long
def test_a_hundred_starts_that_signals_end_do(starts):
    starts.until_kept()
    end_at_random(starts, 100, 71)


def test_a_start_that_fails_says_why_in_a_terminal_as_it_was(starts):
    starts.until_kept()
    frame = starts.frame
    with starts.open() as terminal:
        until_frame(terminal, frame)
        terminal.send(signal.SIGSTOP)
        path = Path(os.environ["XDG_DATA_HOME"], "lastmile", "lastmile.json")
        path.write_text("{")
        terminal.send(signal.SIGCONT)
        assert terminal.end() == 1
        assert "lastmile: " in terminal.raw.decode().rpartition("\x1b[?1049l")[2]
        assert not odd_modes(terminal)
        assert terminal.settings == terminal.before


INTERRUPTED = """
import sys
from textual.drivers.linux_driver import LinuxDriver
def end(driver):
    sys.exit(143)
LinuxDriver._request_terminal_sync_mode_support = end
from lastmile_tui.__main__ import main
sys.exit(main())
"""
"""A signal that comes while Textual has begun to read, but is not ready yet."""


def test_a_start_that_ends_in_the_midst_of_textuals_own_ends_at_once(starts):
    with Terminal([sys.executable, "-c", INTERRUPTED], env=starts.env) as terminal:
        assert terminal.end() == 143
        assert not odd_modes(terminal)
        assert terminal.settings == terminal.before
