"""Every name that a tool gives: the file and its copy have different changes, one merge has all."""

from __future__ import annotations

import pytest

from support.trials.site import DAY, Site

NAMES = [
    "lastmile.sync-conflict-20261129-101500-D4LGQYW.json",
    "lastmile.sync-conflict-20261129-101500.json",
    "lastmile~20261129-101500.json",
    "lastmile (Ana's conflicted copy 2026-11-29).json",
    "lastmile (Ana’s conflicted copy 2026-11-29) (1).json",
    "lastmile (conflicted).json",
    "lastmile [conflicted].json",
    "lastmile (conflicted copy 2026-11-29 093612).json",
    "lastmile (conflicted copy ana 2026-11-29 093612).json",
    "lastmile_conflict-20261129-093612.json",
    "lastmile (Conflicted copy 2026-11-29 for Ana).json",
    "lastmile_Andy-PC_Nov-29-0901-2026_Conflict.json",
    "lastmile_Conflict.json",
    "lastmile_CaseConflict_1.json",
    "lastmile (SFConflict ana@example.org 2026-11-29-10-15-00).json",
    "lastmile.Conflict.json",
    "lastmile.json.Conflict1",
    "lastmile-conflict-2026-11-29T10_15_00.123Z.json",
    "lastmile.json..path1",
    "lastmile.json..path2",
    "lastmile.json.path1",
    "lastmile.json.conflict1",
    "lastmile.conflict1.json",
    "lastmile.json..path1..path2",
    "lastmile (conflict_on_2026-11-29).json",
    "lastmile (conflict #1_on_2026-11-29).json",
    "lastmile (conflict_on_2026-11-29_was_deleted).json",
    "lastmile (conflict #2_on_2026-11-29_was_deleted).json",
    ".bak.0.lastmile.json",
    "lastmile-DESKTOP7.json",
    "lastmile-DESKTOP7-safeBackup-0001.json",
    "lastmile (DESKTOP7).json",
    "lastmile (1).json",
    "lastmile 2.json",
    "lastmile.json.orig",
    "lastmile_REMOTE_1234.json",
    "lastmile.json.mine",
    "lastmile.json.r42",
    "lastmile.json.THIS",
    "lastmile.json.~1~",
    "lastmile.json.bak",
    "lastmile.json~2026-11-29",
]

PAIRS = [
    ("lastmile.json..path1", "lastmile.json..path2"),
    ("lastmile.json.path1", "lastmile.json.path2"),
    ("lastmile.json.conflict1", "lastmile.json.conflict2"),
    ("lastmile.conflict1.json", "lastmile.conflict2.json"),
    (
        "lastmile (conflict_on_2026-11-29_was_deleted).json",
        "lastmile (conflict_on_2026-11-30).json",
    ),
]
"""What both sides may be called when no file of the name itself is left."""


@pytest.fixture
def two(tmp_path):
    """Two devices with one file, on each of which something was changed since."""
    desk, phone = Site(tmp_path, "desk", DAY * 0, 1), Site(tmp_path, "phone", DAY * 0, 2)
    desk.change("Swim", "add", "Swim: crawl > breath >> lake")
    phone.path.write_bytes(desk.path.read_bytes())
    for site in (desk, phone):
        site.change(f"Task {site.name}", "add", f"Task {site.name}: one > two")
        site.change(f"a note of the {site.name}", "note", "swim", f"a note of the {site.name}")
    return desk, phone


def all_of(sites):
    return {text for site in sites for text in site.acknowledged}


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_this_name_is_merged(two, name):
    desk, phone = two
    phone.path.replace(desk.folder / name)
    assert desk.run("list").code == 0
    done = desk.run("merge")
    assert done.code == 0, done
    assert all(text in desk.text for text in all_of(two))
    assert [path.name for path in desk.folder.iterdir() if not path.name.startswith(".~")] == [
        "lastmile.json"
    ]


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_where_both_sides_were_renamed_the_file_is_made_of_them_again(two, names):
    desk, phone = two
    phone.path.replace(desk.folder / names[1])
    desk.path.replace(desk.folder / names[0])
    for verb in (("list",), ("add", "Another: one > two")):
        assert "lastmile merge" in desk.run(*verb).err
        assert not desk.path.exists()
    done = desk.run("merge")
    assert done.code == 0, done
    assert all(text in desk.text for text in all_of(two))
