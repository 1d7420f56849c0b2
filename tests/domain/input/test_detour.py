from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, nudge, reach
from lastmile_tui.domain.changes.edit import MARKERS_LIMIT, redate_marker, remove, remove_marker
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.changes.seal import seal
from lastmile_tui.domain.changes.status import let_go
from lastmile_tui.domain.input.detour import detour, road_ahead
from lastmile_tui.domain.model.record import record_of, redo, undo
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.errors import GoalError
from support.domain.goals import Step, changes, do, driven, goal_from, stamp, take

RUN = "Run: 10 km > half 21 km > 42 km target 42 km"


def road(made):
    return [(marker.title, marker.miles) for marker in made.goal.markers]


def shown(made):
    """The goal without the time of its last change, which no undo takes back."""
    return replace(made.goal, changed=made.goal.created)


def refused(made, text):
    with pytest.raises(GoalError) as caught:
        do(made, detour, text)
    return str(caught.value)


def test_a_detour_changes_the_road_ahead_and_nothing_behind():
    made = do(goal_from(), advance)
    after = do(made, detour, "new study*2 > edits >> bound > submitted")
    assert road(after) == [
        ("draft", 1.0), ("new study", 2.0), ("edits", 1.0), ("bound", 1.0), ("submitted", 1.0),
    ]  # fmt: skip
    assert (after.goal.position, after.goal.reached, after.goal.final_index) == (1.0, 1, 3)
    assert len(after.log) == len(made.log) + 1
    assert say_change(after) == "Detour: new study > edits > bound > submitted · Thesis"


def test_what_was_driven_towards_the_next_marker_stays_driven():
    made = do(do(goal_from("T: a > b*3 > c"), advance), nudge, 2.5)
    assert road(do(made, detour, "other"))[1] == ("other", 2.6)
    assert road(do(made, detour, "other*4"))[1] == ("other", 4.0)
    assert do(made, detour, "other").goal.position == 3.5


def test_a_marker_that_keeps_its_title_keeps_its_date_at_another_place_too():
    made = do(goal_from(), redate_marker, 3, date(2026, 5, 1))
    after = do(made, detour, "submitted*2 > draft")
    assert [(m.id, m.due) for m in after.goal.markers] == [
        (made.goal.markers[3].id, date(2026, 5, 1)), (made.goal.markers[0].id, None),
    ]  # fmt: skip
    assert do(do(after, detour, "else"), detour, "submitted").goal.markers[0].due is None


def test_markers_of_one_title_are_kept_one_by_one():
    made = goal_from("T: call > call > meet")
    after = do(made, detour, "call > write > call > call")
    assert [marker.title for marker in after.goal.markers] == ["call", "write", "call", "call"]
    assert [marker.id for marker in after.goal.markers][::2] == [
        m.id for m in made.goal.markers[:2]
    ]


def test_a_detour_clears_dead_ends_and_no_other_roadblock():
    made = do(do(do(goal_from(), block, "dead end"), block, "waiting"), block, "dead end")
    after = do(made, detour, "another way")
    assert [item.kind for item in after.goal.roadblocks] == ["waiting"]
    assert do(after, undo).goal.roadblocks == made.goal.roadblocks


def test_a_dead_end_can_be_cleared_by_the_same_road():
    made = do(goal_from(), block, "dead end")
    assert do(made, detour, road_ahead(made.goal)).goal.roadblocks == ()


@pytest.mark.parametrize(
    ("line", "reached", "text", "stretch"),
    [
        ("T: a > b >> c", 1, "d > e >> f", "f"),
        ("T: a > b >> c", 1, ">> d > c", "d"),
        ("T: a > b >> c", 1, "b > c", None),
        ("T: a > b >> c", 1, "d", None),
        ("T: a >> b > c", 2, "d > e", "b"),
        ("T: a >> b > c", 2, "d >> e", "e"),
        ("T: a > b > c", 1, "d > e", None),
    ],
)
def test_the_stretch_starts_where_the_text_says_or_where_it_was_reached(
    line, reached, text, stretch
):
    after = do(do(goal_from(line), reach, reached - 1), detour, text)
    held = [marker.title for marker in after.goal.markers if marker.id == after.goal.final_from]
    assert held == ([stretch] if stretch else [])
    assert bool(after.goal.final_from) is bool(stretch)


def test_the_amounts_of_a_counting_goal_are_places_on_the_whole_road():
    made = do(do(goal_from(RUN), advance), nudge, 2)
    after = do(made, detour, "15 km > 30 > 42 km")
    assert (after.goal.ends, after.goal.position) == ((10.0, 15.0, 30.0, 42.0), 12.0)


def test_the_target_of_a_counting_goal_moves_with_the_last_amount_only():
    made = do(goal_from(RUN), advance)
    assert do(made, detour, "half 21 > 30 km").goal.ends == (10.0, 21.0, 30.0)
    assert do(made, detour, "half 21 > 50 km").goal.ends == (10.0, 21.0, 50.0)
    assert do(made, detour, "half 21 > finish").goal.ends == (10.0, 21.0, 42.0)
    assert do(made, detour, "a > b").goal.ends == (10.0, 26.0, 42.0)
    assert do(made, detour, "a*3 > b").goal.ends == (10.0, 34.0, 42.0)


