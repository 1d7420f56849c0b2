"""An amount with its day behind a title: what is a target, and what stays a title."""

from __future__ import annotations

from datetime import date, time
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
    ("100 km by 31 dec", "100 km", 100, "km", YEAR_END),
    ("100km By 31 dec", "100km", 100, "km", YEAR_END),
    ("50000 words by fri #writing @Ana ! read aloud", "50000 words", 50_000, "words", FRIDAY),
    ("3 letters by fri", "3 letters", 3, "letters", FRIDAY),
    ("82 kg to 75 kg by 31 dec", "82 kg to 75 kg", 7, "kg", YEAR_END),
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


@pytest.mark.parametrize("line", [line for line, *_ in TARGETS])
def test_due_in_place_of_by_is_the_same(line):
    said = line.replace(" by ", " due ").replace(" By ", " Due ").replace(" BY ", " DUE ")
    assert read(said) == read(line)


def test_names_around_an_amount_are_no_part_of_it():
    plan = read("@Ana 100 km #run by fri")
    assert (plan.title, plan.unit, plan.due) == ("100 km", "km", FRIDAY)
    assert (plan.people, plan.tags) == (("Ana",), ("run",))


@pytest.mark.parametrize(
    "line",
    [
        "Run: 100 km",
        "100 km",
        "100 km by 31 feb",
        "100 km by 31 dec and more",
        "Race: 42 km",
        "Run: 100 km by bike",
        "Run: 100 km by 31 feb",
        "Run: 100 km by 31 dec and more",
        "Trip: 24 dec by train",
        "Memo (draft: 100 km by fri)",
        "Stand by me",
        "By fri",
        "Multiply 3 by 12",
        "Read a book by May",
        "Ask who stands by fri and by whom",
        "Boat: draft by 3 dec, paint by 5 dec",
        r"Call Ana \by fri",
    ],
)
def test_what_ends_in_no_day_stays_a_title(line):
    plan = read(line)
    title = line.replace("\\", "")
    assert (plan.title, plan.stages, plan.unit, plan.due) == (title, UNNAMED, "", None)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("10 km run by 4 dec", "10 km run"),
        ("3 letters to write by fri", "3 letters to write"),
        ("A letter by fri", "A letter"),
        ("1 letter by fri", "1 letter"),
        ("2026 taxes by fri", "2026 taxes"),
        ("9 to 5 by fri", "9 to 5"),
        ("Run 100 km by 4 dec", "Run 100 km"),
        ("Call Ana By fri", "Call Ana"),
        ("Call Ana, by fri, #home @Ana", "Call Ana"),
        ("Call Ana #home by fri", "Call Ana"),
        ("Stand by me by fri", "Stand by me"),
        ("re: 100 km by fri", "re: 100 km"),
        ("Call Ana: by fri", "Call Ana"),
        ("Call Ana, then Bo by fri", "Call Ana, then Bo"),
    ],
)
def test_a_day_behind_a_title_is_its_due_date(line, title):
    plan = read(line)
    assert (plan.title, plan.stages, plan.unit, plan.due) == (title, UNNAMED, "", FRIDAY)
    assert plan.remarks == ()


def test_a_day_may_have_a_time_and_stand_before_the_seal_list():
    plan = read("Boat: draft by fri 18:00 ! keys by mon")
    assert (plan.title, plan.due, plan.due_time) == ("Boat: draft", FRIDAY, time(18))
    assert (plan.stages, plan.seal) == (UNNAMED, ("keys by mon",))


@pytest.mark.parametrize(
    ("line", "title", "marker"),
    [
        ("Boat: draft by fri", "Boat", "draft"),
        ("Boat: draft *3 by 4 dec #home @Ana ! paid", "Boat", "draft"),
        ("Note to self: call by fri", "Note to self", "call"),
        ("Dinner: 7 pm by fri", "Dinner", "7 pm"),
        ("Budget: 2026 report by fri", "Budget", "2026 report"),
        ("Sign: 1 contract by fri", "Sign", "1 contract"),
        ("Ratio: 3 to 5 by fri", "Ratio", "3 to 5"),
    ],
)
def test_a_single_marker_keeps_its_day_as_two_do(line, title, marker):
    plan = read(line)
    (stage,) = plan.stages
    assert (plan.title, stage.title, stage.due) == (title, marker, FRIDAY)
    assert (plan.unit, plan.due, plan.remarks) == ("", None, ())


def test_markers_keep_their_days():
    plan = read("Race: 100 km by 4 dec > 200 km by 31 dec")
    assert [stage.due for stage in plan.stages] == [FRIDAY, YEAR_END]
    assert (plan.unit, plan.due) == ("", None)


TITLES = [*(line for line, *_ in TARGETS), "Boat: draft by fri", "Call Ana by fri", "By fri"]


@pytest.mark.parametrize("line", [*TITLES, *(line.replace(" by ", " due ") for line in TITLES)])
def test_a_goal_that_is_called_so_is_written_as_a_line_that_makes_it_again(line):
    title = line.partition(" #")[0].partition(" !")[0]
    goal = add(read("x"), stamp(0)).goal
    named = replace(goal, title=title)
    again = read_line(write_line(named, read_date=dates), dates)
    assert (again.title, again.unit, again.due) == (title, "", None)
