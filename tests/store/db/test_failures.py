"""A disk that is full, or broken: every operation is made to fail, one after the other."""

import errno
import os
from pathlib import Path

import pytest

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.writer import Writer
from lastmile_tui.store.disk import files
from support.store.database import (
    abandon,
    documents,
    journal_of,
    lines_of,
    open_db,
    place_at,
    stock,
)


class Disk:
    """Stands in for `os`; the n-th operation fails, from then on or only once."""

    NAMES = ("open", "write", "fsync", "ftruncate", "fchmod", "fstat", "replace", "unlink")

    def __init__(self):
        self.fail_at = self.calls = 0
        self.error = errno.EIO
        self.only = self.NAMES
        self.failed = []

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in self.NAMES:
            return real

        def call(*arguments):
            if name not in self.only:
                return real(*arguments)
            self.calls += 1
            if self.calls != self.fail_at:
                return real(*arguments)
            self.failed.append(name)
            if name == "write":  # half of it arrives
                fd, data = arguments
                real(fd, data[: len(data) // 2])
            raise OSError(self.error, os.strerror(self.error))

        return call


@pytest.fixture
def disk(monkeypatch):
    disk = Disk()
    for module in (files, private_files):
        monkeypatch.setattr(module, "os", disk)
    monkeypatch.setattr(Path, "replace", lambda *paths: disk.replace(*paths))  # noqa: PLW0108 - binds
    return disk


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


@pytest.fixture
def db(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"n": 1}}})
    return db


def fail(disk, *only, error=errno.EIO):
    """Let the next of these operations fail."""
    disk.only, disk.error, disk.calls, disk.fail_at = only or Disk.NAMES, error, 0, 1


def test_a_full_disk_is_told_and_can_be_tried_again(db, disk, path):
    before = journal_of(path).read_bytes()
    fail(disk, "write", error=errno.ENOSPC)
    with pytest.raises(StoreError) as told:
        db.storage.commit({"goals": {"1": {"n": 2}}})
    assert str(told.value) == (
        "The change was not saved: no space left on the device. Free some space and try again."
    )
    assert documents(db) == {1: {"n": 1}}
    assert journal_of(path).read_bytes() == before
    assert db.storage.health == "ok"
    db.storage.commit({"goals": {"1": {"n": 3}}})
    abandon(db)
    assert documents(open_db(path)) == {1: {"n": 3}}


@pytest.mark.parametrize("operation", ["write", "fsync"])
def test_after_a_failure_in_doubt_the_next_change_writes_all_anew(db, disk, path, operation):
    before = journal_of(path).read_bytes()
    fail(disk, operation)
    with pytest.raises(StoreError, match="not saved: input/output error"):
        db.storage.commit({"goals": {"1": {"n": 2}}})
    assert db.storage.health == "failed"
    assert documents(db) == {1: {"n": 1}}
    assert journal_of(path).read_bytes() == before
    assert "input/output" in db.storage.report.sentences[-1]
    snapshot = path.stat().st_ino
    db.storage.commit({"goals": {"2": {"n": 3}}})
    assert path.stat().st_ino != snapshot
    assert stock(path)["goals"] == {1: {"n": 1}}
    assert len(lines_of(path)) == 1
    assert db.storage.health == "ok"
    assert db.storage.report.sentences == ("The disk works again: all that is shown is saved.",)
    abandon(db)
    assert documents(open_db(path)) == {1: {"n": 1}, 2: {"n": 3}}


def test_a_disk_that_fails_on_is_told_at_each_change_and_shows_what_is_saved(db, disk):
    fail(disk, "fsync")
    with pytest.raises(StoreError):
        db.storage.commit({"goals": {"1": {"n": 2}}})
    told = "^The change was not saved: input/output error. The next change tries the disk again.$"
    for _ in range(3):
        fail(disk, "fsync")
        with pytest.raises(StoreError, match=told):
            db.storage.commit({"goals": {"1": {"n": 3}}})
        assert db.storage.health == "failed"
        assert documents(db) == {1: {"n": 1}}


def test_nothing_more_is_added_within_a_transaction_that_failed(db, disk):
    with db.storage.transaction():
        fail(disk, "fsync")
        with pytest.raises(StoreError):
            db.storage.commit({"goals": {"1": {"n": 2}}})
        with pytest.raises(StoreError, match="input/output"):
            db.storage.commit({"goals": {"2": {"n": 2}}})
    assert documents(db) == {1: {"n": 1}}


def test_what_could_not_be_read_for_a_moment_is_read_again(db, path, disk):
    other = open_db(path)
    db.storage.commit({"goals": {"2": {"n": 2}}})
    fail(disk, "open", error=errno.EMFILE)
    assert documents(other) == {1: {"n": 1}}
    assert other.storage.health == "read-only"
    assert "too many open files" in other.storage.report.sentences[-1]
    assert documents(other) == {1: {"n": 1}, 2: {"n": 2}}
    assert other.storage.health == "ok"


def test_a_full_disk_that_cannot_be_cut_either_is_in_doubt(db, disk, path, monkeypatch):
    fail(disk, "write", error=errno.ENOSPC)
    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", lambda *_: (_ for _ in ()).throw(OSError(5, "no")))
        with pytest.raises(StoreError):
            db.storage.commit({"goals": {"1": {"n": 2}}})
    assert db.storage.health == "failed"
    assert documents(open_db(path)) == {1: {"n": 1}}


def test_a_failed_compaction_after_a_good_change_is_told_and_not_raised(path, disk, monkeypatch):
    db = open_db(path, limit=100)
    db.storage.commit({"goals": {"1": {"n": 1}}})
    before = path.read_bytes()
    real = Writer.compact

    def fail_then_compact(writer):
        fail(disk, "write", error=errno.ENOSPC)
        real(writer)

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "compact", fail_then_compact)
        db.storage.commit({"goals": {"2": {"note": "x" * 200}}})
    assert "could not be written: no space left" in db.storage.report.sentences[0]
    assert db.storage.health == "ok"
    assert path.read_bytes() == before
    assert documents(db).keys() == {1, 2}
    assert not place_at(path).temp.exists()
    db.close()
    assert stock(path)["goals"].keys() == {1, 2}


def test_a_compaction_asked_for_raises_and_loses_nothing(db, disk, path):
    fail(disk, "fsync")
    with pytest.raises(StoreError, match="input/output"):
        db.storage.compact()
    assert db.storage.health == "ok"
    assert not place_at(path).temp.exists()
    abandon(db)
    assert documents(open_db(path)) == {1: {"n": 1}}


def test_a_compaction_overtaken_by_another_program_leaves_its_file(db, path, monkeypatch):
    theirs = '{"goals": {"1": {"uid": "x"}}}'
    sync = private_files.sync

    def overtake(fd):
        sync(fd)
        path.write_text(theirs)

    with monkeypatch.context() as patch:
        patch.setattr(private_files, "sync", overtake)
        with pytest.raises(StoreError, match="just written"):
            db.storage.compact()
    assert path.read_text() == theirs
    assert list(documents(db).values()) == [{"uid": "x"}, {"n": 1}]
