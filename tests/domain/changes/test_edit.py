from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.edit import (
    MARKERS_LIMIT,
    add_marker,
    clean_name,
    explain,
    involve,
    redate,
    redate_marker,
    release,
    remeasure_marker,
    remove,
    remove_marker,
    rename,
    rename_marker,
    reorder_markers,
    start_stretch,
    tag,
    untag,
)
from lastmile_tui.domain.model.record import record_of, undo
from lastmile_tui.domain.model.text import NAME_LIMIT, TAGS_LIMIT, TITLE_LIMIT
from lastmile_tui.errors import GoalError
from support.domain.goals import do, driven, goal_from, indexes, lengths, stamp


def titles(made):
    return [marker.title for marker in made.goal.markers]


def reached(made):
    return {marker.id for marker in made.goal.markers[: made.goal.reached]}


def plainly_counts(made):
    return made.goal.counting and not made.goal.way


def at(made, index):
    """The goal, driven to a marker."""
    return do(made, drive.reach, index)


def test_a_title_is_cleaned_and_never_empty():
    made = do(goal_from(), rename, " My \x1b[31m\u202e thesis\n")
    assert made.goal.title == "My [31m thesis"
    with pytest.raises(GoalError, match="title is empty; write"):
        do(made, rename, " \u200b ")
    with pytest.raises(GoalError, match="how it stands already"):
        do(made, rename, "My [31m thesis")


def test_a_title_is_cut_at_its_limit():
    assert len(do(goal_from(), rename, "x" * 600).goal.title) == TITLE_LIMIT


def test_the_why_keeps_its_lines_and_goes_with_an_empty_one():
    made = do(goal_from(), explain, "because\nof it")
    assert made.goal.why == "because\nof it"
    assert do(made, explain, " ").goal.why == ""


def test_a_due_date_comes_with_a_time_or_without():
    made = do(goal_from(), redate, date(2026, 5, 1), time(18, 30))
    assert (made.goal.due, made.goal.due_time) == (date(2026, 5, 1), time(18, 30))
    made = do(made, redate, date(2026, 5, 2))
    assert (made.goal.due, made.goal.due_time) == (date(2026, 5, 2), None)
    made = do(made, redate, None, time(18, 30))
    assert (made.goal.due, made.goal.due_time) == (None, None)


def test_tags_and_people_come_and_go_whatever_sign_is_in_front():
    made = do(do(goal_from(), tag, "#car"), involve, "@Ana Maria")
    assert made.goal.tags == ("car",)
    assert [person.name for person in made.goal.people] == ["Ana-Maria"]
    made = do(do(made, untag, "car"), release, "Ana-Maria")
    assert (made.goal.tags, made.goal.people) == ((), ())


def test_the_same_tag_is_not_added_twice():
    with pytest.raises(GoalError, match="stands already"):
        do(do(goal_from(), tag, "car"), tag, "#car")


def test_tags_have_a_limit():
    made = goal_from("Much " + " ".join(f"#t{number}" for number in range(TAGS_LIMIT)))
    with pytest.raises(GoalError, match="at most 50 tags; take one away"):
        do(made, tag, "more")


def test_a_name_is_one_word_of_limited_length():
    assert clean_name(" #two  words ") == "two-words"
    assert clean_name("x" * 99) == "x" * NAME_LIMIT
    with pytest.raises(GoalError, match="name is empty"):
        clean_name(" # ")


def test_a_marker_goes_in_front_of_the_one_at_an_index():
    made = do(goal_from(), add_marker, 1, "review", 2.0)
    assert titles(made) == ["draft", "review", "edits", "printed", "submitted"]
    assert made.goal.distance == 6.0
    assert titles(do(made, add_marker, 99, "party"))[-1] == "party"
    assert titles(do(made, add_marker, -99, "idea"))[0] == "idea"


def test_a_marker_behind_the_vehicle_counts_as_driven_and_one_ahead_does_not():
    made = at(goal_from(), 1)
    assert do(made, add_marker, 0, "idea", 0.5).goal.position == 2.5
    assert do(made, add_marker, 2, "review", 0.5).goal.position == 2.0


def test_a_marker_at_the_end_opens_the_road_again():
    made = do(at(goal_from(), 3), add_marker, 4, "defended")
    assert (made.goal.position, made.goal.to_go) == (4.0, 1.0)


