"""Saving, compacting and migrating one file from one process."""

import json

import pytest

from lastmile_tui.errors import ReadOnlyError, StoreError
from support.store.database import (
    abandon,
    documents,
    journal_of,
    lines_of,
    meta_of,
    open_db,
    stock,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


def test_opening_and_reading_a_missing_file_makes_nothing(path):
    with open_db(path.parent / "new" / "lastmile.json") as db:
        assert db.table("goals").all() == []
        assert db.tables() == set()
        assert db.storage.refresh() == frozenset()
        assert db.storage.meta.schema == 1
    assert list(path.parent.iterdir()) == []


def test_a_change_is_one_line_and_leaves_the_snapshot_as_it_is(path):
    db = open_db(path)
    goals = db.table("goals")
    number = goals.insert({"title": "one"})
    before = path.read_bytes()
    goals.update({"title": "two"}, doc_ids=[number])
    assert path.read_bytes() == before
    assert len(lines_of(path)) == 2
    assert json.loads(lines_of(path)[1])["rec"]["d"] == {"goals": {"1": {"title": "two"}}}


def test_changes_of_several_tables_are_one_line(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"a": 1}, "2": b'{"b":2}'}, "looks": {"1": {}}})
    db.storage.commit({"goals": {"1": None, "3": {"c": 3}}, "looks": None})
    assert documents(db) == {2: {"b": 2}, 3: {"c": 3}}
    assert db.tables() == {"goals"}
    assert len(lines_of(path)) == 2


def test_what_changes_nothing_is_not_written(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"a": 1}}})
    db.storage.commit({"goals": {"1": {"a": 1}, "9": None}, "none": None})
    db.table("goals").update({"a": 1})
    db.table("goals").remove(doc_ids=[7])
    assert len(lines_of(path)) == 1


def test_what_was_saved_is_there_after_a_kill(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"a": 1}, "2": {"b": 2}}})
    db.storage.commit({"goals": {"1": None}, "empty": {}})
    abandon(db)
    again = open_db(path)
    assert documents(again) == {2: {"b": 2}}
    assert again.tables() == {"goals", "empty"}
    assert again.storage.report.sentences == ()
    assert again.storage.meta.seq == 2


def test_closing_leaves_a_snapshot_that_stock_tinydb_reads(path):
    with open_db(path) as db:
        db.storage.commit({"goals": {"1": {"title": "ä"}}, "empty": {}})
        assert stock(path) == {}
    assert stock(path) == {"goals": {1: {"title": "ä"}}, "empty": {}}
    assert journal_of(path).read_bytes() == b""


def test_the_journal_is_compacted_when_it_has_grown(path):
    db = open_db(path, limit=1000)
    generations = set()
    for number in range(50):
        db.storage.commit({"goals": {str(number): {"note": "x" * 100}}})
        assert db.storage.pending <= 1000 + 300
        generations.add(meta_of(path)["gen"])
    assert len(generations) > 5
    abandon(db)
    assert len(documents(open_db(path))) == 50


def test_compacting_twice_writes_once(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {}}})
    db.storage.compact()
    first = path.stat()
    db.storage.compact()
    assert path.stat() == first
    assert db.storage.pending == 0


def test_a_snapshot_tells_where_it_stands(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {}}})
    before = db.storage.meta
    db.storage.compact()
    after = db.storage.meta
    assert (before.db, before.seq) == (after.db, after.seq)
    assert before.gen != after.gen
    assert meta_of(path)["seq"] == 1
    assert meta_of(path)["schema"] == 1


def test_nothing_is_changed_by_a_document_that_cannot_be_written(path):
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"a": 1}}})
    for bad in (
        {"goals": {"1": {"a": 2}, "2": {"x": float("nan")}}},
        {"goals": {"1": {"a": 2}, "x": {}}},
        {"goals": {"1": {"a": 2}}, "_meta": {"1": {}}},
    ):
        with pytest.raises(StoreError):
            db.storage.commit(bad)
    assert documents(db) == {1: {"a": 1}}
    assert len(lines_of(path)) == 1


def test_no_reader_can_change_the_file(path):
    db = open_db(path)
    goals = db.table("goals")
    given = {"events": [1]}
    goals.insert(given)
    raw = dict(db.storage.raw("goals"))
    given["events"].append(2)
    goals.get(doc_id=1)["events"].append(3)
    goals.all()[0]["events"].append(4)
    goals.search(lambda doc: doc["events"].append(5) or True)
    db.storage.read()["goals"]["1"]["events"].append(6)
    with pytest.raises(TypeError):
        db.storage.raw("goals")["1"] = b"{}"
    assert db.storage.raw("goals") == raw
    assert documents(db) == {1: {"events": [1]}}


def test_an_update_that_fails_half_way_changes_nothing(path):
    db = open_db(path)
    db.table("goals").insert_multiple([{"n": 1}, {"n": 2}])

    def break_second(document):
        document["n"] = 10 // (2 - document["n"])

    with pytest.raises(ZeroDivisionError):
        db.table("goals").update(break_second)
    assert documents(db) == {1: {"n": 1}, 2: {"n": 2}}


