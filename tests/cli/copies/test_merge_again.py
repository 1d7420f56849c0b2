"""What synchronisers leave in the place of the file: it is made again, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive
from support.store.database import private_of
from support.store.goal_store import START, Clock, open_store, plan
from support.store.two_devices import LAPTOP, PHONE, begin

BOTH = {"ours", "theirs", "Goal of ours", "Goal of theirs"}


def change(path, name, device):
    with open_store(path, device=device, clock=Clock()) as store:
        uid = next(iter(store.goals))
        store.change(uid, partial(drive.note, text=name))
        store.add(plan(f"Goal of {name}: begun >> done"))


def kept(path):
    with open_store(path, looking=True) as store:
        texts = {event.text for uid in store.goals for event in store.log(uid)}
        return BOTH & (texts | {goal.title for goal in store.goals.values()})


@pytest.fixture
def two(tmp_path):
    """The same file in two folders, changed by a device in each."""
    first, second = (tmp_path / name / "lastmile.json" for name in ("first", "second"))
    begin(first)
    second.parent.mkdir()
    shutil.copy(first, second)
    change(first, "ours", LAPTOP)
    change(second, "theirs", PHONE)
    return first, second


def only_copies(two, names):
    """The two versions under names of copies in the first folder, and no file any more."""
    first, second = two
    copies = [first.with_name(name) for name in names]
    second.replace(copies[1])
    first.replace(copies[0])
    for path in first.parent.glob(".~*"):
        path.unlink()
    return first, copies


LEFT = [
    ("lastmile.json..path1", "lastmile.json..path2"),
    ("lastmile.json.conflict1", "lastmile.json.conflict2"),
    ("lastmile.conflict1.json", "lastmile.conflict2.json"),
    ("lastmile.json..path1..path1", "lastmile.json..path2"),
    ("lastmile.json.path1", "lastmile.json.path2"),
    ("lastmile.Conflict.json", "lastmile.Conflict1.json"),
    (
        "lastmile (SFConflict a@b.org 2026-11-20-10-15-00).json",
        "lastmile (SFConflict b@b.org 2026-11-20-10-15-01).json",
    ),
]


@pytest.mark.parametrize("names", LEFT)
def test_a_file_of_which_only_copies_are_left_is_made_again(names, two, lastmile):
    file, copies = only_copies(two, names)
    run = partial(lastmile, "--file", str(file))
    doctor = run("doctor")
    assert doctor.code == 1
    words = " ".join(doctor.out.split())
    assert f"{file} is missing;" in words
    assert "lastmile merge makes it again of what is there." in words
    assert ("rclone renamed both sides: " in words) == (
        "path" in names[0] or "conflict1" in names[0]
    )
    shown = run("merge", "--dry-run")
    assert shown.code == 0
    assert not file.exists()
    done = run("merge")
    assert (done.code, done.err) == (0, "")
    assert "is made again of what is left of it." in " ".join(done.out.split())
    assert "nothing new" not in done.out
    assert ": all of it is in the file\n" in done.out
    assert kept(file) == BOTH
    assert not any(copy.exists() for copy in copies)
    assert "missing" not in run("doctor").out


def test_the_file_is_not_made_again_of_a_newer_copy_of_another_data_file(two, tmp_path, lastmile):
    path, _ = only_copies(two, LEFT[0])
    with open_store(tmp_path / "other.json", clock=Clock(START + timedelta(days=9))) as store:
        store.add(plan("Another one: begun >> done"))
    (tmp_path / "other.json").replace(path.with_name("lastmile (1).json"))

    done = lastmile("--file", str(path), "merge")

    assert kept(path) == BOTH
    assert "lastmile (1).json (Google Drive), another data file" in " ".join(done.out.split())
    assert "is another data file than the one that this machine knows" not in done.err


def test_a_damaged_copy_is_left_and_told_when_the_file_is_made_again(two, lastmile):
    file, copies = only_copies(two, LEFT[0])
    copies[0].write_bytes(copies[0].read_bytes()[:200])
    done = lastmile("--file", str(file), "merge")
    assert done.code == 1
    assert "is damaged and was not merged" in " ".join(done.err.split())
    assert copies[0].exists()
    assert kept(file) == BOTH, "what the damaged copy had, this machine knows still"


def test_copies_that_none_can_read_make_no_file(two, lastmile):
    file, copies = only_copies(two, LEFT[0])
    for copy in copies:
        copy.write_text("{")
    done = lastmile("--file", str(file), "merge")
    assert done.code == 1
    assert "No version of lastmile.json can be read: nothing was merged." in " ".join(
        done.err.split()
    )
    assert not file.exists()


def test_a_missing_file_is_made_again_of_one_that_is_named(two, lastmile):
    first, second = two
    first.unlink()
    done = lastmile("--file", str(first), "merge", str(second))
    assert done.code == 0
    assert kept(first) == {"theirs", "Goal of theirs"}
    assert second.exists()


JOURNALS = [
    ".~lastmile.json.sync-conflict-20261120-173636-D4LGQYW.journal",
    ".~lastmile.sync-conflict-20261120-173636-D4LGQYW.json.journal",
    ".~lastmile.json.journal..path2",
    ".~lastmile.json (conflict_on_2026-11-20).journal",
    ".~lastmile.json.journal.bad-20261120T173636Z",
]


def journal_of_a_change(file, name, device):
    """The journal of two changes that never came into the file, which stays as it was."""
    before = file.read_bytes()
    store = open_store(file, device=device)
    uid = next(iter(store.goals))
    store.change(uid, partial(drive.note, text=name))
    store.add(plan(f"Goal of {name}: begun >> done"))
    private = private_of(file)
    data = next(private.glob("*.journal")).read_bytes()
    store.close()
    file.write_bytes(before)
    shutil.rmtree(private)  # it was another machine's
    return data


@pytest.mark.parametrize("name", JOURNALS)
def test_a_copy_of_a_journal_is_merged_by_id_and_never_applied(name, tmp_path, lastmile):
    file = tmp_path / "lastmile.json"
    begin(file)
    lines = journal_of_a_change(file, "theirs", PHONE)
    change(file, "ours", LAPTOP)
    copy = file.with_name(name)
    copy.write_bytes(lines + b"half a li")
    assert "holds changes that the file lacks" in " ".join(
        lastmile("--file", str(file), "doctor").out.split()
    )
    done = lastmile("--file", str(file), "merge")
    assert (done.code, done.err) == (0, "")
    assert "2 changes from thinkpad" in done.out
    assert kept(file) == BOTH
    assert not copy.exists()
    assert lastmile("--file", str(file), "merge").out.endswith("lie beside it.\n")


def test_a_journal_of_another_database_is_no_copy(tmp_path, lastmile):
    file, other = tmp_path / "lastmile.json", tmp_path / "other" / "lastmile.json"
    begin(file)
    begin(other)
    lines = journal_of_a_change(other, "theirs", PHONE)
    file.with_name(JOURNALS[0]).write_bytes(lines)
    done = lastmile("--file", str(file), "merge")
    assert done.out == "No copies of lastmile.json lie beside it.\n"


def test_two_databases_are_told_by_the_doctor(tmp_path, lastmile):
    file, other = tmp_path / "lastmile.json", tmp_path / "other" / "lastmile.json"
    begin(file)
    begin(other)
    other.replace(file.with_name("lastmile (1).json"))
    run = partial(lastmile, "--file", str(file))
    words = " ".join(run("doctor").out.split())
    assert "lastmile (1).json is another data file, begun on its own: 1 goal." in words
    assert "one undo takes that back." in words
    done = run("merge")
    assert done.code == 1
    assert "lastmile merge --yes" in done.err
    assert run("merge", "--json").json["copies"][0]["foreign"] is True
    assert run("merge", "--yes").code == 0
    assert len(run("list", "--json").json["goals"]) == 2
    assert "another data file" not in run("doctor").out
    assert run("undo").out.endswith("· and all that came with it\n")
    assert len(run("list", "--json").json["goals"]) == 1


@pytest.mark.skipif(not shutil.which("rclone"), reason="rclone is not installed")
def test_rclone_itself(two, lastmile, tmp_path):
    first, second = two
    for folder in (first.parent, second.parent):
        for number in range(4):
            (folder / f"other{number}").write_text("another file")
    shutil.copy(second, tmp_path / "theirs")
    shutil.copy(first, second)  # rclone begins where both sides are the same
    run = partial(
        subprocess.run,
        env=os.environ | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True, check=False,
    )  # fmt: skip
    both = [str(first.parent), str(second.parent)]
    run(["rclone", "bisync", "--resync", *both])
    with open_store(first, device=LAPTOP) as store:
        store.change(next(iter(store.goals)), drive.advance)
    shutil.copy(tmp_path / "theirs", second)
    os.utime(second, (2_000_000_000, 2_000_000_000))
    os.utime(first, (2_000_000_100, 2_000_000_100))
    run(["rclone", "bisync", *both])
    if first.exists():
        pytest.skip("this rclone leaves the file")
    names = {path.name for path in first.parent.iterdir() if path.name.startswith("lastmile")}
    assert names == set(LEFT[0])
    assert lastmile("--file", str(first), "merge").code == 0
    assert kept(first) == BOTH


@pytest.mark.skipif(not shutil.which("unison"), reason="unison is not installed")
def test_unison_itself(two, lastmile, tmp_path):
    first, second = two
    shutil.copy(first, tmp_path / "ours")
    shutil.copy(second, tmp_path / "theirs")
    shutil.copy(first, second)
    command = ["unison", str(first.parent), str(second.parent), "-batch", "-silent", "-prefer"]
    run = partial(
        subprocess.run, env=os.environ | {"HOME": str(tmp_path)}, capture_output=True, check=False
    )
    run([*command, "newer", "-copyonconflict"])
    first.write_bytes((tmp_path / "ours").read_bytes() + b"\n")
    second.write_bytes((tmp_path / "theirs").read_bytes() + b"\n")
    run([*command, str(second.parent), "-copyonconflict"])
    copies = [path.name for path in first.parent.glob("lastmile (conflict*")]
    if not copies:
        pytest.skip("this unison keeps no copy")
    assert lastmile("--file", str(first), "merge").code == 0
    assert kept(first) == BOTH
