"""How a goal was driven, worked out by hand from small histories."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from lastmile_tui.domain.changes.drive import advance, back, note, nudge, reach
from lastmile_tui.domain.changes.edit import (
    add_marker,
    redate,
    remeasure_marker,
    remove_marker,
    start_stretch,
)
from lastmile_tui.domain.changes.seal import confirm, hold_back, seal
from lastmile_tui.domain.changes.start import came_back
from lastmile_tui.domain.measures.course import Leg, course_of
from lastmile_tui.domain.model.record import undo
from support.domain.goals import driven
from support.domain.history import TODAY, begun, history, measured

ROAD = "Book: a > b > c > d >> e"


def ago(days):
    return TODAY - timedelta(days=days)


def course(*beats, line=ROAD, due=None):
    return measured(history(line, *beats, due=due)).course


def test_a_goal_that_never_set_out_has_a_first_day_and_nothing_else():
    found = course(begun(9))
    assert (found.begun, found.touched, found.touches) == (ago(9), ago(9), (ago(9),))
    assert (found.moves, found.legs, found.delays, found.entries) == ((), (), (), 1)
    assert (found.in_stretch, found.at_door, found.pace, found.rhythm) == (None,) * 4
    assert found.stride == 0


def test_each_day_with_progress_is_a_leg_since_the_one_before():
    found = course(begun(20), (18, advance), (15, advance), (11, nudge, 0.5))
    assert found.moves == (ago(18), ago(15), ago(11))
    assert found.legs == (
        Leg(1.0, 2.0, final=False, on=ago(18)),
        Leg(1.0, 3.0, final=False, on=ago(15)),
        Leg(0.5, 4.0, final=False, on=ago(11)),
    )
    assert found.pace == pytest.approx(2.5 / 9)
    assert found.stride == 3
    assert found.in_stretch is None


def test_moves_of_one_day_are_one_leg_of_one_day_at_least():
    found = course(begun(0), (0, advance), (0, nudge, 0.3))
    assert found.legs == (Leg(1.3, 1.0, final=False, on=ago(0)),)
    assert found.pace == 1.3


def test_the_time_before_the_first_move_counts_as_the_longest_later_gap_at_most():
    found = course(begun(200), (20, advance), (17, advance), (12, advance))
    assert [leg.days for leg in found.legs] == [5.0, 3.0, 5.0]
    assert course(begun(22), (20, advance), (17, advance)).legs[0].days == 2.0


def test_the_time_before_an_only_move_counts_whole():
    assert course(begun(200), (20, advance)).legs == (Leg(1.0, 180.0, final=False, on=ago(20)),)


def test_a_leg_across_the_gate_is_cut_there_by_its_miles():
    found = course(begun(20), (18, reach, 2), (9, nudge, 1.5))
    assert found.legs == (
        Leg(3.0, 2.0, final=False, on=ago(18)),
        Leg(1.0, 6.0, final=False, on=ago(9)),
        Leg(0.5, 3.0, final=True, on=ago(9)),
    )
    assert found.pace == pytest.approx(4 / 8)
    assert (found.in_stretch, found.at_door) == (ago(9), None)


def test_a_leg_that_ends_at_the_gate_is_not_cut():
    found = course(begun(20), (18, reach, 3), (9, advance))
    assert found.legs == (
        Leg(4.0, 2.0, final=False, on=ago(18)),
        Leg(1.0, 9.0, final=True, on=ago(9)),
    )
    assert (found.in_stretch, found.at_door) == (ago(18), ago(9))


def test_a_drive_through_the_whole_road_in_one_day_is_both():
    found = course(begun(10), (5, reach, 4))
    assert found.legs == (
        Leg(4.0, 4.0, final=False, on=ago(5)),
        Leg(1.0, 1.0, final=True, on=ago(5)),
    )
    assert found.in_stretch == found.at_door == ago(5)


def test_a_goal_that_is_all_stretch_has_no_pace_before_it():
    found = course(begun(10), (5, advance), line="All: >> a > b")
    assert (found.pace, found.stride, found.in_stretch) == (None, 0, ago(5))
    assert found.legs == (Leg(1.0, 5.0, final=True, on=ago(5)),)


def test_driving_back_and_forth_is_no_progress_until_it_is_further_than_ever():
    found = course(
        begun(20), (18, reach, 2), (15, back), (12, reach, 0), (10, reach, 2), (8, reach, 3)
    )
    assert found.moves == (ago(18), ago(8))
    assert found.legs == (
        Leg(3.0, 2.0, final=False, on=ago(18)),
        Leg(1.0, 10.0, final=False, on=ago(8)),
    )


def test_what_is_driven_back_on_the_same_day_was_not_driven():
    found = course(begun(20), (18, advance), (15, advance), (15, back))
    assert found.moves == (ago(18),)
    assert ago(15) not in found.touches


def test_the_stretch_counts_from_the_day_since_when_it_was_not_left():
    beats = [begun(20), (18, reach, 3), (15, reach, 2), (9, reach, 3), (5, note, "x")]
    assert course(*beats).in_stretch == ago(9)
    assert course(*beats[:3]).in_stretch is None


def test_the_door_counts_from_the_day_since_when_it_was_not_left():
    beats = [begun(20), (18, reach, 4), (15, back), (9, reach, 4)]
    assert course(*beats).at_door == ago(9)
    assert course(*beats[:3]).at_door is None


def test_a_stretch_set_by_hand_counts_from_when_the_vehicle_came_there():
    found = course(begun(20), (18, advance), (12, advance), (3, start_stretch, 1))
    assert found.in_stretch == ago(18)
    assert [(leg.miles, leg.final) for leg in found.legs] == [(1.0, False), (1.0, True)]


def test_a_road_that_was_edited_behind_the_vehicle_is_measured_as_it_is_today():
    """A mile put in behind two driven ones: nobody drove it, so the first leg carries it."""
    plain = course(begun(20), (18, advance), (15, advance))
    edited = course(begun(20), (18, advance), (15, advance), (10, add_marker, 0, "x", 1.0))
    assert [leg.miles for leg in plain.legs] == [1.0, 1.0]
    assert [leg.miles for leg in edited.legs] == [2.0, 1.0]
    assert [leg.days for leg in edited.legs] == [leg.days for leg in plain.legs]
    assert edited.moves == plain.moves


def test_a_marker_taken_out_behind_the_vehicle_takes_its_miles_with_it():
    found = course(begun(20), (18, advance), (15, advance), (12, advance), (9, remove_marker, 0))
    assert sum(leg.miles for leg in found.legs) == 2.0
    assert found.moves[-1] == ago(12)


def test_a_marker_measured_anew_ahead_changes_no_leg():
    before = course(begun(20), (18, advance), (15, advance))
    after = course(begun(20), (18, advance), (15, advance), (9, remeasure_marker, 3, 5.0))
    assert after.legs == before.legs


def test_days_of_work_are_told_once_and_their_usual_distance_is_the_median():
    found = course(
        begun(20), (20, note, "x"), (18, advance), (14, note, "x"), (14, advance), (5, note, "z")
    )
    assert found.touches == (ago(20), ago(18), ago(14), ago(5))
    assert found.rhythm == 4
    assert course(begun(20), (18, advance), (11, advance), (7, note, "x")).rhythm == 4
    assert course(begun(20), (18, advance)).rhythm is None


def test_two_gaps_have_the_mean_of_both_as_their_median():
    assert course(begun(20), (19, advance), (14, advance)).rhythm == 3


def test_answers_that_the_app_asked_for_are_entries_and_no_work():
    found = course(
        begun(20), (18, reach, 4), (9, hold_back), (8, came_back, "Boat"), (7, seal), (0, confirm)
    )
    assert found.touched == ago(7)
    assert found.touches == (ago(20), ago(18), ago(7))
    assert found.entries == 6


def test_what_was_undone_did_not_happen():
    found = course(begun(20), (18, advance), (15, advance), (12, undo))
    assert found == course(begun(20), (18, advance))
    assert found.entries == 2


def test_delays_are_the_days_by_which_the_due_date_was_put_off():
    found = course(
        begun(20),
        (18, redate, ago(0)),
        (15, redate, ago(-10)),
        (12, redate, ago(-3)),
        (9, redate, ago(-30)),
        due=-8,
    )
    assert found.delays == (8, 10, 27)


def test_a_due_date_taken_away_and_set_later_is_put_off_too():
    found = course(begun(20), (15, redate, None), (12, redate, ago(-5)), due=1)
    assert found.delays == (4,)
    assert course(begun(20), (15, redate, None), due=1).delays == ()
    assert course(begun(20), (15, redate, ago(-9))).delays == ()


@given(driven(size=20))
def test_any_history_adds_up(made):
    found = course_of(made.goal, made.log)
    assert found.begun in found.touches
    assert list(found.touches) == sorted(set(found.touches))
    assert list(found.moves) == sorted(set(found.moves))
    assert all(leg.miles > 0 and leg.days > 0 for leg in found.legs)
    assert len(found.moves) <= len(found.legs) <= len(found.moves) + 1
    assert found.at_door is None or found.in_stretch is not None
    assert (found.at_door is not None) == (made.goal.to_go <= 0)
