import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes.drive import advance, note
from lastmile_tui.domain.changes.edit import add_marker, redate_marker, remove, rename
from lastmile_tui.domain.model.record import EVENTS_LIMIT, record_of, redo, undo
from lastmile_tui.domain.model.undo import standing, timeline
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import GoalError
from support.domain.goals import changes, do, driven, goal_from, stamp, take, take_all, takebacks


def shown(made):
    """The goal without the time of its last change, which no undo takes back."""
    return replace(made.goal, changed=made.goal.created)


def undone(made, count):
    for _ in range(count):
        made = do(made, undo)
    return made


def merged(*records):
    """The union of the events of several devices."""
    events = {event.id: event for made in records for event in made.log}
    log = tuple(sorted(events.values(), key=lambda event: event.order))
    return record_of(records[0].goal.uid, log)


@given(driven(), st.lists(changes, max_size=8))
def test_undo_takes_every_change_back_exactly_and_redo_puts_it_back(made, steps):
    ends = [made]
    for one in steps:
        after = take(ends[-1], one)
        if after is not ends[-1]:
            ends.append(after)
    made = ends[-1]
    for end in reversed(ends[:-1]):
        made = do(made, undo)
        assert shown(made) == shown(end)
        assert entries(made.log) == entries(end.log)
    for end in ends[1:]:
        made = do(made, redo)
        assert shown(made) == shown(end)
        assert entries(made.log) == entries(end.log)


@given(st.lists(changes | takebacks, max_size=20))
def test_undo_and_redo_mix_like_two_stacks(steps):
    """Against a model that keeps the goals themselves."""
    made = goal_from()
    past, future = [], []
    for one in steps:
        after = take(made, one)
        if after is made:
            assert one.move is not undo or not timeline(made.log).undo
            assert one.move is not redo or not future
        elif one.move is undo and not past:
            assert after.goal.deleted
            made = do(after, redo)
            continue
        elif one.move is undo:
            future.append(made)
            assert shown(after) == shown(past.pop())
        elif one.move is redo:
            past.append(made)
            assert shown(after) == shown(future.pop())
        else:
            past.append(made)
            future.clear()
        made = after


def test_redo_is_dropped_by_a_new_change_only():
    made = undone(do(do(goal_from(), advance), advance), 2)
    assert len(timeline(made.log).redo) == 2
    made = do(made, redo)
    assert len(timeline(made.log).redo) == 1
    made = do(made, note, "hm")
    assert timeline(made.log).redo == ()
    with pytest.raises(GoalError, match="Nothing to redo"):
        do(made, redo)


def test_taking_back_the_first_event_removes_the_goal_and_redo_brings_it_back_whole():
    made = goal_from("Sell: a > b ! paid #car due")
    gone = do(made, undo)
    assert gone.goal.deleted
    with pytest.raises(GoalError, match="Nothing to undo"):
        do(gone, undo)
    assert shown(do(gone, redo)) == shown(made)


def test_an_undone_note_is_out_of_the_log_and_comes_back():
    made = do(do(goal_from(), note, "one"), note, "two")
    made = do(made, undo)
    assert [entry.text for entry in entries(made.log)] == ["added", "note: one"]
    made = do(made, redo)
    assert [entry.text for entry in entries(made.log)] == ["added", "note: one", "note: two"]


def test_started_and_touched_are_those_of_the_changes_that_stand():
    made = do(goal_from(), note, "thinking")
    noted = made.event.at
    assert (made.goal.started, made.goal.touched) == (None, noted)
    driven_once = do(made, advance)
    assert driven_once.goal.started == driven_once.event.at
    made = do(driven_once, undo)
    assert (made.goal.started, made.goal.touched) == (None, noted)
    assert made.goal.changed > noted
    assert do(made, redo).goal.started == driven_once.event.at


def test_one_change_undone_on_two_devices_is_undone_once():
    made = do(goal_from(), advance)
    both = merged(do(made, undo, dev="one"), do(made, undo, dev="other"))
    assert [event.kind for event in standing(both.log)] == ["added"]
    assert len(timeline(both.log).redo) == 1
    assert shown(do(both, redo)) == shown(made)


def test_an_undo_that_arrives_after_a_redo_counts():
    made = do(goal_from(), advance)
    again = do(do(made, undo), redo)
    late = undo(made, stamp(60, "other"))
    both = merged(again, late)
    assert both.goal.position == 0.0
    assert [event.kind for event in standing(both.log)] == ["added"]
    assert do(both, redo).goal.position == 1.0


def test_a_redo_that_arrives_after_a_change_elsewhere_counts():
    made = do(do(goal_from(), advance), undo)
    both = merged(do(made, rename, "New", dev="one"), redo(made, stamp(60, "other")))
    assert (both.goal.title, both.goal.position) == ("New", 1.0)
    assert [event.kind for event in standing(both.log)] == ["added", "reached", "renamed"]


def test_changes_of_two_devices_stand_in_the_order_of_their_times():
    made = goal_from()
    one = do(do(do(made, note, "a"), undo), redo)
    other = note(made, stamp(2, "other"), "b")
    both = merged(one, other)
    assert [event.text for event in standing(both.log)] == ["Thesis", "a", "b"]
    assert both.goal.touched == other.event.at


def test_a_change_to_a_part_that_another_device_takes_back_leaves_no_half_of_it():
    made = do(goal_from(), add_marker, 1, "review")
    late = redate_marker(made, stamp(60, "other"), 1, made.event.day)
    both = merged(do(made, undo), late)
    assert [marker.title for marker in both.goal.markers] == [
        "draft", "edits", "printed", "submitted",
    ]  # fmt: skip


@given(
    driven(size=5),
    st.lists(changes | takebacks, max_size=8),
    st.lists(changes | takebacks, max_size=8),
)
def test_logs_of_two_devices_merge_into_a_whole_goal(made, mine, theirs):
    both = merged(take_all(made, mine, "one"), take_all(made, theirs, "other"))
    stacks = timeline(both.log)
    told = [change.subject.id for change in (*stacks.undo, *stacks.redo)]
    assert len(told) == len(set(told))
    assert not any(change.subject.undoes for change in (*stacks.undo, *stacks.redo))
    if stacks.undo:
        before = shown(both)
        there_and_back = do(do(both, undo), redo)
        assert shown(there_and_back) == before


def test_a_full_log_takes_no_more_and_says_what_to_do():
    made = goal_from()
    made = replace(made, log=(made.log * EVENTS_LIMIT)[:EVENTS_LIMIT])
    for move, *args in [(note, "more"), (advance,)]:
        with pytest.raises(GoalError, match=r"has 10,000 log entries.*add a new goal"):
            do(made, move, *args)


def test_a_goal_with_a_full_log_can_still_be_undone_and_removed():
    made = goal_from()
    notes = tuple(
        replace(made.event, id=f"{n:026}", kind="note", set={}) for n in range(EVENTS_LIMIT - 1)
    )
    made = replace(made, log=made.log + notes)
    assert do(made, remove).goal.deleted
    assert len(standing(do(made, undo).log)) == EVENTS_LIMIT - 1


def test_the_last_entry_that_fits_is_kept():
    made = goal_from()
    made = replace(made, log=made.log * (EVENTS_LIMIT - 1))
    assert len(do(made, note, "last").log) == EVENTS_LIMIT
