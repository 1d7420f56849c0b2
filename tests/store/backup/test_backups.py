"""Backups: how each day with a change ended, readable by anyone, never the only copy."""

from __future__ import annotations

import gzip
import os
import stat
import threading
from datetime import UTC, date, datetime, timedelta
from functools import partial

import msgspec
import pytest
from tinydb import TinyDB

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.errors import StoreError
from lastmile_tui.store.backup.backups import (
    count_goals,
    image,
    make_daily,
    pack,
    read_backup,
)
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.lock import FileLock
from support.store.database import journal_of
from support.store.goal_store import START, TODAY, Clock, open_store, plan

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def rename(store, title):
    (uid,) = store.goals
    store.change(uid, partial(edit.rename, title=title))


def names(backups):
    return sorted(path.name for path in backups.folder.iterdir() if path.name != ".~lock")


def test_a_backup_holds_the_journal_and_stock_tinydb_reads_it(store, path, backups, tmp_path):
    assert journal_of(path).stat().st_size > 0

    made = backups.make_daily(store, TODAY)

    plain = tmp_path / "plain.json"
    plain.write_bytes(gzip.decompress(made.read_bytes()))
    with TinyDB(plain, access_mode="r") as db:
        assert [goal["title"] for goal in db.table("goals")] == ["Sell the Volvo"]
    assert made.name == "2026-11-21.json.gz"


def test_a_backup_opens_as_a_data_file_with_the_same_goals(store, backups, tmp_path):
    rename(store, "Give the Volvo away")
    made = backups.make_daily(store, TODAY)
    other = tmp_path / "other.json"
    other.write_bytes(gzip.decompress(made.read_bytes()))

    with open_store(other) as again:
        assert dict(again.goals) == dict(store.goals)
        assert again.storage.meta.db == store.storage.meta.db or not store.storage.meta.db
        assert again.storage.report.sentences == ()


def title_in(path):
    (raw,) = read_backup(path)[0].tables["goals"].values()
    return msgspec.json.decode(bytes(raw))["title"]


def test_a_backup_of_today_is_made_anew_when_an_hour_is_missing_in_it(path, backups):
    clock = Clock(step=timedelta(minutes=10))
    with open_store(path, clock=clock) as store:
        store.add(plan())
        made = backups.make_daily(store, TODAY)
        rename(store, "Soon")
        assert backups.make_daily(store, TODAY) is None
        assert title_in(made) == "Sell the Volvo"

        clock.go_on(1)
        rename(store, "Later")

        assert backups.make_daily(store, TODAY) == made
        assert title_in(made) == "Later"
        assert backups.make_daily(store, TODAY) is None


def test_the_backup_of_a_day_holds_its_end_before_anything_changes_on_the_next(path, backups):
    clock = Clock(step=timedelta(minutes=1))
    with open_store(path, clock=clock) as store:
        store.add(plan())
        backups.make_daily(store, TODAY)
        rename(store, "At night")

        made = backups.make_daily(store, TODAY + DAY)

        assert (made.name, title_in(made)) == ("2026-11-21.json.gz", "At night")
        clock.go_on(24)
        rename(store, "In the morning")
        assert backups.make_daily(store, TODAY + DAY).name == "2026-11-22.json.gz"
        assert title_in(made) == "At night"


def test_a_backup_bears_the_time_of_the_last_change_in_it(store, backups):
    backups.make_daily(store, TODAY)

    (found,) = backups.list_all()
    (goal,) = store.goals.values()
    assert found.time == goal.changed


def test_a_backup_whose_time_was_lost_counts_as_made_at_the_end_of_its_day(store, backups):
    made = backups.make_daily(store, TODAY)
    os.utime(made, (0, 0))
    backups.make(store.storage, "by-hand", NOW + timedelta(hours=10))

    found = backups.list_all()

    assert [backup.kind for backup in found] == ["daily", "by-hand"]
    assert found[0].time is None


def test_a_file_that_was_set_back_replaces_no_backup(store, clock, path, backups):
    store.storage.compact()
    old = path.read_bytes()
    clock.go_on(2)
    rename(store, "Later")
    made = backups.make_daily(store, TODAY)
    store.close()
    path.write_bytes(old)
    journal_of(path).write_bytes(b"")

    with open_store(path) as back:
        assert backups.make_daily(back, TODAY) is None
        assert backups.make_daily(back, TODAY + DAY) is None
    assert title_in(made) == "Later"


def test_a_file_begun_anew_replaces_no_backup_of_the_one_before(store, path, backups):
    first = backups.make_daily(store, TODAY)
    store.close()
    path.unlink()
    late = Clock(start=NOW + timedelta(hours=8))
    with open_store(path, clock=late, begin=True) as anew:
        anew.add(plan("Learn to sail: rope > boat"))
        second = backups.make_daily(anew, TODAY)
        late.go_on(2)
        rename(anew, "Learn to fly")

        assert backups.make_daily(anew, TODAY) == second
    assert second.name == "2026-11-21-2.json.gz"
    assert (title_in(first), title_in(second)) == ("Sell the Volvo", "Learn to fly")


def test_a_clock_that_is_days_ahead_names_no_backup(store, backups):
    with open_store(store.storage.path, device="fast", clock=Clock(start=NOW + 9 * DAY)) as fast:
        fast.add(plan("Learn to sail: rope > boat"))
    store.refresh()

    assert backups.make_daily(store, TODAY).name == "2026-11-21.json.gz"


