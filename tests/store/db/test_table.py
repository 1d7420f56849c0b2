"""TinyDB's own behaviour, through our tables; where they should agree, beside stock TinyDB."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from lastmile_tui.errors import StoreError
from support.store.database import abandon, documents, lines_of, open_db

numbers = st.integers(0, 4)
bodies = st.fixed_dictionaries({"n": numbers}, optional={"tag": st.sampled_from("ab")})
ids = st.lists(st.integers(1, 8), max_size=3, unique=True)
steps = st.one_of(
    st.tuples(st.just("insert"), bodies),
    st.tuples(st.just("insert_multiple"), st.lists(bodies, max_size=3)),
    st.tuples(st.just("update"), bodies, st.builds(lambda n: where("n") == n, numbers)),
    st.tuples(st.just("update"), st.just(increment("n")), st.just(where("n").exists())),
    st.tuples(st.just("update"), bodies, st.none(), ids),
    st.tuples(st.just("update"), bodies),
    st.tuples(
        st.just("update_multiple"),
        st.lists(st.tuples(bodies, st.builds(lambda n: where("n") > n, numbers)), max_size=2),
    ),
    st.tuples(st.just("upsert"), bodies, st.builds(lambda n: where("n") == n, numbers)),
    st.tuples(
        st.just("remove"), st.builds(lambda n: (where("n") == n) & ~where("keep").exists(), numbers)
    ),
    st.tuples(st.just("remove"), st.none(), ids.map(lambda found: [n for n in found if n > 1])),
    st.tuples(st.just("search"), st.builds(lambda n: where("n") >= n, numbers)),
    st.tuples(st.just("count"), st.builds(lambda n: where("n") >= n, numbers)),
    st.tuples(st.just("get"), st.builds(lambda n: where("n") == n, numbers)),
    st.tuples(st.just("get"), st.none(), st.integers(1, 8)),
    st.tuples(st.just("get"), st.none(), st.none(), ids),
    st.tuples(st.just("contains"), st.none(), st.integers(1, 8)),
    st.tuples(st.just("all")),
    st.tuples(st.just("__len__")),
)


@given(st.lists(steps, max_size=12))
def test_every_call_gives_what_stock_tinydb_gives(calls):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lastmile.json")
        ours = open_db(path, durable=False, limit=500).table("goals")
        stock = TinyDB(storage=MemoryStorage).table("goals", cache_size=0)
        for table in (ours, stock):
            table.insert({"keep": True})  # an empty table of ours begins at 1 again
        for name, *arguments in calls:
            assert getattr(ours, name)(*arguments) == getattr(stock, name)(*arguments)
        assert ours.all() == stock.all()
        assert [doc.doc_id for doc in ours] == [doc.doc_id for doc in stock]
        abandon(ours)
        assert documents(open_db(path)) == {doc.doc_id: dict(doc) for doc in stock}


@pytest.fixture
def db(tmp_path):
    return open_db(tmp_path / "lastmile.json")


@pytest.fixture
def goals(db):
    table = db.table("goals")
    table.insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
    return table


def lines(db):
    return len(lines_of(db.storage.path))


def test_every_call_that_changes_something_is_one_line(db, goals):
    assert lines(db) == 1
    goals.update(add("n", 10), where("n") > 1)
    assert lines(db) == 2
    goals.update(delete("n"))
    assert lines(db) == 3
    goals.remove(where("n").exists())
    goals.remove(doc_ids=[1, 2])
    assert lines(db) == 4
    goals.upsert({"n": 5}, where("n") == 5)
    assert lines(db) == 5
    goals.truncate()
    assert lines(db) == 6


def test_a_document_brings_its_own_id(goals):
    assert goals.insert(Document({"n": 9}, doc_id=9)) == 9
    assert goals.insert({"n": 10}) == 10
    with pytest.raises(ValueError, match="already exists"):
        goals.insert(Document({}, doc_id=9))
    assert goals.upsert(Document({"m": 1}, doc_id=9)) == [9]
    assert goals.get(doc_id=9) == {"n": 9, "m": 1}


def test_ids_of_a_batch_do_not_meet(db):
    table = db.table("new")
    assert table.insert_multiple([Document({"a": 1}, doc_id=1), {"b": 2}]) == [1, 2]
    assert table.insert_multiple(iter([{}, {}])) == [3, 4]
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([{"never": 1}, Document({}, doc_id=1)])
    assert len(table) == 4


def test_what_is_no_mapping_is_refused(goals):
    with pytest.raises(ValueError, match="not a Mapping"):
        goals.insert([1])
    with pytest.raises(RuntimeError):
        goals.remove()
    assert len(goals) == 3


def test_tables_are_listed_made_and_dropped(db, goals):
    db.insert({"default": True})
    db.table("empty", persist_empty=True)
    assert db.tables() == {"goals", "_default", "empty"}
    db.drop_table("goals")
    assert db.tables() == {"_default", "empty"}
    assert db.table("goals").insert({}) == 1
    db.drop_tables()
    assert db.tables() == set()
    assert goals.all() == []


def test_the_storage_takes_whole_tables_as_any_storage_does(db, goals):
    db.insert({"default": True})
    tables = db.storage.read()
    tables["goals"] = {"2": {"n": 22}, 7: {"n": 7}}
    tables["more"] = {1: {}}
    db.storage.write(tables)
    assert documents(db) == {2: {"n": 22}, 7: {"n": 7}}
    assert documents(db, "_default") == {1: {"default": True}}
    assert documents(db, "more") == {1: {}}
    assert goals.insert({}) == 8


def test_a_table_may_be_changed_while_it_is_read(goals):
    for document in goals:
        goals.insert(dict(document))
    assert len(goals) == 6


def test_no_result_of_a_query_is_kept(goals):
    first = goals.search(where("n") == 1)
    first[0]["n"] = 100
    assert goals.search(where("n") == 1) == [{"n": 1}]


def test_a_large_table_is_cut_without_waiting(db):
    table = db.table("goals")
    table.insert_multiple({"n": number} for number in range(3000))
    table.truncate()
    assert table.all() == []


@pytest.mark.parametrize("doc_id", [-1, 10**18])
def test_an_id_that_is_no_number_of_a_document_is_refused(goals, doc_id):
    with pytest.raises(StoreError, match="not a number"):
        goals.insert(Document({}, doc_id=doc_id))
    assert len(goals) == 3
