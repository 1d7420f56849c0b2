"""The daily review in a real pseudo-terminal: whole, left and gone on with, and due or not."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from support.cli.command import printed_by
from support.forked import lastmile
from support.terminal import Terminal

BEFORE, NOW, NEXT = "2026-11-18 09:00", "2026-11-21 09:00", "2026-11-22 09:00"
CAR = "Sell the car: listed > agreed > signed ! contract"
ROOF = "Fix the roof: scaffold > slates > gutter > paint >> inspected"
TRIP = "Plan the trip: dates > flights > rooms"

SMALLEST = 60, 20
in_every_size = pytest.mark.parametrize("size", [SMALLEST, (80, 24), (120, 40)], ids=str)


@pytest.fixture
def path(tmp_path):
    """A file that the command line made some days ago: one road at the door, two before it."""
    path = tmp_path / "lastmile.json"
    for line in (CAR, ROOF, TRIP):
        printed_by(*options(path, BEFORE), "add", line)
    for _ in range(3):
        printed_by(*options(path, BEFORE), "advance", "car")
    return path


def options(path, now=NOW):
    return ["--now", now, "--file", str(path)]


def due(path, now=NOW):
    """What `review --due` answers to a shell, which says nothing."""
    command = [sys.executable, "-m", "lastmile_tui", *options(path, now), "review", "--due"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.stdout == done.stderr == ""
    return done.returncode


def goal(path, title):
    return json.loads(printed_by(*options(path), "show", title, "--json"))


@in_every_size
def test_a_review_is_left_in_the_middle_gone_on_with_and_finished_by_keys(path, size):
    assert due(path) == 0
    with Terminal(lastmile(*options(path), "review"), size=size) as terminal:
        terminal.until("goal 1 of 3")
        terminal.until("Sell the car")
        terminal.press("s")
        terminal.until("1 of 1 open")
        terminal.press(" ")
        terminal.until("[✓] contract")
        terminal.press("s")
        terminal.until("any key goes on")
        terminal.press(" ")
        terminal.until("goal 2 of 3")
        terminal.until("Fix the roof")
        terminal.press("n")
        terminal.until("Note")
        terminal.press("looked at it\r")
        terminal.until("Noted.")
        terminal.press("\r")
        terminal.until("goal 3 of 3")
        terminal.press("\x1b")
        terminal.until_gone("goal 3 of 3")
        terminal.press("q")
        assert terminal.end() == 0
    assert goal(path, "car")["state"] == "sealed"
    assert goal(path, "roof")["log"][-1]["text"] == "note: looked at it"
    assert due(path) == 0
    with Terminal(lastmile(*options(path), "review"), size=size) as terminal:
        terminal.until("goal 3 of 3")
        terminal.press("=")
        terminal.until("Day one.")
        terminal.press("1")
        terminal.until("TODAY’S LAST MILE")
        terminal.press("\r")
        terminal.until("last mile")
        if size[0] > 80:  # the others have no room for it
            terminal.until("review streak")
        terminal.press("q")
        assert terminal.end() == 0
    assert due(path) == 1
    assert due(path, NEXT) == 0


@in_every_size
def test_a_finished_review_opens_at_its_last_page_and_no_road_makes_none_due(path, tmp_path, size):
    with Terminal(lastmile(*options(path), "review"), size=size) as terminal:
        for number in (1, 2, 3):
            terminal.until(f"goal {number} of 3")
            terminal.press("=")
            if number == 1:
                terminal.until("What stands in the way?")
                terminal.press("\x1b")
        terminal.until("Day one.")
        terminal.press("\x1b")
        terminal.until_gone("That was the review.")
        terminal.press("q")
        assert terminal.end() == 0
    with Terminal(lastmile(*options(path), "review"), size=size) as terminal:
        terminal.until("That was the review.")
        terminal.press("q")
        terminal.until_gone("That was the review.")
        terminal.press("q")
        assert terminal.end() == 0
    assert due(tmp_path / "none.json") == 1
