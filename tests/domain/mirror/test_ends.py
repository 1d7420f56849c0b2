"""Where roads end, and how their end went, worked out by hand."""

from __future__ import annotations

from datetime import timedelta
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes.drive import advance, back, nudge
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go
from lastmile_tui.domain.measures.last_mile import (
    RATIO_LIMIT,
    Ratio,
    factor_of,
    last_mile_of,
    prior_of,
)
from lastmile_tui.domain.mirror.ends import PRIOR_SPREAD, factor_range_of
from lastmile_tui.domain.mirror.figures import Ends, Split
from support.domain.history import TODAY
from support.domain.mirror import book, mirror, sealed_book


@pytest.mark.parametrize(
    ("miles", "tenth", "share"),
    [
        (0, 0, 0.0),
        (0.4, 0, 0.08),
        (0.5, 1, 0.1),
        (2.9, 5, 0.58),
        (3.5, 7, 0.7),
        (4.5, 9, 0.9),
        (5, 9, 1.0),
    ],
)
def test_a_goal_ends_in_the_tenth_of_the_way_that_it_had_begun(miles, tenth, share):
    drive = [(9, nudge, miles)] if miles else []
    found = mirror(book(*drive, (3, let_go))).ends
    assert found.tenths.index(1) == tenth
    assert (found.total, found.share) == (1, pytest.approx(share))


def test_the_share_is_the_median_and_the_last_two_tenths_are_the_last_fifth():
    miles = [0.5, 3.9, 4.0, 4.4, 5]
    found = mirror(*(book((9, nudge, part), (3, let_go)) for part in miles)).ends
    assert found == Ends((0, 1, 0, 0, 0, 0, 0, 1, 2, 1), 0.8)
    assert found.last_fifth == 3
    assert mirror().ends == Ends()


def test_an_even_number_of_ends_has_its_median_between_the_middle_two():
    found = mirror(book((9, nudge, 1), (3, let_go)), book((9, nudge, 2), (3, let_go)))
    assert found.ends.share == pytest.approx(0.3)


def test_a_sealed_goal_has_its_days_before_the_gate_in_the_stretch_and_at_its_end():
    """A mile every five days, then six in the stretch, the seal two days after the marker."""
    made = book(
        (45, advance), (40, advance), (35, advance), (30, advance), (24, advance), (22, seal),
        start=50,
    )  # fmt: skip
    assert mirror(made).splits == (Split("Book", TODAY - timedelta(days=22), 20, 6, 2),)


def test_planning_before_the_first_mile_counts_as_the_longest_later_gap_at_most():
    made = book(
        (45, advance), (40, advance), (38, advance), (30, advance), (24, advance), (24, seal),
        start=400,
    )  # fmt: skip
    assert mirror(made).splits[0].before == 15 + 8


def test_a_gate_that_was_crossed_back_counts_from_the_last_crossing():
    made = book((30, nudge, 4), (25, back), (20, nudge, 5), (15, seal), start=35)
    assert mirror(made).splits[0] == Split("Book", TODAY - timedelta(days=15), 15, 0, 5)


def test_only_sealed_goals_with_a_road_before_the_stretch_are_split_newest_first():
    old, new = sealed_book(ended=9), sealed_book(ended=2, line="New: a > b > c > d >> e")
    alone = book((9, advance), (8, seal), line="Alone")
    found = mirror(old, alone, new, book((9, nudge, 4.5), (3, let_go)), book((9, nudge, 4.5)))
    assert [split.title for split in found.splits] == ["New", "Book"]


def test_the_factor_is_that_of_the_forecast():
    records = [sealed_book(5, stretch) for stretch in (10, 20, 20)]
    found = mirror(*records, book((9, advance))).factor
    assert (found.value, found.goals) == (pytest.approx((32 * 1.5**3) ** (1 / 6)), 3)


