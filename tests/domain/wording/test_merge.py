"""What copies bring is told in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.changes.roads.join import join
from lastmile_tui.domain.model.event_log import EventLog
from lastmile_tui.domain.model.record import record_of, undo
from lastmile_tui.domain.wording.merge import (
    CopiedChanges,
    DeviceChanges,
    changes_by_device,
    copied_changes,
    say_changed_goals,
    say_copied_changes,
    say_device,
    say_device_changes,
)
from support.domain.goals import START, do, goal_from, stamp

DAY = date(2026, 8, 18)


@pytest.mark.parametrize(
    ("device", "name"),
    [
        ("thinkpad-0a1b2c3d", "thinkpad"),
        ("my-mac-0a1b2c3d", "my-mac"),
        ("0a1b2c3d", "another device"),
        ("", "another device"),
        ("thinkpad-0a1b2c3", "another device"),
        ("-0a1b2c3d", "another device"),
        ("\x1b]0;x\x07-0a1b2c3d", "another device"),
        ("x" * 60 + "-0a1b2c3d", "x" * 23 + "…"),
        ("own-0a1b2c3d", "this device"),
    ],
)
def test_a_device_is_told_by_the_name_in_its_id(device, name):
    assert say_device(device, "own-0a1b2c3d") == name


def test_changes_are_counted_by_device_the_newest_first():
    made = do(goal_from(), drive.advance, dev="phone-0a1b2c3d")
    made = do(made, drive.advance, dev="laptop-0a1b2c3d")
    made = do(made, drive.note, "called", dev="laptop-0a1b2c3d")
    gains = changes_by_device(made.log[1:])
    day = START.date()
    assert gains == (
        DeviceChanges("laptop-0a1b2c3d", 2, day),
        DeviceChanges("phone-0a1b2c3d", 1, day),
    )
    assert say_device_changes(gains, date.isoformat) == (
        "2 changes from laptop, 2026-03-02; 1 change from phone, 2026-03-02"
    )


def test_devices_without_a_name_are_told_as_one():
    gains = [
        DeviceChanges("0a1b2c3d", 2, DAY),
        DeviceChanges("0a1b2c3e", 1, DAY + timedelta(days=1)),
    ]
    assert say_device_changes(gains, date.isoformat) == "3 changes from another device, 2026-08-19"
    assert say_device_changes([], date.isoformat) == ""


def test_a_goal_is_told_by_its_title_here_and_what_was_done_to_it_elsewhere():
    here = goal_from()
    there = do(do(here, edit.rename, "Sell the old car"), drive.advance)
    held = {event.id for event in here.log}
    brought = copied_changes(here.goal, there.goal, there.log, held)
    assert brought.title == here.goal.title
    assert brought.words[0] == "renamed to ‘Sell the old car’"
    assert len(brought.words) == 2


def test_an_undo_elsewhere_says_what_it_took_back():
    here = do(goal_from(), drive.advance)
    there = do(here, undo)
    brought = copied_changes(here.goal, there.goal, there.log, {event.id for event in here.log})
    assert brought.words[0].startswith("undone: reached")


def test_a_goal_that_is_not_here_is_added_whatever_was_done_to_it():
    there = do(goal_from(), drive.advance)
    assert copied_changes(None, there.goal, there.log, ()).words == ("added",)


def test_a_line_tells_three_changes_and_counts_the_others():
    told = say_copied_changes(CopiedChanges("Swim", ("a", "b", "c", "d", "e")))
    assert told == "Swim: a; b; c; 2 more"
    long = say_copied_changes(CopiedChanges("x" * 100, ("y" * 100,) * 9))
    assert len(long) < 4 * 62 + 20


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ("", ""),
        ("A", "‘A’"),
        ("AB", "‘A’ and ‘B’"),
        ("ABC", "‘A’, ‘B’ and 1 more road"),
        ("ABCD", "‘A’, ‘B’ and 2 more roads"),
        ("AAB", "‘A’ and ‘B’"),
    ],
)
def test_the_roads_of_a_merge_fit_into_a_sentence(titles, said):
    assert say_changed_goals([CopiedChanges(title, ("added",)) for title in titles]) == said


def test_a_road_that_is_back_from_the_one_it_went_into_is_told_first():
    pot, pan = goal_from("Pot: a > b"), do(goal_from("Pan: c > d"), drive.note, "old")
    pot, pan = record_of("pot", pot.log), record_of("pan", pan.log)
    _, gone = join(pot, pan, stamp(5), stamp(6))
    driven = do(pan, drive.advance, dev="three")
    log = EventLog((*gone.log, driven.event))
    for here in (gone, driven):
        known = [event.id for event in here.log]
        first, *rest = copied_changes(here.goal, driven.goal, log, known).words
        assert first == (
            "joined into ‘Pot’, but it stays for what was done in it: reached ‘c’; "
            "its markers are in ‘Pot’, too: remove them in one"
        )
        assert len(rest) == 1
    every = [event.id for event in log]
    assert copied_changes(driven.goal, driven.goal, log, every).words == ()
