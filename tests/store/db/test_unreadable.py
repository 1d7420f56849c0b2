"""Files of which nothing, or not all, can be read."""

import pytest

from lastmile_tui.errors import ReadOnlyError, StoreError
from lastmile_tui.store.db.journal import JournalRecord, encode
from support.store.damage import copies, made
from support.store.database import (
    documents,
    journal_of,
    meta_of,
    open_db,
    stock,
)


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b"null", b'{"goals":{"1":{"x":1}}} tail', b"\xff\xfe", b"\0" * 64]
)
def test_a_file_that_cannot_be_read_is_refused_and_left(path, data):
    path.write_bytes(data)
    with pytest.raises(StoreError, match="restore a backup"):
        open_db(path)
    assert path.read_bytes() == data
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_becomes_unreadable_while_open_bars_changes_until_it_is_mended(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"uid": "a", "n": 1}}})
    db.storage.compact()
    good = path.read_bytes()
    path.write_bytes(b"<<<<<<< ours\n" + good)
    assert documents(db) == {1: {"uid": "a", "n": 1}}
    assert db.storage.health == "read-only"
    assert "line 1" in db.storage.report.sentences[-1]
    with pytest.raises(ReadOnlyError, match="line 1"):
        db.table("goals").insert({})
    db.storage.refresh()
    assert path.read_bytes().startswith(b"<<<<<<<")
    path.write_bytes(good)
    assert documents(db) == {1: {"uid": "a", "n": 1}}
    assert db.storage.health == "ok"
    db.table("goals").insert({"n": 2})
    assert documents(db).keys() == {1, 2}


def test_an_unreadable_file_that_is_taken_away_is_written_again(path):
    made(path, 1)
    db = open_db(path)
    path.write_bytes(b"{")
    assert db.storage.refresh() == frozenset()
    path.unlink()
    assert db.table("goals").insert({"n": 2}) == 2
    db.close()
    assert stock(path)["goals"].keys() == {1, 2}


def test_a_journal_that_becomes_unreadable_bars_changes_until_it_is_mended(path):
    made(path, 2)
    db = open_db(path)
    aside = journal_of(path).rename(path.with_name("aside"))
    journal_of(path).mkdir()
    assert db.storage.refresh() == frozenset()
    assert db.storage.health == "read-only"
    journal_of(path).rmdir()
    aside.rename(journal_of(path))
    assert db.table("goals").insert({"n": 3}) == 3
    assert db.storage.health == "ok"


def test_a_file_with_a_part_that_cannot_be_used_is_only_read(path):
    data = '{"goals": {"1": {"n": 1}, "x": {}}}'
    path.write_text(data)
    with open_db(path) as db:
        assert documents(db) == {1: {"n": 1}}
        assert db.storage.health == "read-only"
        with pytest.raises(ReadOnlyError, match="'x'"):
            db.table("goals").insert({})
    assert path.read_text() == data


def test_a_file_that_had_to_be_mended_is_copied_before_it_is_written(path):
    data = '{"goals": {"1": {"n": NaN}}}'
    path.write_text(data)
    with open_db(path) as db:
        assert documents(db) == {1: {"n": None}}
        assert "mended" in db.storage.report.sentences[0]
        assert copies(path) == []
        db.table("goals").insert({})
    assert path.with_name(copies(path)[0]).read_text() == data
    assert meta_of(path)["seq"] == 1


def test_a_bad_document_is_named_where_it_is_read(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"n": 1}}})
    meta, changes = db.storage.meta, {"goals": {"7": b'{"n":1e999}'}}
    with journal_of(path).open("ab") as journal:
        journal.write(encode(JournalRecord(meta.seq + 1, meta.db, meta.gen, changes)))
    assert db.table("goals").get(doc_id=1) == {"n": 1}
    with pytest.raises(StoreError, match="Entry 7 of 'goals'"):
        db.table("goals").get(doc_id=7)
