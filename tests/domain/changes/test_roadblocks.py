"""Roadblocks: put up, cleared, and limited."""

import pytest

from lastmile_tui.domain.changes.drive import reach
from lastmile_tui.domain.changes.roadblocks import (
    KIND_OF,
    ROADBLOCKS_LIMIT,
    block,
    clear,
    say_still,
)
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.model.goal import Roadblock
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
    with pytest.raises(GoalError, match="A roadblock is one of: waiting, neglected"):
        do(made, block, "laziness")


@pytest.mark.parametrize(
    ("written", "name", "still"),
    [
        ("washed out", "neglected", "Is it still neglected?"),
        ("baggage", "something in me", "Is it still in the way?"),
        ("neglected", "neglected", "Is it still neglected?"),
        ("no time", "no time", "Is there still no time?"),
        ("don't know how", "don't know how", "Do you know how by now?"),
        ("dead end", "dead end", "Is it still a dead end?"),
        ("weather", "weather", "Is it still blocked?"),
    ],
)
def test_kinds_of_older_and_newer_files_are_read_as_they_are_called_today(written, name, still):
    read = Roadblock("1", written, TODAY, text="the duct")
    assert (read.kind, read.name, read.label, say_still(read)) == (written, name, name, still)


def test_a_goal_has_a_limit_of_roadblocks():
    made = goal_from()
    for _ in range(ROADBLOCKS_LIMIT):
        made = do(made, block, "waiting")
    most = "‘Thesis’ has 20 roadblocks, the most there can be; clear them first."
    assert refused(made, block, "waiting") == most
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
