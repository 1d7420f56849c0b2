"""Answers: which are allowed, what is asked in return, and how they are taken back and merged."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, back, note
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.seal import seal, tick
from lastmile_tui.domain.changes.status import let_go, park, plan_step, turn
from lastmile_tui.domain.input.questions import Line, in_the_way
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.review.answers import (
    LEADS_ON,
    Answer,
    allowed,
    answering,
    asks_why,
    drive,
    no_change,
    reasons,
)
from lastmile_tui.domain.review.queue import Scope, is_answered
from lastmile_tui.errors import GoalError
from lastmile_tui.store.codec import merge, read_record, write_record
from support.domain.goals import driven, stamp
from support.domain.history import TODAY, at, begun, history
from support.domain.review import begin, do, move_of

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)

ROAD = "Road: a > b > c > d >> e"
PLANNED = history(ROAD, begun(9))
DRIVING = history(ROAD, begun(9), (8, advance))
STRETCH = history(ROAD, begun(9), *[(8, advance)] * 4)
DOOR = history(ROAD, begun(9), *[(8, advance)] * 5)
SEALED = do(DOOR, seal, days_ago=3)
PARKED = do(STRETCH, park, TOMORROW, days_ago=3)
BACK = do(STRETCH, park, TODAY, days_ago=3)
LET_GO = do(STRETCH, let_go, days_ago=3)
REMOVED = do(STRETCH, remove, days_ago=3)

ON_THE_ROAD = [PLANNED, DRIVING, STRETCH, BACK]
STAYS = (Answer.SAME, Answer.BLOCK)
AWAY = (Answer.PARK, Answer.LET_GO)
REST = (Answer.STEP, *AWAY, Answer.NOTE, Answer.TURN)


# What may be answered


@pytest.mark.parametrize("made", [PLANNED, DRIVING], ids=["planned", "driving"])
def test_a_goal_on_the_road_has_moved_or_not(made):
    answers = (Answer.MOVED, Answer.PART, *STAYS, *REST)
    assert allowed(made.goal, Scope.DAILY, TODAY) == answers


@pytest.mark.parametrize("made", [STRETCH, BACK], ids=["stretch", "back"])
def test_in_the_stretch_items_of_the_seal_list_are_done_too(made):
    answers = (Answer.MOVED, Answer.PART, *STAYS, Answer.SEAL, *REST)
    assert allowed(made.goal, Scope.DAILY, TODAY) == answers


def test_a_goal_at_the_door_is_sealed_rather_than_driven():
    assert allowed(DOOR.goal, Scope.DAILY, TODAY) == (Answer.SEAL, *STAYS, *REST)


def test_what_the_question_is_about_comes_before_what_is_in_the_way():
    stepped = do(DRIVING, plan_step, "call", TODAY, days_ago=2)
    steps = (Answer.STEP_DONE, Answer.STEP)
    assert allowed(stepped.goal, Scope.DAILY, TODAY)[2:6] == (STAYS[0], *steps, STAYS[1])
    later = do(DRIVING, plan_step, "call", TOMORROW, days_ago=2)
    assert allowed(later.goal, Scope.DAILY, TODAY)[2:6] == (*STAYS, *steps)
    assert Answer.STEP_DONE not in allowed(DRIVING.goal, Scope.DAILY, TODAY)
    mine = do(DRIVING, turn, "mine", days_ago=2)
    assert allowed(mine.goal, Scope.DAILY, TODAY)[2:5] == (STAYS[0], Answer.TURN, STAYS[1])
    blocked = do(mine, partial(block, kind="dead end"), days_ago=1)
    assert allowed(blocked.goal, Scope.DAILY, TODAY)[2:5] == (*STAYS, Answer.TURN)


@pytest.mark.parametrize("made", [SEALED, PARKED, LET_GO, REMOVED])
def test_a_daily_review_asks_nothing_of_a_goal_beside_the_road(made):
    assert allowed(made.goal, Scope.DAILY, TODAY) == ()


@pytest.mark.parametrize("made", [*ON_THE_ROAD, DOOR, PARKED])
def test_a_weekly_look_asks_whether_to_drive_park_or_let_go(made):
    assert allowed(made.goal, Scope.WEEKLY, TODAY) == (Answer.DRIVE, *AWAY)


@pytest.mark.parametrize("made", [SEALED, LET_GO, REMOVED])
def test_a_weekly_look_asks_nothing_of_a_goal_that_ended(made):
    assert allowed(made.goal, Scope.WEEKLY, TODAY) == ()


@settings(max_examples=60)
@given(driven(), st.integers(0, 40), st.sampled_from(Scope))
def test_every_allowed_answer_can_be_given_and_stands_until_it_is_undone(made, days, scope):
    moment = stamp(days * 24 * 60 + 500)
    for number, answer in enumerate(allowed(made.goal, scope, moment.day)):
        move = answering(move_of(answer, made.goal, moment.day, number), scope)
        after = move(made, moment)
        assert is_answered(after.goal, scope, moment.day)
        assert not is_answered(after.goal, scope, moment.day + timedelta(1))
        again = undo(after, stamp(days * 24 * 60 + 501))
        assert replace(again.goal, changed=made.goal.changed) == made.goal


@settings(max_examples=60)
@given(driven(), st.integers(0, 40), st.sampled_from(Scope))
def test_a_goal_may_be_answered_again_but_only_once_that_nothing_is_new(made, days, scope):
    moment, later = (stamp(days * 24 * 60 + minute) for minute in (500, 501))
    for answer in allowed(made.goal, scope, moment.day):
        after = answering(move_of(answer, made.goal, moment.day), scope)(made, moment)
        for more in allowed(after.goal, scope, moment.day):
            move = answering(move_of(more, after.goal, moment.day, 7), scope)
            parked = after.goal.state(moment.day) is State.PARKED
            if more is Answer.SAME or (more is Answer.DRIVE and not parked):
                with pytest.raises(GoalError, match="stands already"):
                    move(after, later)
            else:
                assert is_answered(move(after, later).goal, scope, moment.day)


def test_after_an_answer_that_says_it_all_the_next_goal_is_asked_about():
    assert {Answer.SAME, Answer.PARK, Answer.LET_GO, Answer.DRIVE} == LEADS_ON


# What is asked in return


def waiting(made):
    return do(made, lambda *held: block(*held, "waiting", who="Ann"), days_ago=2)


def step_on(made, day):
    return do(made, plan_step, "call Ann", day, days_ago=2)


@pytest.mark.parametrize(
    ("made", "asked"),
    [
        (STRETCH, True),
        (DOOR, True),
        (BACK, True),
        (waiting(STRETCH), False),
        (step_on(STRETCH, None), True),
        (step_on(STRETCH, TODAY), True),
        (waiting(step_on(DOOR, TOMORROW)), False),
        (do(STRETCH, turn, "theirs", days_ago=2), False),
        (do(STRETCH, turn, "mine", days_ago=2), True),
        (do(STRETCH, no_change, days_ago=1), True),
        (do(STRETCH, no_change), False),
        (do(STRETCH, answering(back, Scope.DAILY)), False),
        (PLANNED, False),
        (DRIVING, False),
        (PARKED, False),
        (SEALED, False),
    ],
)
def test_no_change_asks_why_once_a_day_in_the_final_stretch_where_it_is_not_known(made, asked):
    assert asks_why(made.goal, TODAY) == asked


def test_every_answer_to_why_is_one_event_that_answers_the_review():
    asked = in_the_way(STRETCH.goal, no_change, reasons(), TODAY, Notation.POINT)
    labels = [option.label for option in asked.options]
    assert {"no time today", "don't know how", "nothing", "waiting"} <= {*labels}
    assert asked.start is None
    assert len({option.key for option in asked.options}) == len(labels)
    moves = [asked.left, *(one.read("") for one in _thens(asked, Line))]
    for move in (*moves, *(one for one in _thens(asked) if not isinstance(one, Line))):
        after = do(STRETCH, answering(move, Scope.DAILY))
        assert len(after.log) == len(STRETCH.log) + 1
        assert is_answered(after.goal, Scope.DAILY, TODAY)


def _thens(asked, kind=object):
    return [option.then for option in asked.options if isinstance(option.then, kind)]


# One answer, one event


def test_an_answer_is_one_event_and_one_undo_takes_back_all_of_it():
    yesterday = do(STRETCH, no_change, days_ago=1)
    made = do(yesterday, answering(advance, Scope.DAILY))
    assert len(made.log) == len(yesterday.log) + 1
    assert (made.goal.position, made.goal.reviewed) == (5.0, TODAY)
    gone = do(made, undo)
    assert (gone.goal.position, gone.goal.reviewed) == (4.0, YESTERDAY)
    again = do(gone, redo)
    assert (again.goal.position, again.goal.reviewed) == (5.0, TODAY)


def test_a_daily_answer_is_none_to_a_weekly_look():
    daily, weekly = (do(STRETCH, answering(advance, scope)).goal for scope in Scope)
    assert (daily.reviewed, daily.looked) == (TODAY, None)
    assert (weekly.reviewed, weekly.looked) == (None, TODAY)


def test_a_second_answer_that_is_undone_leaves_the_first_one():
    made = do(do(STRETCH, no_change), answering(advance, Scope.DAILY))
    assert do(made, undo).goal.reviewed == TODAY
    assert do(do(made, undo), undo).goal.reviewed is None


def test_an_answer_that_the_road_does_not_allow_answers_nothing():
    with pytest.raises(GoalError, match="last marker"):
        do(DOOR, answering(advance, Scope.DAILY))
    with pytest.raises(GoalError, match="was removed"):
        do(REMOVED, no_change)
    with pytest.raises(GoalError, match="is sealed"):
        do(SEALED, drive)


def test_driving_a_parked_goal_brings_it_back_and_one_undo_parks_it_again():
    made = do(PARKED, drive)
    assert (made.goal.parked_until, made.goal.looked) == (None, TODAY)
    gone = do(made, undo)
    assert (gone.goal.parked_until, gone.goal.looked) == (TOMORROW, None)


def test_keeping_a_goal_on_the_road_is_no_work_on_it():
    made = do(STRETCH, drive)
    assert (made.goal.looked, made.goal.touched) == (TODAY, STRETCH.goal.touched)


# Two devices


def merged(*records):
    docs = [write_record(made) for made in records]
    both = read_record(merge(*docs))
    assert both == read_record(merge(*docs[::-1]))
    return both


def elsewhere(made, move, *args, number=640):
    return move(made, replace(at(0, number), dev="other"), *args)


def test_answers_on_two_devices_are_both_kept_and_asked_for_no_more():
    here = do(STRETCH, answering(advance, Scope.DAILY))
    there = elsewhere(STRETCH, answering(lambda *held: note(*held, "hm"), Scope.DAILY))
    both = merged(here, there)
    assert [event.kind for event in standing(both.log)][-2:] == ["reached", "note"]
    assert (both.goal.position, both.goal.reviewed) == (5.0, TODAY)
    assert begin([both]).uid is None


def test_an_answer_here_and_a_change_elsewhere_are_answered():
    both = merged(do(STRETCH, no_change), elsewhere(STRETCH, tick, 0))
    assert begin([both]).uid is None


def test_an_answer_undone_on_two_devices_is_undone_once():
    made = do(STRETCH, answering(advance, Scope.DAILY))
    both = merged(do(made, undo), elsewhere(made, undo))
    assert (both.goal.position, both.goal.reviewed) == (4.0, None)
    assert begin([both]).uid == made.goal.uid
