"""What an older version left beside the file: taken in once, merged, and removed."""

import json
from zlib import crc32

import pytest

from lastmile_tui.errors import LockedError
from lastmile_tui.store.disk.lock import FileLock
from support.store.damage import copies_of
from support.store.database import abandon, documents, meta_of, open_db, place_at, stock

A = {"uid": "a", "events": [1]}


def old_line(path, seq, goals, **fields):
    """A line as an older version wrote it."""
    meta = meta_of(path) | fields
    record = {"s": seq, "db": meta["db"], "g": meta["gen"], "d": {"goals": goals}}
    body = json.dumps(record, separators=(",", ":")).encode()
    return b'{"crc":"%08x","rec":%s}\n' % (crc32(body), body)


@pytest.fixture
def place(path):
    """A file with a goal, beside it the journal and the lock of an older version."""
    with open_db(path) as db:
        db.storage.commit({"goals": {"1": A}})
    place = place_at(path)
    place.old_journal.write_bytes(
        old_line(path, 2, {"1": {"uid": "a", "events": [1, 2]}})
        + old_line(path, 3, {"1": {"uid": "a", "events": [1, 2, 3]}, "2": {"uid": "b"}})
    )
    place.old_lock.write_bytes(b"")
    return place


ALL = {1: {"uid": "a", "events": [1, 2, 3]}, 2: {"uid": "b"}}


def test_who_only_reads_sees_it_and_writes_nothing(place, path):
    before = path.read_bytes(), place.old_journal.read_bytes()
    assert documents(open_db(path, read_only=True)) == ALL
    assert (path.read_bytes(), place.old_journal.read_bytes()) == before


@pytest.mark.usefixtures("place")
def test_the_first_writer_takes_it_in_and_removes_it(path):
    with open_db(path) as db:
        db.storage.commit({"goals": {"3": {"n": 3}}})
        assert db.storage.report.sentences == ()
        assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert stock(path)["goals"] == ALL | {3: {"n": 3}}
    assert open_db(path).storage.missing is None


@pytest.mark.parametrize("step", ["compact", "unlink"])
def test_a_kill_at_any_step_loses_nothing_and_takes_nothing_twice(place, path, step, monkeypatch):
    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if step == "compact":
            patch.setattr("lastmile_tui.store.db.writer.Writer.compact", die)
        else:
            patch.setattr(type(path), "unlink", die)
        db = open_db(path)
        with pytest.raises(KeyboardInterrupt):
            db.storage.commit({"goals": {"9": {"n": 9}}})
        abandon(db)
    assert place.old_journal.exists()
    with open_db(path) as db:
        assert documents(db) == ALL
        db.storage.commit({"goals": {"3": {"n": 3}}})
    assert stock(path)["goals"] == ALL | {3: {"n": 3}}
    assert not place.old_journal.exists()


def test_an_older_version_that_writes_is_waited_for(place, path):
    db = open_db(path)
    with FileLock(place.old_lock, 0).hold(), pytest.raises(LockedError):
        db.storage.commit({"goals": {"3": {"n": 3}}})
    assert place.old_journal.exists()


@pytest.mark.parametrize("fields", [{"gen": "another"}, {"db": "another"}, {}])
def test_what_cannot_be_used_of_it_is_kept_aside(place, path, fields):
    whole = place.old_journal.read_bytes()
    more = old_line(path, 4, {"5": {"uid": "e"}}, **fields) if fields else b"no change\n"
    place.old_journal.write_bytes(whole + more)
    with open_db(path) as db:
        db.storage.commit({"goals": {"3": {"n": 3}}})
    assert stock(path)["goals"].items() >= ALL.items()
    kept = [file.read_bytes() for file in copies_of(path) if file.parent == path.parent]
    assert kept == ([] if "gen" in fields else [whole + more])
