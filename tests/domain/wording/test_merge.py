"""Names of copies nominate, and what copies bring is told in words."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.model.record import undo
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
from lastmile_tui.store.copies.names import parse_copy_name
from support.domain.goals import START, do, goal_from

DAY = date(2026, 8, 18)

NAMES = [
    (".sync-conflict-20260818-173636-D4LGQYW", "Syncthing", "D4LGQYW", DAY, time(17, 36, 36)),
    (".sync-conflict-20260818-173636", "Syncthing", "", DAY, time(17, 36, 36)),
    (" (Peter G's conflicted copy 2026-08-18)", "Dropbox", "Peter G", DAY, None),
    (" (thinkpad’s conflicted copy 2026-08-18)", "Dropbox", "thinkpad", DAY, None),
    (" (Ines' conflicted copy 2026-08-18 1)", "Dropbox", "Ines", DAY, None),
    (" (Peter G's conflicted copy 2026-08-18) (2)", "Dropbox", "Peter G", DAY, None),
    (" (conflicted copy 2026-08-18 093612)", "Nextcloud", "", DAY, time(9, 36, 12)),
    (" (conflicted copy ana 2026-08-18 093612)", "Nextcloud", "ana", DAY, time(9, 36, 12)),
    (" (conflicted copy 2026-08-18)", "Nextcloud", "", DAY, None),
    ("_conflict-20260818-093612", "Nextcloud", "", DAY, time(9, 36, 12)),
    ("-DESKTOP7-safeBackup-0001", "OneDrive", "DESKTOP7", None, None),
    ("-DESKTOP7", "OneDrive", "DESKTOP7", None, None),
    ("-DESKTOP-A7-2", "OneDrive", "DESKTOP-A7", None, None),
    (" 2", "iCloud", "", None, None),
    (" 14", "iCloud", "", None, None),
    (" (1)", "Google Drive", "", None, None),
    ("(3)", "Google Drive", "", None, None),
    (" [conflicted]", "pCloud", "", None, None),
    (" (conflicted)", "pCloud", "", None, None),
    (" (conflicted 2)", "pCloud", "", None, None),
    (" (DESKTOP7)", "another program", "DESKTOP7", None, None),
    (" (Copie en conflit de Zoé 2026-08-18)", "another program", None, None, None),
    (".sync-conflict-20269918-173636-D4LGQYW", "Syncthing", "D4LGQYW", None, time(17, 36, 36)),
]

UNSURE = {mark for mark, tool, *_ in NAMES if tool == "another program"} | {
    "-DESKTOP7",
    "-DESKTOP-A7-2",
}


@pytest.mark.parametrize("data", ["lastmile.json", "roads", "my.road.json", "a (b)+[c].json"])
@pytest.mark.parametrize("form", NAMES)
def test_a_name_tells_its_tool_and_what_the_tool_wrote_into_it(data, form):
    mark, tool, device, day, at = form
    stem, dot, ending = data.rpartition(".")
    found = parse_copy_name(f"{stem or data}{mark}{dot}{ending if stem else ''}", data)
    assert found is not None
    assert found.tool == tool
    assert (found.day, found.at) == (day, at)
    assert device is None or found.device == device
    assert found.sure == (mark not in UNSURE)


@pytest.mark.parametrize(
    "name",
    [
        "lastmile.json",
        "lastmile.json.bad-20260818T173636Z",
        "lastmile.json.schema-1",
        "lastmile.json.schema-0-2",
        ".~lastmile.json.journal",
        ".~lastmile.json.lock",
        ".~lastmile.json.tmp",
        "lastmile.json.gz",
        "lastmile.json~",
        "lastmile 1.json",
        "lastmile 02.json",
        "lastmile2.json",
        "lastmile.yaml",
        "lastmile 2.txt",
        "other 2.json",
        "other.sync-conflict-20260818-173636-D4LGQYW.json",
        "lastmile-.json",
        "lastmile ().json",
        "lastmile-..json",
        "",
        ".json",
    ],
)
def test_other_files_are_not_nominated(name):
    assert parse_copy_name(name, "lastmile.json") is None


@given(st.text(max_size=300), st.text(min_size=1, max_size=20))
def test_any_name_is_answered(name, data):
    parse_copy_name(name, data)
    found = parse_copy_name(f"{data}{name}", data)
    assert found is None or found.name == f"{data}{name}"


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
