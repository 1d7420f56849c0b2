"""The real command in a real pseudo-terminal, as a person uses it."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from tinydb import TinyDB

from support.cli.command import printed_by
from support.forked import lastmile
from support.terminal import Terminal

LINE = (
    "Sell the Volvo: listed > test drives > price agreed >> papers signed"
    " due 2027-05-01 #car ! paid"
)

HOSTILE = "boo \x1b]0;pwned\x07 \x1b[2J \x9b31m [@click=app.quit]x[/]"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "roads" / "lastmile.json"


def goals(path):
    with TinyDB(path) as db:
        return db.table("goals").all()


def test_from_no_file_to_a_road_that_is_found_where_it_was_left(path):
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("Goals fail in the last mile")
        terminal.press("a")
        terminal.until("New goal")
        terminal.press(LINE)
        terminal.until("due Sat 1 May 2027")
        terminal.press("\r")
        terminal.until("PLANNED")
        for title, sign in [("listed", "✓1"), ("test drives", "✓2"), ("price agreed", "✓3")]:
            terminal.press(" ")
            terminal.until(f"Reached ‘{title}’")
            terminal.until(sign)
        terminal.until("FINAL STRETCH")
        terminal.press("q")
        assert terminal.end() == 0
    (doc,) = goals(path)
    assert (doc["title"], doc["position"]) == ("Sell the Volvo", 3.0)
    reached = [event["text"] for event in doc["events"] if event["kind"] == "reached"]
    assert reached == ["listed", "test drives", "price agreed"]
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("FINAL STRETCH")
        terminal.until("✓3")
        assert "1 mi to go" in terminal.shown
        terminal.press("u")
        terminal.until("Undone: reached ‘price agreed’")
        terminal.press("q")
        assert terminal.end() == 0
    assert goals(path)[0]["position"] == 2.0


def test_a_command_beside_an_open_app_is_seen_and_undone_there(path):
    printed_by("--file", path, "add", LINE)
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("PLANNED")
        printed_by("--file", path, "advance", "volvo")
        terminal.until("ON THE ROAD")
        terminal.press("u")
        terminal.until("Undone: reached ‘listed’")
        terminal.until("PLANNED")
        terminal.press("q")
        assert terminal.end() == 0
    assert "planned" in printed_by("--file", path, "show", "volvo")


def test_two_terminals_on_one_file_lose_nothing(path):
    printed_by("--file", path, "add", LINE)
    with Terminal(lastmile("--file", path)) as left, Terminal(lastmile("--file", path)) as right:
        left.until("PLANNED")
        right.until("PLANNED")
        left.press(" ")
        right.until("✓1")
        right.press(" ")
        left.until("✓2")
        for terminal in (left, right):
            terminal.press("q")
            assert terminal.end() == 0
    assert [event["kind"] for event in goals(path)[0]["events"]] == ["added", "reached", "reached"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_app_that_is_told_to_end_leaves_the_file_whole_and_the_terminal_as_it_was(path, number):
    printed_by("--file", path, "add", LINE)
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("PLANNED")
        terminal.press(" ")
        terminal.until("Reached ‘listed’")
        assert terminal.settings != terminal.before
        terminal.send(number)
        assert terminal.end() == 128 + number
        assert terminal.settings == terminal.before
        assert b"\x1b[?1049l" in terminal.raw
        assert "Traceback" not in terminal.shown
    assert goals(path)[0]["position"] == 1.0
    assert "1 of 4" in printed_by("--file", path, "show", "volvo")


def test_a_closed_window_leaves_the_file_whole(path):
    printed_by("--file", path, "add", LINE)
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("PLANNED")
        terminal.press(" ")
        terminal.until("Reached ‘listed’")
        terminal.hang_up()
        terminal.send(signal.SIGHUP)
        terminal.process.wait(60)
    assert "1 of 4" in printed_by("--file", path, "show", "volvo")


@pytest.mark.parametrize(
    ("words", "end"), [([], "thrown away"), (["--keep", "kept.json"], "kept")], ids=["away", "kept"]
)
def test_the_demo_says_that_it_is_one_and_shows_all_seven_roads(tmp_path, words, end):
    with Terminal(lastmile("demo", *words), cwd=tmp_path, size=(112, 50)) as terminal:
        terminal.until("A demo: 7 made-up roads")
        terminal.until(f"in a file that is {end}")
        assert "lastmile demo" in terminal.shown
        assert "all goals" in terminal.shown
        for part in ("FINAL STRETCH", "ON THE ROAD", "PLANNED", "PARKED", "SEALED"):
            assert part in terminal.shown
        terminal.press("G")
        terminal.until("Get Ana onto the council")
        assert "LET GO" in terminal.shown
        terminal.press("q")
        assert terminal.end() == 0


def test_the_demo_leaves_no_folder_behind_and_keeps_its_file_when_asked_to(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    kept = tmp_path / "kept.json"
    for words in (["demo"], ["demo", "--keep", kept]):
        with Terminal(lastmile(*words)) as terminal:
            terminal.until("Ship the thesis")
            terminal.press("q")
            assert terminal.end() == 0
    assert [name for name in Path(scratch).iterdir() if name.name.startswith("lastmile")] == []
    assert sum(not goal.get("diary") for goal in goals(kept)) == 7


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_demo_that_is_told_to_end_leaves_no_folder_behind(tmp_path, monkeypatch, number):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with Terminal(lastmile("demo")) as terminal:
        terminal.until("Ship the thesis")
        assert [path.name[:14] for path in tmp_path.iterdir()] == ["lastmile-demo-"]
        terminal.send(number)
        assert terminal.end() == 128 + number
    assert list(tmp_path.iterdir()) == []


def test_the_demo_that_the_first_start_offers_leads_back_to_it(path):
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("Goals fail in the last mile")
        terminal.press("d")
        terminal.until("Ship the thesis")
        terminal.until_gone("Goals fail in the last mile")
        terminal.press("q")
        terminal.until("Goals fail in the last mile")
        terminal.press("q")
        assert terminal.end() == 0


FALTERING = """
import os, sys
read, faults = os.read, [BlockingIOError(11, "again"), b"", OSError(5, "not now")]
def falter(descriptor, size):
    if descriptor == 0 and faults:
        fault = faults.pop()
        if isinstance(fault, bytes):
            return fault
        raise fault
    return read(descriptor, size)
