"""What a review asks, and what it says came of a goal, in words a person would say."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes.drive import advance, back, note, nudge, reach
from lastmile_tui.domain.changes.edit import add_marker
from lastmile_tui.domain.changes.roadblocks import KIND_OF, block, clear
from lastmile_tui.domain.changes.seal import seal, tick
from lastmile_tui.domain.changes.status import let_go, park, plan_step, turn
from lastmile_tui.domain.model.record import redo, undo
from lastmile_tui.domain.review.answers import answering, drive, no_change
from lastmile_tui.domain.review.outcomes import outcome
from lastmile_tui.domain.review.queue import Scope
from lastmile_tui.domain.review.wording import minutes, question
from support.domain.history import TODAY, begun, history, measured
from support.domain.review import do

TOMORROW = TODAY + timedelta(1)

ROAD = "Road: a > b > c > d >> e"
PLANNED = history(ROAD, begun(9))
DRIVING = history(ROAD, begun(9), (8, advance))
STRETCH = history(ROAD, begun(60), *[(25, advance)] * 4)
DOOR = history(f"{ROAD} ! signed ! paid", begun(9), *[(8, advance)] * 5)
READY = do(do(DOOR, tick, 0, days_ago=2), tick, 1, days_ago=2)
COUNTING = history("Run target 42 km: 10 > half 21 >> 42", begun(9), (8, advance))


def asked(made, scope=Scope.DAILY):
    return question(made.goal, measured(made).course, scope, TODAY)


def blocked(made, kind, who=""):
    return do(made, partial(block, kind=kind, who=who), days_ago=3)


def came_of(made):
    """Whether it moved, the words, and where the goal stood before."""
    found = outcome(made, TODAY)
    assert found.goal is made.goal
    return found.moved, found.words, found.before


# The question


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (PLANNED, "Does it start today?"),
        (history(ROAD, begun(0)), "Does it start today?"),
        (DRIVING, "Has it moved?"),
        (STRETCH, "Has it moved?"),
        (COUNTING, "Has it moved?"),
        (DOOR, "‘signed’ is open. Is it done?"),
        (do(DOOR, tick, 0, days_ago=2), "‘paid’ is open. Is it done?"),
        (READY, "Can it be sealed?"),
        (blocked(DRIVING, "waiting", "Ann"), "Still waiting on Ann?"),
        (blocked(DRIVING, "waiting"), "Are you still waiting?"),
        (blocked(DRIVING, "neglected"), "Is it still neglected?"),
        (blocked(DRIVING, "dead end"), "Is it still a dead end?"),
        (blocked(PLANNED, "emergency"), "Is the emergency still on?"),
        (blocked(DRIVING, "something in me"), "Is it still in the way?"),
        (blocked(blocked(DRIVING, "something in me"), "dead end"), "Is it still a dead end?"),
        (do(DRIVING, turn, "mine", days_ago=2), "It is your turn. Did you answer?"),
        (do(DRIVING, turn, "theirs", days_ago=2), "It is their turn. Did they answer?"),
        (
            do(DRIVING, plan_step, "call Ann", TODAY, days_ago=2),
            "The next step was ‘call Ann’. Has it moved?",
        ),
        (
            do(DRIVING, plan_step, "call Ann", TOMORROW, days_ago=2),
            "‘call Ann’ is planned for tomorrow. Has it moved yet?",
        ),
        (do(DRIVING, plan_step, "call Ann", days_ago=2), "Has it moved?"),
        (do(DRIVING, advance), "Already moved today. Anything else?"),
        (do(PLANNED, note, "read on it"), "You worked on it today. Anything else?"),
        (do(do(DRIVING, advance), undo), "Has it moved?"),
        (do(DRIVING, answering(advance, Scope.DAILY)), "Noted. Anything else?"),
        (do(DRIVING, no_change), "Noted. Anything else?"),
        (do(blocked(DRIVING, "something in me"), no_change), "Noted. Anything else?"),
        (do(DOOR, answering(partial(tick, index=0), Scope.DAILY)), "‘paid’ is open. Is it done?"),
    ],
)
def test_the_question_is_about_what_is_known(made, words):
    assert asked(made) == words


def test_every_roadblock_has_its_question():
    questions = {asked(blocked(DRIVING, kind)) for kind in KIND_OF}
    assert len(questions) == len(KIND_OF)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (do(DOOR, seal), "It is sealed."),
        (do(DRIVING, let_go), "You let it go."),
        (do(DRIVING, park, TOMORROW), "It is parked for 1 day."),
        (do(DRIVING, park, TODAY + timedelta(9)), "It is parked for 9 days."),
    ],
)
def test_nothing_is_asked_of_a_goal_that_left_the_road(made, words):
    assert asked(made) == words


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (do(STRETCH, park, TODAY + timedelta(5), days_ago=2), "It comes back in 5 days."),
        (do(STRETCH, park, TOMORROW, days_ago=2), "It comes back tomorrow."),
        (STRETCH, "In the final stretch for 25 days."),
        (do(STRETCH, park, TODAY, days_ago=2), "In the final stretch for 24 days."),
        (history(ROAD, begun(90), (31, advance)), "No move for 31 days."),
        (
            history(ROAD, begun(90), (60, advance), (50, park, TODAY - timedelta(40))),
            "No move for 40 days.",
        ),
        (do(do(DRIVING, park, TOMORROW, days_ago=2), drive), "It is on the road again."),
    ],
)
def test_a_weekly_look_says_why_and_asks_what_to_do(made, words):
    assert asked(made, Scope.WEEKLY) == f"{words} Drive it, park it, or let it go?"


@pytest.mark.parametrize("made", [do(DOOR, seal), do(DRIVING, let_go)])
def test_a_weekly_look_asks_nothing_of_a_goal_that_ended(made):
    assert asked(made, Scope.WEEKLY) == asked(made)


# What came of it


@pytest.mark.parametrize(
    ("made", "words", "before"),
    [
        (do(DRIVING, advance), "+1 mi, past ‘b’", 1.0),
        (do(DRIVING, reach, 2), "+2 mi, past ‘c’", 1.0),
        (do(DRIVING, nudge, 0.3), "+0.3 mi", 1.0),
        (do(do(DRIVING, nudge, 0.6), nudge, 0.6), "+1.2 mi, past ‘b’", 1.0),
        (do(do(DRIVING, advance), nudge, -0.4), "+0.6 mi", 1.0),
        (do(PLANNED, advance), "+1 mi, past ‘a’", 0.0),
        (history(ROAD, begun(0), (0, advance)), "+1 mi, past ‘a’", 0.0),
        (do(STRETCH, advance), "+1 mi, at the finish", 4.0),
        (do(do(STRETCH, advance), seal), "sealed", 4.0),
        (do(DOOR, seal), "sealed", 5.0),
        (do(COUNTING, advance), "+11 km, past ‘half 21’", 10.0),
        (do(COUNTING, nudge, 0.5), "+0.5 km", 10.0),
        (do(do(do(DRIVING, advance), undo), redo), "+1 mi, past ‘b’", 1.0),
        (do(blocked(DRIVING, "waiting"), nudge, 0.1), "+0.1 mi", 1.0),
    ],
)
def test_what_moved_says_how_far_and_past_what(made, words, before):
    assert came_of(made) == (True, words, before)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (DRIVING, "no answer"),
        (do(DRIVING, no_change, days_ago=1), "no answer"),
        (do(DRIVING, no_change), "no change"),
        (do(DRIVING, answering(partial(note, text="x"), Scope.DAILY)), "note: x"),
        (do(DOOR, answering(partial(tick, index=0), Scope.DAILY)), "ticked ‘signed’"),
        (
            do(blocked(DRIVING, "something in me"), answering(clear, Scope.DAILY)),
            "roadblock cleared",
        ),
        (do(do(DRIVING, advance), undo), "no answer"),
        (do(do(DRIVING, answering(advance, Scope.DAILY)), undo), "no answer"),
        (do(history(ROAD, begun(9), (1, advance)), undo), "no answer"),
        (do(do(DRIVING, no_change), plan_step, "call Ann", TOMORROW), "next step: call Ann"),
        (
            do(do(DRIVING, plan_step, "call Ann", TOMORROW, days_ago=1), no_change),
            "no change; next: call Ann",
        ),
        (blocked(DRIVING, "waiting", "Ann"), "no answer"),
        (do(blocked(DRIVING, "waiting", "Ann"), no_change), "waiting on Ann, 3 days"),
        (
            do(do(DRIVING, partial(block, kind="dead end"), days_ago=1), no_change),
            "dead end, 1 day",
        ),
        (do(DRIVING, partial(block, kind="dead end")), "dead end"),
        (do(DRIVING, turn, "theirs", days_ago=2), "no answer"),
        (do(do(DRIVING, turn, "theirs", days_ago=2), no_change), "their turn, 2 days"),
        (do(DRIVING, turn, "mine"), "your turn"),
        (do(DRIVING, park, TOMORROW), "parked for 1 day"),
        (do(DRIVING, park, TODAY + timedelta(30)), "parked for 30 days"),
        (do(DRIVING, let_go), "let go"),
        (do(DRIVING, partial(let_go, kind="no time")), "let go, no time"),
        (
            do(DRIVING, partial(let_go, reason="moved away", kind="too late")),
            "let go, too late, moved away",
        ),
    ],
)
def test_what_did_not_move_says_why(made, words):
    assert came_of(made) == (False, words, made.goal.position)


@pytest.mark.parametrize(
    ("made", "words", "before"),
    [
        (do(STRETCH, back), "1 mi back", 4.0),
        (do(do(STRETCH, nudge, -0.3), no_change), "0.3 mi back", 4.0),
        (do(do(DRIVING, nudge, 0.5), let_go), "let go", 1.0),
    ],
)
def test_a_way_back_or_out_is_no_move_on(made, words, before):
    assert came_of(made) == (False, words, before)


def test_a_marker_put_in_behind_the_vehicle_is_no_progress():
    made = do(DRIVING, add_marker, 0, "forgotten")
    assert (made.goal.position, came_of(made)) == (2.0, (False, "marker ‘forgotten’ added", 2.0))
    assert came_of(do(made, advance)) == (True, "+1 mi, past ‘b’", 2.0)


def test_what_was_driven_yesterday_is_where_today_began():
    made = do(do(DRIVING, advance, days_ago=1), advance)
    assert came_of(made) == (True, "+1 mi, past ‘c’", 2.0)
    assert outcome(made, TODAY - timedelta(2)).moved is False


# The time it takes


@pytest.mark.parametrize(
    ("goals", "words"),
    [
        (0, "less than a minute"),
        (1, "less than a minute"),
        (2, "less than a minute"),
        (3, "about 2 min"),
        (5, "about 2 min"),
        (6, "about 3 min"),
        (10, "about 4 min"),
    ],
)
def test_five_goals_take_two_minutes(goals, words):
    assert minutes(goals) == words
