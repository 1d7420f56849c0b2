"""Dates in words."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.dates import (
    When,
    say_date,
    say_days,
    say_due,
    say_plain,
    say_short,
)

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("ahead", "said", "short", "away"),
    [
        (-400, "Fri 17 Oct 2025", "17 Oct 2025", "13 months ago"),
        (-3, "Wed 18 Nov", "18 Nov", "3 days ago"),
        (-1, "yesterday", "20 Nov", "yesterday"),
        (0, "today", "today", "today"),
        (1, "tomorrow", "tomorrow", "tomorrow"),
        (2, "Mon 23 Nov", "Mon", "in 2 days"),
        (6, "Fri 27 Nov", "Fri", "in 6 days"),
        (7, "Sat 28 Nov", "28 Nov", "in 7 days"),
        (30, "Mon 21 Dec", "21 Dec", "in 30 days"),
        (31, "Tue 22 Dec", "22 Dec", "in 4 weeks"),
        (91, "Sat 20 Feb 2027", "20 Feb 2027", "in 3 months"),
        (800, "Mon 29 Jan 2029", "29 Jan 2029", "in 2 years"),
    ],
)
def test_a_date_is_said_with_no_more_words_than_needed(ahead, said, short, away):
    day = SATURDAY + timedelta(ahead)
    assert (say_date(day, SATURDAY), say_short(day, SATURDAY)) == (said, short)
    assert say_days(day, SATURDAY) == away


def test_a_day_with_a_name_can_be_said_plainly():
    assert say_plain(SATURDAY, SATURDAY) == "Sat 21 Nov"


@given(st.dates(), st.dates())
def test_any_date_can_be_said(day, today):
    for said in (say_date(day, today), say_short(day, today), say_days(day, today)):
        assert said.isascii()
        assert said
    assert (" ago" in say_days(day, today)) <= (day < today)


def test_a_due_date_is_said_with_its_distance():
    friday = date(2026, 11, 27)
    assert say_due(When(friday), SATURDAY) == "Fri 27 Nov, in 6 days"
    assert say_due(When(friday, time(18)), SATURDAY) == "Fri 27 Nov at 18:00, in 6 days"
    assert say_due(When(SATURDAY, time(0)), SATURDAY) == "today at 00:00"
    assert say_due(When(date(2026, 11, 22)), SATURDAY) == "tomorrow"


@pytest.mark.parametrize(
    ("ahead", "at", "words"),
    [
        (0, time(18), "today 18:00"),
        (1, time(9, 5), "tomorrow 09:05"),
        (2, time(18), "Mon"),
        (-1, time(18), "20 Nov"),
        (0, None, "today"),
    ],
)
def test_a_near_day_is_said_with_its_time(ahead, at, words):
    day = date(2026, 11, 21)
    assert say_short(day + timedelta(ahead), day, at) == words
