from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import edit, seal, status
from lastmile_tui.domain.changes.drive import advance, back, note, nudge, reach
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.goal import MILE_STEP
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.errors import GoalError
from support.domain.goals import (
    Step,
    changes,
    do,
    driven,
    drives,
    goal_from,
    road_edits,
    take,
    take_all,
)


def places(made, *steps):
    """The positions after each step."""
    positions = []
    for move, *args in steps:
        made = do(made, move, *args)
        positions.append(made.goal.position)
    return positions


def test_advance_drives_from_marker_to_marker_up_to_the_end():
    made = goal_from()
    assert places(made, *[(advance,)] * 4) == [1.0, 2.0, 3.0, 4.0]
    with pytest.raises(GoalError, match="last marker; there is no road left"):
        places(made, *[(advance,)] * 5)


def test_advance_from_between_two_markers_reaches_the_next_one():
    assert places(goal_from(), (nudge, 0.4), (advance,), (nudge, 0.9), (advance,)) == [
        0.4, 1.0, 1.9, 2.0,
    ]  # fmt: skip


def test_reach_drives_to_a_marker_either_way():
    made = do(goal_from(), reach, 2)
    assert (made.goal.position, made.event.kind, made.event.text) == (3.0, "reached", "printed")
    made = do(made, reach, 0)
    assert (made.goal.position, made.event.kind, made.event.text) == (1.0, "back", "‘draft’")


def test_reach_names_the_markers_there_are():
    with pytest.raises(GoalError, match="has 4 markers; there is no marker 9"):
        do(goal_from(), reach, 8)
    with pytest.raises(GoalError, match="has 1 marker; there is no marker 2"):
        do(goal_from("Alone"), reach, 1)
    with pytest.raises(GoalError, match="is at ‘draft’ already"):
        places(goal_from(), (reach, 0), (reach, 0))


def test_back_after_a_jump_lands_where_the_jump_began():
    assert places(goal_from(), (advance,), (reach, 3), (back,), (back,)) == [1.0, 4.0, 1.0, 0.0]


def test_back_after_nudges_goes_to_the_marker_before():
    assert places(goal_from(), (nudge, 0.3), (nudge, 0.3), (back,)) == [0.3, 0.6, 0.0]
    assert places(goal_from(), (advance,), (nudge, 0.3), (back,), (back,)) == [1.0, 1.3, 1.0, 0.0]


def test_back_takes_one_amount_back_of_a_goal_that_counts():
    made = goal_from("Run target 100 km")
    assert places(made, (nudge, 12), (nudge, 3), (back,), (back,)) == [12.0, 15.0, 12.0, 0.0]


def test_back_again_goes_where_the_move_before_began():
    made = goal_from()
    assert places(made, (nudge, 0.4), (advance,), (advance,), (back,), (back,)) == [
        0.4, 1.0, 2.0, 1.0, 0.4,
    ]  # fmt: skip


def test_back_from_a_marker_reached_twice_goes_where_the_last_time_began():
    made = goal_from()
    assert places(made, (advance,), (nudge, -0.4), (advance,), (back,)) == [1.0, 0.6, 1.0, 0.6]


def test_back_to_between_markers_says_how_far_that_is():
    made = goal_from()
    for move, *args in [(nudge, 0.4), (advance,), (back,)]:
        made = do(made, move, *args)
    assert made.event.text == "0.4 mi"
    assert do(made, back).event.text == "the start"


def test_back_does_not_know_moves_that_were_undone():
    made = do(do(goal_from(), advance), reach, 3)
    made = do(do(made, record.undo), advance)
    assert do(made, back).goal.position == 1.0


def test_back_at_the_start_is_refused():
    with pytest.raises(GoalError, match="is at its start"):
        do(goal_from(), back)


def test_a_nudge_over_a_marker_reaches_it():
    made = do(goal_from(), nudge, 2.5)
    assert (made.event.kind, made.event.text) == ("reached", "edits")
    assert do(made, back).goal.position == 0.0


def test_a_nudge_from_a_marker_does_not_reach_it_again():
    made = do(do(goal_from(), advance), nudge, 0.5)
    assert (made.event.kind, made.event.text) == ("moved", "1.5 mi")


def test_a_nudge_stops_at_the_ends_of_the_road():
    made = do(goal_from(), nudge, 99)
    assert made.goal.position == 4.0
    with pytest.raises(GoalError, match="at the end of its road already"):
        do(made, nudge, 0.1)
    made = do(made, nudge, -99)
    assert made.goal.position == 0.0
    with pytest.raises(GoalError, match="at the start of its road already"):
        do(made, nudge, -0.1)


