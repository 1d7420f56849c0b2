"""Student's t as forecasts need it, against tables and against the slow way."""

from math import exp, log, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.measures.evidence.student import POINTS, Misses, points_of

misses = st.lists(st.tuples(st.floats(-3, 3), st.floats(0.05, 4)), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("free", "share", "value"),
    [(3, 0.9, 1.638), (5, 0.9, 1.476), (7, 0.75, 0.711), (12, 0.9, 1.356), (12, 0.25, -0.695)],
)
def test_its_points_are_those_of_the_tables(free, share, value):
    points, place = points_of(free), share * POINTS - 0.5
    index = int(place)
    found = points[index] + (place - index) * (points[index + 1] - points[index])
    assert found == pytest.approx(value, rel=0.02)


@pytest.mark.parametrize("free", [3, 7, 40])
def test_its_points_rise_and_lie_alike_on_both_sides(free):
    points = points_of(free)
    assert list(points) == sorted(points)
    assert points == pytest.approx([-point for point in reversed(points)])


def test_its_density_is_that_of_the_formula():
    known = Misses.of([]).learned(1.0)
    width, free = known.width(1.0), known.free
    assert free == 7
    peak = 0.38503  # of t with 7 degrees of freedom, at 0
    assert exp(known.log_density(0.0, 1.0)) == pytest.approx(peak / width, rel=1e-3)
    assert peak < 1 / sqrt(2 * pi)


@given(misses, st.integers(0, 11), st.none() | st.floats(0.1, 1))
def test_leaving_one_out_is_as_if_it_had_not_been_there(found, which, doubt):
    which = min(which, len(found) - 1)
    rest = [each for index, each in enumerate(found) if index != which]
    if doubt is None and not rest:
        return
    without = Misses.of(found).learned(doubt, found[which])
    alone = Misses.of(rest).learned(doubt)
    assert without.free == alone.free
    for name in ("shift", "scale", "more"):
        assert getattr(without, name) == pytest.approx(getattr(alone, name), rel=1e-4, abs=1e-6)


@given(misses)
def test_what_is_learned_lies_between_nothing_and_what_was_missed(found):
    mean = sum(miss / variance for miss, variance in found)
    mean /= sum(1 / variance for _, variance in found)
    shift = Misses.of(found).learned(0.3).shift
    assert min(mean, 0) - 1e-9 <= shift <= max(mean, 0) + 1e-9


@given(st.floats(0.3, 2), st.integers(2, 20))
def test_the_same_miss_again_and_again_is_believed_and_makes_sure(miss, count):
    some = Misses.of([(miss, 0.1)] * count).learned(0.3)
    more = Misses.of([(miss, 0.1)] * (count + 1)).learned(0.3)
    assert abs(more.shift - miss) <= abs(some.shift - miss)
    assert more.width(0.1) < some.width(0.1) < Misses.of([]).learned(0.3).width(0.1)


def test_misses_far_apart_widen_it():
    near = Misses.of([(0.1, 0.1), (-0.1, 0.1)] * 3).learned(0.3)
    far = Misses.of([(2.0, 0.1), (-2.0, 0.1)] * 3).learned(0.3)
    assert far.width(0.1) > 5 * near.width(0.1)
    assert far.log_beyond(log(2), 0.1) > near.log_beyond(log(2), 0.1)
