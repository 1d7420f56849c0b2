"""backup, and the backups that are made by themselves."""

from __future__ import annotations

import gzip
import json
import os
import stat
import sys
from pathlib import Path
from subprocess import Popen

import pytest
from tinydb import TinyDB

from lastmile_tui.store.backup import captures, packer
from support.cli.backups import DAY_2, DAY_3, backups

# Backups by themselves


@pytest.mark.usefixtures("three_days")
def test_every_day_with_a_change_leaves_a_backup_of_its_end(lastmile):
    found = backups(lastmile)

    assert [(each["number"], each["kind"], each["day"], each["goals"]) for each in found] == [
        (1, "daily", "2026-11-21", 2),
        (2, "daily", "2026-11-20", 1),
    ]
    assert [each["at"][:16] for each in found] == [DAY_2, "2026-11-20T09:00"]


@pytest.mark.usefixtures("three_days")
def test_a_backup_of_today_is_at_most_an_hour_old(lastmile):
    def made(now):
        lastmile("note", "volvo", now, now=now)
        return lastmile("backup", "--list", "--json", now=now).json["backups"][0]["at"][11:16]

    assert made("2026-11-22T10:00") == "10:00"
    assert made("2026-11-22T10:50") == "10:00"
    assert made("2026-11-22T11:30") == "11:30"


@pytest.mark.usefixtures("three_days")
def test_the_first_change_of_a_day_leaves_the_end_of_the_day_before(lastmile):
    lastmile("remove", "roof", now=DAY_3)

    assert [(each["day"], each["goals"]) for each in backups(lastmile)] == [
        ("2026-11-22", 1), ("2026-11-21", 2), ("2026-11-20", 1),
    ]  # fmt: skip


@pytest.mark.usefixtures("three_days")
def test_looking_makes_no_backup(lastmile):
    for verb in (["list"], ["show", "volvo"], ["next"], ["mirror"], ["history"], ["prompt"]):
        lastmile(*verb, now=DAY_3)

    assert len(backups(lastmile)) == 2


@pytest.mark.usefixtures("volvo")
def test_a_backup_that_cannot_be_made_is_one_sentence_and_the_change_stands(lastmile, home):
    for path in list((home / "state" / "lastmile" / "backups").rglob("*.gz")):
        path.unlink()
        path.parent.joinpath(".~lock").unlink()
        path.parent.rmdir()
        path.parent.write_text("in the way")

    done = lastmile("advance", "volvo")

    assert done.code == 0
    assert done.out.startswith("Reached ‘listed’")
    assert done.err.startswith("lastmile: No backup of today could be made. ")
    assert done.err.count("\n") == 1


def test_a_failed_change_makes_no_backup(lastmile):
    assert lastmile("advance", "nothing").code == 1
    assert backups(lastmile) == []


# backup


@pytest.mark.usefixtures("three_days")
def test_backups_are_listed_with_their_day_goals_and_size(lastmile):
    out = lastmile("backup", "--list", now=DAY_3).out.splitlines()

    assert out[0].startswith("1  yesterday 09:00   2 goals")
    assert out[1].startswith("2  Fri 20 Nov 09:00  1 goal ")
    assert out[-1].startswith("In /")


def test_without_backups_the_list_says_how_to_make_one(lastmile):
    assert "lastmile backup makes one now" in lastmile("backup", "--list").out


@pytest.mark.usefixtures("three_days")
def test_a_damaged_backup_is_listed_as_such(lastmile):
    Path(backups(lastmile)[0]["path"]).write_bytes(b"\x1f\x8bgarbage")

    assert "cannot be read" in lastmile("backup", "--list", now=DAY_3).out
    assert backups(lastmile)[0]["goals"] is None


@pytest.mark.usefixtures("volvo")
def test_a_backup_by_hand_stands_beside_the_others(lastmile):
    out = lastmile("backup", "--json").json

    assert out["path"].endswith("/by-hand-20261121T090000Z.json.gz")
    assert {each["kind"] for each in backups(lastmile)} == {"by-hand", "daily"}


@pytest.mark.usefixtures("volvo")
def test_a_backup_to_a_path_is_private_and_packed_by_its_name(lastmile, home):
    for name in ("copy.json", "copy.json.gz"):
        assert lastmile("backup", str(home / name)).code == 0
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600

    plain = (home / "copy.json").read_bytes()
    assert gzip.decompress((home / "copy.json.gz").read_bytes()) == plain
    with TinyDB(home / "copy.json", access_mode="r") as db:
        assert [goal["title"] for goal in db.table("goals")] == ["Sell the Volvo"]


