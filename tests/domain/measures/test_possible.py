"""Whether a due date can still be met: the pace it takes, and how often that was driven."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, nudge
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go, park
from lastmile_tui.domain.measures.course import Course, Leg, course_of
from lastmile_tui.domain.measures.possible import Possible, driven_on, possible_of
from support.domain.history import TODAY, at, begun, history

ROAD = "Book: a > b > c > d > e > f > g > h > i > j"
WORDS = "Novel: half 500 > all 1000 target 1000 words"


def asked(record, *finished, now=None):
    courses = {one.goal: course_of(one.goal, one.log) for one in (record, *finished)}
    goals = [one.goal for one in finished]
    return possible_of(record.goal, goals, courses.__getitem__, TODAY, now)


def driven(*days, due=4, line=ROAD, **named):
    return history(line, begun(60), *((day, advance) for day in days), due=due, **named)


DAILY = driven(*range(12, 4, -1))
"""Eight miles, one a day, the last five days ago; two are left."""


@pytest.mark.parametrize(
    ("due", "days", "pace"),
    [(0, 1, 2.0), (1, 2, 1.0), (3, 4, 0.5), (9, 10, 0.2), (99, 100, 0.02)],
)
def test_the_days_that_are_left_count_today(due, days, pace):
    found = asked(driven(*range(12, 4, -1), due=due))
    assert (found.days, found.pace) == (days, pytest.approx(pace))


def test_as_much_as_is_left_was_driven_in_some_spells_and_not_in_others():
    # From 12 days ago until today are 13 days: ten spells of four. A spell needs two miles, and the
    # last that has them begins six days ago.
    assert asked(driven(*range(12, 4, -1), due=3)) == Possible(2.0, 4, spells=10, enough=7)


def test_a_pace_that_was_never_driven_is_known_to_be_so():
    slow = driven(*range(48, 8, -5), due=0)
    assert asked(slow) == Possible(2.0, 1, spells=49, enough=0)


@pytest.mark.parametrize(
    "record",
    [
        driven(8, 7, 6, due=None),
        driven(8, 7, 6, due=-1),
        driven(*range(20, 10, -1)),
        history(ROAD, begun(9), (8, let_go), due=4),
        history("Small: a", begun(9), (8, advance), (7, seal), due=4),
    ],
    ids=["no date", "date is over", "at the door", "let go", "sealed"],
)
def test_nothing_is_asked_of_a_goal_without_a_date_ahead_and_a_mile_to_go(record):
    assert asked(record) is None


def test_a_due_time_that_has_passed_is_over_too():
    noon = replace(DAILY.goal, due=TODAY, due_time=time(12))
    course = course_of(DAILY.goal, DAILY.log)
    for hour, left in ((11, True), (12, False), (13, False)):
        now = datetime.combine(TODAY, time(hour), UTC)
        assert (possible_of(noon, (), lambda _: course, TODAY, now) is not None) is left


@pytest.mark.parametrize(("back", "days"), [(1, 4), (3, 2), (4, 1), (5, 0), (30, 0)])
def test_a_parked_goal_has_the_days_from_its_coming_back_on(back, days):
    found = asked(park(DAILY, at(0, 99), TODAY + timedelta(back)))
    assert found.days == days
    assert (found.pace is None) == (days == 0)


def test_finished_goals_that_count_the_same_are_compared_and_others_are_not():
    young = driven(2, 1, due=3)
    every_other = range(40, 20, -2)  # 19 days: 16 spells of four
    done = driven(*every_other, uid=100)
    novel = history(WORDS, begun(60), *((day, nudge, 100) for day in every_other), uid=200)
    assert asked(young).spells == 0
    assert asked(young, done).spells == 16
    assert asked(young, done, driven(*range(19, 9, -1), uid=300)).spells == 16 + 7
    assert asked(young, novel).spells == 0
    counted = history(WORDS, begun(9), (8, nudge, 100), (7, nudge, 100), due=3, uid=400)
    assert asked(counted, done).spells == 0
    assert asked(counted, done, novel).spells == 16


@pytest.mark.parametrize("days", [(30,), (30, 29), (30, 30, 30)])
def test_a_goal_driven_on_a_day_or_two_tells_nothing_of_a_pace(days):
    cake = driven(*days, uid=100)
    assert asked(driven(*range(12, 4, -1), due=3), cake) == asked(driven(*range(12, 4, -1), due=3))


def test_where_spells_are_few_or_nearly_the_same_they_are_compared_with_nothing():
    assert asked(driven(*range(12, 4, -1), due=3)).spells == 10
    assert asked(driven(*range(11, 3, -1), due=3)).spells == 0  # nine of them
    assert asked(driven(60, 40, 20, due=29)).spells == 0  # 31, and two of them side by side


def test_a_leg_across_the_gate_is_one_day():
    made = history("Road: a*4 >> b", begun(9), (8, nudge, 3.5), (6, nudge, 1), (5, nudge, 0.2))
    course = course_of(made.goal, made.log)
    assert [leg.miles for leg in course.legs] == [3.5, 0.5, 0.5, 0.2]
    assert [miles for _, miles in driven_on(course)] == [3.5, 1.0, 0.2]


@pytest.mark.parametrize("parked", [1, 2, 9, 40])
def test_days_on_which_it_was_parked_are_in_no_spell(parked):
    through = driven(*range(12, 4, -1), due=3)
    away = history(
        ROAD,
        begun(60 + parked),
        *((day + parked, advance) for day in range(12, 8, -1)),
        (9 + parked, park, TODAY - timedelta(8)),
        *((day, advance) for day in range(8, 4, -1)),
        due=3,
    )
    assert asked(away) == asked(through)


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 30)), min_size=3, max_size=20),
    st.integers(0, 12),
    st.integers(0, 9),
)
def test_spells_are_counted_as_by_looking_at_every_day(steps, due, silent):
    last = TODAY - timedelta(silent)
    ago = sum(gap for gap, _ in steps[1:])
    moves, legs, day = [], [], last - timedelta(ago)
    for index, (gap, tenths) in enumerate(steps):
        day += timedelta(gap if index else 0)
        moves.append(day)
        legs.append(Leg(tenths / 10, gap, final=False, on=day))
    course = Course(moves[0], tuple(moves), tuple(moves), tuple(legs), None, None, (), 1)
    goal = replace(DAILY.goal, due=TODAY + timedelta(due))
    found = possible_of(goal, (), lambda _: course, TODAY)
    miles = {day: leg.miles for day, leg in zip(moves, legs, strict=True)}
    days = [moves[0] + timedelta(number) for number in range((TODAY - moves[0]).days + 1)]
    spells = [days[at : at + due + 1] for at in range(len(days) - due)]
    sums = [sum(miles.get(day, 0) for day in spell) for spell in spells]
    if len(spells) < 10 or len(days) // (due + 1) < 3:
        assert (found.spells, found.enough) == (0, 0)
    else:
        assert found.spells == len(spells)
        assert found.enough == sum(miles >= goal.to_go - 1e-9 for miles in sums)
