"""What is asked on entering the final stretch, in lines: in the plain review and the linear app."""

from __future__ import annotations

import sys

import pytest

from support.cli.command import NOW
from support.cli.typist import Typist

RUN = "Run: base > tempo > taper >> finish > party"
ASKED = "The last mile begins. What must be true for it to count as finished?"
NEUTRAL = ["it is really finished"]


@pytest.fixture
def plain(lastmile, monkeypatch):
    """Drive a goal to its stretch in the review in lines, and type on."""

    def run(*steps):
        monkeypatch.setattr(sys, "stdin", Typist("moved", *steps, "leave"))
        done = lastmile("review", "--plain")
        assert (done.code, done.err) == (0, "")
        return done.out

    return run


@pytest.fixture
def linear(lastmile, monkeypatch):
    """Drive a goal to its stretch in the linear app, and type on."""

    def run(*steps):
        monkeypatch.setattr(sys, "stdin", Typist("1", "advance", *steps, "quit"))
        done = lastmile("--linear")
        assert (done.code, done.err) == (0, "")
        return done.out

    return run


@pytest.fixture(params=["plain", "linear"])
def drive(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def items(lastmile):
    """The seal list of the only goal."""
    return lambda: [item["text"] for item in lastmile("show", "run", "--json").json["seal"]]


def begin(lastmile, line=RUN, to="2"):
    lastmile("add", line, now="2026-11-18T09:00")
    assert lastmile("advance", "run", "--to", to, now="2026-11-18T09:00").code == 0


ANSWERS = [
    ("my name is in the results", ["my name is in the results"]),
    ("  spaces around \t it ", ["spaces around it"]),
    ("2", ["2"]),
    ("done", ["done"]),
    ("no change", ["no change"]),
    ("[bold]paid[/] \x1b[31mred", ["[bold]paid[/] [31mred"]),
    ("終わった 🏁", ["終わった 🏁"]),
    ("", NEUTRAL),
    ("   ", NEUTRAL),
]


@pytest.mark.parametrize(("typed", "kept"), ANSWERS)
def test_one_line_answers_and_an_empty_one_leaves_the_list_as_it_is(
    lastmile, drive, items, typed, kept
):
    begin(lastmile)
    assert drive(typed).count(ASKED) == 1
    assert items() == kept


@pytest.mark.parametrize("after", [("undo", "moved"), ("undo", "undo", "moved"), ("part way",)])
def test_it_is_asked_once_also_after_an_undo(lastmile, drive, after):
    begin(lastmile)
    assert drive("", *after).count(ASKED) == 1
    assert drive("part way").count(ASKED) == 0


def test_the_answer_is_undone_by_itself_and_what_was_driven_stays(lastmile, drive, items):
    begin(lastmile)
    drive("my name is in the results", "undo")
    assert items() == NEUTRAL
    assert lastmile("show", "run", "--json").json["position"] == 3


def test_the_end_of_the_input_leaves_it_unanswered_and_the_drive_saved(
    lastmile, monkeypatch, items
):
    begin(lastmile)
    monkeypatch.setattr(sys, "stdin", Typist("moved"))
    assert lastmile("review", "--plain").code == 0
    assert items() == NEUTRAL
    assert lastmile("show", "run", "--json").json["position"] == 3
    monkeypatch.setattr(sys, "stdin", Typist("1", "h", "l"))
    assert ASKED not in lastmile("--linear").out


@pytest.mark.parametrize(
    ("line", "to"),
    [
        (f"{RUN} ! paid", "2"),
        (f"{RUN} ! paid ! signed", "2"),
        ("Run: base > tempo > taper > way >> finish > party", "2"),
    ],
    ids=["one item", "two items", "not in the stretch yet"],
)
def test_it_is_not_asked_where_it_is_known_or_does_not_come_now(lastmile, drive, line, to):
    begin(lastmile, line, to)
    assert ASKED not in drive("")


def test_what_a_verb_did_not_ask_is_asked_at_the_next_drive(lastmile, drive):
    begin(lastmile, to="3")
    assert ASKED in drive("")
    assert ASKED not in drive("part way")


@pytest.mark.parametrize("verb", [("--to", "4"), ("--by", "1"), ("--set", "3.5")])
def test_a_verb_asks_nothing(lastmile, verb):
    begin(lastmile)
    done = lastmile("advance", "run", *verb, now=NOW)
    assert ASKED not in done.out
    assert done.code == 0
