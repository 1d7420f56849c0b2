"""backup, restore, history and show --on, as a person types them."""

from __future__ import annotations

import gzip
import json
import stat
from pathlib import Path

import pytest
from cli_help import VOLVO
from tinydb import TinyDB

from lastmile_tui.cli import restore as restore_module

DAY_1, DAY_2, DAY_3 = "2026-11-20T09:00", "2026-11-21T09:00", "2026-11-22T09:00"


@pytest.fixture
def folder(home):
    return home / "state" / "lastmile" / "backups"


@pytest.fixture
def three_days(lastmile):
    """A goal of Friday, driven on Saturday, beside one that was added then."""
    lastmile("add", VOLVO, now=DAY_1)
    lastmile("advance", "volvo", now=DAY_2)
    lastmile("advance", "volvo", now=DAY_2)
    lastmile("add", "Fix the roof: tiles > gutter", now=DAY_2)


def backups(lastmile):
    return lastmile("backup", "--list", "--json", now=DAY_3).json["backups"]


def positions(lastmile):
    goals = lastmile("list", "--json", now=DAY_3).json["goals"]
    return {goal["title"]: goal["position"] for goal in goals}


# Backups by themselves


@pytest.mark.usefixtures("three_days")
def test_the_first_change_of_each_day_makes_a_backup(lastmile):
    found = backups(lastmile)

    assert [(each["number"], each["kind"], each["day"], each["goals"]) for each in found] == [
        (1, "daily", "2026-11-21", 1),
        (2, "daily", "2026-11-20", 1),
    ]


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

    assert out[0].startswith("1  yesterday")
    assert "1 goal" in out[0]
    assert out[1].startswith("2  Fri 20 Nov")
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
    assert [each["kind"] for each in backups(lastmile)] == ["by-hand", "daily"]


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
        assert done.err == f"lastmile: {path} is there already: nothing is written over it.\n"

    assert taken.read_text() == "mine"
    assert not target.exists()


@pytest.mark.usefixtures("volvo")
def test_a_backup_into_a_folder_that_is_not_there_is_a_sentence(lastmile, home):
    done = lastmile("backup", str(home / "none" / "copy.json"))

    assert done.code == 1
    assert "The backup could not be written: no such file" in done.err


def test_there_is_nothing_to_back_up_in_an_empty_file(lastmile):
    assert "nothing to back up yet" in lastmile("backup").err


# restore


@pytest.mark.usefixtures("three_days")
def test_a_dry_run_says_what_would_change_and_changes_nothing(lastmile, file):
    before = file.read_bytes()

    done = lastmile("restore", "2026-11-20", "--dry-run", now=DAY_3)

    assert done.code == 0
    assert done.out.splitlines() == [
        "The backup of Fri 20 Nov:",
        "  Sell the Volvo: 2 of 4 markers → 0 of 4",
        "  Fix the roof: added since; would be removed",
        "1 changed, 1 removed",
    ]
    assert file.read_bytes() == before
    assert len(backups(lastmile)) == 2


@pytest.mark.parametrize("which", ["2", "2026-11-20", "20.11.2026"])
@pytest.mark.usefixtures("three_days")
def test_a_backup_is_named_by_its_number_or_its_day(lastmile, which):
    done = lastmile("restore", which, "--yes", now=DAY_3)

    assert done.code == 0
    assert positions(lastmile) == {"Sell the Volvo": 0.0}


@pytest.mark.usefixtures("three_days")
def test_a_backup_is_named_by_its_path_also_unpacked(lastmile, home):
    packed = backups(lastmile)[1]["path"]
    plain = home / "plain.json"
    with gzip.open(packed) as file:
        plain.write_bytes(file.read())

    assert lastmile("restore", str(plain), "--yes", now=DAY_3).code == 0
    assert positions(lastmile) == {"Sell the Volvo": 0.0}


@pytest.mark.usefixtures("three_days")
def test_a_restore_is_taken_back_and_put_back(lastmile):
    driven = positions(lastmile)
    lastmile("restore", "2", "--yes", now=DAY_3)

    assert lastmile("restore", "--undo", "--yes", now=DAY_3).code == 0
    assert positions(lastmile) == driven

    lastmile("restore", "--undo", "--yes", now=DAY_3)
    assert positions(lastmile) == {"Sell the Volvo": 0.0}


