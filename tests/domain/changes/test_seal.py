from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.seal import (
    add_seal_item,
    confirm,
    hold_back,
    move_seal_item,
    prove,
    remove_seal_item,
    reopen,
    reword_seal_item,
    seal,
    tick,
    untick,
)
from lastmile_tui.domain.changes.status import let_go, park
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.errors import GoalError
from support.domain.goals import (
    TODAY,
    do,
    driven,
    goal_from,
    take,
)
from support.domain.seal_lists import LIST, at_the_door, seals

LATER = TODAY + timedelta(days=7)


def shown(made):
    """The goal without the time of its last change, which no undo takes back."""
    return replace(made.goal, changed=made.goal.created)


def test_a_goal_is_sealed_at_the_door_only():
    made = goal_from("Sell: listed > signed")
    with pytest.raises(GoalError, match="has not reached ‘signed’ yet; reach it, then seal"):
        do(do(made, advance), seal)
    made = do(at_the_door(), seal)
    assert made.goal.sealed == made.event.at
    assert made.goal.state(TODAY) is State.SEALED
    with pytest.raises(GoalError, match="is sealed already"):
        do(made, seal)


def test_the_log_names_what_was_open_when_the_goal_was_sealed():
    made = do(at_the_door(LIST), tick, 1)
    assert do(made, seal).event.text == "‘a’ and 2 more"
    assert say_change(do(made, seal)) == "Sealed with ‘a’ and 2 more open · Sell"
    for index in (0, 2, 3):
        made = do(made, tick, index)
    assert do(made, seal).event.text == ""
    assert say_change(do(made, seal)) == "Sealed · Sell"


def test_sealing_a_parked_goal_takes_it_off_its_parking_place():
    made = do(do(at_the_door(), park, LATER), seal)
    assert made.goal.parked_until is None
    assert do(made, reopen).goal.state(TODAY) is State.DOOR
    assert do(made, undo).goal.parked_until == LATER


def test_a_goal_that_was_let_go_is_resumed_before_it_is_sealed():
    made = do(at_the_door(), let_go, "rain")
    with pytest.raises(GoalError, match="resume it before you seal it"):
        do(made, seal)


def test_holding_back_keeps_the_answer_and_counts_as_no_work():
    made = do(at_the_door(LIST), tick, 0)
    after = do(made, hold_back)
    assert after.event.text == "b"
    assert say_change(after) == "Not sealed yet: ‘b’ is open · Sell"
    assert shown(after) == shown(made)
    made = do(at_the_door("T > a ! b"), tick, 0)
    with pytest.raises(GoalError, match="Every item is ticked; nothing holds the seal back"):
        do(made, hold_back)


def test_reopening_takes_off_the_seal_and_nothing_else():
    made = do(do(at_the_door(), tick, 0), seal)
    made = do(made, reopen)
    assert (made.goal.sealed, made.goal.seal[0].done, made.goal.to_go) == (None, True, 0.0)
    with pytest.raises(GoalError, match="is not sealed"):
        do(made, reopen)


def test_a_seal_is_confirmed_with_the_day_on_which_it_was_asked():
    made = do(at_the_door(), seal)
    after = do(made, confirm)
    assert after.goal.confirmed == TODAY
    assert say_change(after) == "The seal still holds · Sell"
    assert after.goal.touched == made.goal.touched
    with pytest.raises(GoalError, match="how it stands already"):
        do(after, confirm)


def test_asking_without_an_answer_is_kept_too():
    made = do(do(at_the_door(), seal), confirm, answered=False)
    assert made.goal.confirmed == TODAY
    assert say_change(made) == "Asked whether the seal still holds · Sell"


def test_only_a_sealed_goal_is_confirmed():
    with pytest.raises(GoalError, match="‘Sell’ is not sealed"):
        do(at_the_door(), confirm)


def test_a_goal_that_is_sealed_again_is_asked_about_again():
    made = do(do(do(at_the_door(), seal), confirm), reopen)
    assert made.goal.confirmed is None
    assert do(made, undo).goal.confirmed == TODAY
    assert do(made, seal).goal.confirmed is None


def test_nothing_happens_to_the_seal_of_a_removed_goal():
    made = do(do(at_the_door(), seal), remove)
    steps = [(seal,), (reopen,), (tick, 0), (untick, 0), (add_seal_item, "x"), (hold_back,)]
    steps += [(confirm,), (prove, 0, "x"), (reword_seal_item, 0, "x"), (remove_seal_item, 0)]
    steps += [(move_seal_item, 0, 1)]
    for move, *args in steps:
        with pytest.raises(GoalError, match="was removed; undo or redo brings it back"):
            do(made, move, *args)


@given(driven(), st.lists(seals, max_size=8))
def test_undo_takes_every_move_of_the_seal_back_exactly(made, steps):
    ends = [made]
    for one in steps:
        after = take(ends[-1], one)
        if after is not ends[-1]:
            ends.append(after)
    made = ends[-1]
    for end in reversed(ends[:-1]):
        made = do(made, undo)
        assert shown(made) == shown(end)
