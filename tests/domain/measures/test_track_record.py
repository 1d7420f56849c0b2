"""What became of forecasts: how many ranges held, and how sure that is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.measures.track_record import (
    LAST,
    NEEDED,
    TrackRecord,
    wilson,
)
from support.domain.forecasts import BOTH, MISSED, TODAY, WIDE_ONLY, record_of, said


@pytest.mark.parametrize(
    ("came", "half", "most"),
    [(1, False, False), (2, False, True), (4, True, True), (6, True, True), (7, False, True),
     (9, False, True), (10, False, False)],
)  # fmt: skip
def test_a_range_holds_the_days_at_both_its_ends(came, half, most):
    each = said(came, likely=(4, 6), wide=(2, 9))
    assert (each.within(0.5), each.within(0.8)) == (half, most)


def test_a_range_of_one_day_holds_that_day():
    point = said(4, likely=(4, 4), wide=(4, 4))
    assert point.within(0.5)
    assert not said(5, likely=(4, 4), wide=(4, 4)).within(0.8)


def test_each_range_is_counted_by_what_it_promised():
    half, most = record_of(*[BOTH] * 6, *[WIDE_ONLY] * 3, MISSED).levels
    assert (half.promised, half.right, half.ranges) == (0.5, 6, 10)
    assert (most.promised, most.right, most.ranges) == (0.8, 9, 10)
    assert most.share == 0.9


@pytest.mark.parametrize("count", [0, 1, NEEDED - 1])
def test_under_ten_ranges_no_share_is_told(count):
    record = record_of(*[BOTH] * count)
    assert record.levels == ()
    assert len(record.newest) == count


def test_only_the_newest_forecasts_count():
    record = record_of(*[BOTH] * LAST, *[MISSED] * 30)
    assert [level.right for level in record.levels] == [LAST, LAST]


def test_what_was_said_of_a_goal_comes_in_the_order_in_which_it_was_said():
    record = record_of(BOTH, MISSED, WIDE_ONLY, MISSED, goals=2)
    own = record.of_goal("goal0")
    assert [each.came for each in own] == [WIDE_ONLY, BOTH]
    assert own[0].came_on == TODAY - timedelta(2) + timedelta(WIDE_ONLY)
    assert record.of_goal("another") == ()


def test_a_day_beyond_the_calendar_is_its_last():
    assert said(3, day=date.max).came_on == date.max


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    # The roots of (p - x)^2 = z^2 x (1 - x) / n at z = 1.2816.
    [(8, 10, 0.6016, 0.9138), (31, 40, 0.6805, 0.8478), (0, 10, 0.0, 0.1411), (40, 40, 0.9606, 1)],
)
def test_the_range_of_a_share_is_wilsons(right, count, low, high):
    assert wilson(right / count, count) == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60))
def test_the_range_of_a_share_holds_it_and_narrows_with_more_cases(right, wrong, more):
    count = right + wrong
    low, high = wilson(right / count, count)
    assert 0 <= low <= right / count <= high <= 1 or right == count
    closer = wilson(right / count, count + more)
    assert closer[1] - closer[0] < high - low


def width(record):
    level = record.levels[-1]
    return level.high - level.low


def test_forecasts_of_few_goals_that_fail_together_tell_less_than_those_of_many():
    came = [BOTH, BOTH, BOTH, MISSED] * 8
    apart = record_of(*came)
    together = record_of(*came, goals=4)  # all of the fourth goal failed
    assert apart.levels[-1].share == together.levels[-1].share == 0.75
    assert width(together) > 2 * width(apart)


def test_forecasts_of_one_goal_tell_no_more_than_one():
    level = record_of(*[BOTH] * 20, goals=1).levels[-1]
    assert (level.low, level.high) == wilson(1.0, 1)


def test_goals_whose_forecasts_differ_as_much_as_any_tell_as_much_as_all():
    came = [BOTH, MISSED] * 10
    mixed = TrackRecord(
        tuple(said(days, uid=f"goal{number // 2}", day=TODAY) for number, days in enumerate(came))
    )
    level = mixed.levels[-1]
    assert (level.low, level.high) == wilson(0.5, 20)