def test_a_clock_that_was_set_back_leaves_a_backup_a_day(store, backups):
    assert backups.make_daily(store, TODAY - 9 * DAY).name == "2026-11-12.json.gz"
    assert backups.make_daily(store, TODAY - 9 * DAY) is None
    rename(store, "Other")

    assert backups.make_daily(store, TODAY - 8 * DAY).name == "2026-11-13.json.gz"


def test_a_day_whose_backup_is_there_costs_a_look_and_no_reading(store, backups, monkeypatch):
    backups.make_daily(store, TODAY)
    with monkeypatch.context() as patch:
        patch.setattr(files, "read", None)
        patch.setattr(type(store.storage), "image", None)
        assert backups.make_daily(store, TODAY) is None
        assert backups.make_daily(store, TODAY + DAY) is None


def test_a_day_without_a_change_makes_no_backup_even_after_a_compaction(store, path, backups):
    backups.make_daily(store, TODAY)
    store.storage.compact()

    assert backups.make_daily(store, TODAY + DAY) is None
    with open_store(path, clock=Clock(START + DAY)) as again:
        assert backups.make_daily(again, TODAY + DAY) is None
        rename(again, "Other")
        assert backups.make_daily(again, TODAY + DAY) is not None


def test_the_same_contents_make_the_same_bytes(store):
    first = pack(image(store.storage))
    store.storage.compact()
    again = pack(image(store.storage))

    assert gzip.decompress(first) == gzip.decompress(again)
    assert first == again


def test_an_empty_file_is_not_backed_up(path, backups):
    with open_store(path) as store:
        assert backups.make_daily(store, TODAY) is None
        with pytest.raises(StoreError, match="nothing to back up"):
            backups.make(store.storage, "by-hand", NOW)


def test_a_file_that_cannot_be_read_whole_is_not_backed_up(store, path, backups):
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"goals":{', b'"other":5,"goals":{', 1))

    with open_store(path) as damaged:
        assert make_daily(damaged, backups.folder, TODAY) == ""
        assert not backups.folder.exists()
        with pytest.raises(StoreError, match="cannot be read whole"):
            backups.make(damaged.storage, "by-hand", NOW)


def test_old_daily_backups_are_thinned_out_and_nothing_else_is_touched(store, backups):
    backups.folder.mkdir(parents=True)
    for back in range(1, 400):
        day = TODAY - back * DAY
        (backups.folder / f"{day}.json.gz").write_bytes(b"old")
    foreign = ["notes.txt", "2020-01-01.json.gz.mine", "2020-13-45.json.gz", "x-2020-01-01.json.gz"]
    for name in foreign:
        (backups.folder / name).write_bytes(b"mine")
    backups.make(store.storage, "before-restore", NOW - 900 * DAY)

    backups.make_daily(store, TODAY)

    left = names(backups)
    assert set(foreign) < set(left)
    assert "before-restore-20240604T090000Z.json.gz" in left
    daily = [backup.day for backup in backups.list_all() if backup.kind == "daily"]
    assert daily[:8] == [*(TODAY - back * DAY for back in range(7)), date(2026, 11, 8)]
    assert len(daily) == 7 + 2 + 12 - 1  # two more weeks, of which one ends a month ...
    assert daily[-1] == date(2025, 12, 31)


def test_nothing_is_thinned_out_when_the_new_backup_cannot_be_written(store, backups, monkeypatch):
    backups.folder.mkdir(parents=True)
    for back in range(1, 40):
        (backups.folder / f"{TODAY - back * DAY}.json.gz").write_bytes(b"old")
    before = names(backups)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)

    said = make_daily(store, backups.folder, TODAY)

    monkeypatch.undo()
    assert said.startswith("No backup of today could be made. The backup could not be written: no")
    assert names(backups) == before


def test_a_killed_writer_leaves_a_temp_file_that_the_next_one_sweeps(store, backups):
    backups.folder.mkdir(parents=True)
    stale = backups.folder / ".~2026-11-20.json.gz.tmp"
    stale.write_bytes(b"half")

    backups.make_daily(store, TODAY)

    assert not stale.exists()


def test_a_damaged_newest_backup_is_followed_by_a_new_one(store, backups):
    backups.folder.mkdir(parents=True)
    (backups.folder / "2026-11-20.json.gz").write_bytes(b"\x1f\x8bgarbage")

    assert backups.make_daily(store, TODAY) is not None


def test_another_process_that_writes_a_backup_is_not_waited_for(store, backups):
    backups.folder.mkdir(parents=True)
    with FileLock(backups.folder / ".~lock", 0).hold():
        assert backups.make_daily(store, TODAY) is None

    assert backups.make_daily(store, TODAY) is not None


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_backups_are_private_whatever_the_umask(store, backups, umask):
    old = os.umask(umask)
    try:
        made = backups.make_daily(store, TODAY)
    finally:
        os.umask(old)

    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(backups.folder.parent.stat().st_mode) == 0o700


def test_a_thread_can_make_the_backup_while_another_changes_goals(store, backups):
    (uid,) = store.goals
    failures = []

    def back_up():
        for number in range(40):
            said = make_daily(store, backups.folder, TODAY + number * DAY)
            failures.extend([said] if said else [])

    worker = threading.Thread(target=back_up)
    worker.start()
    for number in range(80):
        store.change(uid, partial(edit.rename, title=f"Title {number}"))
    worker.join()

    assert failures == []
    for backup in backups.list_all():
        found, _ = read_backup(backup.path)
        assert count_goals(found) == 1


def test_a_store_that_was_closed_can_still_be_backed_up(path, backups):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        store.change(uid, drive.advance)

    assert backups.make_daily(store, TODAY) is not None
