"""The days on which a goal was active, and whether a review is due."""

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, seal, status
from lastmile_tui.domain.examples.templates import save_template
from lastmile_tui.domain.model.fold import goal_of
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.review import diary
from lastmile_tui.domain.review.streak import ActiveDays, review_due
from lastmile_tui.errors import GoalError, StoreError
from support.domain.history import TODAY, at, begun, history

ROAD = "Swim: a > b > c"
SATURDAY, SUNDAY = 5, 6


def active_days(*records):
    """The active days of a file, and the goals whose logs were read for them."""
    logs = {record.goal.uid: record.log for record in records}
    read = []

    def log_of(uid):
        read.append(uid)
        return logs[uid]

    return ActiveDays([record.goal for record in records], log_of), read


def ago(days):
    return TODAY - timedelta(days)


def pattern(held, first):
    """One sign for each day from so many days ago up to today: x where a goal was active."""
    return "".join("x" if held.on(ago(back)) else "." for back in range(first, -1, -1))


def test_a_goal_is_active_from_the_day_on_which_it_was_added():
    held, _ = active_days(history(ROAD, begun(3), (1, drive.advance)))
    assert pattern(held, 6) == "...xxxx"


def test_a_goal_is_no_longer_active_from_the_day_on_which_it_was_let_go():
    held, _ = active_days(history(ROAD, begun(5), (2, status.let_go)))
    assert pattern(held, 6) == ".xxx..."


def test_a_sealed_goal_is_active_again_once_it_is_reopened():
    made = history("Swim > a", begun(6), (4, drive.advance), (4, seal.seal), (2, seal.reopen))
    held, _ = active_days(made)
    assert pattern(held, 6) == "xx..xxx"


def test_a_parked_goal_comes_back_by_itself():
    held, _ = active_days(history(ROAD, begun(6), (5, status.park, ago(2))))
    assert pattern(held, 6) == "x...xxx"


def test_a_removed_goal_was_active_before_and_an_undone_one_too():
    made = history(ROAD, begun(5), (3, undo))
    assert made.goal.deleted
    held, _ = active_days(made)
    assert pattern(held, 6) == ".xx...."


def test_what_is_undone_later_counts_until_then():
    held, _ = active_days(history(ROAD, begun(5), (4, status.let_go), (2, undo)))
    assert pattern(held, 5) == "x..xxx"


def test_any_goal_makes_a_day_active():
    early = history(ROAD, begun(6), (4, status.let_go))
    late = history(ROAD, begun(2), uid=50)
    held, _ = active_days(early, late)
    assert pattern(held, 6) == "xx..xxx"


def test_templates_and_the_diary_are_no_goals():
    template = save_template(history(ROAD, begun(5)), "swim", at(4, 9))
    held, read = active_days(template, diary.begin(at(4)))
    assert pattern(held, 5) == "......"
    assert read == []


def test_the_local_day_of_the_first_event_counts_and_not_its_instant():
    made = history(ROAD, begun(3))
    first = replace(made.log[0], day=ago(2))
    goal = goal_of(made.goal.uid, (first,))
    held = ActiveDays([goal], lambda _: (first,))
    assert [held.on(ago(back)) for back in (3, 2)] == [False, True]


def test_no_log_is_read_of_a_goal_that_was_not_changed_since():
    quiet = history(ROAD, begun(9))
    busy = history(ROAD, begun(9), (0, drive.advance), uid=50)
    held, read = active_days(busy, quiet)
    assert pattern(held, 5) == "xxxxxx"
    assert read == []


def test_no_log_is_read_of_a_goal_that_was_added_later():
    held, read = active_days(history(ROAD, begun(3), (0, drive.advance)))
    assert not held.on(ago(30))
    assert not held.on(date.min)
    assert read == []


def test_the_first_active_goal_is_enough_and_a_log_is_read_once():
    ended = history(ROAD, begun(20), (2, status.let_go))
    open_one = history(ROAD, begun(9), (0, drive.advance), uid=50)
    held, read = active_days(ended, open_one)
    assert pattern(held, 6) == "xxxxxxx"
    assert read == [open_one.goal.uid]


def test_a_log_that_cannot_be_read_tells_of_no_active_day():
    made = history(ROAD, begun(9), (0, drive.advance))

    def broken(_):
        raise StoreError("It is damaged.")

    assert not ActiveDays([made.goal], broken).on(ago(5))


moment = st.integers(0, 20)
changes = st.sampled_from(
    [drive.advance, drive.back, status.resume, status.let_go, seal.seal, seal.reopen, undo]
)
beats = st.lists(st.tuples(moment, changes), max_size=6)


@given(moment, beats, moment)
def test_the_short_way_tells_what_folding_every_log_tells(first, later, asked):
    made = history("Swim: a > b", begun(first))
    for number, (back, move) in enumerate(sorted(later, key=lambda beat: -beat[0]), 1):
        with suppress(GoalError):
            made = move(made, at(min(back, first), number))
    known = tuple(event for event in made.log if event.day <= ago(asked))
    expected = bool(known) and goal_of(made.goal.uid, known).on_road(ago(asked))
    held, _ = active_days(made)
    assert held.on(ago(asked)) == expected


def test_a_review_is_due_until_it_is_finished():
    goal = history(ROAD, begun(3)).goal
    assert review_due([goal], TODAY, finished=False)
    assert not review_due([goal], TODAY, finished=True)


def test_no_review_is_due_on_a_rest_day():
    goal = history(ROAD, begun(3)).goal
    assert not review_due([goal], TODAY, finished=False, rest=frozenset({SUNDAY}))
    assert review_due([goal], TODAY, finished=False, rest=frozenset({SATURDAY}))


@pytest.mark.parametrize(
    "beats",
    [
        [(1, status.park, TODAY + timedelta(1))],
        [(1, status.let_go)],
        [(2, drive.reach, 2), (1, seal.seal)],
        [(1, undo)],
    ],
)
def test_no_review_is_due_where_no_goal_is_active(beats):
    assert not review_due([history(ROAD, begun(3), *beats).goal], TODAY, finished=False)
    assert not review_due([], TODAY, finished=False)


@pytest.mark.parametrize(
    ("days", "due"), [((0,), False), ((0, 0), False), ((1,), True), ((0, 1), True), ((3, 0), True)]
)
def test_no_review_is_due_on_the_day_on_which_the_first_goals_are_written_down(days, due):
    goals = [history(ROAD, begun(day), uid=number).goal for number, day in enumerate(days)]
    assert review_due(goals, TODAY, finished=False, begun=datetime.date) is due
