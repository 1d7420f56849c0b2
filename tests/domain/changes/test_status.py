from datetime import date, timedelta

import pytest

from lastmile_tui.domain.changes.drive import advance, reach
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.roadblocks import block, clear
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import LET_GO_REASONS, let_go, park, plan_step, resume, turn
from lastmile_tui.domain.model.goal import LetGo, NextStep, State, Turn
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.errors import GoalError
from support.domain.goals import TODAY, do, goal_from, stamp

LATER = TODAY + timedelta(days=7)


def at_the_door():
    return do(goal_from("Sell: listed > signed ! paid ! thanked"), reach, 1)


def refused(made, move, *args):
    """The sentence with which a move is refused."""
    with pytest.raises(GoalError) as caught:
        do(made, move, *args)
    return str(caught.value)


def test_a_turn_keeps_its_day_until_it_changes_hands():
    made = do(goal_from(), turn, "theirs")
    assert made.goal.turn == Turn("theirs", TODAY)
    with pytest.raises(GoalError, match="The turn is theirs already"):
        do(made, turn, "theirs")
    assert do(made, turn, "mine").goal.turn.whose == "mine"
    with pytest.raises(GoalError, match="mine or theirs"):
        do(made, turn, "ours")


def test_a_turn_is_taken_away_from_a_goal_that_needs_none():
    made = do(goal_from(), turn, "theirs")
    after = do(made, turn, "")
    assert after.goal.turn is None
    assert say_change(after) == "Turn taken away · Thesis"
    assert do(after, undo).goal.turn == Turn("theirs", TODAY)
    assert refused(after, turn, "") == "No turn is set."
    assert refused(goal_from(), turn, "") == "No turn is set."


def test_a_next_step_replaces_the_one_before_with_its_day():
    made = do(goal_from(), plan_step, "call", LATER)
    assert made.goal.next_step == NextStep("call", LATER)
    assert do(made, plan_step, "write").goal.next_step == NextStep("write")


def test_a_next_step_without_words_says_that_it_is_done():
    made = do(goal_from(), plan_step, "call", LATER)
    after = do(made, plan_step, " ")
    assert after.goal.next_step is None
    assert say_change(after) == "Next step done: call · Thesis"
    assert do(after, undo).goal.next_step == NextStep("call", LATER)
    assert refused(after, plan_step, "") == "Write a word or two first."


def test_a_goal_is_parked_until_a_later_day():
    made = do(goal_from(), park, LATER)
    assert made.goal.parked_until == LATER
    for day in (TODAY, TODAY - timedelta(days=1), date.min):
        with pytest.raises(GoalError, match="until a day after today"):
            do(made, park, day)


@pytest.mark.parametrize(
    ("move", "args"),
    [(block, ("dead end",)), (turn, ("mine",)), (plan_step, ("call",)), (park, (LATER,))],
)
def test_what_happens_on_the_way_happens_to_no_goal_that_left_the_road(move, args):
    sealed, gone = do(at_the_door(), seal), do(goal_from(), let_go)
    assert refused(sealed, move, *args) == "‘Sell’ is sealed; reopen it first."
    assert refused(gone, move, *args) == "‘Thesis’ was let go; resume it first."


def test_a_goal_is_let_go_once_and_not_when_it_is_sealed():
    assert "is sealed, so it cannot be let go" in refused(do(at_the_door(), seal), let_go)
    assert "was let go already" in refused(do(goal_from(), let_go), let_go)


def test_a_goal_is_let_go_with_its_day_and_reason_or_none():
    assert do(goal_from(), let_go, " no time ").goal.let_go == LetGo(TODAY, "no time")
    assert do(goal_from(), let_go, "").goal.let_go == LetGo(TODAY)


@pytest.mark.parametrize("kind", LET_GO_REASONS)
def test_a_goal_is_let_go_for_a_kind_of_reason_with_words_or_without(kind):
    made = do(goal_from(), let_go, kind=kind)
    assert made.goal.let_go == LetGo(TODAY, kind=kind)
    assert made.event.text == kind
    made = do(goal_from(), let_go, " too late for rain ", kind=kind)
    assert made.goal.let_go == LetGo(TODAY, "too late for rain", kind)
    assert say_change(made) == f"Let go: {kind}, too late for rain · Thesis"


def test_a_goal_is_let_go_for_no_other_kind_of_reason():
    with pytest.raises(GoalError, match="let go for one of: no longer wanted, no longer needed"):
        do(goal_from(), let_go, kind="rain")


def test_resuming_brings_a_goal_back_where_it_was_left():
    made = do(goal_from(), advance)
    for left in (do(made, park, LATER), do(do(made, park, LATER), let_go, "no")):
        back = do(left, resume)
        assert (back.goal.state(TODAY), back.goal.position) == (State.DRIVING, 1.0)


def test_resuming_what_is_not_beside_the_road_is_refused():
    made = goal_from()
    with pytest.raises(GoalError, match="is on the road already"):
        do(made, resume)
    with pytest.raises(GoalError, match="is sealed; reopen it instead"):
        do(do(at_the_door(), seal), resume)


def test_a_goal_that_came_back_by_itself_need_not_be_resumed():
    made = do(goal_from(), park, LATER)
    week = 60 * 24 * 7
    with pytest.raises(GoalError, match="is on the road already"):
        resume(made, stamp(week))
    assert resume(made, stamp(week - 60 * 24)).goal.parked_until is None


def test_nothing_happens_to_a_removed_goal():
    made = do(at_the_door(), remove)
    moves = [(clear,), (resume,), (block, "dead end"), (turn, "mine"), (plan_step, "x")]
    moves += [(park, LATER), (let_go, "")]
    for move, *args in moves:
        assert "was removed; undo or redo brings it back" in refused(made, move, *args)
