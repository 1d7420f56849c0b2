"""A goal now and then: what going back writes, and what is said of it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.changes.restore import bring_back
from lastmile_tui.domain.changes.roadblocks import block
from lastmile_tui.domain.crossing.laps import repeat
from lastmile_tui.domain.examples.templates import save_template
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import record_of, undo
from lastmile_tui.domain.picks.last_mile import pick, pick_ahead
from lastmile_tui.domain.review import answers
from lastmile_tui.domain.wording.differences import changed_registers, differences, say_return
from support.domain.goals import TODAY, changes, do, driven, goal_from, stamp, take_all

LINE = "Sell the Volvo: listed > tested > agreed >> signed ! papers ! keys"
_WHEN = ("touched", "changed", "driven", "started")


def shown(goal):
    return {name: getattr(goal, name) for name in goal.__struct_fields__ if name not in _WHEN}


def back(now, then):
    """The record with the event that a restore writes."""
    registers = changed_registers(fold(now.log), fold(then.log))
    if not registers:
        return now
    return do(now, bring_back, registers, then.log, text="2026-03-02")


@given(driven(size=8), st.lists(changes, max_size=8))
def test_going_back_brings_every_field_back(then, steps):
    now = take_all(then, steps)

    assert shown(back(now, then).goal) == shown(then.goal)


@given(driven(size=8), st.lists(changes, max_size=8))
def test_going_back_and_undoing_it_changes_nothing(then, steps):
    now = take_all(then, steps)
    gone_back = back(now, then)
    if gone_back is not now:
        assert shown(do(gone_back, undo).goal) == shown(now.goal)


@given(driven(size=8), st.lists(changes, max_size=8))
def test_a_goal_that_went_back_has_nothing_to_go_back_for(then, steps):
    now = back(take_all(then, steps), then)

    assert changed_registers(fold(now.log), fold(then.log)) == {}


@given(driven(size=8), st.lists(changes, max_size=8))
def test_going_forth_again_is_the_same_as_never_having_gone_back(then, steps):
    now = take_all(then, steps)

    assert shown(back(back(now, then), now).goal) == shown(now.goal)


@given(driven(size=8), st.lists(changes, max_size=8))
def test_what_is_shown_and_differs_is_said(then, steps):
    now = take_all(then, steps).goal
    looked = ("confirmed", "reviewed", "looked", "picked", "sealed", "sealed_on", *_WHEN)
    parts = ("turn", "let_go", "next_step", "roadblocks", "position")
    same = all(
        getattr(now, name) == getattr(then.goal, name)
        for name in now.__struct_fields__
        if name not in (*looked, *parts)
    )
    assert same or differences(now, then.goal, TODAY)


def test_the_text_beside_an_event_is_no_difference():
    assert changed_registers({"title": "a", "beside": 3}, {"title": "a"}) == {}


def test_a_part_that_is_gone_on_both_sides_is_no_difference():
    gone = {"marker:x": {"title": "a", "gone": True}}

    assert changed_registers({}, gone) == {}
    assert changed_registers(gone, {}) == {}


def test_a_part_that_was_not_there_is_gone_and_not_emptied():
    assert changed_registers({"marker:x": {"title": "a"}}, {}) == {"marker:x": {"gone": True}}


def test_markers_and_seal_items_are_said_in_one_line():
    then = do(do(goal_from(LINE), drive.advance), drive.advance)
    now = do(do(then, drive.advance), seal.tick, 0, evidence="")

    assert say_return(now.goal, then.goal, TODAY) == (
        "Sell the Volvo: 3 of 4 markers → 2 of 4; seal item ‘papers’ open again"
    )


CASES = [
    (lambda made: do(made, edit.rename, "Other"), "title back to ‘Sell the Volvo’"),
    (lambda made: do(made, edit.tag, "car"), "no tags"),
    (lambda made: do(made, edit.involve, "Ann"), "no people"),
    (lambda made: do(made, edit.redate, date(2026, 3, 9), None), "no due date"),
    (lambda made: do(made, edit.explain, "money"), "why changed"),
    (lambda made: do(made, edit.rename_marker, 0, "put up"), "marker ‘put up’ called ‘listed’"),
    (lambda made: do(made, edit.remove_marker, 0), "marker ‘listed’ back"),
    (lambda made: do(made, edit.add_marker, 1, "washed", 1.0), "marker ‘washed’ gone"),
    (lambda made: do(made, edit.remeasure_marker, 0, 3.0), "length or date of marker ‘listed’"),
    (lambda made: do(made, edit.start_stretch, 1), "final stretch where it began"),
    (lambda made: do(made, seal.add_seal_item, "bill"), "seal item ‘bill’ gone"),
    (lambda made: do(made, seal.remove_seal_item, 0), "seal item ‘papers’ back"),
    (lambda made: do(made, seal.reword_seal_item, 0, "title"), "seal item ‘papers’ changed"),
    (lambda made: do(made, drive.nudge, 0.5), "0.5 of 4 mi → 0 of 4"),
    (lambda made: do(made, status.turn, "mine"), "no turn"),
    (lambda made: do(made, status.park, date(2026, 3, 9)), "not parked"),
    (lambda made: do(made, status.plan_step, "call", None), "no next step"),
    (lambda made: do(made, repeat, "every month"), "begins again no more"),
    (lambda made: do(made, edit.remove), "removed since; would be back"),
]


@pytest.mark.parametrize(("move", "said"), CASES)
def test_each_kind_of_change_has_its_words(move, said):
    then = goal_from(LINE)

    assert any(line.startswith(said) for line in differences(move(then).goal, then.goal, TODAY))


@pytest.mark.parametrize(
    ("move", "said"),
    [
        ((status.park, date(2026, 11, 27)), "parked until Fri 27 Nov"),
        (
            (partial(status.let_go, reason="enough", kind="too late"),),
            "let go Mon 2 Mar: too late, enough",
        ),
        ((status.turn, "theirs"), "turn theirs since Mon 2 Mar"),
        ((status.plan_step, "call", date(2026, 11, 27)), "next step ‘call’, Fri 27 Nov"),
        ((edit.redate, date(2026, 11, 27), None), "due Fri 27 Nov"),
        ((edit.tag, "car"), "tags #car"),
        ((block, "waiting"), "roadblocks waiting since Mon 2 Mar"),
        ((answers.no_change,), "reviewed Mon 2 Mar"),
        ((repeat, "every month"), "begins again every month"),
        ((pick,), "picked Mon 2 Mar"),
        ((pick_ahead, date(2026, 3, 3)), "picked ahead Tue 3 Mar"),
    ],
)
def test_what_is_not_there_now_is_named(move, said):
    now = goal_from(LINE)
    then = do(now, *move)

    (line,) = differences(now.goal, then.goal, TODAY)
    assert line.startswith(said)
    assert say_return(now.goal, then.goal, TODAY) == f"Sell the Volvo: {line}"


def test_another_value_is_named_with_the_one_before():
    now = do(goal_from(LINE), status.park, date(2026, 12, 4))
    then = do(now, status.park, date(2026, 11, 27))

    said = differences(now.goal, then.goal, TODAY)
    assert said == ("parked until Fri 4 Dec → Fri 27 Nov",)


def test_what_was_added_or_is_missing_is_said():
    goal = goal_from(LINE).goal

    assert say_return(goal, None, TODAY) == "Sell the Volvo: added since; would be removed"
    assert say_return(None, goal, TODAY) == "Sell the Volvo: missing now; would be put back"
    assert say_return(None, None, TODAY) == ""


def test_a_goal_that_was_removed_then_would_be_removed_again():
    then = do(goal_from(LINE), edit.remove)

    assert differences(do(then, undo).goal, then.goal, TODAY) == ("would be removed again",)


def test_a_long_or_hostile_title_is_one_short_line():
    made = do(goal_from(LINE), edit.rename, "x" * 400)
    uid, log = made.goal.uid, made.log
    told = say_return(record_of(uid, log).goal, None, TODAY)

    assert len(told) < 120
    assert "\n" not in told


def test_a_template_is_called_one():
    made = save_template(goal_from(LINE), "car", stamp(9))

    assert say_return(made.goal, None, TODAY) == "Template ‘car’: added since; would be removed"