def test_counted_markers_without_amounts_are_spread_ahead_of_the_vehicle():
    made = do(goal_from("Run: a > b target 42 km"), nudge, 30)
    assert do(made, detour, "b > c > d").goal.ends == (21.0, 34.0, 38.0, 42.0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write a marker or more, such as ‘price agreed >> papers signed’."),
        ("> >>", "Write a marker or more, such as ‘price agreed >> papers signed’."),
        ("a #tag", "Write markers only, such as ‘price agreed >> papers signed’."),
        ("a target 50 km", "Write markers only, such as ‘price agreed >> papers signed’."),
        ("a > 9 km", "The last marker must lie ahead, beyond 12 km."),
        ("11 km > 42 km", "The amounts must rise, each one between 12 km and 42 km."),
        ("30 km > 20 km > 42", "The amounts must rise, each one between 10 km and 42 km."),
        ("a > b > c > 12.2 km", "There is no room for 4 markers between 12 km and 12.2 km."),
        ("a > " * MARKERS_LIMIT, "A road has 200 markers at most; leave some out."),
    ],
)
def test_a_text_that_makes_no_road_is_refused_with_one_sentence(text, sentence):
    made = do(do(goal_from(RUN), advance), nudge, 2)
    assert refused(made, text) == sentence


def test_the_markers_that_were_reached_count_for_the_limit():
    made = do(goal_from(), advance)
    assert "200 markers at most" in refused(made, "a > " * (MARKERS_LIMIT - 1) + "b")


def test_only_a_goal_with_a_road_ahead_takes_a_detour():
    end = do(goal_from(), reach, 3)
    assert refused(end, "x") == "‘Thesis’ is at its last marker; there is no road ahead to change."
    assert road_ahead(end.goal) == ""
    assert refused(do(end, seal), "x") == "‘Thesis’ is sealed; reopen it first."
    assert refused(do(goal_from(), let_go), "x") == "‘Thesis’ was let go; resume it first."
    assert "was removed" in refused(do(goal_from(), remove), "x")


def test_a_road_whose_markers_two_devices_removed_takes_a_detour_and_back():
    made = goal_from("Two: a > b")
    mine = do(made, remove_marker, 0, dev="one").event
    theirs = do(made, remove_marker, 1, dev="other").event
    both = record_of(made.goal.uid, (*made.log, mine, theirs))
    for text in ("finish*2", "c > d"):
        after = do(both, detour, text)
        assert after.event.text == text.replace("*2", "")
        assert [marker.title for marker in after.goal.markers] == after.event.text.split(" > ")
        assert do(after, undo).goal.markers == both.goal.markers


def test_the_road_ahead_is_the_text_that_changes_nothing():
    made = do(do(goal_from("T: a > b*3 > c >> d"), advance), nudge, 0.5)
    assert road_ahead(made.goal) == "b*3 > c >> d"
    assert refused(made, road_ahead(made.goal)) == "That is how it stands already."


@given(driven())
def test_the_road_ahead_of_any_goal_reads_back(made):
    """But for counted markers whose titles say another amount than they have: they say both."""
    after = take(made, Step(detour, (road_ahead(made.goal),)))
    assert after.goal.ends == made.goal.ends
    assert after.goal.final_index == made.goal.final_index
    for marker, held in zip(after.goal.markers, made.goal.markers, strict=True):
        assert marker == held or (made.goal.unit and marker.title.startswith(f"{held.title} "))


texts = st.lists(
    st.sampled_from(
        [">", ">", ">>", "a", "b", "draft", "half", "21", "42", "30 km", "*2", "x*0.5", "c d", "#t"]
    ),
    max_size=12,
).map(" ".join)


@given(driven(), texts)
@example(do(goal_from(RUN), nudge, 9.9), "a > b")
@example(do(goal_from(RUN), nudge, 41.9), "a")
def test_a_detour_keeps_what_was_driven_and_undo_gives_the_goal_before(made, text):
    after = take(made, Step(detour, (text,)))
    if after is made:
        return
    goal, count = made.goal, made.goal.reached
    assert after.goal.markers[:count] == goal.markers[:count]
    assert (after.goal.position, after.goal.reached) == (goal.position, count)
    assert after.goal.to_go > 0
    assert " > ".join(marker.title for marker in after.goal.markers[count:]) == after.event.text
    assert after.goal.unit == goal.unit
    back = do(after, undo)
    assert shown(back) == shown(made)
    assert shown(do(back, redo)) == shown(after)


@given(driven(), changes)
def test_a_detour_and_a_change_of_another_device_both_stand(made, other):
    mine = take(made, Step(detour, ("left > right",)))
    theirs = take(made, other, dev="other")
    events = {event.id: event for event in (*mine.log, *theirs.log)}
    both = record_of(made.goal.uid, tuple(sorted(events.values(), key=lambda event: event.order)))
    if mine is not made:
        assert {"left", "right"} <= {marker.title for marker in both.goal.markers}
    assert both.goal.position <= both.goal.distance


def test_identities_come_from_the_stamp():
    assert detour(goal_from(), stamp(5), "new").goal.markers[0].id == stamp(5).child(0)