def test_only_the_thirty_goals_that_ended_last_tell_of_the_factor():
    slow = [sealed_book(5, 20, ended=100) for _ in range(5)]
    newer = [sealed_book(5, 5, ended=3) for _ in range(30)]
    found = mirror(*slow, *newer).factor
    assert (found.value, found.goals) == (pytest.approx(1.5 ** (3 / 33)), 30)


def test_the_kind_is_told_of_which_more_is_known():
    counting = [sealed_book(line="Run target 5 km: a 1 > b 2 > c 3 > d 4 >> e 5") for _ in range(2)]
    assert not mirror(*counting, sealed_book(), sealed_book()).factor.counting
    assert mirror(*counting, sealed_book()).factor.counting


def test_without_a_goal_the_range_is_that_of_the_prior():
    """Three degrees of freedom: t is 1.638, and the scale log(2) / sqrt(3)."""
    found = mirror().factor
    assert (found.value, found.goals) == (pytest.approx(1.5), 0)
    assert log(found.high / 1.5) == pytest.approx(1.638 * log(2) / 3**0.5, abs=0.001)
    assert log(found.low / 1.5) == pytest.approx(-log(found.high / 1.5))


def mass(ratios, prior, low, high):
    """How much of the posterior of the factor lies in a range, by adding it up.

    Over the unknown variance it is integrated by hand: what is left is a power of the squares.
    """
    logs = [log(min(max(ratio, 1 / RATIO_LIMIT), RATIO_LIMIT)) for ratio in ratios]
    inside = total = 0.0
    for step in range(-8_000, 8_001):
        mean = step / 1_000
        spread = sum((part - mean) ** 2 for part in logs)
        squares = 3 * PRIOR_SPREAD**2 + 3 * (mean - log(prior)) ** 2 + spread
        density = squares ** (-(len(logs) + 4) / 2)
        total += density
        inside += density * (low <= exp(mean) <= high)
    return inside / total


def of_kind(ratios, counting):
    return [Ratio(ratio, counting) for ratio in ratios]


@pytest.mark.parametrize(("counting", "prior"), [(False, 1.5), (True, 1.0)])
@pytest.mark.parametrize(
    "ratios", [[2.0], [1.0] * 6, [8.0, 0.125], [3, 2, 1.5, 2.2, 4, 1.1], [60.0] * 30]
)
def test_the_range_holds_four_fifths_of_the_posterior(ratios, counting, prior):
    found = factor_range_of(of_kind(ratios, counting))
    assert mass(ratios, prior, found.low, found.high) == pytest.approx(0.8, abs=0.005)


def test_the_range_without_any_ratio_holds_four_fifths_of_what_is_assumed():
    found = factor_range_of([])
    assert mass([], 1.5, found.low, found.high) == pytest.approx(0.8, abs=0.005)


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.booleans())
def test_the_value_lies_in_its_range(ratios, counting):
    found = factor_range_of(of_kind(ratios, counting))
    assert 0 < found.low < found.value < found.high
    assert found.value == pytest.approx(factor_of(ratios, prior_of(counting=counting)).value)
    assert (found.goals, found.counting) == (len(ratios), counting)


@given(st.lists(st.floats(0.01, 100), max_size=30), st.lists(st.floats(0.01, 100), max_size=30))
def test_a_mixed_history_gives_each_kind_what_it_gives_alone(markers, counting):
    """The ratios of one kind say nothing of the other, which shrinks to its own prior."""
    found = last_mile_of([*of_kind(markers, False), *of_kind(counting, True)])
    assert found.markers == factor_of(markers, 1.5)
    assert found.counting == factor_of(counting, 1.0)


@given(st.floats(1 / RATIO_LIMIT, RATIO_LIMIT), st.integers(2, 10))
def test_more_goals_that_agree_make_surer(ratio, count):
    few = factor_range_of(of_kind([ratio] * count, True))
    many = factor_range_of(of_kind([ratio] * (2 * count), True))
    assert many.high / many.low < few.high / few.low
