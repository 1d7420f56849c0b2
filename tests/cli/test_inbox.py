"""The inbox at the command line: lines are roads before a verb shows any, and it says so."""

from __future__ import annotations

import os

import pytest


@pytest.fixture
def inbox(file):
    file.parent.mkdir(parents=True, exist_ok=True)
    path = file.with_name("inbox.txt")

    def write(text):
        path.write_text(text)
        os.utime(path, (1, 1))
        return path

    return write


def titles(lastmile):
    return [goal["title"] for goal in lastmile("list", "--json").json["goals"]]


def test_lines_are_roads_before_a_list(lastmile, inbox):
    path = inbox("Sell the Volvo: listed > signed due fri\nPaint the fence: a > b\n")
    done = lastmile("list")
    assert "Sell the Volvo" in done.out
    assert done.err == "lastmile: 2 roads came from inbox.txt, first ‘Sell the Volvo’.\n"
    assert not path.exists()
    assert lastmile("list").err == ""


def test_a_line_that_came_alone_is_named_and_undone_alone(lastmile, inbox):
    lastmile("add", "Other: a > b")
    inbox("Sell the Volvo: listed > signed\n")
    assert lastmile("next").err == "lastmile: ‘Sell the Volvo’ came from inbox.txt.\n"
    assert "Sell the Volvo" in lastmile("undo").out
    assert titles(lastmile) == ["Other"]


def test_what_is_not_understood_is_told_once_and_stays(lastmile, inbox):
    path = inbox(": > :\n")
    done = lastmile("list")
    assert done.err == (
        "lastmile: 1 line of inbox.txt was not understood; the remark in front says why.\n"
    )
    assert path.read_text().endswith("\n: > :\n")
    assert lastmile("list").err == ""


def test_what_is_in_doubt_of_a_line_is_told(lastmile, inbox):
    inbox("Call Ana due 12/24\n")
    doubt = "‘12/24’ can be misread; write it 2026-12-24."
    came = "‘Call Ana due 12/24’ came from inbox.txt."
    assert lastmile("list").err == f"lastmile: {came} {doubt}\n"
    inbox("Call Bea due 12/24\nCall Cem due 12/25\n")
    assert lastmile("list").err.endswith(
        "first ‘Call Bea due 12/24’. ‘12/24’ can be misread; write it 2026-12-24. And 1 more.\n"
    )


@pytest.mark.parametrize("verb", ["paths", "keys", "doctor", "prompt"])
def test_what_shows_no_goals_leaves_it_alone(lastmile, inbox, verb):
    path = inbox("Sell the Volvo: listed > signed\n")
    lastmile(verb)
    assert path.read_text() == "Sell the Volvo: listed > signed\n"


def test_an_inbox_that_cannot_be_taken_in_is_told_and_the_list_comes_all_the_same(
    lastmile, inbox, file
):
    lastmile("add", "Other: a > b")
    path = inbox("Sell the Volvo: listed > signed\n")
    file.write_text("{")
    done = lastmile("list")
    assert "Traceback" not in done.err
    assert path.exists()
