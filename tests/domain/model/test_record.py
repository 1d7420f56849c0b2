"""A goal as it was on a day, and what history_entries to it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.model.record import as_of, days_of, record_of, redo, undo
from lastmile_tui.domain.wording.history import history_entries, say_new
from support.domain.goals import START, TODAY, changes, do, driven, goal_from, stamp, takebacks

DAY = timedelta(days=1)


def on(record, day, move):
    """Make a move on a day after the start."""
    at = START + day * DAY
    return move(record, replace(stamp(int(day * 24 * 60)), at=at, day=at.date()))


def some_days():
    made = on(goal_from(), 2, drive.advance)
    made = on(made, 2.25, partial(drive.note, text="half"))
    return on(made, 5, partial(edit.rename, title="Book"))


def test_a_goal_stands_as_it_did_at_the_end_of_the_day():
    made = some_days()

    assert as_of(made, TODAY - DAY) is None
    assert as_of(made, TODAY).goal.position == 0
    assert as_of(made, TODAY + DAY).goal == as_of(made, TODAY).goal
    assert as_of(made, TODAY + 2 * DAY).goal.position == 1.0
    assert as_of(made, TODAY + 2 * DAY).goal.title == "Thesis"
    assert as_of(made, TODAY + 5 * DAY).goal == made.goal


def test_the_days_on_which_something_changed_are_told_in_order():
    assert days_of(some_days().log) == (TODAY, TODAY + 2 * DAY, TODAY + 5 * DAY)


def test_an_event_dated_before_the_goal_was_added_makes_no_day():
    made = do(goal_from(), drive.advance)
    early = replace(made.event, day=TODAY - DAY)
    made = record_of(made.goal.uid, (made.log[0], early))

    assert days_of(made.log) == (TODAY,)
    assert as_of(made, TODAY - DAY) is None
    assert as_of(made, TODAY).goal.position == 1.0


@given(driven(size=10), st.integers(-1, 3))
def test_the_past_is_what_folding_the_first_events_gives(made, away):
    past = as_of(made, TODAY + away * DAY)

    if away < 0:
        assert past is None
    else:
        assert past.goal == record_of(made.goal.uid, made.log).goal


def test_an_undone_change_is_marked_and_the_undo_says_what_it_took_back():
    made = do(do(goal_from(), drive.advance), undo)

    told = [(each.words, each.undone) for each in history_entries(made.log)]

    assert told == [
        ("added", False),
        ("reached ‘draft’", True),
        ("undone: reached ‘draft’", False),
    ]


def test_an_undone_change_stays_marked_when_something_else_was_done_since():
    made = do(do(do(goal_from(), drive.advance), undo), drive.note, "on")

    assert [each.undone for each in history_entries(made.log)] == [False, True, False, False]


def test_a_redone_change_is_not_marked():
    made = do(do(do(goal_from(), drive.advance), undo), redo)

    told = [(each.words, each.undone) for each in history_entries(made.log)]

    assert told[1] == ("reached ‘draft’", False)
    assert told[3] == ("redone: reached ‘draft’", False)


@given(driven(size=12))
def test_every_event_is_told_once_and_with_words(made):
    told = history_entries(made.log)

    assert [each.event for each in told] == list(made.log)
    assert all(each.words for each in told)


def test_events_that_undo_each_other_in_a_ring_are_still_told():
    made = do(do(goal_from(), drive.advance), drive.advance)
    first, one, two = made.log
    ring = (
        first,
        replace(one, kind="undone", undoes=two.id),
        replace(two, kind="undone", undoes=one.id),
    )

    assert len(history_entries(ring)) == 3


@given(driven(changes | takebacks), st.sets(st.integers(0, 12)))
def test_new_entries_are_said_as_in_the_whole_history(made, at):
    known = {event.id for number, event in enumerate(made.log) if number in at}

    told = [each.words for each in history_entries(made.log) if each.event.id not in known]

    assert [*say_new(made.log, known)] == told
