"""How a person drives the last mile, worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance, nudge
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go
from lastmile_tui.domain.measures.last_mile import RATIO_LIMIT, Factor, factor_of, ratio_of
from support.domain.history import TODAY, begun, history, measured

ROAD = "Book: a > b > c > d >> e"
"""Four miles before the gate, one behind it."""


def ratio(*beats, line=ROAD, ended=0):
    made = history(line, *beats)
    return ratio_of(made.goal, measured(made).course, TODAY - timedelta(days=ended))


def four_miles(days, start=40):
    """The beats that drive the four miles before the gate, so many days each."""
    return [begun(start), *((start - number * days, advance) for number in range(1, 5))]


def test_without_a_finished_goal_the_end_is_like_the_rest():
    assert factor_of([]) == Factor(1.0, 0)


@pytest.mark.parametrize(
    ("ratios", "value"),
    [
        ([2.0], 2 ** (1 / 4)),
        ([2.0, 2.0, 2.0], sqrt(2)),
        ([8.0, 8.0, 8.0, 8.0, 8.0, 8.0], 4.0),
        ([0.5, 2.0], 1.0),
        ([4.0, 2.0], 8 ** (1 / 5)),
        ([0.25], 2 ** (-1 / 2)),
    ],
)
def test_the_logarithms_are_averaged_with_three_goals_that_are_alike(ratios, value):
    found = factor_of(ratios)
    assert found.value == pytest.approx(value)
    assert found.goals == len(ratios)


@given(st.floats(1.01, RATIO_LIMIT), st.integers(1, 30))
def test_more_goals_of_one_kind_draw_the_factor_nearer_to_theirs(value, count):
    few, many = factor_of([value] * count).value, factor_of([value] * (count + 1)).value
    assert 1 < few < many < value


def test_a_stretch_at_the_pace_of_the_rest_has_the_ratio_one():
    beats = [*four_miles(5), (15, advance)]
    assert ratio(*beats, (15, seal), ended=15) == pytest.approx(1.0)


def test_a_stretch_that_takes_three_times_as_long_a_mile_has_the_ratio_three():
    assert ratio(*four_miles(5), (10, advance), (5, seal), ended=5) == pytest.approx(3.0)


def test_waiting_at_the_door_counts_until_the_seal():
    """Reached after five days as usual, sealed after fifteen."""
    assert ratio(*four_miles(5), (15, advance), (5, seal), ended=5) == pytest.approx(3.0)


def test_a_goal_let_go_in_its_stretch_counts_with_what_was_driven_of_it():
    """Half a mile in ten days, where a mile took five."""
    beats = [*four_miles(5), (15, nudge, 0.5), (10, let_go)]
    assert ratio(*beats, ended=10) == pytest.approx(4.0)


def test_a_stretch_that_was_hardly_begun_counts_as_a_tenth():
    assert ratio(*four_miles(5), (19, let_go), ended=19) == pytest.approx(1 / 0.1 / 5)


def test_a_single_goal_counts_eight_times_at_most_either_way():
    assert factor_of([60.0]) == factor_of([RATIO_LIMIT])
    assert factor_of([0.01]) == factor_of([1 / RATIO_LIMIT])


@pytest.mark.parametrize(
    ("line", "beats"),
    [
        (ROAD, [begun(9), (5, advance), (4, let_go)]),
        ("Short > a", [begun(9), (5, advance), (4, seal)]),
        ("All: >> a > b", [begun(9), (5, advance), (4, advance), (3, seal)]),
    ],
)
def test_a_goal_without_a_stretch_or_without_a_road_before_it_says_nothing(line, beats):
    assert ratio(*beats, line=line) is None
