"""The axis of time: each day in its column, today a third from the left, labels that fit."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.horizon.axis import DAYS, Axis, Zoom, axis_of, ticks_of

TODAY = date(2026, 11, 30)
DATES = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
NEAR = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
AXES = st.builds(
    axis_of,
    DATES,
    st.integers(1, 200),
    st.sampled_from(Zoom),
    st.integers(-400, 400),
    st.none() | st.tuples(DATES, DATES).map(sorted).map(tuple),
)


@pytest.mark.parametrize("zoom", DAYS)
@pytest.mark.parametrize("columns", [30, 60, 90, 120])
def test_today_stands_a_third_from_the_left(zoom, columns):
    axis = axis_of(TODAY, columns, zoom)
    assert abs(axis.column(TODAY) - columns / 3) <= 1


@given(AXES, DATES, DATES)
def test_what_comes_later_stands_no_further_left(axis, one, other):
    first, last = sorted((one, other))
    assert axis.column(first) <= axis.column(last)
    assert axis.shows(first) == (0 <= axis.column(first) < axis.columns)


@given(AXES, DATES, DATES)
def test_a_span_lies_in_the_axis_and_is_seen_where_one_of_its_days_is(axis, one, other):
    first, last = sorted((one, other))
    span = axis.span(first, last)
    assert 0 <= span.start <= span.stop <= axis.columns
    assert bool(span) == (first <= axis.last and last >= axis.start)
    assert not axis.span(last, first) or first == last


@given(AXES)
def test_labels_stand_apart_in_their_columns_and_inside(axis):
    ticks = ticks_of(axis)
    for before, after in pairwise(ticks):
        assert before.column + len(before.text) < after.column
    assert all(0 <= tick.column <= axis.columns - len(tick.text) for tick in ticks)


@pytest.mark.parametrize(
    ("zoom", "columns", "labels"),
    [
        (Zoom.WEEK, 150, "Mo 23 Tu 24 We 25 Th 26 Fr 27 Sa 28 Su 29 Mo 30 1 Dec We 2 Th 3 Fr 4"),
        (Zoom.WEEK, 60, "23 Nov 30 Nov 7 Dec"),
        (Zoom.MONTH, 110, "2 Nov 9 Nov 16 Nov 23 Nov 30 Nov 7 Dec 14 Dec 21 Dec 28 Dec 4 Jan"),
        (Zoom.MONTH, 40, "Dec 2027"),
        (Zoom.QUARTER, 60, "Sep Oct Nov Dec 2027 Feb Mar Apr May"),
        (Zoom.YEAR, 90, "2026 Apr Jul Oct 2027 Apr Jul Oct 2028 Apr Jul Oct"),
        (Zoom.YEAR, 30, "2026 2027 2028"),
    ],
)
def test_labels_are_as_fine_as_there_is_room(zoom, columns, labels):
    text = " ".join(tick.text for tick in ticks_of(axis_of(TODAY, columns, zoom)))
    assert labels in text


@pytest.mark.parametrize(
    "day", [date(2027, 3, 28), date(2026, 10, 25), date(2026, 12, 31), date(2028, 2, 29)]
)
@pytest.mark.parametrize("zoom", DAYS)
def test_no_day_is_left_out_or_twice_over_clock_changes_and_years(day, zoom):
    axis = axis_of(day, DAYS[zoom], zoom)
    columns = [axis.column(axis.start + timedelta(number)) for number in range(axis.days)]
    assert columns == list(range(axis.days))


@given(st.tuples(DATES, DATES).map(sorted), DATES, st.integers(1, 200))
def test_all_shows_today_and_whatever_lies_within_a_generation(reach, today, columns):
    first, last = reach
    axis = axis_of(today, columns, Zoom.ALL, 0, (first, last))
    assert axis.shows(today)
    for day in reach:
        assert axis.shows(day) or abs((day - today).days) > 10_000


@given(
    st.tuples(NEAR, NEAR).map(sorted),
    NEAR,
    st.integers(20, 200),
)
def test_of_all_today_stands_at_a_third_or_further_right_where_more_lies_behind(
    reach, today, columns
):
    first, last = reach
    axis = axis_of(today, columns, Zoom.ALL, 0, (first, last))
    assert axis.column(today) >= columns // 3 - 1
    if (today - first).days <= (last - today).days / 2:
        assert axis.column(today) <= columns / 3 + 1


def test_of_all_no_axis_is_shorter_than_that_of_weeks():
    axis = axis_of(TODAY, 60, Zoom.ALL, 0, (TODAY, TODAY))
    assert axis.days >= DAYS[Zoom.WEEK]


def test_zooms_stop_at_their_ends():
    assert Zoom.WEEK.step(-1) is Zoom.WEEK
    assert Zoom.MONTH.step(1) is Zoom.QUARTER
    assert Zoom.ALL.step(1) is Zoom.ALL


def test_a_pan_there_and_back_is_none():
    assert axis_of(TODAY, 60, Zoom.MONTH, 3).start > axis_of(TODAY, 60, Zoom.MONTH).start
    assert isinstance(axis_of(TODAY, 60, Zoom.MONTH, -3 + 3), Axis)
    assert axis_of(TODAY, 60, Zoom.MONTH, 0) == axis_of(TODAY, 60, Zoom.MONTH)
