"""Roadblocks: put up, cleared, and limited."""

import pytest

from lastmile_tui.domain.changes.drive import reach
from lastmile_tui.domain.changes.roadblocks import KIND_OF, ROADBLOCKS_LIMIT, block, clear
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.model.record import undo
from lastmile_tui.errors import GoalError
from support.domain.goals import TODAY, do, goal_from


def at_the_door():
    return do(goal_from("Sell: listed > signed ! paid ! thanked"), reach, 1)


def refused(made, move, *args):
    """The sentence with which a move is refused."""
    with pytest.raises(GoalError) as caught:
        do(made, move, *args)
    return str(caught.value)


def test_a_roadblock_has_a_kind_and_a_day():
    made = do(goal_from(), block, "waiting", who=" Ana ", text="her signature")
    (held,) = made.goal.roadblocks
    assert (held.kind, held.since, held.who) == ("waiting", TODAY, "Ana")
    assert made.event.text == "waiting on Ana, her signature"
    assert do(goal_from(), block, "dead end").event.text == "dead end"
    with pytest.raises(GoalError, match="A roadblock is one of: waiting, washed out"):
        do(made, block, "laziness")


def test_a_goal_has_a_limit_of_roadblocks():
    made = goal_from()
    for _ in range(ROADBLOCKS_LIMIT):
        made = do(made, block, "waiting")
    assert refused(made, block, "waiting") == "‘Thesis’ is blocked often enough; clear that first."
    assert len(do(do(made, clear), block, "waiting").goal.roadblocks) == 1


def test_clearing_takes_every_roadblock_away_and_undo_puts_them_back():
    made = goal_from()
    for kind in KIND_OF:
        made = do(made, block, kind)
    clean = do(made, clear)
    assert clean.goal.roadblocks == ()
    assert do(clean, undo).goal.roadblocks == made.goal.roadblocks
    with pytest.raises(GoalError, match="Nothing blocks ‘Thesis’"):
        do(clean, clear)


def test_roadblocks_of_a_goal_that_left_the_road_can_still_be_cleared():
    made = do(do(at_the_door(), block, "waiting"), seal)
    assert do(made, clear).goal.roadblocks == ()
