"""A title that ends with a day that there is not is told so; other words behind `by` are not."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from lastmile_tui.dates import match_date
from lastmile_tui.domain.input.quick_add import read_line

dates = partial(match_date, today=date(2026, 11, 30))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Call Ana by 31 feb", "‘31 feb’ is not in the calendar"),
        ("Call Ana by feb 31 #home", "‘feb 31’ is not in the calendar"),
        ("Call Ana by the 32nd ! told", "‘the 32nd’ is not in the calendar"),
        ("Call Ana by 2026-02-30", "‘2026-02-30’ is not in the calendar"),
        ("Call Ana by 30.2.", "‘30.2.’ is not in the calendar"),
        ("Call Ana by week 60", "‘week 60’ is not in the calendar"),
        ("Call Ana by 29 feb 2027", "‘29 feb 2027’ is not in the calendar"),
        ("Call Ana by mon 4 dec", "4 Dec 2026 is a Friday, not a Monday"),
        ("Call Ana by fryday", "‘by fryday’ names no date"),
        ("Call Ana by 5 febuary", "‘by 5 febuary’ names no date"),
        ("Call Ana by december", "‘december’ names no day"),
        ("Boat: draft by 31 feb", "‘31 feb’ is not in the calendar"),
        ("Run: 100 km by 31 feb", "‘31 feb’ is not in the calendar"),
        ("Boat by 31 feb due fri", "‘31 feb’ is not in the calendar"),
    ],
)
def test_a_day_that_there_is_not_is_told_and_stays_in_the_title(line, words):
    plan = read_line(line, dates)
    (remark,) = plan.remarks
    assert remark.startswith(words)
    assert remark.endswith("tays in the text.")
    assert plan.title == line.partition(" #")[0].partition(" !")[0].partition(" due")[0]


@pytest.mark.parametrize(
    "line",
    [
        "Songs by 5 artists",
        "Made by hand",
        "Ring by Ana",
        "Read by 5",
        "Grow by 20 percent",
        "Cut 31 by 40 planks",
        "Poem by May",
        "Poem by Emily May",
        "Written by friends",
        "Travel by train",
        "Win by 2 to 1",
        "Passed by 31 feb or so",
        "by 31 feb",
        r"Call Ana \by 31 feb",
        "Call Ana by fri",
    ],
)
def test_other_words_behind_by_are_not_told(line):
    assert read_line(line, dates).remarks == ()
