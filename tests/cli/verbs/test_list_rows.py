"""The rows of a list: as wide as the terminal, in colour where it is wanted, with what worries."""

from __future__ import annotations

import os
import re
import sys
from datetime import date, timedelta

import pytest

from lastmile_tui.cli.listing.styles import wants_colour
from lastmile_tui.domain.model.text import cells
from support.cli.command import NOW
from support.terminal import Terminal

TODAY = date.fromisoformat(NOW[:10])
WIDTHS = (60, 66, 72, 80, 90, 100, 120, 140, 160)


@pytest.fixture
def worried(lastmile):
    """A goal in the stretch, blocked, with a next step and a due date that it will not meet."""
    lastmile("add", "Ship the thesis: a > b > c >> d > e  due 27 nov", now="2026-10-01T09:00")
    for day in ("10-10", "10-20", "10-30", "11-01"):
        lastmile("advance", "thesis", now=f"2026-{day}T09:00")
    lastmile("block", "thesis", "--on", "Henrik", "the figures", now="2026-11-02T09:00")
    lastmile("next-step", "thesis", "page numbers", "--on", "today")
    return lastmile


def deck_cells(out):
    (row,) = (line for line in out.splitlines() if "⚑" in line)
    return cells(row.split()[1])


def test_a_row_has_marks_roadblock_next_step_due_date_and_forecast(worried):
    heading, row, *hints = worried("list").out.splitlines()
    assert heading == "FINAL STRETCH"
    assert "▴▴▴ Ship the thesis" in row
    assert "▧" in row
    assert row.endswith("  1 mi to go  due Fri")
    told = " ".join(hints)
    assert "waiting on Henrik" in told
    assert "next: page numbers, today" in told
    assert "forecast " in told


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_of_it_is_lost_in_a_narrow_terminal(worried, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    out = worried("list").out
    for part in ("▴▴▴ ", "Ship the", "▧", "Henrik", "page numbers", "due Fri", "forecast "):
        assert part in out
    assert max(map(cells, out.splitlines())) <= width


def test_the_deck_grows_with_the_width(worried, monkeypatch):
    sizes = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        sizes.append(deck_cells(worried("list").out))
    assert sizes[0] >= 8
    assert sizes == sorted(sizes)
    assert sizes[-1] >= 60


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", ["over", "now"]),
        ("tomorrow", ["over", "now", "soon"]),
        ("week", ["over", "now", "soon", "six"]),
        ("month", ["over", "now", "soon", "six", "seven", "thirty"]),
        ("overdue", ["over"]),
        ("late", ["over"]),
        ("TODAY", ["over", "now"]),
        ("27 nov", ["over", "now", "soon", "six"]),
        ("2026-11-28", ["over", "now", "soon", "six", "seven"]),
        ("in 2 weeks", ["over", "now", "soon", "six", "seven"]),
        ("+1d", ["over", "now", "soon"]),
        ("eow", ["over", "now", "soon"]),
        ("next week", ["over", "now", "soon", "six", "seven"]),
        ("next month", ["over", "now", "soon", "six", "seven", "thirty", "forty"]),
        ("yesterday", ["over"]),
    ],
)
def test_due_selects_what_people_expect(lastmile, words, expected):
    """What is overdue is due still; whatever has no date, or ended, is not."""
    days = {"over": -3, "now": 0, "soon": 1, "six": 6, "seven": 7, "thirty": 30, "forty": 40}
    for title, ahead in days.items():
        due = (TODAY + timedelta(ahead)).isoformat()
        lastmile("add", f"{title}: a > b due {due}", now="2026-11-01T09:00")
    lastmile("add", "undated: a > b")
    lastmile("add", f"gone: a > b due {TODAY.isoformat()}")
    lastmile("let-go", "gone", "--because", "too late")
    done = lastmile("list", "--view", "all", "--due", words, "--json")
    assert [goal["title"] for goal in done.json["goals"]] == expected
    shown = lastmile("list", "--due", words).out
    rows = [line.partition("⚑")[2].lstrip(" ▴") for line in shown.splitlines()]
    assert [row.split()[0] for row in rows if row] == expected


