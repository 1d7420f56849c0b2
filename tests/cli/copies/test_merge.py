"""The verbs merge and merge-driver."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from lastmile_tui.store.app_state import host_name
from support.cli.command import VOLVO

CONFLICT = "lastmile.sync-conflict-20261120-173636-D4LGQYW.json"


TOLD = [
    f"{CONFLICT} (Syncthing): 2 changes from thinkpad, 20 Nov",
    "  Sell the Volvo: reached ‘listed’",
    "  Mend the fence: added",
]


@pytest.fixture
def conflict(lastmile, file, home):
    """What a phone changed the day before, beside the file."""
    lastmile("add", VOLVO)
    before = file.read_bytes()
    device = home / "state" / "lastmile" / "device"
    own = device.read_bytes()
    device.write_text("thinkpad-0a1b2c3d")
    phone = home / "phone.json"
    phone.write_bytes(before)
    there = ("--file", str(phone))
    lastmile(*there, "advance", "volvo", now="2026-11-20T09:00")
    lastmile(*there, "add", "Mend the fence: posts >> painted", now="2026-11-20T09:00")
    phone.rename(file.with_name(CONFLICT))
    device.write_bytes(own)
    lastmile("note", "volvo", "called")
    return file.with_name(CONFLICT)


def test_a_copy_is_told_merged_and_put_aside(lastmile, conflict, home):
    done = lastmile("merge")
    assert done.code == 0
    *lines, merged, kept = done.out.splitlines()
    assert lines == TOLD
    assert merged == "2 changes merged, 1 new goal."
    folder = Path(kept.removeprefix("Kept: ")).parent
    assert folder.name == "merged"
    assert folder.is_relative_to(home / "state" / "lastmile" / "backups")
    assert not conflict.exists()
    assert {goal["title"] for goal in lastmile("list", "--json").json["goals"]} == {
        "Sell the Volvo",
        "Mend the fence",
    }


SAID = "  Sell the Volvo: both changed how far it is; it is as this device had it"
"""What lastmile sync says of it, too."""


@pytest.fixture
def contradiction(lastmile, conflict):
    """The phone reached the first marker a day ago, and we the second one."""
    lastmile("advance", "volvo")
    lastmile("advance", "volvo")
    return conflict


@pytest.mark.usefixtures("contradiction")
def test_where_both_did_the_same_thing_it_says_who_won(lastmile):
    looked = lastmile("merge", "--dry-run").out.splitlines()
    assert looked[-2:] == ["1 in conflict:", SAID]
    *_, merged, said, _kept = lastmile("merge").out.splitlines()
    assert (merged, said) == ("2 changes merged, 1 new goal, 1 in conflict.", SAID)


@pytest.mark.usefixtures("contradiction")
def test_json_has_what_contradicted_and_who_won(lastmile):
    looked = lastmile("merge", "--dry-run", "--json").json
    (one,) = looked["copies"][0]["conflicts"]
    assert (one["title"], one["what"]) == ("Sell the Volvo", ["how far it is"])
    assert looked["conflicts"] == [one]
    merged = lastmile("merge", "--json").json
    assert merged["copies"][0]["conflicts"] == merged["conflicts"] == [one]


@pytest.fixture
def copies(lastmile, file, home):
    """Two copies and the file, in which one goal has three titles, and stands in two places."""
    lastmile("add", VOLVO)
    before = file.read_bytes()
    device = home / "state" / "lastmile" / "device"
    own = device.read_bytes()
    for number, hour in ((1, "09"), (2, "10")):
        device.write_text(f"phone{number}-0a1b2c3d")
        copy = home / "copy.json"
        copy.write_bytes(before)
        at = {"now": f"2026-11-20T{hour}:00"}
        lastmile("--file", str(copy), "rename", "volvo", f"Volvo {number}", **at)
        lastmile("--file", str(copy), "advance", "volvo", **at)
        copy.rename(file.with_name(f"lastmile ({number}).json"))
    device.write_bytes(own)
    lastmile("advance", "volvo", now="2026-11-20T11:00")
    lastmile("advance", "volvo", now="2026-11-20T11:00")
    return file


@pytest.mark.usefixtures("copies")
def test_several_copies_name_a_goal_in_conflict_once(lastmile):
    had = "it is as this device and phone2 had it"
    said = f"Volvo 2: both changed how far it is, the title; {had}"
    out = " ".join(lastmile("merge", "--dry-run").out.split())
    assert out.endswith(f" 1 in conflict: {said}")
    looked = lastmile("merge", "--dry-run", "--json").json["conflicts"]
    assert [(one["title"], one["what"]) for one in looked] == [
        ("Volvo 2", ["how far it is", "the title"])
    ]
    out = " ".join(lastmile("merge").out.split())
    assert f"4 changes merged, 1 in conflict. {said}" in out


def test_what_this_machine_brings_back_contradicts_a_copy_in_a_dry_run_too(lastmile, file, copies):
    assert copies == file
    lastmile("rename", "volvo", "Ours", now="2026-11-20T12:00")
    stale = json.loads(file.with_name("lastmile (1).json").read_text())
    file.write_text(json.dumps(stale))
    looked = lastmile("merge", "--dry-run", "--json").json["conflicts"]
    assert lastmile("merge", "--json").json["conflicts"] == looked
    assert [one["title"] for one in looked] == ["Ours"]


@pytest.mark.usefixtures("conflict")
def test_what_does_not_contradict_is_no_conflict(lastmile):
    assert lastmile("merge", "--json").json["conflicts"] == []


def test_a_dry_run_only_tells(lastmile, conflict, file):
    before = file.read_bytes(), conflict.read_bytes()
    done = lastmile("merge", "--dry-run")
    assert done.code == 0
    assert done.out.splitlines() == TOLD
    assert (file.read_bytes(), conflict.read_bytes()) == before


@pytest.mark.usefixtures("conflict")
def test_json_names_the_changes_and_where_the_copy_is_kept(lastmile):
    told = lastmile("merge", "--json").json
    change = {
        "device": "thinkpad-0a1b2c3d",
        "name": "thinkpad",
        "count": 2,
        "day": "2026-11-20",
    }
    assert told["version"] == 1
    assert told["copies"][0]["changes"] == [change] == told["merged"]
    assert told["copies"][0]["goals"] == [
        {"title": "Sell the Volvo", "changes": ["reached ‘listed’"]},
        {"title": "Mend the fence", "changes": ["added"]},
    ]
    assert told["new_goals"] == 1
    assert len(told["kept"]) == 1


@pytest.mark.usefixtures("volvo")
def test_without_copies_it_says_so(lastmile):
    assert lastmile("merge").out == "No copies of lastmile.json lie beside it.\n"
    assert lastmile("merge", "--json").json["copies"] == []


def test_a_copy_that_was_named_is_merged_and_stays(lastmile, conflict, home):
    stick = home / "stick.json"
    conflict.rename(stick)
    done = lastmile("merge", str(stick))
    assert done.out.splitlines() == [
        "stick.json: 2 changes from thinkpad, 20 Nov",
        *TOLD[1:],
        "2 changes merged, 1 new goal.",
    ]
    assert stick.exists()
    assert lastmile("merge", str(stick)).out.endswith("Nothing new to merge.\n")


@pytest.mark.parametrize("name", ["un2.json", "un1-work.json"])
def test_another_data_file_in_the_folder_stays_where_it_is(lastmile, home, name):
    one, two = home / "un1.json", home / name
    lastmile("--file", str(one), "add", VOLVO)
    lastmile("--file", str(two), "add", "Mend the fence: posts >> painted")
    done = lastmile("--file", str(one), "merge", str(two), "--yes")
    assert (done.code, "1 new goal" in done.out, "Kept:" in done.out) == (0, True, False)
    assert two.exists()


def test_a_file_that_is_not_named_as_a_copy_stays_where_it_is(lastmile, conflict):
    own = conflict.with_name("phone.json")
    conflict.rename(own)
    assert "Kept:" not in lastmile("merge", str(own)).out
    assert own.exists()


@pytest.mark.usefixtures("volvo")
def test_what_is_no_copy_is_refused_with_a_sentence(lastmile, home, file):
    other = home / "other.json"
    lastmile("--file", str(other), "add", VOLVO)
    for path, words in (
        (other, "is not a copy of"),
        (home / "missing.json", "There is no file"),
        (file, "is the data file itself"),
        (_written(home / "notes.txt", "Call Anna"), "is not a copy of"),
        (_written(home / "list.json", "[1]"), "is not a copy of"),
    ):
        done = lastmile("merge", str(path))
        assert done.code == 1
        assert words in done.err
        assert "elete" not in done.err


def _written(path, text):
    path.write_text(text)
    return path


def test_an_unreadable_copy_is_told_while_the_others_are_merged(lastmile, conflict, file):
    torn = file.with_name("lastmile 2.json")
    torn.write_text("{")
    done = lastmile("merge")
    assert done.code == 1
    assert "2 changes merged" in done.out
    said = "The copy ‘lastmile 2.json’ is damaged and was not merged. Delete it, or try"
    assert done.err == f"lastmile: {said} lastmile --file '{torn}' doctor --repair.\n"
    assert torn.exists()
    assert not conflict.exists()


@pytest.mark.usefixtures("conflict")
def test_nobody_is_told_to_delete_what_this_machine_remembers(lastmile, home):
    lastmile("note", "volvo", "called twice")
    ring = min(home.rglob("*.ring"))
    done = lastmile("merge", str(ring))
    assert done.code == 1
    assert "is no copy" in done.err
    assert "elete" not in done.err


def test_the_driver_writes_ours_and_only_ours(lastmile, conflict, file, home):
    (home / "base").touch()
    ours, theirs = home / "ours", home / "theirs"
    ours.write_bytes(file.read_bytes())
    theirs.write_bytes(conflict.read_bytes())
    for base in (home / "base", os.devnull, home / "missing"):
        done = lastmile("merge-driver", str(base), str(ours), str(theirs))
        assert (done.code, done.out, done.err) == (0, "", "")
    assert len(json.loads(ours.read_text())["goals"]) == 2
    assert theirs.read_bytes() == conflict.read_bytes()
    assert {path.name for path in home.iterdir()} >= {"base", "ours", "theirs"}
    assert not [path.name for path in home.iterdir() if path.name.startswith(".~")]


def test_the_driver_leaves_ours_when_theirs_cannot_be_read(lastmile, file, home, volvo):
    ours, theirs = home / "ours", home / "theirs"
    ours.write_bytes(file.read_bytes())
    theirs.write_text("<<<<<<<")
    done = lastmile("merge-driver", os.devnull, str(ours), str(theirs))
    assert done.code == 1
    said = "Their version cannot be read: it is no JSON from line 1, column 1 on"
    assert done.err == f"lastmile: {said}; nothing was merged.\n"
    assert ours.read_bytes() == file.read_bytes()
    assert volvo["title"] == "Sell the Volvo"


@pytest.mark.parametrize(
    ("node", "name"),
    [
        ("ThinkPad.local", "thinkpad"),
        ("Zoé's MacBook Pro", "zo-s-macbook-pro"),
        ("a" * 40, "a" * 16),
        ("fifteen-letters-x", "fifteen-letters"),
        ("localhost", ""),
        ("日本", ""),
        ("", ""),
    ],
)
def test_a_machines_name_is_cleaned_for_an_id(node, name):
    assert host_name(node) == name


def test_a_new_device_is_named_after_its_machine(lastmile, home, monkeypatch):
    monkeypatch.setattr("platform.node", lambda: "ThinkPad.local")
    lastmile("add", VOLVO)
    kept = (home / "state" / "lastmile" / "device").read_text().strip()
    name, _, random = kept.rpartition("-")
    assert name == "thinkpad"
    assert len(random) == 8