def test_a_transaction_takes_nothing_back(path):
    db = open_db(path)

    def insert_and_fail():
        with db.storage.transaction(), db.storage.transaction():
            db.table("goals").insert({"n": 1})
            raise KeyError

    with pytest.raises(KeyError):
        insert_and_fail()
    abandon(db)
    assert documents(open_db(path)) == {1: {"n": 1}}


def test_a_closed_file_takes_no_more_changes(path):
    db = open_db(path)
    db.table("goals").insert({"n": 1})
    db.close()
    db.close()
    with pytest.raises(StoreError, match="closed"):
        db.table("goals").insert({"n": 2})
    assert stock(path) == {"goals": {1: {"n": 1}}}


def test_a_file_opened_to_read_is_not_written(path):
    open_db(path).table("goals").insert({"n": 1})
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with open_db(path, read_only=True) as db:
        assert db.storage.health == "read-only"
        assert documents(db) == {1: {"n": 1}}
        with pytest.raises(ReadOnlyError, match="reading only"):
            db.table("goals").insert({"n": 2})
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_an_empty_file_is_an_empty_database(path):
    path.write_text(" \n")
    with open_db(path) as db:
        assert db.table("goals").insert({"n": 1}) == 1
    assert stock(path) == {"goals": {1: {"n": 1}}}


class TestRewrite:
    def test_keeps_a_copy_of_the_old_file(self, path):
        with open_db(path) as db:
            db.storage.commit({"goals": {"1": {"n": 1}}, "other": {"1": {"o": 1}}})
            copy = db.storage.rewrite({"goals": {"1": {"n": "one"}}}, schema=2)
            assert copy == path.with_name("lastmile.json.schema-1")
            assert stock(copy) == {"goals": {1: {"n": 1}}, "other": {1: {"o": 1}}}
            assert copy.stat().st_mode & 0o777 == 0o600
            assert db.storage.meta.schema == 2
        assert stock(path) == {"goals": {1: {"n": "one"}}}
        assert meta_of(path)["schema"] == 2

    def test_never_overwrites_a_copy(self, path):
        path.with_name("lastmile.json.schema-1").write_text("older")
        with open_db(path) as db:
            db.storage.commit({"goals": {"1": {"n": 1}}})
            copy = db.storage.rewrite({"goals": {}}, schema=2)
        assert copy.name == "lastmile.json.schema-1-2"
        assert path.with_name("lastmile.json.schema-1").read_text() == "older"

    def test_keeps_a_stock_file_byte_for_byte(self, path):
        path.write_text('{"goals": {"1": {"n": 1}}}')
        with open_db(path, schema=2) as db:
            assert db.storage.meta.schema == 0
            copy = db.storage.rewrite({"goals": {"1": {"n": 2}}}, schema=2)
        assert copy.read_text() == '{"goals": {"1": {"n": 1}}}'
        assert meta_of(path)["schema"] == 2

    def test_keeps_what_a_later_lastmile_says_of_the_file(self, path):
        path.write_text('{"_meta": {"1": {"db": "d", "colour": "red"}}, "goals": {"1": {}}}')
        with open_db(path, schema=2) as db:
            db.storage.commit({"goals": {"2": {}}})
            db.storage.rewrite({"goals": {}}, schema=2)
        assert meta_of(path)["db"] == "d"
        assert meta_of(path)["colour"] == "red"

    def test_of_a_bad_document_changes_nothing(self, path):
        db = open_db(path)
        db.storage.commit({"goals": {"1": {"n": 1}}})
        with pytest.raises(StoreError):
            db.storage.rewrite({"goals": {"1": {"n": float("nan")}}}, schema=2)
        assert documents(db) == {1: {"n": 1}}
        assert db.storage.meta.schema == 1

    def test_is_seen_by_others_as_the_documents_that_changed(self, path):
        db, other = open_db(path, schema=2), open_db(path, schema=2)
        db.storage.commit({"goals": {"1": {"n": 1}, "2": {"n": 2}}})
        other.storage.refresh()
        db.storage.rewrite({"goals": {"1": {"n": 1}, "2": {"n": 3}}}, schema=2)
        assert other.storage.refresh() == {("goals", "2")}


def test_a_file_of_a_newer_schema_is_only_read(path):
    with open_db(path, schema=3) as db:
        db.table("goals").insert({"n": 1})
    with open_db(path, schema=2) as db:
        assert db.storage.health == "read-only"
        assert "newer lastmile" in db.storage.report.sentences[-1]
        assert documents(db) == {1: {"n": 1}}
        with pytest.raises(ReadOnlyError):
            db.table("goals").insert({"n": 2})


def test_a_migration_by_another_process_bars_an_older_one(path):
    older, newer = open_db(path, schema=1), open_db(path, schema=2)
    older.table("goals").insert({"n": 1})
    newer.storage.rewrite({"goals": {"1": {"n": "one"}}}, schema=2)
    with pytest.raises(ReadOnlyError, match="newer"):
        older.table("goals").insert({"n": 2})
    assert documents(newer) == {1: {"n": "one"}}