@pytest.mark.usefixtures("three_days")
def test_undo_takes_back_what_a_restore_did_to_one_goal(lastmile):
    lastmile("remove", "roof", now=DAY_2)
    lastmile("restore", "2026-11-20", "--yes", now=DAY_3)

    out = lastmile("undo", now=DAY_3).out

    assert out == "Undone: brought back as it was on 20 Nov 2026 · Sell the Volvo\n"
    assert positions(lastmile)["Sell the Volvo"] == 2.0


@pytest.mark.usefixtures("three_days")
def test_the_newest_backup_is_restored_without_a_name(lastmile):
    lastmile("restore", "--yes", now=DAY_3)

    assert positions(lastmile) == {"Sell the Volvo": 1.0}


@pytest.mark.usefixtures("volvo")
def test_a_restore_of_what_is_there_changes_nothing(lastmile):
    done = lastmile("restore", "--yes")

    assert done.out == "Nothing would change: the file stands as in the backup of today.\n"
    assert len(backups(lastmile)) == 1


@pytest.mark.usefixtures("three_days")
def test_without_a_terminal_nobody_is_asked(lastmile):
    done = lastmile("restore", "2", now=DAY_3)

    assert done.code == 2
    assert done.err == (
        "lastmile: Nobody can be asked here: --yes restores, --dry-run only shows.\n"
    )
    assert positions(lastmile)["Sell the Volvo"] == 2.0


@pytest.mark.parametrize(("answer", "left"), [("y", 0.0), ("Yes ", 0.0), ("", 2.0), ("n", 2.0)])
@pytest.mark.usefixtures("three_days")
def test_on_a_terminal_only_a_yes_restores(lastmile, monkeypatch, answer, left):
    class Terminal:
        def isatty(self):
            return True

    class Sys:
        stdin = stdout = Terminal()

    monkeypatch.setattr(restore_module, "sys", Sys)
    monkeypatch.setattr("builtins.input", lambda _: answer)

    assert lastmile("restore", "2", now=DAY_3).code == 0
    assert positions(lastmile)["Sell the Volvo"] == left


@pytest.mark.usefixtures("three_days")
def test_a_restore_tells_scripts_what_it_did(lastmile):
    told = lastmile("restore", "2", "--yes", "--json", now=DAY_3).json

    assert told["restored"] is True
    assert told["before"].endswith("before-restore-20261122T090000Z.json.gz")
    assert [(each["title"], each["changes"]) for each in told["changes"]] == [
        ("Sell the Volvo", ["2 of 4 markers → 0 of 4"]),
        ("Fix the roof", ["added since; would be removed"]),
    ]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["restore", "9"], "There is no backup 9"),
        (["restore", "0"], "There is no backup 0"),
        (["restore", "2026-01-01"], "There is no backup of Thu 1 Jan"),
        (["restore", "whatever"], "is not a date"),
        (["restore", "/none.json"], "There is no backup at /none.json."),
        (["restore", "--undo"], "No restore was made here"),
        (["restore", "--undo", "2"], "it takes no WHICH"),
        (["backup", "--list", "x"], "it takes no PATH"),
    ],
)
@pytest.mark.usefixtures("three_days")
def test_what_names_no_backup_is_a_sentence(lastmile, args, said):
    done = lastmile(*args, now=DAY_3)

    assert done.code in (1, 2)
    assert said in done.err


@pytest.mark.usefixtures("three_days")
def test_a_backup_of_another_file_is_refused(lastmile, home):
    lastmile("--file", str(home / "other.json"), "add", "Other: a > b")
    lastmile("--file", str(home / "other.json"), "backup", str(home / "copy.json"))

    done = lastmile("restore", str(home / "copy.json"), "--yes", now=DAY_3)

    assert done.code == 1
    assert "another data file" in done.err


@pytest.mark.usefixtures("three_days")
def test_a_file_that_cannot_be_read_is_kept_aside_and_replaced(lastmile, file):
    file.write_bytes(b'{"_meta": {')

    shown = lastmile("restore", "--dry-run", now=DAY_3)
    assert file.read_bytes() == b'{"_meta": {'
    done = lastmile("restore", "--yes", now=DAY_3)

    assert "would take its place" in shown.out
    assert done.code == 0
    assert positions(lastmile) == {"Sell the Volvo": 1.0}
    kept = file.with_name("lastmile.json.bad-20261122T090000Z")
    assert kept.read_bytes() == b'{"_meta": {'


