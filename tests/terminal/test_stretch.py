"""The final stretch in a real pseudo-terminal: into it, through it, sealed, and all of it back."""

from __future__ import annotations

import json

from support.cli.command import printed_by
from support.forked import lastmile
from support.terminal import Terminal

TITLE = "Run the harbour marathon"


def told(path):
    """The goal with its log, as another process finds it in the file."""
    return json.loads(printed_by("--file", path, "show", "marathon", "--json"))


def test_a_demo_goal_is_driven_sealed_reopened_sealed_and_undone_to_the_start(tmp_path):
    path = tmp_path / "lastmile.json"
    with Terminal(lastmile("demo", "--keep", path)) as terminal:
        terminal.until("FINAL STRETCH")
        terminal.until("▴▴")
        start = told(path)
        assert start["state"] == "driving"
        terminal.press("jj")
        drive_into_the_stretch(terminal, path)
        block_and_clear(terminal, path)
        drive_to_the_door(terminal, path)
        seal_with_one_item_open(terminal, path)
        reopen(terminal, path)
        seal_again(terminal, path)
        undo_all_since(start, terminal, path)
        terminal.press("q")
        assert terminal.end() == 0
    assert told(path) == start


def drive_into_the_stretch(terminal, path):
    terminal.press("7")
    terminal.until("Jump past 3 markers")
    terminal.press("\r")
    terminal.until("final stretch: 3 markers and 3 seal items, about")
    stretch = told(path)
    assert (stretch["state"], stretch["position"]) == ("stretch", 7.0)


def block_and_clear(terminal, path):
    terminal.press("b")
    terminal.until("What is in the way?")
    terminal.press("e")
    terminal.until("What pulled you away")
    terminal.press("the knee\r")
    terminal.until("Roadblock: emergency, the knee")
    assert [block["text"] for block in told(path)["roadblocks"]] == ["the knee"]
    terminal.press("b")
    terminal.until("Roadblock cleared")
    assert told(path)["roadblocks"] == []


def drive_to_the_door(terminal, path):
    for title in ("taper", "start line"):
        terminal.press(" ")
        terminal.until(f"Reached ‘{title}’")
    terminal.press(" ")
    terminal.until("the last marker is reached")
    assert told(path)["state"] == "door"


def seal_with_one_item_open(terminal, path):
    terminal.press("s")
    terminal.until("3 of 3 open")
    terminal.press(" ")
    terminal.until("2 of 3 open")
    terminal.press("j ")
    terminal.until("1 of 3 open")
    assert [item["done"] for item in told(path)["seal"]] == [True, True, False]
    terminal.press("s")
    answer_and_see_it_sealed(terminal, path)
    assert told(path)["log"][-1]["text"].startswith("sealed with ‘Dad and Lena")


def answer_and_see_it_sealed(terminal, path):
    terminal.until("Seal anyway?")
    terminal.press("y")
    terminal.until("Left open: ‘Dad and Lena have seen the medal’")
    assert told(path)["state"] == "sealed"
    terminal.press(" ")
    terminal.until_gone("any key goes on")


def reopen(terminal, path):
    terminal.press("vvvv")  # the demo begins with all goals
    terminal.until("sealed goals")
    terminal.press("GR")
    terminal.until(f"Reopened · {TITLE}")
    assert told(path)["state"] == "door"


def seal_again(terminal, path):
    terminal.press("vvv")
    terminal.until_gone("all goals")
    terminal.press("/")
    terminal.until("enter keep")
    terminal.press("marathon\r")
    terminal.until("/marathon")
    terminal.press("s")
    terminal.until("1 of 3 open")
    terminal.press("s")
    answer_and_see_it_sealed(terminal, path)
    terminal.press("\x1b")
    terminal.until_gone("/marathon")


def undo_all_since(start, terminal, path):
    entries = len(told(path)["log"])
    assert entries - len(start["log"]) == 11
    while entries > len(start["log"]):
        entries -= 1
        terminal.press("u")
        terminal.until_true(lambda left=entries: len(told(path)["log"]) == left, "an entry less")
    assert told(path) == start
