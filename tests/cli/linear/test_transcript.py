"""Whole sessions in lines, as they are heard; hostile titles, and more roads than anyone has."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.domain.model.text import clean_line
from support.cli.command import NOW
from support.cli.typist import Typist
from support.hostile import HOSTILE, obeyed

GOLDEN = Path(__file__).parent / "golden"

WALK = (
    # the thesis: part way, the log, who is waited for, and back
    *("2", "part way", "log", "block waiting Henrik, for the page numbers", "3", "", ""),
    # the Volvo: to its seal
    *("the first", "seal", "3", "v 3", "bank statement of today", "s", "no", "4", "s"),
    # the gate before the planned one, then on with it
    *("find marta", "1", "l", "g", "turn theirs", "", "find", ""),
    # something new, with a doubt, and undone
    *(
        "add Learn to weld: course > seam >> a gate  due 12/24",
        "2",
        "Learn to weld: course >> gate",
    ),
    *("", "undo", "redo", "fly", "s", "?"),
    # the review
    *("r", "?", "no change", "", "", "leave"),
    # how the roads are looked at, how they were finished, and when things are due
    *("view sealed", "order title", "v", "v", "v", "view week", "m", "i", "q"),
)


WHOLE_ROADS = (
    # split behind a marker, not behind the last one; joined again, not with what is not there
    *("find thesis", "1", "split", "7", "3", "join", "the moon", "(2)", "split", "", ""),
    # a second one, which one undo takes back
    *("duplicate 1", "Ship the book", "u", "U", "duplicate 1", "", "find", ""),
    # at an amount; what is parked first comes back
    *("view all", "find fibre", "R 1", "split 1", "a few", "220", "u", "u", "find", ""),
    # into an order of one's own
    *("v active", "K 5", "J 5", "J 5", "higher 5", "", "q"),
)


@pytest.mark.parametrize(("name", "walk"), [("demo", WALK), ("whole_roads", WHOLE_ROADS)])
def test_a_whole_session_reads_as_it_did(capsys, monkeypatch, name, walk):
    monkeypatch.setattr(sys, "stdin", Typist(*walk))
    assert main(["demo", "--linear", "--now", NOW]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out == (GOLDEN / f"{name}.txt").read_text("utf-8")


@pytest.mark.usefixtures("demo")
def test_long_texts_are_never_cut_where_they_are_all_there_is(linear, lastmile):
    text = " ".join(f"word{number}" for number in range(60))
    lastmile("note", "volvo", text)
    assert text in linear("1", "log")


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_is_only_a_text(lastmile, linear, title):
    lastmile("add", "Other: a > b", now="2026-11-20T09:00")
    added = lastmile("add", f"{title} x: a > b > c", now="2026-11-20T09:00")
    if added.code:  # it makes no goal at all
        assert obeyed(added.err) == set()
        return
    typed = clean_line(title)
    out = linear("1", "l", "n", typed, "log", "", "2", "l", "s", "1", "", "m", f"find {typed}", "r")
    assert obeyed(out) == set()


ANSWERS = ["\x1b[2J\x1b[H", "\x9b31m", "[red]x[/]", "a\u202eb", "\x07", "x" * 5000, "1", "q", "?"]


@pytest.mark.parametrize("line", ANSWERS, ids=repr)
@pytest.mark.usefixtures("demo")
def test_a_hostile_answer_is_only_an_answer(linear, line):
    out = linear(line, "1", line, "n", line, "s", line, "", "", "a", line, "", "", "find", line)
    printed = "\n".join(one for one in out.split("\n") if not one.startswith("> "))
    assert obeyed(printed) == set()


@pytest.fixture
def thousand(lastmile, monkeypatch):
    """A thousand goals, of which twenty stand in their final stretch."""
    lines = [f"Road {number:04}: a > b > c > d > e" for number in range(1000)]
    monkeypatch.setattr(sys, "stdin", _Lines("\n".join(lines[:500])))
    assert lastmile("add", "-").code == 0
    monkeypatch.setattr(sys, "stdin", _Lines("\n".join(lines[500:])))
    assert lastmile("add", "-").code == 0
    for number in range(3):
        lastmile("advance", f"Road {number:04}", "--to", "4")


class _Lines(Typist):
    """Lines of a pipe, which nobody sees typed."""

    def __init__(self, text):
        super().__init__()
        self._lines = iter(text.splitlines(keepends=True))

    def readline(self, *_):
        return next(self._lines, "")


@pytest.mark.usefixtures("thousand")
def test_a_thousand_roads_come_in_parts_the_final_stretch_first(linear, lastmile):
    out = linear("", "", "40", "l", "g", "", "find 0777", "1", "marker 2", "g", "", "find", "", "v")
    assert "Highway: 1,000 active roads, 3 in the final stretch, sorted: due date." in out
    assert "Final stretch: 3 roads.\n1. Final stretch: Road 000" in out
    assert "\n20 of 1,000; Enter for more.\n" in out
    assert "\nPlanned, going on.\n21. Road 0020" in out
    assert "\n60 of 1,000; Enter for more.\n" in out
    assert "Title: Road 0039." in out
    assert "Highway: 1 active road found for ‘0777’.\nPlanned: 1 road.\n1. Road 0777." in out
    assert max(len(line) for line in out.splitlines()) < 400
    goals = json.loads(lastmile("list", "--json").out)["goals"]
    assert {goal["title"] for goal in goals if goal["position"] == 2.0} == {"Road 0777"}


def test_the_first_start_says_how_to_begin(linear, goals):
    out = linear("a", "Swim: a > b", "", "1", "l")
    assert "No roads yet: a adds the first, d shows seven demo roads." in out
    assert "It is number 1: Swim." in out
    assert goals()["Swim"]["position"] == 1.0


def test_the_demo_comes_back_to_the_users_own_roads(linear, goals):
    out = linear("d", "q", "add Swim: a > b", "")
    assert "A demo: 7 made-up roads in a file that is thrown away at the end." in out
    assert out.count("turned on by --linear") == 3
    assert list(goals()) == ["Swim"]


def test_the_demo_reads_all_seven_roads_and_says_how_to_leave_out_those_off_the_road(linear):
    out = linear("view active", words=["demo"])
    first, then = out.split("All of them are read, the parked, sealed and let-go ones last;")
    assert "A demo: 7 made-up roads in a file that is thrown away at the end." in first
    assert then.startswith(" v active leaves those out.")
    assert then.index("Highway: 7 roads in all") < then.index("Parked: 1 road.")
    assert then.index("\n7. ") < then.index("What now?") < then.index("Highway: 4 active roads")


def test_a_demo_that_is_kept_is_not_called_thrown_away(linear, tmp_path):
    for name in ("roads", "more roads"):
        out = linear("q", words=["demo", "--keep", str(tmp_path / name)])
        assert "A demo: 7 made-up roads in a file that is kept." in out
        assert "thrown away" not in out


def test_the_users_own_roads_are_no_demo(linear, goals):
    out = linear("a", "Swim: a > b", "")
    assert list(goals()) == ["Swim"]
    assert "demo" not in out.replace("d shows seven demo roads", "")


def test_a_line_of_another_tool_that_is_done_is_asked_about(linear, goals):
    out = linear("add - [x] Swim: a > b", "no", "add - [x] Run: a > b", "y")
    assert "It is done already where the line comes from. Add it all the same?" in out
    assert list(goals()) == ["Run"]


def test_a_template_makes_a_goal(linear, goals):
    linear("T", "thesis", "Hand in the book due 12 dec", "")
    (goal,) = goals().values()
    assert (goal["title"], goal["due"]) == ("Hand in the book", "2026-12-12")
    linear("1", "save as template book", "", "T", "book", "The next one", "")
    assert sorted(goals()) == ["Hand in the book", "The next one"]


def test_the_look_is_kept_for_the_app_and_the_next_time(linear, lastmile, home):
    lastmile("add", "Swim: a > b")
    linear("view all", "order title")
    state = json.loads((home / "state" / "lastmile" / "state.json").read_text())
    assert (state["view"], state["sort"]) == ("all", "title")
    assert "Highway: 1 road in all, none in the final stretch." in linear()


@pytest.mark.usefixtures("demo")
def test_amounts_are_written_as_the_setting_says(linear, home):
    config = home / "config" / "lastmile"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('decimal = "comma"\n')
    out = linear("2", "+", "", "m")
    assert "Road: mile 5,4 of 7, 1,6 miles left." in out
    assert "Moved to 5,5 miles. Ship the thesis. 1,5 miles to go." in out


def test_a_file_that_is_read_only_says_so(linear, lastmile, file):
    lastmile("add", "Swim: a > b")
    lastmile("note", "swim", "x")
    file.write_text(file.read_text().replace('"schema":', '"schema":9', 1), "utf-8")
    out = linear("1", "l")
    assert "read" in out.partition("Highway")[0]