def test_a_marker_takes_out_no_more_than_was_driven_of_it():
    made = do(at(goal_from(), 1), drive.nudge, 0.4)
    assert do(made, remove_marker, 0).goal.position == 1.4
    assert do(made, remove_marker, 2).goal.position == 2.0
    assert do(made, remove_marker, 3).goal.position == 2.4


def test_the_only_marker_stays():
    made = goal_from("Alone")
    with pytest.raises(GoalError, match="needs an end; rename its last marker"):
        do(made, remove_marker, 0)
    assert titles(do(made, rename_marker, 0, "there")) == ["there"]


def test_a_stretch_whose_first_marker_goes_begins_with_the_next_one():
    made = do(goal_from(), start_stretch, 1)
    assert do(made, remove_marker, 1).goal.final_index == 1
    assert do(goal_from(), remove_marker, 3).goal.final_from is None


def test_a_longer_marker_takes_the_vehicle_along_only_once_it_was_reached():
    made = do(at(goal_from(), 1), drive.nudge, 0.4)
    assert do(made, remeasure_marker, 0, 3.0).goal.position == 4.4
    assert do(made, remeasure_marker, 2, 3.0).goal.position == 2.4
    assert do(made, remeasure_marker, 3, 3.0).goal.position == 2.4


def test_a_marker_that_gets_shorter_than_what_was_driven_of_it_is_reached_and_no_other():
    made = do(at(goal_from(), 1), drive.nudge, 0.8)
    made = do(made, remeasure_marker, 2, 0.3)
    assert (made.goal.position, made.goal.reached) == (2.3, 3)


@pytest.mark.parametrize("miles", [0, 0.0000004, -1, 2e9, float("nan"), float("inf")])
def test_an_impossible_length_is_refused(miles):
    with pytest.raises(
        GoalError, match="A marker is more than 0 and at most 1,000,000,000 long, not"
    ):
        do(goal_from(), remeasure_marker, 0, miles)
    with pytest.raises(
        GoalError, match="A marker is more than 0 and at most 1,000,000,000 long, not"
    ):
        do(goal_from(), add_marker, 0, "new", miles)


def test_an_order_names_every_marker_once():
    made = goal_from()
    ids = [marker.id for marker in made.goal.markers]
    assert titles(do(made, reorder_markers, ids[::-1])) == titles(made)[::-1]
    for wrong in (ids[1:], [*ids, ids[0]], [ids[0], *ids[:-1]]):
        with pytest.raises(GoalError, match="name every marker once"):
            do(made, reorder_markers, wrong)
    with pytest.raises(GoalError, match="in that order already"):
        do(made, reorder_markers, ids)


def test_a_marker_has_a_date_of_its_own():
    made = do(goal_from(), redate_marker, 2, date(2026, 4, 1))
    assert [marker.due for marker in made.goal.markers] == [None, None, date(2026, 4, 1), None]
    assert do(made, redate_marker, 2, None).goal.markers == goal_from().goal.markers


def test_a_marker_that_is_not_there_is_named_by_its_number():
    for move, *rest in [(remove_marker,), (rename_marker, "x"), (start_stretch,)]:
        with pytest.raises(GoalError, match="‘Thesis’ has no marker 5"):
            do(goal_from(), move, 4, *rest)


def test_markers_have_a_limit():
    made = goal_from("Many: " + " > ".join(str(number) for number in range(MARKERS_LIMIT)))
    with pytest.raises(GoalError, match="at most 200 markers; remove one"):
        do(made, add_marker, 0, "more")


def test_a_removed_goal_comes_back_whole():
    made = do(at(goal_from("Sell: a > b >> c ! paid #car @Ana"), 1), drive.note, "almost")
    gone = do(made, remove)
    assert gone.goal.deleted
    back = do(gone, undo)
    assert not back.goal.deleted
    assert (back.goal.position, back.goal.tags, back.goal.seal) == (
        made.goal.position, made.goal.tags, made.goal.seal,
    )  # fmt: skip


def test_two_devices_that_put_markers_into_the_road_keep_both():
    made = goal_from()
    mine = do(made, add_marker, 1, "mine", dev="one").event
    theirs = do(made, add_marker, 3, "theirs", dev="other").event
    both = record_of(made.goal.uid, (*made.log, mine, theirs))
    assert titles(both) == ["draft", "mine", "edits", "printed", "theirs", "submitted"]


def test_markers_at_one_place_from_two_devices_can_be_put_into_order():
    made = goal_from()
    mine = do(made, add_marker, 1, "mine", dev="one").event
    theirs = do(made, add_marker, 1, "theirs", dev="other").event
    both = record_of(made.goal.uid, (*made.log, mine, theirs))
    between = add_marker(both, stamp(9), 2, "between")
    assert titles(between)[2] == "between"


