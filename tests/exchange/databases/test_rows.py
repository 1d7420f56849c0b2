"""Databases of other tools: never written to, and read with what stands beside them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from lastmile_tui.exchange.databases import dooit, kanban_tui
from lastmile_tui.exchange.databases.rows import read_tables
from lastmile_tui.exchange.files import GivenFile, ImportFileError
from support.exchange import BROKEN_JSON, database, given, local, read_or_sentence

SCHEMA = """
CREATE TABLE workspace (id INTEGER, order_index INTEGER, description, is_root, parent_workspace_id);
CREATE TABLE todo (id, order_index INTEGER, description, due, effort, recurrence, urgency, pending,
    parent_workspace_id, parent_todo_id);
INSERT INTO workspace VALUES (1, 0, 'Boat', 0, NULL);
"""


def todo(number, text):
    values = f"{number}, 0, '{text}', NULL, 0, NULL, 1, 1, 1, NULL"
    return f"INSERT INTO todo VALUES ({values});"  # noqa: S608 # our own values


def on_disk(path):
    return GivenFile(path.name, path.read_bytes(), path)


def files(folder):
    return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder.iterdir()}


def titles(file):
    return [item.title for item in dooit.read(file, local()).items if not item.group]


@pytest.mark.parametrize("mode", ["DELETE", "WAL", "TRUNCATE", "PERSIST"])
def test_nothing_is_written_beside_a_database_nor_into_it(tmp_path, mode):
    path = tmp_path / "dooit.db"
    with closing(sqlite3.connect(path)) as base:
        base.execute(f"PRAGMA journal_mode = {mode}")
        base.executescript(SCHEMA + todo(1, "Wash"))
    before = files(tmp_path)
    assert titles(on_disk(path)) == ["Wash"]
    assert files(tmp_path) == before


def test_it_can_be_read_where_nobody_may_write(tmp_path):
    path = tmp_path / "dooit.db"
    path.write_bytes(database(SCHEMA, todo(1, "Wash")))
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert titles(on_disk(path)) == ["Wash"]
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("first", ["", SCHEMA + todo(1, "Wash")], ids=["all", "the last"])
def test_what_the_tool_has_not_written_back_yet_is_read_too(tmp_path, first):
    path = tmp_path / "dooit.db"
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.executescript(first)
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.executescript(("" if first else SCHEMA + todo(1, "Wash")) + todo(2, "Paint"))
        before = files(tmp_path)
        assert len(before) == 3
        assert dooit.recognises(on_disk(path)) > 0.9
        assert titles(on_disk(path)) == ["Wash", "Paint"]
        assert files(tmp_path) == before
        base.executescript(todo(3, "Sail"))
        assert titles(on_disk(path)) == ["Wash", "Paint", "Sail"]


def test_a_change_that_the_tool_has_not_finished_is_not_there(tmp_path):
    path = tmp_path / "dooit.db"
    path.write_bytes(database(SCHEMA, todo(1, "Wash")))
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA cache_size = 1")
        base.execute("PRAGMA cache_spill = 1")
        base.execute("UPDATE todo SET description = 'Half'")
        long = "x" * 3000
        for number in range(2, 40):
            base.execute(todo(number, long))
        assert (tmp_path / "dooit.db-journal").stat().st_size
        assert titles(on_disk(path)) == ["Wash"]
        base.rollback()


def test_of_the_standard_input_all_of_it_is_read():
    assert titles(given("the standard input", database(SCHEMA, todo(1, "Wash")))) == ["Wash"]


def test_a_table_that_is_not_there_has_no_rows():
    data = database("CREATE TABLE here (a); INSERT INTO here VALUES (1)")
    found = read_tables(given("a.db", data), ("here", "away"))
    assert found == {"here": [{"a": 1}], "away": []}


def test_a_view_in_the_place_of_a_table_is_not_asked():
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"
    )
    file = given("a.db", database(f"CREATE VIEW todo AS {endless}"))
    assert read_tables(file, ("todo",)) == {"todo": []}


def test_values_are_as_json_can_hold_them():
    data = database(
        "CREATE TABLE t (a, b, c)", "INSERT INTO t VALUES (x'00ff', CAST(x'c328' AS TEXT), 1e999)"
    )
    (row,) = read_tables(given("a.db", data), ("t",))["t"]
    assert row["a"] == "00ff"
    assert row["b"] == "�("


WHOLE = database(SCHEMA, *(todo(number, "x" * 200) for number in range(200)))


@pytest.mark.parametrize("reader", [dooit, kanban_tui])
@pytest.mark.parametrize(
    "data",
    [
        *BROKEN_JSON,
        b"SQLite format 3\x00",
        WHOLE[:100],
        WHOLE[:5_000],
        WHOLE[:-4_096],
        WHOLE[:4_096] + b"\xff" * (len(WHOLE) - 4_096),
        WHOLE[:100] + b"\x00" * 4_000 + WHOLE[4_100:],
        WHOLE[:16] + b"\x00\x01" + WHOLE[18:],
        WHOLE.replace(b"CREATE TABLE todo", b"CREATE TABLE t\x00do"),
    ],
)
def test_broken_databases_end_in_a_sentence(reader, data):
    found = read_or_sentence(reader, given("a.db", data))
    assert "\n" in found or not found or found.endswith(".") or found.startswith("SKIPPED")


def test_the_sentence_says_what_to_do():
    with pytest.raises(
        ImportFileError, match=r"^a\.db is a database that cannot be read .+ again\.$"
    ):
        dooit.read(given("a.db", WHOLE[:5_000]), local())


def test_only_their_own_databases_are_recognised():
    other = database("CREATE TABLE todo (id, workspace)", "CREATE TABLE boards (finish_date)")
    for reader in (dooit, kanban_tui):
        assert reader.recognises(given("a.db", other)) == 0
        assert reader.recognises(given("a.db", "CREATE TABLE workspace CREATE TABLE todo")) == 0
        assert reader.recognises(GivenFile("gone.db", b"SQLite format 3\x00", None)) == 0