@pytest.mark.parametrize("step", [0, 4e-7, -4e-7, float("nan"), float("inf"), float("-inf")])
def test_a_nudge_of_nothing_is_refused(step):
    with pytest.raises(GoalError, match=r"such as 0\.1 mi"):
        do(goal_from(), nudge, step)


def test_a_counting_goal_is_driven_in_its_unit():
    made = goal_from("Run target 42 km: 10 > half 21 > 30 >> 42")
    assert places(made, (advance,), (nudge, 5.5), (reach, 1), (back,), (back,)) == [
        10.0, 15.5, 21.0, 15.5, 10.0,
    ]  # fmt: skip
    assert do(made, nudge, 1234.5).event.text == "42"


def test_tenths_stay_exact_over_thousands_of_steps():
    made = goal_from("Long target 500 m > a")
    for count in range(1, 5001):
        made = record.record_of(made.goal.uid, (made.log[0], do(made, nudge, 0.1).event))
        assert made.goal.position == made.event.set["position"] == count / 10
    assert made.goal.to_go == 0.0


def test_driving_a_parked_goal_brings_it_back_onto_the_road():
    made = goal_from()
    made = do(made, status.park, made.event.day.replace(day=30))
    assert do(made, advance).goal.parked_until is None
    assert do(do(made, advance), record.undo).goal.parked_until is not None


@pytest.mark.parametrize("move", [(advance,), (back,), (nudge, 0.1), (reach, 0)])
def test_a_goal_that_has_ended_does_not_move(move):
    made = do(goal_from(), reach, 3)
    with pytest.raises(GoalError, match="is sealed; reopen it first"):
        places(do(made, seal.seal), move)
    with pytest.raises(GoalError, match="was let go; resume it first"):
        places(do(made, status.let_go, "tired"), move)
    with pytest.raises(GoalError, match="was removed; undo or redo"):
        places(do(made, edit.remove), move)


def test_a_note_is_kept_in_lines_and_moves_nothing():
    made = do(goal_from(), note, "  first\n second\x1b[2J ")
    assert made.event.text == "  first\n second[2J"
    assert made.goal.position == 0.0
    with pytest.raises(GoalError, match="note is empty"):
        do(made, note, " \n ")


@given(driven())
def test_advance_only_ever_goes_forward(made):
    after = take(made, Step(advance))
    assert after.goal.position >= made.goal.position
    assert after is made or after.goal.reached == made.goal.reached + 1


@given(driven())
def test_back_only_ever_goes_backward(made):
    after = take(made, Step(back))
    assert after.goal.position < made.goal.position or after is made


@given(driven(drives) | driven(drives | road_edits) | driven(), st.integers(1, 6))
def test_as_many_backs_as_advances_lead_to_where_they_began(made, count):
    """From wherever nudges, jumps, backs and edits have led, over every stop in between."""
    stops = []
    while count and (after := take(made, Step(advance))) is not made:
        stops.append(made.goal.position)
        made, count = after, count - 1
    for stop in reversed(stops):
        made = do(made, back)
        assert made.goal.position == stop


@given(driven(drives | road_edits), drives | road_edits)
def test_a_road_always_has_one_start_and_one_end(made, one):
    goal = take(made, one).goal
    assert goal.markers
    assert goal.distance > 0
    assert goal.ends[-1] == goal.distance
    assert all(low < high for low, high in pairwise((0.0, *goal.ends)))
    assert 0 <= goal.position <= goal.distance
    assert rounded(goal.position + goal.to_go + min(goal.beyond, 0.0)) == goal.distance
    assert all(value == rounded(value) for value in (goal.position, goal.distance, *goal.ends))
    assert 0 <= goal.final_index < len(goal.markers)


@given(driven(), changes)
def test_every_move_adds_one_entry_and_keeps_all_others(made, one):
    after = take(made, one)
    assert after.log[: len(made.log)] == made.log
    assert len(after.log) - len(made.log) == (after is not made)
    assert len({event.id for event in after.log}) == len(after.log)


@given(st.lists(drives, min_size=1, max_size=8))
def test_nudges_are_taken_back_by_nudges(steps):
    made = take_all(goal_from(), steps)
    forward = take(made, Step(nudge, (MILE_STEP,)))
    if forward is not made:  # less than a step where the road ends
        driven = forward.goal.position - made.goal.position
        assert do(forward, nudge, -driven).goal.position == made.goal.position