def test_a_road_whose_markers_two_devices_removed_keeps_an_end_that_can_be_edited():
    made = goal_from("Two: a > b")
    mine = do(made, remove_marker, 0, dev="one").event
    theirs = do(made, remove_marker, 1, dev="other").event
    both = record_of(made.goal.uid, (*made.log, mine, theirs))
    assert titles(both) == ["finish"]
    assert do(both, remeasure_marker, 0, 3.0).goal.distance == 3.0
    assert do(both, rename_marker, 0, "there").goal.markers[0].title == "there"
    assert titles(do(both, add_marker, 0, "first")) == ["first", "finish"]
    assert do(do(both, redate_marker, 0, date(2026, 4, 1)), undo).goal.markers == both.goal.markers


def test_a_marker_added_ahead_never_moves_a_vehicle_that_another_device_drove_beyond_the_end():
    made = goal_from()
    mine = do(made, drive.reach, 3, dev="one").event
    theirs = do(made, remove_marker, 3, dev="other").event
    both = record_of(made.goal.uid, (*made.log, mine, theirs))
    assert (both.goal.position, both.goal.distance) == (3.0, 3.0)
    longer = do(both, add_marker, 3, "more", 5.0)
    assert longer.goal.position == 3.0
    assert do(longer, drive.back).goal.position < 3.0


@pytest.mark.parametrize(
    ("move", "args", "ends"),
    [
        (add_marker, (0, "warm up", 2.0), (2.0, 12.0, 23.0, 44.0)),
        (add_marker, (1, "bridge", 2.0), (10.0, 12.0, 23.0, 44.0)),
        (remeasure_marker, (0, 12.0), (12.0, 23.0, 44.0)),
        (remeasure_marker, (0, 4.0), (4.0, 15.0, 36.0)),
        (remeasure_marker, (1, 1.0), (10.0, 11.0, 32.0)),
        (remove_marker, (0,), (21.0, 42.0)),
    ],
)
@pytest.mark.parametrize("count", [7.0, 10.0, 15.0, 21.0])
def test_what_was_counted_stays_whatever_becomes_of_the_markers(move, args, ends, count):
    made = goal_from("Run target 42 km: 10 km > 21 km > 42 km")
    made = do(made, drive.drive_to, count)
    after = do(made, move, *args)
    assert (after.goal.position, after.goal.ends) == (count, ends)
    assert do(after, undo).goal.ends == made.goal.ends


@given(driven(), indexes, lengths)
def test_a_new_marker_keeps_what_was_driven_driven(made, index, miles):
    if made.goal.deleted:
        return
    after = do(made, add_marker, index, "new", miles)
    assert reached(made) <= reached(after) or plainly_counts(made)
    assert after.goal.position == made.goal.position or not plainly_counts(made)
    assert after.goal.to_go >= made.goal.to_go


@given(driven(), indexes)
def test_a_marker_that_goes_leaves_the_others_driven_or_not(made, index):
    try:
        after = do(made, remove_marker, index)
    except GoalError:
        return
    gone = made.goal.markers[index].id
    assert reached(after) == reached(made) - {gone}


@given(driven(), indexes, lengths)
def test_a_new_length_keeps_what_was_driven_driven(made, index, miles):
    try:
        after = do(made, remeasure_marker, index, miles)
    except GoalError:
        return
    if plainly_counts(made):
        assert after.goal.position == min(made.goal.position, after.goal.distance)
    else:
        assert reached(made) <= reached(after) <= reached(made) | {made.goal.markers[index].id}


@given(driven(), st.permutations(range(4)))
def test_an_order_leaves_the_vehicle_where_it_is(made, order):
    markers = made.goal.markers
    ids = [markers[index].id for index in order if index < len(markers)]
    ids += [marker.id for marker in markers[len(order) :]]
    try:
        after = do(made, reorder_markers, ids)
    except GoalError:
        return
    assert [marker.id for marker in after.goal.markers] == ids
    assert sorted(after.goal.markers, key=repr) == sorted(markers, key=repr)
    assert after.goal.position == made.goal.position


def test_a_place_between_two_markers_can_be_filled_again_and_again():
    made = goal_from()
    for number in range(80):
        made = do(made, add_marker, 1, str(number))
    assert titles(made) == ["draft", *map(str, range(79, -1, -1)), "edits", "printed", "submitted"]
