"""When a road begins again: what a person types, and the days that are counted from it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.crossing.rule import UNITS, next_day, read_start, reader, say_start
from lastmile_tui.domain.model.parts.laps import Again
from lastmile_tui.domain.wording.whole.laps import say_again
from lastmile_tui.errors import DateError

TODAY = date(2026, 11, 21)
PLANNED = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("in 1 week", "Sat 28 Nov, in 7 days"),
        ("every month", "Mon 30 Nov, in 9 days, then every month"),
        ("on 1 dec", "Tue 1 Dec, in 10 days"),
        ("", "today"),
        ("now", "today"),
        ("tomorrow", "tomorrow"),
        ("  Every  Month ", "Mon 30 Nov, in 9 days, then every month"),
        ("monthly", "Mon 30 Nov, in 9 days, then every month"),
        ("every 2 weeks", "Sat 28 Nov, in 7 days, then every 2 weeks"),
        ("every other week", "Sat 28 Nov, in 7 days, then every 2 weeks"),
        ("every quarter", "Sun 31 Jan 2027, in 10 weeks, then every quarter"),
        ("every year", "Sun 31 Oct 2027, in 11 months, then every year"),
        ("every week from mon", "Mon 23 Nov, in 2 days, then every week"),
        ("every month from today", "today, then every month"),
        ("every month on the 15th", "Tue 15 Dec, in 24 days, then every month"),
        ("every month from yesterday", "Sun 20 Dec, in 29 days, then every month"),
        ("every 2 weeks from 31 Oct 2026", "Sat 28 Nov, in 7 days, then every 2 weeks"),
    ],
)
def test_a_line_says_when_it_begins_and_is_echoed(line, said):
    assert say_start(read_start(line, TODAY, PLANNED), TODAY) == said
    assert reader(TODAY, PLANNED)(line) == (said if line.strip() else "")


@pytest.mark.parametrize("line", ["never", "No more", "not again", "stop"])
def test_a_line_may_say_never(line):
    assert read_start(line, TODAY, PLANNED) is None
    assert reader(TODAY, PLANNED)(line) == "it does not begin again"


@pytest.mark.parametrize(
    "line", ["every blue moon", "every 0 weeks", "yesterday", "soon", "every month from soon"]
)
def test_what_is_no_time_is_refused_in_one_sentence(line):
    with pytest.raises(DateError, match=r"^[A-Z‘].*\.$"):
        read_start(line, TODAY, PLANNED)


@pytest.mark.parametrize(
    ("count", "unit", "days"),
    [
        # from the day since when the rule is, which a shorter month does not move
        (1, "month", (date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 3), date(2026, 2, 28))),
        (1, "month", (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 3), date(2026, 3, 31))),
        (1, "year", (date(2024, 2, 29), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28))),
        # sealed late: those that were missed do not pile up
        (1, "month", (date(2026, 1, 5), date(2026, 1, 5), date(2026, 4, 20), date(2026, 5, 5))),
        (2, "week", (date(2026, 1, 5), date(2026, 1, 5), date(2026, 4, 20), date(2026, 4, 27))),
        # sealed before its own day came: the next is behind that day
        (1, "month", (date(2026, 1, 5), date(2026, 5, 5), date(2026, 4, 20), date(2026, 6, 5))),
        # on the very day
        (1, "month", (date(2026, 1, 5), date(2026, 1, 5), date(2026, 2, 5), date(2026, 2, 5))),
    ],
)
def test_the_next_day_is_counted_from_what_was_planned(count, unit, days):
    since, after, today, expected = days
    assert next_day(Again(count, unit, since), after, today) == expected


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.sampled_from(UNITS), st.integers(1, 40), days, days, days)
def test_the_next_day_is_the_first_behind_the_lap_before_and_not_before_today(
    unit, count, since, after, today
):
    again = Again(count, unit, since)
    found = next_day(again, after, today)
    assert found >= today
    assert found > after or found == since > after
    assert next_day(again, found, today) > found
    assert next_day(again, after, found) == found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("every month on the 15th", "every month on the 15th"),
        ("monthly", "every month on the 31st"),
        ("every week from mon", "every week on Monday"),
        ("every year on 1 mar", "every year on 1 Mar"),
        ("every other week from mon", "every 2 weeks from 23 Nov 2026"),
        ("every quarter", "every quarter from 31 Oct 2026"),
        ("every 3 days", "every 3 days from 31 Oct 2026"),
        ("daily", "every day"),
    ],
)
def test_a_rule_names_its_day(line, said):
    assert say_again(read_start(line, TODAY, PLANNED).again) == said


@given(st.sampled_from(UNITS), st.integers(1, 12), days, days)
def test_what_is_said_of_a_rule_is_read_as_one_with_the_same_days(unit, count, since, today):
    rule = Again(count, unit, since)
    read = read_start(say_again(rule), today, since).again
    assert say_again(read) == say_again(rule)
    after = max(today, since, read.since)
    assert next_day(read, after, after) == next_day(rule, after, after)


def test_a_rule_that_nobody_lives_to_see_is_refused():
    with pytest.raises(DateError, match="too far away"):
        next_day(Again(9999, "year", TODAY), TODAY, TODAY)
