"""`lastmile add`: what it prints of a line, lines that are done elsewhere, and several at once."""

from __future__ import annotations

import io
import sys

import pytest

from lastmile_tui.cli import confirm
from lastmile_tui.domain.input.several import LINES_LIMIT


@pytest.fixture
def typed(monkeypatch):
    """Give the standard input its bytes."""

    def give(data, encoding="utf-8", errors="strict"):
        stream = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors=errors)
        monkeypatch.setattr(sys, "stdin", stream)

    return give


def titles(lastmile):
    return [goal["title"] for goal in lastmile("list", "--view", "all", "--json").json["goals"]]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Sell #car @Ana: a > b", "2 markers · #car · @Ana"),
        ("Sell: a*3 > b > c*0.5", "3 markers (a 3 mi, c 0.5 mi)"),
        ("Run target 42 km: half > end", "2 markers · target 42 km"),
        ("Sell ! paid ! keys, both due fri 18:00",
         "1 marker · due Fri 27 Nov at 18:00, in 6 days · to seal it: paid, keys, both"),
        ("- [ ] Sell 📅 2026-11-27 +car +old", "1 marker · due Fri 27 Nov, in 6 days · #car #old"),
        (r"Sell \#car", "1 marker"),
        ("Sell > 5 due fri", "1 marker (5) · due Fri 27 Nov, in 6 days"),
        ("Sell >> now", "1 marker (now)"),
        ("Sell > > end #car", "1 marker (end) · #car"),
    ],
)  # fmt: skip
def test_all_that_was_taken_out_of_the_title_is_printed(lastmile, line, facts):
    code, out, err = lastmile("add", line)
    assert (code, err) == (0, "")
    title = line.replace("\\", "") if "\\" in line else "Run" if "Run" in line else "Sell"
    assert out == f"Added · {title} · {facts}\n"


def test_what_a_road_has_no_place_for_is_said_on_stderr(lastmile):
    code, out, err = lastmile("add", "(A) Call mom t:2026-12-01")
    assert (code, out) == (0, "Added · Call mom · 1 marker\n")
    assert err == (
        "lastmile: ‘(A)’ is a priority; it is left out.\n"
        "lastmile: ‘t:2026-12-01’ is a day to begin; it is left out.\n"
    )


def test_words_that_the_shell_split_may_begin_with_a_bullet(lastmile):
    assert lastmile("add", "-", "[", "]", "Call", "mom").out == "Added · Call mom · 1 marker\n"
    assert lastmile("add", "- [ ] Call dad").out == "Added · Call dad · 1 marker\n"