@pytest.mark.parametrize("words", ["banana", "12/24", "", "31 feb", "-"])
def test_what_is_no_day_is_refused_in_one_sentence(lastmile, words):
    lastmile("add", "Swim: a > b due fri")
    code, out, err = lastmile("list", f"--due={words}")
    assert (code, out) == (1, "")
    assert "today, week, month or overdue" in err


def test_who_listens_hears_which_marker_is_due(lastmile):
    lastmile("add", "Swim: lake by 2026-11-23 > bay by 2026-12-20 >> sea due 2027-01-30")
    out = lastmile("--linear", "list", "--due", "week").out
    assert "‘lake’ due Monday; its id is " in out
    assert "bay" not in out
    assert (
        "lake" not in lastmile("--linear", "list").out.partition("Swim")[2].partition("its id")[2]
    )


def test_nothing_due_says_so(lastmile):
    lastmile("add", "Swim: a > b due in 3 weeks")
    assert lastmile("list", "--due", "week").out == (
        "Nothing here is due by Fri; lastmile list --view all shows all of your 1 goal.\n"
    )
    assert lastmile("list", "--due", "overdue").out.startswith("Nothing here is overdue; ")


def test_where_the_others_are_stands_below(lastmile):
    for title in ("Swim", "Run", "Row", "Walk"):
        lastmile("add", f"{title}: a > b")
    lastmile("park", "row", "--until", "in 3 weeks")
    lastmile("let-go", "walk", "--because", "rain")
    last = lastmile("list").out.splitlines()[-1]
    assert last == "Also 1 parked · 1 let go: lastmile list --view all"
    assert "Also" not in lastmile("list", "--view", "all").out


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_a_pipe_gets_no_colour(worried, options):
    assert "\x1b" not in worried("list", *options).out


class _Stream:
    """A stream that may be a terminal."""

    def __init__(self, *, terminal):
        self._terminal = terminal

    def isatty(self):
        return self._terminal


@pytest.mark.parametrize(
    ("env", "terminal", "wanted"),
    [
        ({"TERM": "xterm-256color"}, True, True),
        ({"TERM": "linux"}, True, True),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "0"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({}, True, False),
        ({"TERM": "xterm"}, False, False),
    ],
)
def test_colour_is_for_terminals_whose_user_wants_it(env, terminal, wanted):
    assert wants_colour(_Stream(terminal=terminal), env) is wanted
    assert wants_colour(None, env) is False


@pytest.mark.usefixtures("worried")
@pytest.mark.parametrize(
    ("options", "env", "coloured"),
    [
        ([], {}, True),
        (["--plain"], {}, False),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        ([], {"LASTMILE_LINEAR": "1"}, False),
    ],
)
def test_a_terminal_gets_colour_unless_it_is_turned_off(options, env, coloured):
    command = [sys.executable, "-m", "lastmile_tui", "list", "--now", NOW, *options]
    here = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    here |= {"TERM": "xterm-256color", "LANG": "C.UTF-8"} | env
    with Terminal(command, env=here, size=(80, 24)) as terminal:
        assert terminal.end() == 0
        assert "Ship the thesis" in terminal.shown
    assert (b"\x1b[" in terminal.raw) is coloured


def test_a_title_cannot_bring_its_own_colour(lastmile, monkeypatch):
    monkeypatch.setattr("lastmile_tui.cli.listing.styles.wants_colour", lambda *_, **__: True)
    lastmile("add", "Paint it \x1b[31mred\x1b[0m: a > b")
    out = lastmile("list").out
    assert "Paint it" in out
    assert set(re.findall(r"\x1b\[([\d;]*)m", out)) <= {"", "1", "2", "32", "33", "1;33", "1;31"}
    assert "\x1b[31m" not in out
