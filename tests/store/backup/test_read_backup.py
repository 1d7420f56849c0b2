"""Backups are found, counted and read, whatever became of them."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest

from lastmile_tui.domain.changes import edit
from lastmile_tui.errors import StoreError
from lastmile_tui.store.backup.backups import (
    count_goals,
    read_backup,
)
from lastmile_tui.store.disk import files
from support.store.goal_store import TODAY, plan

DAY = timedelta(days=1)


NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_backups_are_found_newest_first(store, backups):
    backups.make(store.storage, "by-hand", NOW)
    backups.make(store.storage, "before-restore", NOW)
    backups.make(store.storage, "by-hand", NOW)
    backups.make(store.storage, "by-hand", NOW - DAY)
    backups.make_daily(store, TODAY)

    found = [backup.path.name for backup in backups.list_all()]

    assert found[:2] == ["2026-11-21.json.gz", "by-hand-20261121T090000Z-3.json.gz"]
    assert found[-1] == "by-hand-20261120T090000Z.json.gz"
    assert len(found) == 5


def test_only_goals_that_are_shown_are_counted(store, backups):
    (uid,) = store.goals
    store.add(plan("Another: a > b"))
    store.change(uid, edit.remove)

    found, _ = read_backup(backups.make(store.storage, "by-hand", NOW))

    assert count_goals(found) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b"\x1f\x8b", "damaged"),
        (gzip.compress(b'{"goals":{}}', mtime=0)[:-9], "damaged"),
        (gzip.compress(b'{"goals":{}}', mtime=0) + b"more", "damaged"),
        (gzip.compress(b"[1, 2", mtime=0), "no data file is in it"),
        (b"not json at all", "no data file is in it"),
        (b'{"goals": 5}', "is not as lastmile writes it"),
        (b'{"_meta":{"1":{"db":"x","gen":"y","schema":99}},"goals":{}}', "newer lastmile"),
    ],
)
def test_what_is_no_backup_is_refused_with_a_sentence(tmp_path, data, said):
    path = tmp_path / "bad.json.gz"
    path.write_bytes(data)

    with pytest.raises(StoreError, match=said):
        read_backup(path)

    assert path.read_bytes() == data


def test_a_backup_that_would_unpack_to_more_than_a_file_may_hold_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1 << 16)
    path = tmp_path / "bomb.json.gz"
    path.write_bytes(gzip.compress(b" " * (1 << 20)))

    with pytest.raises(StoreError, match="too large"):
        read_backup(path)


def test_a_backup_that_is_not_there_is_told(tmp_path):
    with pytest.raises(StoreError, match="There is no backup at"):
        read_backup(tmp_path / "none.json.gz")


def test_every_flipped_byte_of_a_backup_is_noticed(store, backups, tmp_path):
    data = backups.make_daily(store, TODAY).read_bytes()
    good, _ = read_backup(backups.list_all()[0].path)
    path = tmp_path / "flipped.json.gz"
    for index in range(10, len(data), 7):
        path.write_bytes(data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :])
        with pytest.raises(StoreError):
            read_backup(path)
    assert count_goals(good) == 1