os.read = falter
from lastmile_tui.cli.main import main
sys.exit(main())
"""


def test_a_terminal_that_cannot_be_read_for_a_moment_is_read_again(path):
    with Terminal([sys.executable, "-c", FALTERING, "--file", str(path)]) as terminal:
        terminal.until("Goals fail in the last mile")
        terminal.press("q")
        assert terminal.end() == 0


def test_nothing_of_a_hostile_title_reaches_the_terminal_as_a_command(path):
    printed_by("--file", path, "add", LINE)
    with TinyDB(path) as db:
        db.table("goals").update(
            {"title": "boo \x1b]0;pwned\x07 \x1b[2J \x9b31m [@click=app.quit]x[/]"}
        )
    with Terminal(lastmile("--file", path)) as terminal:
        terminal.until("[@click=app.quit]x[")
        terminal.press("q")
        assert terminal.end() == 0
        assert b"\x1b]0;pwned" not in terminal.raw
        assert "\x9b" not in terminal.raw.decode(errors="replace")


@pytest.mark.parametrize(("stands_in", "deep"), [({"STY": "1.a"}, False), ({}, True)])
def test_in_screen_no_colour_is_written_that_it_takes_for_faint(path, stands_in, deep):
    colours = {"TERM": "screen-256color", "COLORTERM": "truecolor"}
    printed_by("--file", path, "add", LINE)
    with Terminal(lastmile("--file", path), env={**os.environ, **colours, **stands_in}) as terminal:
        terminal.until("PLANNED")
        terminal.press("q")
        assert terminal.end() == 0
    assert (b"38;2;" in terminal.raw) is deep
    assert (b"38;5;" in terminal.raw) is not deep
