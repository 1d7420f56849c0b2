"""Names of copies nominate, and tell what they can."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.store.copies.names import parse_copy_name

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
    (" (Conflicted copy 2026-08-18 for Ana Lund)", "SecuriSync", "Ana Lund", DAY, None),
    ("_Andy-PC_Aug-18-1736-2026_Conflict", "Synology Drive", "Andy-PC", DAY, time(17, 36)),
    ("_a_b_Aug-18-1736-2026_CaseConflict_1", "Synology Drive", "a_b", DAY, time(17, 36)),
    ("_a_Foo-18-1736-2026_Conflict", "Synology Drive", "a", None, None),
    ("_Conflict", "Synology Drive", "", None, None),
    ("_conflict2", "Synology Drive", "", None, None),
    (" (SFConflict a@b.org 2026-08-18-17-36-36)", "Seafile", "a@b.org", DAY, time(17, 36, 36)),
    (" (SFConflict 2026-08-18-17-36-36)", "Seafile", "", DAY, time(17, 36, 36)),
    (" (SFConflict ana 2026-08-18-17-36-36)-1", "Seafile", "ana", DAY, time(17, 36, 36)),
    (".Conflict", "Resilio Sync", "", None, None),
    (".Conflict1", "Resilio Sync", "", None, None),
    (".Conflict 3", "Resilio Sync", "", None, None),
    (".Conflict.Conflict.Conflict", "Resilio Sync", "", None, None),
    ("-conflict-2026-08-18T17_36_36.004Z", "Cozy", "", DAY, time(17, 36, 36)),
    (".conflict1", "rclone", "", None, None),
    (".conflict12", "rclone", "", None, None),
    (".path1", "rclone", "", None, None),
    (" (conflict_on_2026-08-18)", "Unison", "", DAY, None),
    (" (conflict #2_on_2026-08-18)", "Unison", "", DAY, None),
    (" (conflict on 2026-08-18)", "Unison", "", DAY, None),
    ("_REMOTE_4711", "git", "", None, None),
    ("_BACKUP_4711", "git", "", None, None),
    ("~20260818-173636", "Syncthing", "", DAY, time(17, 36, 36)),
    ("~20260818", "another program", "", DAY, None),
    ("~2026-08-18", "another program", "", DAY, None),
    (".sync-conflict-20269918-173636-D4LGQYW", "Syncthing", "D4LGQYW", None, time(17, 36, 36)),
]


UNSURE = {mark for mark, tool, *_ in NAMES if tool in ("another program", "git")} | {
    "-DESKTOP7",
    "-DESKTOP-A7-2",
    "~20260818-173636",
}

BEHIND = [
    ("..path1", "rclone", True),
    ("..path2", "rclone", True),
    ("..path1..path2", "rclone", True),
    (".path2", "rclone", True),
    (".conflict1", "rclone", True),
    (".conflict2", "rclone", True),
    (".Conflict", "Resilio Sync", True),
    (".Conflict2", "Resilio Sync", True),
    (".orig", "git", False),
    (".bak", "another program", False),
    (".bak2", "another program", False),
    (".mine", "another program", False),
    (".r42", "another program", False),
    (".OTHER", "another program", False),
    (".~1~", "another program", False),
    ("_Conflict", "another program", False),
    ("~2026-08-18", "another program", False),
    ("~20260818", "another program", False),
    (".2026-08-18", "another program", False),
    ("~20260818-173636", "another program", False),
]
"""What stands behind the whole name; whether only a tool gives such names."""


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


@pytest.mark.parametrize("data", ["lastmile.json", "roads.txt", "my.road.json", "a (b)+[c].json"])
@pytest.mark.parametrize(("mark", "tool", "sure"), BEHIND)
def test_a_mark_may_stand_behind_the_whole_name(data, mark, tool, sure):
    found = parse_copy_name(f"{data}{mark}", data)
    assert found is not None
    assert (found.tool, found.sure, found.journal) == (tool, sure, False)
    assert found.day == (DAY if "2026" in mark else None)


@pytest.mark.parametrize(
    ("name", "tool", "sure"),
    [
        (".~lastmile.json.sync-conflict-20260818-173636-D4LGQYW.journal", "Syncthing", True),
        (".~lastmile.sync-conflict-20260818-173636-D4LGQYW.json.journal", "Syncthing", True),
        (".~lastmile.json..path1.journal", "rclone", True),
        (".~lastmile.json.journal..path1", "rclone", True),
        (".~lastmile.json.journal..path2", "rclone", True),
        (".~lastmile.json.conflict1.journal", "rclone", True),
        (".~lastmile.json (conflict #1_on_2026-08-18).journal", "Unison", True),
        (".~lastmile.json (conflict_on_2026-08-18).journal", "Unison", True),
        (".~lastmile.json (ana's conflicted copy 2026-08-18).journal", "Dropbox", True),
        (".~lastmile.json 2.journal", "iCloud", True),
        (".~lastmile.json.journal.bak", "another program", False),
        (".~lastmile.json.journal.bad-20260818T173636Z", "lastmile", False),
        (".~lastmile.json.journal.bad-20260818T173636Z-2", "lastmile", False),
    ],
)
def test_a_journal_has_copies_too(name, tool, sure):
    found = parse_copy_name(name, "lastmile.json")
    assert found is not None
    assert (found.tool, found.sure, found.journal) == (tool, sure, True)


def test_a_backup_of_unison_has_its_mark_before_the_name():
    found = parse_copy_name(".bak.0.lastmile.json", "lastmile.json")
    assert found is not None
    assert (found.tool, found.sure) == ("Unison", False)


@pytest.mark.parametrize(
    "name",
    [
        "lastmile.json",
        ".~lastmile.json",
        ".~lastmile.json.abcdefgh",
        ".~lastmile.json.journal.tmp",
        ".~lastmile.json.schema-1",
        ".~other.json.journal..path1",
        ".unison.lastmile.json.4f7c.unison.tmp",
        "lastmile.json.path3",
        "lastmile.json...path1",
        "lastmile.json.partial",
        "lastmile.json.~lock",
        "lastmile.jsonbak",
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
