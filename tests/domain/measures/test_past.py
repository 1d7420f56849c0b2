"""Finished goals looked at again: what they teach, and what was said of them when."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, nudge
from lastmile_tui.domain.changes.edit import add_marker, redate
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.measures.course import course_of
from lastmile_tui.domain.measures.evidence.experience import NEWCOMER, experience_of
from lastmile_tui.domain.measures.past import finished_of, track_record_of
from support.domain.history import TODAY, begun, history, measured, watch

LINE = "Book: a > b > c > d > e > f > g > h >> i > j"


def days_ago(days):
    return TODAY - timedelta(days=days)


def driven(*gaps, end=0, uid=0, due=None, line=LINE):
    """A goal whose markers were reached one after another, after so many days each."""
    days = [end + sum(gaps[index:]) for index in range(1, len(gaps) + 1)]
    last = (days[-1], seal) if len(gaps) == 10 else (days[-1], nudge, 0.0)
    beats = [(day, advance) for day in days]
    beats += [last] if len(gaps) == 10 else []
    return history(line, begun(end + sum(gaps)), *beats, uid=uid, due=due)


def finished(*gaps, **more):
    made = driven(*gaps, **more)
    return finished_of(made.goal, course_of(made.goal, made.log))


def test_it_is_looked_at_when_a_share_of_the_way_was_passed():
    found = finished(*[3] * 10)
    shares = [evening.ahead.share for evening in found.evenings]
    assert shares == [0.3, 0.5, 0.8, 0.9]
    assert [evening.on for evening in found.evenings] == [days_ago(day) for day in (21, 15, 6, 3)]
    assert [evening.came for evening in found.evenings] == [21, 15, 6, 3]
    assert (found.took, found.ended) == (30, TODAY)


@pytest.mark.parametrize("gaps", [[0] * 10, [5, *[0] * 9], [0, *[0] * 8, 9]])
def test_a_goal_of_one_or_two_days_teaches_nothing(gaps):
    assert finished(*gaps) is None


def test_a_road_that_grew_is_counted_by_its_length_of_then():
    made = history(
        "Book: a > b > c > d > e > f",
        begun(40),
        *((day, advance) for day in (36, 32, 28)),
        *((20, add_marker, 6, f"more {number}") for number in range(6)),
        *((day, advance) for day in (16, 14, 12, 10, 8, 6, 4, 2, 0)),
        (0, seal),
    )
    first, second, third = finished_of(made.goal, course_of(made.goal, made.log)).evenings
    assert (first.ahead.share, first.ahead.grown, first.came) == (0.5, 1, 28)
    assert first.ahead.before + first.ahead.stretch == pytest.approx(3)  # of the six of then
    assert (second.ahead.share, second.ahead.grown) == (0.75, 2)
    assert third.ahead.before + third.ahead.stretch == pytest.approx(1)


def test_a_road_whose_markers_were_all_removed_elsewhere_teaches_as_it_is():
    made = driven(*[3] * 10)
    course = replace(course_of(made.goal, made.log), lengths=())
    found = finished_of(made.goal, course)
    assert [evening.ahead.grown for evening in found.evenings] == [1.0] * 4


def test_the_due_date_is_that_of_then():
    beats = [(day, advance) for day in (36, 32, 28, 24, 20, 16, 12, 8, 4, 0)]
    beats.insert(5, (18, redate, TODAY + timedelta(5)))
    beats.sort(key=lambda beat: -beat[0])
    made = history(LINE, begun(40), *beats, (0, seal), due=-10)
    found = finished_of(made.goal, course_of(made.goal, made.log))
    dues = [evening.ahead.due for evening in found.evenings]
    assert dues[:2] == [18, 10]
    assert dues[-1] == 9


def forecast_after(*pasts, gaps=(3,) * 5, due=None):
    made = driven(*gaps, uid=900, due=due)
    return watch(made, *pasts).measure(made.goal, TODAY).forecast


def slow(uid, end):
    """Quick on the first half, three times slower on the second."""
    return driven(2, 2, 2, 2, 2, 6, 6, 6, 6, 6, end=end, uid=uid)


def test_who_slows_down_each_time_is_foretold_to_do_so_again():
    once = forecast_after()
    again = forecast_after(*(slow(100 * number, 50 * number) for number in range(1, 6)))
    assert again.middle > 1.5 * once.middle


def test_who_drives_as_foretold_is_told_a_narrower_range():
    even = [driven(*[3] * 10, uid=100 * number, end=40 * number) for number in range(1, 6)]
    once, again = forecast_after(), forecast_after(*even)
    assert again.wide[1] - again.wide[0] < once.wide[1] - once.wide[0]
    assert again.wide[0] <= 15 <= again.wide[1]


def test_who_meets_dates_is_foretold_to_meet_this_one():
    met = [
        driven(1, 1, 1, 1, 1, 5, 5, 5, 5, 5, uid=100 * number, end=40 * number, due=-40 * number)
        for number in range(1, 6)
    ]
    once, again = forecast_after(due=30), forecast_after(*met, due=30)
    assert again.middle == pytest.approx(30, abs=3)
    assert again.chance(33) - again.chance(27) > 0.6 > once.chance(33) - once.chance(27)


def test_nobody_has_learned_anything_before_the_first_goal():
    assert experience_of([]) == NEWCOMER
    assert NEWCOMER.goals == 0
    assert [pace.shift for pace in NEWCOMER.paces] == [0] * len(NEWCOMER.paces)


gaps = st.lists(st.integers(1, 15), min_size=10, max_size=10)


@given(st.lists(st.tuples(gaps, st.integers(0, 200)), min_size=1, max_size=4))
def test_what_was_said_once_is_not_changed_by_goals_that_end_later(stories):
    pasts = [
        finished(*days, end=end, uid=100 * number)
        for number, (days, end) in enumerate(stories, start=1)
    ]
    last = max(pasts, key=lambda past: past.ended)
    earlier = track_record_of([past for past in pasts if past is not last]).forecasts
    said = track_record_of(pasts).forecasts
    assert [each for each in said if each.uid != last.uid] == list(earlier)
    assert all(each.came == (by_uid(pasts, each).ended - each.day).days for each in said)


def by_uid(pasts, said):
    return next(past for past in pasts if past.uid == said.uid)


@given(st.lists(gaps, min_size=1, max_size=4), st.randoms())
def test_what_is_learned_does_not_depend_on_the_order_of_goals(stories, random):
    pasts = [finished(*days, uid=100 * number) for number, days in enumerate(stories, start=1)]
    mixed = random.sample(pasts, len(pasts))
    one, other = experience_of(pasts), experience_of(mixed)
    assert one.weights == pytest.approx(other.weights)
    assert one.pace(0.6).shift == pytest.approx(other.pace(0.6).shift)


def test_a_goal_that_goes_on_teaches_nothing_yet():
    made = driven(*[3] * 5, uid=900)
    assert measured(made, driven(3, 3, uid=7)).forecast == measured(made).forecast
