"""A goal brought back, and the restore taken back: no day of work, and every figure as it was."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks
from lastmile_tui.domain.changes.restore import bring_back
from lastmile_tui.domain.export.as_json import reached_at
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import record_of, redo, undo
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.differences import changed_registers
from lastmile_tui.domain.wording.events import entries, say_change
from lastmile_tui.domain.wording.history import history_entries
from support.domain.goals import THESIS, changes, do, driven, drives, goal_from, take_all, takebacks
from support.domain.history import TODAY, at, begun, history, measured
from support.domain.mirror import mirror

DAY = timedelta(days=1)


def return_to(now, then, stamp, text="2026-11-17"):
    """What a restore makes of a goal, at a stamp."""
    back = changed_registers(fold(now.log), fold(then.log))
    return bring_back(now, stamp, back, then.log, text=text) if back else now


def returned(now, then):
    return do(now, lambda made, stamp: return_to(made, then, stamp))


def seen(made):
    """All that is shown of a goal, but for when it was changed last."""
    today = made.log[-1].day + 40 * DAY
    measures = measured(made, today=today)
    return (
        replace(made.goal, changed=made.goal.created),
        measures,
        reached_at(made.log),
        mirror(made, today=today),
        {event.id for event in standing(made.log) if event.kind != EventKind.RESTORED},
    )


def spread(made, days):
    """The same goal with its changes days apart instead of minutes."""
    log = tuple(
        replace(event, at=event.at + number * days * DAY, day=event.day + number * days * DAY)
        for number, event in enumerate(made.log)
    )
    return record_of(made.goal.uid, log)


histories = driven(st.one_of(drives, changes, takebacks), size=8)
steps = st.lists(st.one_of(drives, changes, takebacks), max_size=8)


def later(made, more):
    """What comes of a goal after some steps that are days apart."""
    return spread(take_all(made, more), 3)


def until(made, count):
    return record_of(made.goal.uid, made.log[:count])


@given(histories, steps)
def test_a_restore_and_taking_it_back_leave_every_figure_as_it_was(then, more):
    now = later(then, more)
    then = until(now, len(then.log))
    again = returned(returned(now, then), now)
    assert seen(again) == seen(now)


@given(histories, steps, steps)
def test_what_was_done_between_a_restore_and_taking_it_back_counts_no_more(then, more, between):
    now = later(then, more)
    then = until(now, len(then.log))
    worked = take_all(returned(now, then), between)
    again = returned(worked, now)
    if again is not worked:
        told = {event.id for event in standing(now.log)}
        assert {event.id for event in standing(again.log) if event.set} - told == {again.event.id}
        goal = replace(again.goal, changed=now.goal.changed, touched=now.goal.touched)
        assert goal == now.goal


@given(histories, steps)
def test_undoing_a_restore_and_redoing_it_is_a_restore(then, more):
    now = later(then, more)
    after = returned(now, until(now, len(then.log)))
    if after is now:
        return
    undone = do(after, undo)
    assert standing(undone.log) == standing(now.log)
    assert standing(do(undone, redo).log) == standing(after.log)


VOLVO = "Sell the Volvo: listed > tested > agreed >> signed"
DRIVEN = history(VOLVO, begun(6), (5, drive.advance), (4, drive.advance), (3, drive.advance))


def restored(made, then, days_ago, text="2026-11-17"):
    return return_to(made, then, at(days_ago, 500), text)


def test_markers_keep_the_day_on_which_they_were_reached():
    then = until(DRIVEN, 2)
    back = restored(DRIVEN, then, 0)
    assert reached_at(back.log) == reached_at(then.log)
    again = restored(back, DRIVEN, -1, "")
    days = [when.date() for when in reached_at(again.log).values()]
    assert days == [TODAY - 5 * DAY, TODAY - 4 * DAY, TODAY - 3 * DAY]
    assert measured(again) == measured(DRIVEN)


def test_a_road_that_went_back_is_measured_as_it_was():
    then = until(DRIVEN, 2)
    assert measured(restored(DRIVEN, then, 0)) == measured(then)


def test_a_roadblock_that_comes_back_counts_from_its_first_day():
    blocked = roadblocks.block(DRIVEN, at(2, 500), "waiting")
    back = restored(blocked, DRIVEN, 1)
    assert mirror(back).causes == ()
    again = restored(back, blocked, 0)
    assert again.goal.roadblocks[0].since == TODAY - 2 * DAY
    assert mirror(again) == mirror(blocked)


def test_a_goal_that_was_removed_by_a_restore_and_is_back_was_not_worked_on():
    gone = bring_back(DRIVEN, at(0, 500), {"deleted": True}, None, text="2026-11-10")
    assert gone.goal.deleted
    assert entries(gone.log)[-1].text == "removed: it was not there on Tue 10 Nov"
    again = restored(gone, DRIVEN, -1, "")
    assert measured(again) == measured(DRIVEN)
    assert mirror(again) == mirror(DRIVEN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-17", "brought back as it was on Tue 17 Nov"),
        ("2025-11-17", "brought back as it was on Mon 17 Nov 2025"),
        ("copy.json", "brought back as it was in copy.json"),
        ("", "brought back as it was before the restore"),
    ],
)
def test_a_restore_says_what_it_brought_back(text, words):
    made = restored(DRIVEN, until(DRIVEN, 2), 0, text)

    assert entries(made.log)[-1].text == words
    assert say_change(made) == f"{words[:1].upper()}{words[1:]} · Sell the Volvo"


def test_undoing_a_restore_says_that_it_undoes_a_part_of_it():
    undone = undo(restored(DRIVEN, until(DRIVEN, 2), 0), at(-1))

    assert say_change(undone) == (
        "Undone: brought back as it was on Tue 17 Nov · Sell the Volvo · "
        "for this goal only; lastmile restore --undo takes back the whole restore"
    )


def test_a_note_stays_whatever_is_brought_back():
    noted = do(goal_from(), drive.note, "called")
    driven_on = do(noted, drive.advance)
    back = returned(driven_on, goal_from())
    assert [entry.kind for entry in entries(back.log)] == ["added", "note", EventKind.RESTORED]


def test_the_history_says_what_a_restore_took_back():
    then = goal_from(THESIS)
    now = do(then, drive.advance)
    back = returned(now, then)
    assert [change.undone for change in history_entries(back.log)] == [False, True, False]
    assert [change.undone for change in history_entries(returned(back, now).log)] == [
        False, False, True, False,
    ]  # fmt: skip


def test_a_change_of_another_device_that_the_restore_did_not_know_stands():
    then = goal_from()
    now = do(then, drive.advance)
    back = returned(now, then)
    there = do(now, edit.tag, "home", dev="phone")
    both = {event.id: event for event in (*back.log, *there.log)}
    merged = record_of(then.goal.uid, tuple(sorted(both.values(), key=attrgetter("order"))))
    assert "tagged" in [event.kind for event in standing(merged.log)]
    assert merged.goal.tags == ("home",)
    assert merged.goal.position == 0


def test_a_due_date_that_a_restore_brings_back_is_no_second_change():
    then = spread(goal_from(THESIS), 3)
    dated = do(then, edit.redate, TODAY, None)
    again = returned(returned(dated, then), dated)
    assert measured(again).course.dues == measured(dated).course.dues
