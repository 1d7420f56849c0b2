"""The line of load: numbers that do not touch, and a label that says what they count."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from lastmile_tui.domain.horizon.axis import Axis, Zoom, axis_of
from lastmile_tui.domain.horizon.load import load_line

MONDAY = date(2026, 11, 30)


def line(*counts, columns, weeks=3):
    """The numbers of weeks one after another, on an axis that begins with the first."""
    load = Counter({MONDAY + timedelta(7 * week): count for week, count in enumerate(counts)})
    return load_line(load, Axis(MONDAY, 7 * weeks, columns, MONDAY))


@pytest.mark.parametrize(
    ("columns", "numbers"),
    [
        (48, {0: "9", 16: "12", 32: "345"}),
        (12, {0: "9", 4: "12", 8: "345"}),
        (9, {0: "9", 3: "12", 6: "345"}),  # nothing stands behind the last one
        (6, {0: "9", 2: "+", 4: "+"}),
    ],
)
def test_a_number_is_written_in_full_where_it_and_a_blank_have_room(columns, numbers):
    found = line(9, 12, 345, columns=columns)
    assert (found.unit, found.numbers) == ("week", numbers)
    assert found.has_many is ("+" in numbers.values())


def test_weeks_of_one_column_are_counted_by_the_month():
    found = line(1, 2, 2, 0, 0, 1, columns=9, weeks=9)
    assert found.unit == "month"
    assert found.numbers == {0: "4", 4: "1"}  # one day of November has no room


def test_a_month_counts_its_own_days_also_those_out_of_sight():
    load = Counter({date(2026, 11, 1): 1, date(2026, 11, 30): 1, date(2026, 12, 1): 1})
    axis = Axis(date(2026, 11, 9), 84, 12, date(2026, 11, 9))
    assert load_line(load, Axis(axis.start, 84, 23, axis.today)).unit == "month"
    assert load_line(load, axis).numbers == {0: "2", 3: "1"}


@pytest.mark.parametrize("zoom", Zoom)
@pytest.mark.parametrize("columns", [1, 7, 20, 45, 73, 110])
@pytest.mark.parametrize("pan", [-3, 0, 2])
def test_numbers_never_touch(zoom, columns, pan):
    load = Counter({MONDAY + timedelta(day): 1 + day % 40 for day in range(-900, 1800, 5)})
    reach = (min(load), max(load))
    axis = axis_of(MONDAY, columns, zoom, pan, reach)
    found = load_line(load, axis)
    signs = sorted(found.numbers.items())
    assert signs
    for (column, number), (after, _) in pairwise(signs):
        assert column + len(number) < after
    column, number = signs[-1]
    assert column + len(number) <= columns


def test_the_label_names_what_is_counted_and_is_left_out_where_there_is_no_room():
    found = line(1, columns=48)
    assert [found.label(room) for room in (13, 12, 11)] == ["due per week"] * 2 + [""]
    zooms = {zoom: load_line(Counter(), axis_of(MONDAY, 45, zoom)).label(40) for zoom in Zoom}
    assert zooms == {
        Zoom.WEEK: "due per week",
        Zoom.MONTH: "due per week",
        Zoom.QUARTER: "due per month",
        Zoom.YEAR: "due per quarter",
        Zoom.ALL: "due per quarter",
    }
