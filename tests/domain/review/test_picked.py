"""The one last mile of the day: the goal picked last, until it moves on or leaves the road."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, back, note, nudge
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.picks import pick, picks_of
from lastmile_tui.domain.changes.seal import reopen, seal
from lastmile_tui.domain.changes.status import let_go, park, resume
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.review.answers import drive, no_change
from lastmile_tui.errors import GoalError
from support.domain.history import TODAY, at, begun, history
from support.domain.review import do

YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)

STRETCH = history("Road: a > b > c > d >> e", begun(9), *[(8, advance)] * 4)
DOOR = do(STRETCH, advance, days_ago=7)
OTHER = history("Other: a > b", begun(9), (8, advance), uid=50)


def last_mile(*records, day=TODAY):
    found = picks(*records, day=day).today
    return found.goal.title if found else None


def picks(*records, day=TODAY):
    return picks_of([made.goal for made in records], day, lambda instant: instant.date())


def test_the_goal_picked_last_is_the_last_mile_until_it_moves_on():
    assert last_mile(STRETCH, OTHER) is None
    first = do(STRETCH, pick, days_ago=1)
    assert last_mile(first, OTHER) == last_mile(first, OTHER, day=TOMORROW) == "Road"
    second = do(OTHER, pick)
    assert last_mile(first, second) == last_mile(second, first) == "Other"
    assert last_mile(first, do(second, undo)) == "Road"


def test_a_goal_can_be_picked_again():
    first, second = do(STRETCH, pick, days_ago=2), do(OTHER, pick, days_ago=1)
    assert last_mile(do(first, pick), second) == "Road"
    driven_on = do(do(first, advance, days_ago=1), pick)
    assert last_mile(driven_on) == "Road"


@pytest.mark.parametrize(
    "move",
    [
        advance,
        lambda *held: nudge(*held, 0.1),
        lambda *held: park(*held, TOMORROW),
        let_go,
        remove,
        lambda record, stamp: seal(advance(record, at(0, 610)), stamp),
    ],
    ids=["reached", "moved", "parked", "let go", "removed", "sealed"],
)
def test_a_pick_is_over_once_the_goal_moved_on_or_left_and_no_older_one_comes_back(move):
    older, made = do(OTHER, pick, days_ago=1), do(STRETCH, pick)
    after = do(made, move, number=620)
    assert last_mile(older, after) is None
    while len(standing(after.log)) > len(made.log):
        after = do(after, undo, number=630)
    assert last_mile(older, after) == "Road"


@pytest.mark.parametrize("move", [back, lambda *held: note(*held, "x"), no_change, drive])
def test_a_pick_stays_while_the_goal_does_not_move_on(move):
    assert last_mile(do(do(STRETCH, pick), move)) == "Road"


def test_a_pick_is_there_again_when_the_goal_comes_back():
    made = do(do(STRETCH, pick, days_ago=3), park, TODAY, days_ago=2)
    assert last_mile(made, day=YESTERDAY) is None
    assert last_mile(made) == "Road"
    gone = do(do(STRETCH, pick, days_ago=3), let_go, days_ago=2)
    assert last_mile(do(gone, resume)) == "Road"
    assert last_mile(do(do(do(DOOR, pick, days_ago=1), seal), reopen)) == "Road"


def test_what_ended_cannot_be_picked():
    for made in (do(DOOR, seal), do(STRETCH, let_go), do(STRETCH, remove)):
        with pytest.raises(GoalError):
            do(made, pick)


def test_of_picks_on_two_devices_the_later_one_counts():
    there = pick(STRETCH, replace(at(0, 640), dev="other"))
    for number, title in ((630, "Road"), (650, "Other")):
        here = do(OTHER, pick, number=number)
        assert last_mile(here, there) == last_mile(there, here) == title
