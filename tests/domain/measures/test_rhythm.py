"""How long a goal usually rests, by its own rests."""

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.measures.course import Course
from lastmile_tui.domain.measures.rhythm import (
    StretchRests,
    longest_of,
    rhythm_of,
    slower_of,
    usual_longest,
)
from lastmile_tui.domain.measures.silence import LONGER

MONDAY = date(2026, 6, 1)

DAILY, WEEKENDS, WEEKLY = (1,) * 12, (1, 6) * 6, (7,) * 6


def course(rests, in_stretch=None):
    """A course with so many days between one work and the next."""
    touches = tuple(MONDAY + timedelta(days) for days in accumulate(rests, initial=0))
    since = None if in_stretch is None else touches[in_stretch]
    return Course(MONDAY, touches, (), (), since, None, (), len(touches))


@pytest.mark.parametrize(
    ("rests", "first", "second", "third"),
    [
        ((), 6, 4, 4),
        (DAILY, 2, 3, 4),
        (WEEKENDS, 7, 6, 7),
        ((1, 1, 5) * 4, 6, 5, 6),
        (WEEKLY, 13, 14, 14),
        ((7, 7, 14, 7), 13, 14, 14),
        ((2, 3, 2, 2, 3, 2), 4, 4, 4),
        ((1, 30, 2, 20, 1, 9), 27, 91, 112),
        ((10,) * 6, 13, 14, 14),
        ((14,) * 6, 20, 21, 21),
        ((20,) * 5, 27, 42, 84),
        ((30,) * 5, 41, 105, 133),
    ],
)
def test_a_rest_is_too_long_by_what_the_goal_has_rested(rests, first, second, third):
    rhythm = rhythm_of(course(rests))
    limits = [rhythm.first, *map(rhythm.limit, LONGER)]
    assert [int(limit) + 1 for limit in limits] == [first, second, third]


WEEKEND_KIN = [WEEKENDS, (1, 6, 1, 6, 7, 1, 6), (2, 5) * 5, (7,) * 8, (1, 1, 5) * 4]


@pytest.mark.parametrize("rests", WEEKEND_KIN)
def test_who_works_on_some_days_of_the_week_is_left_alone_on_the_others(rests):
    rhythm = rhythm_of(course(rests))
    assert rhythm.first >= max(rests) - 1  # the evening before it is worked on again


@given(st.lists(st.integers(1, 60), max_size=40), st.floats(0.1, 8), st.integers(0, 40))
def test_a_higher_level_takes_a_longer_rest(rests, slower, gate):
    made = course(rests, in_stretch=min(gate, len(rests)))
    limits = [*map(rhythm_of(made, StretchRests(slower)).limit, LONGER)]
    assert limits == sorted(limits)


@pytest.mark.parametrize(
    ("rests", "longest", "days"),
    [
        (DAILY, 0, 3),
        (DAILY, 3, 3),
        (DAILY, 20, 6),
        (DAILY, 90, 7),
        (WEEKLY, 7, 14),
        (WEEKLY, 14, 14),
        (WEEKLY, 40, 14),
        ((20,) * 5, 7, 21),
        ((20,) * 5, 40, 91),
        ((20,) * 5, 400, 196),
    ],
)
def test_a_goal_may_rest_longer_where_those_that_were_finished_did(rests, longest, days):
    rhythm = rhythm_of(course(rests, in_stretch=2), StretchRests(1.0, longest))
    assert int(rhythm.limit()) + 1 == days


@given(st.lists(st.integers(1, 4000), max_size=40), st.integers(0, 4000))
def test_no_goal_is_left_alone_for_more_than_three_and_a_half_of_its_longest_rests(rests, longest):
    rhythm = rhythm_of(course(rests), StretchRests(1.0, longest))
    assert rhythm.limit() <= max(3.5 * rhythm.foreseen, rhythm.middle) + 7


def test_one_rest_that_is_longer_than_usual_is_waited_for_a_little():
    even, once = ((7,) * 12, (7,) * 11 + (21,))
    expected = [rhythm_of(course(rests)).foreseen for rests in (even, once)]
    assert expected == pytest.approx([7, 7 ** (2 / 3) * 21 ** (1 / 3)])


@given(st.lists(st.integers(1, 60), max_size=12), st.floats(1, 8))
def test_who_takes_longer_at_the_end_may_rest_longer_there(rests, slower):
    made = course(rests, in_stretch=len(rests))
    assert rhythm_of(made, StretchRests(slower)).typical >= rhythm_of(made).typical


@pytest.mark.parametrize("slower", [0.125, 0.5, 1.0])
def test_who_is_quicker_at_the_end_may_rest_as_ever(slower):
    made = course(WEEKENDS, in_stretch=4)
    assert rhythm_of(made, StretchRests(slower)) == rhythm_of(made)


def test_rests_in_the_stretch_count_more_than_those_before_it():
    slow = course((1,) * 8 + (5, 5, 5), in_stretch=8)
    before = course((1,) * 8 + (5, 5, 5))
    assert rhythm_of(slow).typical > rhythm_of(before).typical


def finished(before, behind, wait=()):
    """A goal that rested so before its stretch and in it, and then waited for its seal."""
    made = course((*before, *behind, *wait))
    gate, door = made.touches[len(before)], made.touches[len(before) + len(behind)]
    return replace(made, moves=made.touches, last_mile=gate, first_door=door)


@pytest.mark.parametrize(
    ("before", "behind", "wait", "slower"),
    [
        (DAILY, (1, 1), (), 0.85),  # three days are assumed of a goal at first
        (DAILY, (7, 7), (), 6.0),
        ((3,) * 9, (3, 3), (30,), 1.0),
        ((3,) * 9, (6, 24), (), 4.0),
        ((3,) * 9, (1, 1, 1), (), 1 / 3),
        ((3,) * 9, (12,), (5, 5), 4.0),
    ],
)
def test_a_finished_goal_tells_how_many_times_longer_it_rested_in_its_stretch(
    before, behind, wait, slower
):
    assert slower_of(finished(before, behind, wait)) == pytest.approx(slower, rel=0.01)


@pytest.mark.parametrize(
    "made",
    [course(DAILY), finished(DAILY, ()), finished((), DAILY), finished((1,), ())],
)
def test_who_rested_on_one_side_of_the_gate_only_tells_nothing(made):
    assert slower_of(made) is None


@pytest.mark.parametrize(
    ("made", "longest"),
    [
        (finished(DAILY, (1, 9, 2)), 9),
        (finished((30, 2), (1, 1)), 1),
        (finished((3,) * 9, (4,), (60,)), 4),  # the wait for the seal is no rest
        (finished((3,) * 9, ()), None),
        (course((20,) * 5), None),
        (finished((), (1,)), None),  # two days of progress teach nothing
    ],
)
def test_a_finished_goal_tells_how_long_it_rested_in_its_stretch_at_most(made, longest):
    assert longest_of(made) == longest


@pytest.mark.parametrize(
    ("longest", "usual"),
    [((), 0), ((5,), 5), ((5, 5, 5, 5, 5), 5), ((1, 2, 3, 4, 30), 19.6), ((7, 7, 1), 7)],
)
def test_one_stretch_that_stood_still_is_not_usual(longest, usual):
    assert usual_longest(longest) == pytest.approx(usual)
