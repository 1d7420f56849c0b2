"""Markers that lie behind the due date: accepted, and told in each way in."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes import edit
from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.moved_dates import pushing
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.wording.moved_dates import say_behind, say_dates
from support.domain.goals import do, stamp

TODAY = date(2026, 11, 30)
LINE = "Thesis: draft by 3 dec > edits by 4 dec > print due 5 dec"


def read(line):
    return read_line(line, partial(match_date, today=TODAY))


def made(line=LINE):
    return add(read(line), stamp(0))


def redated(index, due):
    return partial(edit.redate_marker, index=index, due=due)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("T: draft by 10 dec > print due 5 dec",
         "‘draft’ (10 Dec) lies behind the due date, 5 Dec."),
        ("T: a by 6 dec > b by 7 dec > c by 8 dec due 5 dec",
         "‘a’ (6 Dec) and 2 other markers lie behind the due date, 5 Dec."),
        ("T: a by 6 dec > b by 7 dec due 5 dec",
         "‘a’ (6 Dec) and 1 other marker lie behind the due date, 5 Dec."),
        ("T: a by 3 jan > b due 31 dec", "‘a’ (3 Jan 2027) lies behind the due date, 31 Dec 2026."),
    ],
)  # fmt: skip
def test_quick_add_says_it(line, words):
    assert read(line).remarks == (words,)


@pytest.mark.parametrize("line", [LINE, "T: a by 5 dec > b due 5 dec", "T: a by 9 dec > b"])
def test_what_lies_before_it_or_has_none_is_not_told(line):
    assert read(line).remarks == ()


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (redated(0, date(2026, 12, 10)), "‘draft’ (10 Dec) lies behind the due date, 5 Dec"),
        (partial(edit.redate, due=date(2026, 12, 3)),
         "‘edits’ (4 Dec) lies behind the due date, 3 Dec"),
        (partial(edit.redate, due=date(2026, 12, 2)),
         "‘draft’ (3 Dec) and 1 other marker lie behind the due date, 2 Dec"),
        (redated(0, date(2026, 12, 5)), ""),
        (redated(0, None), ""),
        (partial(edit.redate, due=None), ""),
        (pushing(redated(0, date(2026, 12, 10))), ""),
        (partial(edit.rename, title="Book"), ""),
    ],
)  # fmt: skip
def test_a_date_that_is_moved_says_it(move, words):
    assert say_behind(do(made(), move)) == words


def test_what_is_reached_is_not_told_and_an_undo_tells_nothing():
    driven = do(made(), advance)
    moved = do(driven, partial(edit.redate, due=date(2026, 12, 2)))
    assert say_behind(moved) == "‘edits’ (4 Dec) lies behind the due date, 2 Dec"
    assert say_behind(do(moved, undo)) == ""
    assert say_behind(do(moved, partial(edit.rename_marker, index=1, title="x"))) == ""


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("T: a by 20 dec > b by 10 dec", "‘a’ (20 Dec) comes before ‘b’ (10 Dec) on the road."),
        ("T: a by 20 dec > c > b by 10 dec", "‘a’ (20 Dec) comes before ‘b’ (10 Dec) on the road."),
        ("T: a by 3 jan > b by 31 dec",
         "‘a’ (3 Jan 2027) comes before ‘b’ (31 Dec 2026) on the road."),
    ],
)  # fmt: skip
def test_days_that_cross_are_told(line, words):
    assert read(line).remarks == (words,)


@pytest.mark.parametrize(
    ("move", "words"),
    [
        (redated(0, date(2026, 12, 5)), "‘draft’ (5 Dec) comes before ‘edits’ (4 Dec) on the road"),
        (redated(1, date(2026, 12, 2)), "‘draft’ (3 Dec) comes before ‘edits’ (2 Dec) on the road"),
        (redated(1, date(2026, 12, 3)), ""),
        (partial(edit.rename, title="Book"), ""),
    ],
)
def test_a_day_that_is_moved_across_another_one_is_told(move, words):
    assert say_dates(do(made(), move)) == words


def test_days_that_crossed_before_are_not_told_again():
    crossed = do(made(), redated(0, date(2026, 12, 5)))
    assert say_dates(do(crossed, partial(edit.redate, due=date(2026, 12, 6)))) == ""
    assert say_dates(do(do(crossed, advance), redated(1, date(2026, 12, 3)))) == ""
