"""Backups of large files: taken in no time, packed later, and never half."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from functools import partial

import msgspec
import pytest

from lastmile_tui import private_files
from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.store.backup import captures
from lastmile_tui.store.backup.backups import Backups, finish, make_daily, read_backup
from lastmile_tui.store.disk import files
from support.store import goal_store
from support.store.faulty_disk import Disk, lay_out, mixtures
from support.store.goal_store import TODAY, Clock, open_store, plan

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC).timestamp()


@pytest.fixture(autouse=True)
def large(monkeypatch):
    """Any file counts as large."""
    monkeypatch.setattr(captures, "LARGE", 0)


@pytest.fixture
def clock():
    return Clock(step=timedelta(minutes=1))


@pytest.fixture
def store(path, clock):
    with open_store(path, clock=clock) as opened:
        opened.add(plan())
        opened.add(plan("Learn to sail: rope > boat"))
        opened.storage.compact()
        yield opened


def rename(store, title):
    uid = next(iter(store.goals))
    store.change(uid, partial(edit.rename, title=title))


def titles(path):
    found = read_backup(path)[0].tables["goals"].values()
    return [msgspec.json.decode(bytes(raw))["title"] for raw in found]


def packed(backups):
    return {path.name: titles(path) for path in backups.folder.glob("*.gz")}


def test_taking_packs_nothing_and_packing_leaves_nothing_else(store, backups):
    assert make_daily(store, backups.folder, TODAY) == ""
    assert packed(backups) == {}
    assert backups.list_all() == ()

    assert finish(backups.folder, NOW) == ""

    assert packed(backups) == {"2026-11-21.json.gz": ["Sell the Volvo", "Learn to sail"]}
    assert {path.name for path in backups.folder.iterdir()} == {"2026-11-21.json.gz", ".~lock"}


def test_it_is_the_same_backup_as_one_that_is_packed_at_once(store, backups, tmp_path, monkeypatch):
    rename(store, "Give the Volvo away")
    store.add(plan("Write: a > b"))
    backups.make_daily(store, TODAY)
    finish(backups.folder, NOW)
    monkeypatch.undo()
    at_once = Backups(tmp_path / "others")
    at_once.make_daily(store, TODAY)

    (one,), (two,) = backups.list_all(), at_once.list_all()
    assert gzip.decompress(one.path.read_bytes()) == gzip.decompress(two.path.read_bytes())
    assert (one.day, one.time, one.size) == (two.day, two.time, two.size)


@pytest.mark.parametrize("after", [0, 1, 2], ids=lambda count: f"{count} changes after it")
def test_what_the_snapshot_has_already_is_not_written_again(store, backups, after):
    for number in range(after):
        rename(store, f"Give the Volvo away {number}")
    backups.make_daily(store, TODAY)
    (taken,) = captures.find(backups.folder)
    written = taken.changes.read_bytes()
    assert written.count(b'"uid"') == (2 if after else 0)
    meta, tables = captures.read(taken)
    assert (meta, tables) == store.storage.image()


def change_more(store):
    rename(store, "Later")


def compact(store):
    rename(store, "Later")
    store.storage.compact()


def compact_often(store):
    for number in range(3):
        rename(store, f"Later {number}")
        store.storage.compact()


def remove_the_file(store):
    store.storage.path.unlink()


def replace_the_file(store):
    files.replace(store.storage.path, b"{}", seen=files.stamp(store.storage.path), durable=False)


@pytest.mark.parametrize(
    "meanwhile", [change_more, compact, compact_often, remove_the_file, replace_the_file]
)
def test_what_was_taken_stays_as_it_was_whatever_comes(store, backups, meanwhile):
    rename(store, "At night")
    make_daily(store, backups.folder, TODAY)
    meanwhile(store)

    finish(backups.folder, NOW)

    assert packed(backups) == {"2026-11-21.json.gz": ["At night", "Learn to sail"]}


def test_the_first_change_of_a_day_leaves_the_end_of_the_day_before_and_its_own(
    store, clock, backups
):
    clock.go_on(24)
    make_daily(store, backups.folder, TODAY + DAY)
    rename(store, "In the morning")
    make_daily(store, backups.folder, TODAY + DAY)
    rename(store, "Within the hour")
    make_daily(store, backups.folder, TODAY + DAY)

    finish(backups.folder, NOW)

    assert packed(backups) == {
        "2026-11-21.json.gz": ["Sell the Volvo", "Learn to sail"],
        "2026-11-22.json.gz": ["In the morning", "Learn to sail"],
    }


def test_of_several_of_one_day_the_last_is_packed(store, clock, backups):
    for title in ("One", "Two", "Three"):
        clock.go_on(2)
        rename(store, title)
        make_daily(store, backups.folder, TODAY)

    finish(backups.folder, NOW)

    assert packed(backups) == {"2026-11-21.json.gz": ["Three", "Learn to sail"]}


def test_a_documents_removal_is_in_it(store, backups):
    store.storage.commit({"goals": {"2": None}})
    make_daily(store, backups.folder, TODAY)

    finish(backups.folder, NOW)

    assert packed(backups) == {"2026-11-21.json.gz": ["Sell the Volvo"]}


def overwritten(path):
    path.write_bytes(path.read_bytes().replace(b"Volvo", b"Bicyc"))


def cut_off(path):
    os.truncate(path, path.stat().st_size // 2)


def emptied(path):
    os.truncate(path, 0)


@pytest.mark.parametrize("spoil", [overwritten, cut_off, emptied])
@pytest.mark.parametrize("ending", ["snapshot", "changes"])
def test_what_was_spoilt_is_never_taken_for_a_backup(store, backups, spoil, ending):
    make_daily(store, backups.folder, TODAY)
    (path,) = backups.folder.glob(f"*.{ending}")
    if ending == "changes" and spoil is overwritten:
        path.write_bytes(path.read_bytes().replace(b'"ids"', b'"idx"'))
    else:
        spoil(path)

    assert finish(backups.folder, NOW) == ""
    assert packed(backups) == {}
    assert [path.name for path in backups.folder.iterdir()] == [".~lock"]


def test_a_disk_without_links_gets_a_copy(store, backups, monkeypatch):
    def no_link(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    assert make_daily(store, backups.folder, TODAY) == ""
    (path,) = backups.folder.glob("*.snapshot")
    assert path.stat().st_nlink == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    finish(backups.folder, NOW)

    assert list(packed(backups)) == ["2026-11-21.json.gz"]


def test_a_full_disk_is_one_sentence_and_what_was_taken_stays(store, backups, monkeypatch):
    make_daily(store, backups.folder, TODAY)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        said = finish(backups.folder, NOW)

    assert said.startswith("No backup of today could be made. The backup could not be written: no")
    assert packed(backups) == {}
    finish(backups.folder, NOW)
    assert list(packed(backups)) == ["2026-11-21.json.gz"]


def test_what_a_killed_process_left_is_swept_when_it_is_old(store, backups):
    make_daily(store, backups.folder, TODAY)
    (path,) = backups.folder.glob("*.snapshot")
    path.unlink()
    (changes,) = backups.folder.glob("*.changes")
    written = changes.stat().st_mtime

    finish(backups.folder, written + 60)
    assert changes.exists()
    finish(backups.folder, written + 7200)
    assert not changes.exists()


def first_of_a_day(path, folder, clock):
    """What a command does at the first change of a day, and then the one that packs."""
    with open_store(path, clock=clock) as store:
        make_daily(store, folder, TODAY + DAY)
        store.change(next(iter(store.goals)), drive.advance)
        rename(store, "Morning")
        make_daily(store, folder, TODAY + DAY)
    finish(folder, NOW)


EVERY = 5
"""Of the states that a power cut may leave so many are left out but one; the long test has all."""


@pytest.mark.parametrize("step", [EVERY, pytest.param(1, marks=pytest.mark.long)])
def test_a_kill_or_a_power_cut_at_any_call_costs_no_day_its_backup(step, tmp_path, monkeypatch):
    root, left = tmp_path / "on", tmp_path / "left"
    # On the disk that is watched, and at the same place of it after a cut.
    monkeypatch.setattr(goal_store, "private_of", lambda path: path.with_name("private"))
    clock = Clock(step=timedelta(minutes=1))
    with open_store(root / "lastmile.json", clock=clock) as store:
        store.add(plan())
        rename(store, "Evening")
    clock.go_on(24)
    disk = Disk(root)
    disk.tell(None)
    with disk.watched(monkeypatch, recording=True):
        first_of_a_day(root / "lastmile.json", root / "backups", clock)
    whole = {"2026-11-21.json.gz": ["Evening"], "2026-11-22.json.gz": ["Morning"]}
    assert packed(Backups(root / "backups")) == whole
    monkeypatch.setattr(private_files, "sync", lambda _: None)  # no more power cuts

    states = 0
    for number, moment in enumerate(disk.moments):
        killed, *cut = mixtures(moment, str(root))
        for how, state in (killed, *cut[number % step :: step]):
            shutil.rmtree(left, ignore_errors=True)
            lay_out(state, str(root), left)
            backups = Backups(left / "backups")
            assert packed(backups).items() <= whole.items(), (number, how)  # none is half
            with open_store(left / "lastmile.json", clock=clock) as again:
                make_daily(again, backups.folder, TODAY + DAY)
            finish(backups.folder, NOW)
            assert packed(backups)["2026-11-21.json.gz"] == ["Evening"], (number, how)
            states += 1
    assert states > 2 * len(disk.moments) > 100
