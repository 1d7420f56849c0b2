"""A date at the end of a text."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import read_date
from lastmile_tui.dates.suffix import doubt_at_end, split_date
from lastmile_tui.errors import DateError

SATURDAY = date(2026, 11, 21)
DATES = (
    "fri",
    "next fri",
    "27 nov 2027",
    "in 3 days",
    "2026-12-24",
    "end of the month",
    "tomorrow",
)
PLAIN = ("call", "Henrik", "the", "bank,", "sign", "18:00", "2", "until", "on")


@pytest.mark.parametrize(
    ("line", "text", "day"),
    [
        ("call the bank fri", "call the bank", "2026-11-27"),
        ("call the bank on Fri", "call the bank", "2026-11-27"),
        ("sign by 27 nov 2027", "sign", "2027-11-27"),
        ("wait until tomorrow", "wait", "2026-11-22"),
        ("wait Until +2w", "wait", "2026-12-05"),
        ("call Henrik, next fri", "call Henrik", "2026-11-27"),
        ("ring in 3 days", "ring", "2026-11-24"),
        ("go on", "go on", None),
        ("buy cream for the sun", "buy cream for the sun", None),
        ("find out who sat", "find out who sat", None),
        ("write where we sat.", "write where we sat.", None),
        ("meet the others sat", "meet the others", "2026-11-28"),
        ("call on sun", "call", "2026-11-22"),
        ("wait until", "wait until", None),
        ("call fri about the car", "call fri about the car", None),
        ("call", "call", None),
        ("", "", None),
    ],
)
def test_the_longest_date_at_the_end_is_taken_off(line, text, day):
    assert split_date(line.split(), SATURDAY) == (text, day and date.fromisoformat(day))


@pytest.mark.parametrize(
    ("line", "text", "day"),
    [
        ("call Ann tmrw", "call Ann", "2026-11-22"),
        ("ring in two weeks", "ring", "2026-12-05"),
        ("sign on the 5th of december", "sign", "2026-12-05"),
        ("sign Dec. 12", "sign", "2026-12-12"),
        ("call by the end of the month", "call", "2026-11-30"),
        ("wait until week 50", "wait", "2026-12-13"),
        ("sign by sept 2027", "sign", "2027-09-30"),
        ("sign on the 5th", "sign", "2026-12-05"),
        ("sign by 27.11", "sign", "2026-11-27"),
        ("meet Ann fri at noon", "meet Ann at noon", "2026-11-27"),
    ],
)
def test_a_day_at_the_end_is_one_in_every_certain_form(line, text, day):
    assert split_date(line.split(), SATURDAY) == (text, date.fromisoformat(day))


@pytest.mark.parametrize(
    "line",
    [
        *("call mum in may", "ship release 1.5", "ship release 10.12", "rest 10 days", "march on"),
        *("plan the weekend", "write the report sep 2027", "celebrate the 5th", "read part 2"),
        *("buy a tree for christmas", "write week 50", "read chapter 12/24"),
        *("print in 3D colour", "ask for Tom", "work on 5 days"),
    ],
)
def test_words_that_may_be_no_date_stay_in_a_text(line):
    assert split_date(line.split(), SATURDAY) == (line, None)
    assert doubt_at_end(line.split(), SATURDAY) == ""


@pytest.mark.parametrize("said", ["thu 4 dec", "fri 4 dec 2025", "2026-12-24 fri", "on mon 27 nov"])
def test_a_date_with_a_wrong_weekday_stays_whole_and_is_said(said):
    words = ["call", "Ann", *said.split()]
    assert split_date(words, SATURDAY) == (" ".join(words), None)
    assert "; write " in doubt_at_end(words, SATURDAY)


@pytest.mark.parametrize(
    "said", ["on 32 dec", "32 dec", "fri 32 dec", "by 30 feb", "on 2026-13-40"]
)
def test_a_date_that_is_not_in_the_calendar_stays_whole_and_is_said(said):
    words = ["call", "Ann", *said.split()]
    assert split_date(words, SATURDAY) == (" ".join(words), None)
    assert "is not in the calendar; write it like" in doubt_at_end(words, SATURDAY)


@pytest.mark.parametrize("line", ["pay 99.99", "call room 33", "read 2.31", "x", ""])
def test_numbers_are_no_dates(line):
    assert doubt_at_end(line.split(), SATURDAY) == ""


@pytest.mark.parametrize("line", ["fri", "next fri", "on fri", "until tomorrow", ", fri"])
def test_a_text_that_is_nothing_but_a_date_is_left_whole(line):
    assert split_date(line.split(), SATURDAY) == (line, None)


@pytest.mark.parametrize("time", ["18:00", "at 18:00", "6pm", "at 6 pm", "at 6:00 pm"])
def test_a_time_stays_in_the_text_and_names_no_day_alone(time):
    friday = date(2026, 11, 27)
    assert split_date(f"call on fri {time}".split(), SATURDAY) == (f"call {time}", friday)
    assert split_date(f"call {time}".split(), SATURDAY) == (f"call {time}", None)


@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=12), st.sampled_from(DATES))
def test_whatever_stands_before_a_date_it_is_found_or_led_by_a_longer_one(words, said):
    text, day = split_date(["tell", *words, *said.split()], SATURDAY)
    assert day == read_date(said, SATURDAY).day
    assert text.startswith("tell")
    assert text in " ".join(["tell", *words])


def day_of(said):
    """The day that a text names, None when it names none."""
    try:
        return read_date(said, SATURDAY).day
    except DateError:
        return None


@given(st.lists(st.sampled_from([*PLAIN, *(word for said in DATES for word in said.split())])))
def test_the_text_and_the_day_make_the_whole_again(words):
    text, day = split_date(words, SATURDAY)
    if day is None:
        assert text == " ".join(words)
        return
    spans = combinations(range(1, len(words) + 1), 2)
    taken = [
        " ".join(words[start:end])
        for start, end in spans
        if " ".join((" ".join(words[:start]).rstrip(","), *words[end:])) == text
    ]
    assert day in {found for said in taken if (found := day_of(said.removeprefix("until ")))}
