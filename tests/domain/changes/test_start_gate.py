"""What the log keeps of the answer at the gate."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.changes.edit import remove
from lastmile_tui.domain.changes.start import add, came_back, went_on
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.record import undo
from lastmile_tui.domain.wording.events import entries, say_event
from lastmile_tui.errors import GoalError
from support.domain.goals import do, goal_from, stamp


def as_it_was(record):
    """The goal but for the instant of its last change, which undoing moves on too."""
    return replace(record.goal, changed=None)


def new(line="Boat: a > b"):
    return add(read_line(line, lambda _: None), stamp(0))


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (1, "added, with 1 road in the final stretch"),
        (2, "added, with 2 roads in the final stretch"),
        (12, "added, with 12 roads in the final stretch"),
    ],
)
def test_a_goal_that_was_added_in_spite_of_others_says_beside_how_many(others, words):
    assert say_event(went_on(new(), others).event) == words


def test_going_on_changes_nothing_of_the_goal_that_is_added():
    assert went_on(new(), 3).goal == new().goal


def test_going_on_keeps_what_the_first_drive_was_and_does():
    driven = do(goal_from(), drive.advance)
    told = went_on(driven, 2)
    assert told.goal == driven.goal
    assert say_event(told.event) == "reached ‘draft’, with 2 roads in the final stretch"
    assert told.log[:-1] == driven.log[:-1]


def test_the_first_drive_beside_others_is_undone_exactly():
    before = goal_from()
    after = went_on(do(before, drive.advance), 2)
    assert as_it_was(do(after, undo)) == as_it_was(before)


def test_a_goal_that_is_not_touched_by_an_answer_says_what_it_was_chosen_before():
    before = do(goal_from(), drive.advance)
    after = do(before, came_back, instead_of="  Paint\tthe boat ")
    assert entries(after.log)[-1].text == "first this, then ‘Paint the boat’"
    assert as_it_was(after) == as_it_was(before)
    assert after.goal.touched == before.event.at


def test_what_has_no_name_yet_is_not_named():
    after = do(goal_from(), came_back, instead_of="")
    assert entries(after.log)[-1].text == "first this"


def test_the_answer_is_undone_like_any_other():
    before = do(goal_from(), drive.advance)
    after = do(do(before, came_back, instead_of="Boat"), undo)
    assert as_it_was(after) == as_it_was(before)
    assert [entry.kind for entry in entries(after.log)] == ["added", "reached"]


def test_a_goal_that_was_removed_meanwhile_cannot_be_chosen():
    with pytest.raises(GoalError, match="was removed"):
        do(do(goal_from(), remove), came_back, instead_of="Boat")
