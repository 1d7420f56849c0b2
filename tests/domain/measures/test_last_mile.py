"""How a person drives the last mile, worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance, back, note, nudge, reach
from lastmile_tui.domain.changes.seal import reopen, seal
from lastmile_tui.domain.changes.status import let_go, park
from lastmile_tui.domain.measures.last_mile import (
    RATIO_LIMIT,
    Factor,
    factor_of,
    last_mile_of,
    ratio_of,
)
from lastmile_tui.domain.model.record import undo
from support.domain.history import TODAY, begun, history, measured

ROAD = "Book: a > b > c > d >> e"
"""Four miles before the gate, one behind it."""


def ratio(*beats, line=ROAD, ended=0):
    made = history(line, *beats)
    return ratio_of(made.goal, measured(made).course, TODAY - timedelta(days=ended))


def four_miles(days, start=40):
    """The beats that drive the four miles before the gate, so many days each."""
    return [begun(start), *((start - number * days, advance) for number in range(1, 5))]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Book: a > b > c", 1.5),
        ("Alone > a", 1.5),
        ("Tax: a due 3 dec > b due 9 dec", 1.5),
        ("Novel target 50,000 words", 1.0),
        ("Run target 42 km > half 21", 1.0),
        ("Thesis target 70 pages > read 30", 1.0),
        ("Savings target 1200.50 €", 1.0),
    ],
)
def test_a_new_user_starts_from_the_prior_of_the_kind_of_goal(line, value):
    found = last_mile_of([]).factor(history(line, begun(3)).goal)
    assert found == Factor(pytest.approx(value), 0)


@pytest.mark.parametrize("prior", [1.0, 1.5])
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
def test_the_logarithms_are_averaged_with_three_goals_of_the_prior(ratios, value, prior):
    found = factor_of(ratios, prior)
    assert found.value == pytest.approx(value * prior ** (3 / (len(ratios) + 3)))
    assert found.goals == len(ratios)


@given(st.floats(1.51, RATIO_LIMIT), st.integers(1, 30), st.sampled_from([1.0, 1.5]))
def test_more_goals_of_one_kind_draw_the_factor_nearer_to_theirs(value, count, prior):
    few, many = (factor_of([value] * number, prior).value for number in (count, count + 1))
    assert prior < few < many < value


@pytest.mark.parametrize(("goals", "claimed"), [(0, False), (1, False), (2, False), (3, True)])
def test_nothing_is_claimed_under_three_goals(goals, claimed):
    assert factor_of([2.0] * goals, 1.5).claimed is claimed


def test_a_stretch_at_the_pace_of_the_rest_has_the_ratio_one():
    beats = [*four_miles(5), (15, advance)]
    assert ratio(*beats, (15, seal), ended=15) == pytest.approx(1.0)


def test_a_stretch_that_takes_three_times_as_long_a_mile_has_the_ratio_three():
    assert ratio(*four_miles(5), (5, advance), (5, seal), ended=5) == pytest.approx(3.0)


def test_the_wait_at_the_last_marker_is_none_of_the_stretch():
    """Reached after five days as usual, sealed after fifteen."""
    assert ratio(*four_miles(5), (15, advance), (5, seal), ended=5) == pytest.approx(1.0)


@pytest.mark.parametrize(
    "behind",
    [
        [(15, seal), (14, reopen), (1, seal)],
        [(15, seal), (14, undo), (1, seal)],
        [(9, seal), (8, reopen), (7, back), (2, advance), (1, seal)],
        [(12, back), (9, advance), (1, seal)],
        [(12, reach, 2), (9, reach, 4), (1, seal)],
        [(15, seal), (14, reopen), (9, seal), (8, reopen), (1, seal)],
        [(15, seal), (14, reopen), (1, let_go)],
    ],
)
def test_a_seal_taken_back_and_set_again_counts_until_the_first_door(behind):
    assert ratio(*four_miles(5), (15, advance), *behind, ended=1) == pytest.approx(1.0)


def test_a_goal_let_go_in_its_stretch_counts_with_what_was_driven_of_it():
    """Half a mile in ten days, where a mile took five."""
    beats = [*four_miles(5), (15, nudge, 0.5), (10, let_go)]
    assert ratio(*beats, ended=10) == pytest.approx(4.0)


def test_a_stretch_that_was_hardly_begun_counts_as_a_tenth():
    assert ratio(*four_miles(5), (18, let_go), ended=18) == pytest.approx(2 / 0.1 / 5)


@pytest.mark.parametrize(
    ("beats", "ended"),
    [
        ([(20, let_go)], 20),
        ([(19, let_go)], 19),
        ([(19, nudge, 0.5), (19, let_go)], 19),
        ([(20, park, TODAY - timedelta(days=3)), (3, let_go)], 3),
        ([(19, park, TODAY), (2, let_go)], 2),
        ([(20, nudge, 0.1), (19, note, "no more"), (19, let_go)], 19),
    ],
)
def test_let_go_a_day_into_the_stretch_is_no_ratio(beats, ended):
    assert ratio(*four_miles(5), *beats, ended=ended) is None


@pytest.mark.parametrize(
    "beats",
    [
        [begun(9), (9, reach, 4), (9, seal)],
        [begun(9), *[(9, advance)] * 5, (9, seal)],
        [begun(9), (8, reach, 3), (8, advance), (7, seal)],
        [begun(40), (9, reach, 3), (8, advance), (1, seal)],
        [begun(40), (30, note, "x"), (20, note, "y"), (9, reach, 4), (9, seal)],
        [begun(40), (9, reach, 3), (8, back), (7, advance), (6, advance), (5, let_go)],
    ],
)
def test_a_history_of_one_or_two_days_of_driving_teaches_nothing(beats):
    assert ratio(*beats) is None


def test_a_single_goal_counts_eight_times_at_most_either_way():
    assert factor_of([60.0], 1.5) == factor_of([RATIO_LIMIT], 1.5)
    assert factor_of([0.01], 1.5) == factor_of([1 / RATIO_LIMIT], 1.5)


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