@pytest.mark.usefixtures("volvo")
def test_a_backup_to_a_folder_gets_a_name_that_is_not_taken(lastmile, home):
    for _ in range(2):
        lastmile("backup", str(home))

    names = sorted(path.name for path in home.glob("*.json.gz"))
    assert names == ["lastmile-2026-11-21-2.json.gz", "lastmile-2026-11-21.json.gz"]


@pytest.mark.usefixtures("volvo")
def test_a_backup_never_writes_over_a_file_nor_through_a_link(lastmile, home):
    taken, link, target = home / "taken.json", home / "link.json", home / "target"
    taken.write_text("mine")
    link.symlink_to(target)

    for path in (taken, link):
        done = lastmile("backup", str(path))
        assert done.code == 1
        assert done.err == f"lastmile: {path} is there already; name a new file.\n"

    assert taken.read_text() == "mine"
    assert not target.exists()


@pytest.mark.usefixtures("volvo")
def test_a_backup_into_a_folder_that_is_not_there_is_a_sentence(lastmile, home):
    done = lastmile("backup", str(home / "none" / "copy.json"))

    assert done.code == 1
    assert done.err == (
        f"lastmile: There is no folder {home / 'none'}; make it, or name another one.\n"
    )


@pytest.mark.usefixtures("three_days")
def test_a_backup_says_how_many_goals_are_in_it(lastmile, home):
    copy = home / "copy.json"

    assert lastmile("backup", str(copy)).out == f"Backed up · 2 goals · {copy}\n"


def test_there_is_nothing_to_back_up_in_an_empty_file(lastmile):
    assert "nothing to back up yet" in lastmile("backup").err


@pytest.mark.usefixtures("three_days")
def test_a_backup_is_json_with_the_id_of_the_data_file(lastmile, file):
    with gzip.open(backups(lastmile)[0]["path"]) as packed:
        meta = json.load(packed)["_meta"]["1"]

    assert meta["db"] == json.loads(file.read_text())["_meta"]["1"]["db"]
    assert meta["gen"].startswith("backup-")


# A large file


@pytest.fixture
def large(monkeypatch):
    """Any file counts as large; the processes that pack are waited for at the end."""
    monkeypatch.setattr(captures, "LARGE", 0)
    yield
    while packer._begun:  # noqa: SLF001 # nobody else asks
        packer._begun.pop().wait()  # noqa: SLF001


@pytest.mark.usefixtures("large")
def test_the_first_change_of_a_day_waits_for_no_packing_and_the_list_has_it(lastmile, home):
    lastmile("add", "Sell the Volvo: listed > sold", now=DAY_2)
    lastmile("note", "volvo", "in the morning", now=DAY_3)

    assert [(each["day"], each["goals"]) for each in backups(lastmile)] == [
        ("2026-11-22", 1), ("2026-11-21", 1),
    ]  # fmt: skip
    (folder,) = (home / "state" / "lastmile" / "backups").iterdir()
    assert [path.name for path in folder.glob(".~*") if path.name != ".~lock"] == []


@pytest.mark.usefixtures("large")
def test_a_restore_right_after_the_first_change_of_a_day_has_the_day_before(lastmile):
    lastmile("add", "Sell the Volvo: listed > sold", now=DAY_2)
    lastmile("rename", "volvo", "Keep the Volvo", now=DAY_3)

    lastmile("restore", "yesterday", "--yes", now=DAY_3)

    assert "Sell the Volvo" in lastmile("list", now=DAY_3).out


@pytest.mark.usefixtures("large")
def test_what_another_process_did_not_pack_in_an_hour_is_packed_here_and_said(
    lastmile, home, monkeypatch
):
    monkeypatch.setattr(packer, "_begin", lambda _: Popen([sys.executable, "-c", ""]))
    lastmile("add", "Sell the Volvo: listed > sold", now=DAY_2)
    (folder,) = (home / "state" / "lastmile" / "backups").iterdir()
    (changes,) = folder.glob("*.changes")
    os.utime(changes, (0, 0))

    with monkeypatch.context() as patch:
        patch.setattr(packer, "finish", lambda *_: "No backup of today could be made. Why not?")
        said = lastmile("note", "volvo", "later", now=DAY_2).err
    assert said == "lastmile: No backup of today could be made. Why not?\n"
    assert lastmile("note", "volvo", "later", now=DAY_2).err == ""
    assert folder.joinpath("2026-11-21.json.gz").exists()
