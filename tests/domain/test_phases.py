from datetime import date, timedelta

import pytest
from goals_help import TODAY, do, goal_from, stamp

from lastmile_tui.domain.edits import remove
from lastmile_tui.domain.goal import ROADBLOCKS, LetGo, NextStep, State, Turn
from lastmile_tui.domain.moves import advance, reach
from lastmile_tui.domain.phases import (
    block,
    clear,
    let_go,
    park,
    plan_step,
    resume,
    turn,
)
from lastmile_tui.domain.record import undo
from lastmile_tui.domain.sealing import (
    SEAL_LIMIT,
    add_seal_item,
    reopen,
    seal,
    tick,
    untick,
)
from lastmile_tui.errors import GoalError

LATER = TODAY + timedelta(days=7)


def at_the_door(line="Sell: listed > signed ! paid ! thanked"):
    made = goal_from(line)
    return do(made, reach, len(made.goal.markers) - 1)


def test_seal_items_stand_in_the_order_they_came_in():
    made = do(at_the_door(), add_seal_item, "  keys\thanded over ")
    assert [item.text for item in made.goal.seal] == ["paid", "thanked", "keys handed over"]
    with pytest.raises(GoalError, match="Write a word or two"):
        do(made, add_seal_item, " ")


def test_a_seal_list_has_a_limit():
    made = goal_from("Much " + "! item " * SEAL_LIMIT)
    with pytest.raises(GoalError, match="holds 100 items at most"):
        do(made, add_seal_item, "more")


def test_ticking_keeps_evidence_until_there_is_better():
    made = do(at_the_door(), tick, 0, evidence="receipt 7")
    made = do(do(made, untick, 0), tick, 0)
    assert (made.goal.seal[0].done, made.goal.seal[0].evidence) == (True, "receipt 7")
    assert do(made, tick, 0, evidence="receipt 8").goal.seal[0].evidence == "receipt 8"


def test_an_item_is_ticked_or_opened_once():
    made = at_the_door()
    with pytest.raises(GoalError, match="‘paid’ is open already"):
        do(made, untick, 0)
    with pytest.raises(GoalError, match="‘paid’ is ticked already"):
        do(do(made, tick, 0), tick, 0)
    with pytest.raises(GoalError, match="seal list of ‘Sell’ has no item 3"):
        do(made, tick, 2)


def test_a_goal_is_sealed_at_the_door_only():
    made = goal_from("Sell: listed > signed")
    with pytest.raises(GoalError, match="has not reached ‘signed’ yet; reach it, then seal"):
        do(do(made, advance), seal)
    made = do(at_the_door(), seal)
    assert made.goal.sealed == made.event.at
    with pytest.raises(GoalError, match="is sealed already"):
        do(made, seal)


def test_sealing_a_parked_goal_takes_it_off_its_parking_place():
    made = do(do(at_the_door(), park, LATER), seal)
    assert made.goal.parked_until is None
    assert do(made, reopen).goal.state(TODAY) is State.DOOR


def test_a_goal_that_was_let_go_is_resumed_before_it_is_sealed():
    made = do(at_the_door(), let_go, "rain")
    with pytest.raises(GoalError, match="resume it before you seal it"):
        do(made, seal)


def test_reopening_takes_off_the_seal_and_nothing_else():
    made = do(do(at_the_door(), tick, 0), seal)
    made = do(made, reopen)
    assert (made.goal.sealed, made.goal.seal[0].done, made.goal.to_go) == (None, True, 0.0)
    with pytest.raises(GoalError, match="is not sealed"):
        do(made, reopen)


def test_a_roadblock_has_a_kind_and_a_day():
    made = do(goal_from(), block, "waiting", who=" Ana ", text="her signature")
    (held,) = made.goal.roadblocks
    assert (held.kind, held.since, held.who) == ("waiting", TODAY, "Ana")
    assert made.event.text == "waiting on Ana, her signature"
    assert do(goal_from(), block, "dead end").event.text == "dead end"
    with pytest.raises(GoalError, match="A roadblock is one of: waiting, washed out"):
        do(made, block, "laziness")


def test_clearing_takes_every_roadblock_away_and_undo_puts_them_back():
    made = goal_from()
    for kind in ROADBLOCKS:
        made = do(made, block, kind)
    clean = do(made, clear)
    assert clean.goal.roadblocks == ()
    assert do(clean, undo).goal.roadblocks == made.goal.roadblocks
    with pytest.raises(GoalError, match="Nothing blocks ‘Thesis’"):
        do(clean, clear)


def test_a_turn_keeps_its_day_until_it_changes_hands():
    made = do(goal_from(), turn, "theirs")
    assert made.goal.turn == Turn("theirs", TODAY)
    with pytest.raises(GoalError, match="The turn is theirs already"):
        do(made, turn, "theirs")
    assert do(made, turn, "mine").goal.turn.whose == "mine"
    with pytest.raises(GoalError, match="mine or theirs"):
        do(made, turn, "ours")


def test_a_next_step_replaces_the_one_before_with_its_day():
    made = do(goal_from(), plan_step, "call", LATER)
    assert made.goal.next_step == NextStep("call", LATER)
    assert do(made, plan_step, "write").goal.next_step == NextStep("write")
    with pytest.raises(GoalError, match="Write a word or two"):
        do(made, plan_step, "")


def test_a_goal_is_parked_until_a_later_day():
    made = do(goal_from(), park, LATER)
    assert made.goal.parked_until == LATER
    for day in (TODAY, TODAY - timedelta(days=1), date.min):
        with pytest.raises(GoalError, match="until a day after today"):
            do(made, park, day)


def test_only_a_goal_on_the_road_is_parked_or_let_go():
    sealed = do(at_the_door(), seal)
    gone = do(goal_from(), let_go, "")
    for made in (sealed, gone):
        with pytest.raises(GoalError, match="cannot be parked"):
            do(made, park, LATER)
    with pytest.raises(GoalError, match="is sealed, so it cannot be let go"):
        do(sealed, let_go, "")
    with pytest.raises(GoalError, match="was let go already"):
        do(gone, let_go, "")


def test_a_goal_is_let_go_with_its_day_and_reason_or_none():
    assert do(goal_from(), let_go, " no time ").goal.let_go == LetGo(TODAY, "no time")
    assert do(goal_from(), let_go, "").goal.let_go == LetGo(TODAY)


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
    moves = [(seal,), (reopen,), (tick, 0), (untick, 0), (add_seal_item, "x"), (clear,), (resume,)]
    moves += [(block, "dead end"), (turn, "mine"), (plan_step, "x"), (park, LATER), (let_go, "")]
    for move, *args in moves:
        with pytest.raises(GoalError, match="was removed; undo or redo brings it back"):
            do(made, move, *args)