@pytest.mark.usefixtures("three_days")
def test_a_missing_file_is_replaced(lastmile, file):
    file.unlink()

    told = lastmile("restore", "2", "--yes", "--json", now=DAY_3).json

    assert (told["restored"], told["kept"]) == (True, None)
    assert positions(lastmile) == {"Sell the Volvo": 0.0}


# history


@pytest.mark.usefixtures("three_days")
def test_history_tells_every_change_newest_first(lastmile):
    lastmile("undo", now=DAY_3)

    assert lastmile("history", now=DAY_3).out.splitlines() == [
        "today       09:00  Fix the roof    undone: added",
        "yesterday   09:00  Fix the roof    added (undone since)",
        "            09:00  Sell the Volvo  reached ‘test drives’",
        "            09:00  Sell the Volvo  reached ‘listed’",
        "Fri 20 Nov  09:00  Sell the Volvo  added",
    ]


@pytest.mark.usefixtures("three_days")
def test_history_of_one_goal_leaves_its_title_out(lastmile):
    assert lastmile("history", "volvo", "--limit", "1", now=DAY_3).out == (
        "yesterday  09:00  reached ‘test drives’\n"
    )


@pytest.mark.usefixtures("three_days")
def test_history_finds_a_removed_goal_by_its_id(lastmile):
    uid = lastmile("remove", "roof", "--json", now=DAY_3).json["id"]

    assert "removed" in lastmile("history", uid, now=DAY_3).out


@pytest.mark.usefixtures("three_days")
def test_history_names_the_devices_when_there_are_several(lastmile, home):
    (home / "state" / "lastmile" / "device").write_text("phone1\n")
    lastmile("note", "volvo", "called", now=DAY_3)

    out = lastmile("history", now=DAY_3).out.splitlines()

    assert "phone1" in out[0]
    assert "phone1" not in out[1]


@pytest.mark.usefixtures("three_days")
def test_history_takes_the_newest_of_all_goals_whatever_the_limit(lastmile):
    whole = lastmile("history", "--limit", "0", "--json", now=DAY_3).json["changes"]

    assert len(whole) == 4
    for limit in range(1, 6):
        told = lastmile("history", "--limit", str(limit), "--json", now=DAY_3).json["changes"]
        assert told == whole[:limit]
    assert set(whole[0]) == {
        "id", "at", "day", "device", "goal", "title", "kind", "text", "undone",
    }  # fmt: skip


def test_history_of_nothing_says_so(lastmile):
    assert lastmile("history").out == "Nothing was changed yet.\n"
    assert lastmile("history", "--limit", "-1").code == 2


# show --on


@pytest.mark.usefixtures("three_days")
def test_a_goal_is_shown_as_it_was_on_a_day(lastmile):
    out = lastmile("show", "volvo", "--on", "2026-11-20", now=DAY_3).out

    assert out.startswith("As it was on Fri 20 Nov\n\nSell the Volvo\nplanned · 0 of 4 mi")
    assert "reached" not in out


@pytest.mark.usefixtures("three_days")
def test_the_past_of_a_goal_is_told_to_scripts(lastmile):
    told = lastmile("show", "volvo", "--on", "yesterday", "--json", now=DAY_3).json

    assert (told["on"], told["position"]) == ("2026-11-21", 2.0)
    assert "forecast" not in told
    assert [entry["kind"] for entry in told["log"]] == ["added", "reached", "reached"]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2026-11-19", "was not there yet on Thu 19 Nov: it was added on Fri 20 Nov."),
        ("tomorrow", "Mon 23 Nov is still ahead"),
        ("never", "is not a date"),
    ],
)
@pytest.mark.usefixtures("three_days")
def test_a_day_without_the_goal_is_one_sentence(lastmile, on, said):
    done = lastmile("show", "volvo", "--on", on, now=DAY_3)

    assert done.code == 1
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.usefixtures("three_days")
def test_a_backup_is_json_with_the_id_of_the_data_file(lastmile, file):
    with gzip.open(backups(lastmile)[0]["path"]) as packed:
        meta = json.load(packed)["_meta"]["1"]

    assert meta["db"] == json.loads(file.read_text())["_meta"]["1"]["db"]
    assert meta["gen"].startswith("backup-")
