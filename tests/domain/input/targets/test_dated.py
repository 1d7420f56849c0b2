"""An amount with its day behind a title: what is a target, and what stays a title."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from msgspec.structs import replace

from lastmile_tui.dates import match_date
from lastmile_tui.domain.changes.start import UNNAMED, add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.input.quick_add_writer import write_line
from support.domain.goals import stamp

TODAY = date(2026, 11, 30)
YEAR_END, FRIDAY = date(2026, 12, 31), date(2026, 12, 4)
dates = partial(match_date, today=TODAY)


def read(line):
    return read_line(line, dates)


TARGETS = [
    ("Run: 100 km by 31 dec", "Run", 100, "km", YEAR_END),
    ("Run the coast: 100 km by 31 dec", "Run the coast", 100, "km", YEAR_END),
    ("Run: 100km By 31 dec", "Run", 100, "km", YEAR_END),
    ("RUN: 100 KM BY 31 DEC", "RUN", 100, "KM", YEAR_END),
    ("Run: 2000 km by 31 dec", "Run", 2000, "km", YEAR_END),
    ("Book: 50000 words by fri #writing @Ana", "Book", 50_000, "words", FRIDAY),
    ("Save: €500 by fri", "Save", 500, "€", FRIDAY),
    ("Party: 20 guests by fri ! all said yes", "Party", 20, "guests", FRIDAY),
    ("Choir: 12 people by fri", "Choir", 12, "people", FRIDAY),
    ("Chapter 3: 10 h 30 min by fri", "Chapter 3", 10.5, "h", FRIDAY),
    ("Weight: 82 kg to 75 kg by 31 dec", "Weight", 7, "kg", YEAR_END),
    ("Debt: 3400 € to 0 by 31 dec", "Debt", 3400, "€", YEAR_END),
    ("Debt: 3400 € to 0 By 31 Dec", "Debt", 3400, "€", YEAR_END),
    ("Chapter: 10h30 By fri", "Chapter", 10.5, "h", FRIDAY),
]


@pytest.mark.parametrize(("line", "title", "length", "unit", "due"), TARGETS)
def test_an_amount_with_its_day_is_a_target_and_a_due_date(line, title, length, unit, due):
    plan = read(line)
    assert (plan.title, plan.unit, plan.due) == (title, unit, due)
    assert sum(stage.miles for stage in plan.stages) == length


TITLES = [
    "Run: 100 km",
    "Race: 42 km",
    "Run: 100 km by bike",
    "Run: 100 km by 31 feb",
    "Run: 100 km by 31 dec and more",
    "Run 100 km by 31 dec",
    "Trip: 24 dec by train",
    "Dinner: 7 pm by fri",
    "Stage: 3rd by fri",
    "Budget: 2026 report by fri",
    "Taxes: 2025 returns by fri",
    "Apollo: 13 review by fri",
    "Room: 12 painted by fri",
    "Sign: 1 contract by fri",
    "Route: 66 by fri",
    "Move: a to b by fri",
    "Ratio: 3 to 5 by fri",
    "Memo (draft: 100 km by fri)",
    "re: 100 km by fri",
]


@pytest.mark.parametrize("line", TITLES)
def test_what_is_no_amount_alone_with_a_day_stays_a_title(line):
    plan = read(line)
    assert (plan.title, plan.stages, plan.unit, plan.due) == (line, UNNAMED, "", None)


def test_markers_keep_their_days():
    plan = read("Race: 100 km by 4 dec > 200 km by 31 dec")
    assert [stage.due for stage in plan.stages] == [FRIDAY, YEAR_END]
    assert (plan.unit, plan.due) == ("", None)


@pytest.mark.parametrize("line", [line for line, *_ in TARGETS])
def test_a_goal_that_is_called_so_is_written_as_a_line_that_makes_it_again(line):
    title = line.partition(" #")[0].partition(" !")[0]
    goal = add(read("x"), stamp(0)).goal
    named = replace(goal, title=title)
    again = read_line(write_line(named, read_date=dates), dates)
    assert (again.title, again.unit, again.due) == (title, "", None)
