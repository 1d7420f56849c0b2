from contextvars import copy_context
from functools import partial

import pytest
from hypothesis import given
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, status
from lastmile_tui.domain.changes.start import went_on
from lastmile_tui.domain.model import record
from lastmile_tui.domain.model.numbers import WRITTEN, Notation
from lastmile_tui.domain.model.record import record_of, undo
from lastmile_tui.domain.wording.events import entries, say_change, say_event, say_left
from support.domain.goals import changes, do, driven, goal_from, takebacks

PLAIN = {"added", "removed", "undone", "redone", "reopened", "no change", "let go", "sealed"}
"""Kinds of events that are words for people as they are."""


def told(move, *args):
    return say_change(do(goal_from("Sell: listed > signed"), move, *args))


def test_a_change_is_told_with_the_goal_it_is_about():
    assert say_change(goal_from("Sell: a > b")) == "Added · Sell"
    assert told(drive.advance) == "Reached ‘listed’ · Sell"
    assert told(drive.nudge, 0.3) == "Moved to 0.3 mi · Sell"
    assert told(drive.note, "call {Ana}") == "Note: call {Ana} · Sell"
    assert told(edit.rename, "Give away") == "Renamed to ‘Give away’ · Give away"


def test_going_back_says_where_to():
    made = do(do(do(goal_from(), drive.nudge, 0.4), drive.reach, 2), drive.reach, 0)
    assert say_change(made) == "Back at ‘draft’ · Thesis"
    assert say_change(do(made, drive.back)) == "Back at the start · Thesis"


def test_undo_and_redo_say_what_they_took_back():
    made = do(do(goal_from(), drive.advance), record.undo)
    assert say_change(made) == "Undone: reached ‘draft’ · Thesis"
    made = do(made, record.redo)
    assert say_change(made) == "Redone: reached ‘draft’ · Thesis"
    made = do(made, record.undo)
    assert say_change(made) == "Undone: reached ‘draft’ · Thesis"


def test_an_undo_of_something_unknown_is_told_plainly():
    made = goal_from()
    stray = replace(do(made, record.undo).event, undoes="nobody", set={"title": "x"})
    assert say_change(record_of("a", (*made.log, stray))) == "Undone · x"


def test_a_date_that_goes_and_a_stretch_that_falls_by_itself_are_told_without_a_text():
    made = do(goal_from(), edit.redate, goal_from().event.day)
    assert say_change(made) == "Due date set to 2 Mar 2026 · Thesis"
    assert say_change(do(made, edit.redate, None)) == "Due date taken away · Thesis"
    made = do(made, edit.start_stretch, None)
    assert say_change(made) == "Final stretch where it falls by itself · Thesis"
    assert told(status.let_go, "") == "Let go · Sell"
    assert told(status.let_go, "rain") == "Let go: rain · Sell"


def test_a_long_note_is_told_in_one_short_line_and_kept_whole_in_the_log():
    made = do(goal_from(), drive.note, "first line\nsecond " + "very " * 100 + "long")
    assert say_change(made).startswith("Note: first line second very")
    assert len(say_change(made)) < 120
    assert entries(made.log)[-1].text.endswith("very long")


def test_a_kind_of_a_later_version_is_its_own_name():
    event = replace(goal_from().event, kind="{0.__class__} moved")
    assert say_event(event) == "{0.__class__} moved"


@pytest.mark.parametrize("move", [drive.advance, partial(drive.nudge, miles=0.5)])
def test_beside_how_many_a_road_was_started_is_told_in_the_log_only(move):
    made = went_on(do(goal_from(), move), 2)
    told = entries(made.log)[-1].text
    assert told.endswith(", with 2 roads in the final stretch")
    assert "final stretch" not in say_change(made)
    undone = do(made, undo)
    assert "final stretch" not in say_change(undone)


def test_beside_how_many_a_goal_was_added_is_told_at_once():
    words = "Added, with 2 roads in the final stretch · Sell"
    assert say_change(went_on(goal_from("Sell: a > b"), 2)) == words


def test_entries_are_oldest_first_with_their_days():
    made = do(do(goal_from(), drive.advance), drive.note, "nice")
    assert [(entry.kind, entry.text) for entry in entries(made.log)] == [
        ("added", "added"),
        ("reached", "reached ‘draft’"),
        ("note", "note: nice"),
    ]
    assert entries(made.log)[0].day == made.event.day


@pytest.mark.parametrize(
    ("line", "words"),
    [("Alone", "1 mi to go"), ("Run target 42 km", "42 km to go"), ("A > b*3", "3 mi to go")],
)
def test_what_is_left_is_told_in_the_unit_of_the_goal(line, words):
    assert say_left(goal_from(line).goal) == words


@given(driven(changes | takebacks))
def test_every_change_has_words_of_one_line(made):
    words = say_change(made)
    assert words.endswith(f" · {made.goal.title}")
    assert "\n" not in words
    assert words[0] != words[0].lower() or not words[0].isalpha()
    assert all(say_event(event) != event.kind or event.kind in PLAIN for event in made.log)


def test_a_value_without_a_unit_is_told_alone_as_this_person_writes_it():
    made = do(goal_from("Boat 12500.5 kg to 0 kg: hull > keel"), edit.count_in, "")
    back = do(do(made, drive.advance), drive.back)
    assert back.log[-1].text == "12,500.5"

    def comma():
        WRITTEN.set(Notation.COMMA)
        return say_change(back)

    assert copy_context().run(comma) == "Back at 12.500,5 · Boat"