@pytest.mark.parametrize(
    "line", ["- [x] Call", "x 2026-11-20 Call", "* DONE Call", "Call ✅ 2026-11-20", "☑ Call"]
)
def test_a_line_that_is_done_elsewhere_is_refused_without_a_terminal(lastmile, line):
    code, out, err = lastmile("add", line)
    assert (code, out) == (1, "")
    assert err == (
        "lastmile: ‘Call’ is done already where the line comes from; "
        "take away what says so to add it all the same.\n"
    )
    assert titles(lastmile) == []


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("yes", 0), ("n", 1), ("", 1)])
def test_in_a_terminal_it_is_asked_about(lastmile, monkeypatch, answer, code):
    monkeypatch.setattr("lastmile_tui.cli.verbs.goals.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert confirm.can_ask() is False, "the question below is asked for the test's sake"
    done = lastmile("add", "- [x] Call")
    assert done.code == code
    assert titles(lastmile) == (["Call"] if code == 0 else [])


def test_add_with_a_dash_adds_a_goal_a_line(lastmile, typed):
    typed("one\n\n  \r\n- [ ] two #x ⏫\r\nThree: a*2 > b\n".encode())
    code, out, err = lastmile("add", "-")
    assert code == 0
    assert out == (
        "Added · one · 1 marker\n"
        "Added · two · 1 marker · #x\n"
        "Added · Three · 2 markers (a 2 mi)\n"
        "3 goals added; lastmile undo takes them back.\n"
    )
    assert err == "lastmile: line 4: ‘⏫’ is a priority; it is left out.\n"
    assert sorted(titles(lastmile)) == ["Three", "one", "two"]


def test_goals_that_were_added_together_are_taken_back_and_brought_again_together(lastmile, typed):
    lastmile("add", "before")
    typed(b"one\ntwo\nthree\n")
    lastmile("add", "-")
    lastmile("add", "after")
    all_of_them = ["after", "before", "one", "three", "two"]
    for verb, left in (
        ("undo", ["before", "one", "three", "two"]),
        ("undo", ["before"]),
        ("undo", []),
        ("redo", ["before"]),
        ("redo", ["before", "one", "three", "two"]),
        ("redo", all_of_them),
    ):
        lastmile(verb)
        assert sorted(titles(lastmile)) == left


def test_what_was_added_together_is_told_as_one_change(lastmile, typed):
    typed(b"one\ntwo\n")
    lastmile("add", "-")
    assert lastmile("undo").out == "Undone: added 2 goals\n"
    assert lastmile("redo").out == "Redone: added 2 goals\n"


def test_a_goal_that_was_driven_or_removed_since_is_no_part_of_it_any_more(lastmile, typed):
    typed(b"one: a > b\ntwo\nthree\n")
    lastmile("add", "-")
    lastmile("remove", "two")
    lastmile("advance", "one")
    assert "reached" in lastmile("undo").out
    assert "removed" in lastmile("undo").out
    assert sorted(titles(lastmile)) == ["one", "three", "two"]
    lastmile("undo")
    assert titles(lastmile) == []
    assert "Nothing to undo." in lastmile("undo").err


def test_two_batches_are_two_changes(lastmile, typed):
    typed(b"one\ntwo\n")
    lastmile("add", "-")
    typed(b"three\nfour\n")
    lastmile("add", "-")
    lastmile("undo")
    assert sorted(titles(lastmile)) == ["one", "two"]


def test_one_line_needs_no_count_and_no_end(lastmile, typed):
    typed("\ufeffone".encode())
    assert lastmile("add", "-").out == "Added · one · 1 marker\n"


def test_with_json_the_goals_are_printed(lastmile, typed):
    typed(b"one\ntwo\n")
    goals = lastmile("add", "-", "--json").json["goals"]
    assert [goal["title"] for goal in goals] == ["one", "two"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"one\n#x\n", "Nothing was added. Line 2: Give the goal a title, such as: "),
        (b"\n\none\n\n: > a\n", "Nothing was added. Line 5: Give the goal a title"),
        (b"one\n" + b"x" * 501, "Nothing was added. Line 2: ‘xxx"),
        (b"one\n" + b"x" * 30_000 + b"\ntwo", "Nothing was added. Line 2: The line is too long"),
        (b"one\n- [x] two\n", "Nothing was added. Line 2: ‘two’ is done already where it comes "),
        (b"one\nx 2026-11-01 b\n", "Nothing was added. Line 2: ‘b’ is done already where it "),
        (b"one\n\xff\xfe\n", "Nothing was added: the lines are not UTF-8 text."),
        (b"a\n" * (LINES_LIMIT + 1), "Nothing was added: 500 goals are the most at once; add "),
        (b"", "There is no line to add; write one goal a line."),
        (b"\n \n\t\n", "There is no line to add; write one goal a line."),
    ],
)
@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_a_bad_line_is_named_and_nothing_is_added(lastmile, typed, data, sentence, errors):
    typed(data, errors=errors)
    code, out, err = lastmile("add", "-")
    assert (code, out) == (1, "")
    assert err.startswith(f"lastmile: {sentence}")
    assert err.count("\n") == 1
    assert titles(lastmile) == []


def test_as_many_as_there_may_be_are_added_at_once(lastmile, typed):
    typed(b"a\n" * LINES_LIMIT)
    assert lastmile("add", "-").out.endswith("\n500 goals added; lastmile undo takes them back.\n")


def test_a_closed_input_has_no_line(lastmile, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert lastmile("add", "-").err == "lastmile: There is no line to add; write one goal a line.\n"
