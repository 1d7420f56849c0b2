"""kanban-tui's database: local dates, audits in UTC, archives, and tasks that were moved back."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.databases.kanban_tui import read
from lastmile_tui.exchange.items import Status
from support.exchange import again, brought, database, given, local, outline, reached_days

BERLIN = ZoneInfo("Europe/Berlin")
SAMPLE = Path(__file__).parent.parent / "samples" / "kanban-tui" / "kanban_tui.sql"
SCHEMA = SAMPLE.read_text(encoding="utf-8").split("INSERT", 1)[0]
BOARD = """
INSERT INTO boards VALUES (1, 'Move', '', '2026-10-01T09:00:00', 1, 2, 3);
INSERT INTO columns VALUES (1, 'Ready', 1, 1, 1), (2, 'Doing', 1, 2, 1), (3, 'Done', 1, 3, 1),
    (4, 'Archive', 0, 4, 1);
"""
NAMES = ("creation_date", "start_date", "finish_date", "due_date")


def task(number=1, column=1, title="Pack", **more):
    values = {"creation_date": "2026-10-01T09:05:00"} | more
    dates = ", ".join(f"'{values[name]}'" if name in values else "NULL" for name in NAMES)
    metadata = more.get("metadata", "{}")
    values = f"{number}, '{title}', {column}, NULL, '', {dates}, '{metadata}', 0"
    return f"INSERT INTO tasks VALUES ({values});"  # noqa: S608 # our own values


def moved(at, column, number=1):
    values = f"NULL, '{at}', 'UPDATE', 'task', {number}, 'column', '1', '{column}'"
    return f"INSERT INTO audits VALUES ({values});"  # noqa: S608 # our own values


def reading(*rows, board=BOARD, zone=BERLIN):
    return read(given("kanban.db", database(SCHEMA, board, *rows)), local(zone))


def item(*rows, **more):
    return reading(*rows, **more).items[-1]


@pytest.mark.parametrize(
    ("rows", "done", "finished"),
    [
        ([task(column=1)], False, None),
        ([task(column=2, start_date="2026-11-01T10:00:00")], False, None),
        ([task(column=3, finish_date="2026-11-20T23:30:00")], True, "2026-11-20T23:30:00+01:00"),
        ([task(column=3, finish_date="2026-07-20T00:30:00")], True, "2026-07-20T00:30:00+02:00"),
        ([task(column=4, finish_date="2026-11-20T18:00:00")], True, "2026-11-20T18:00:00+01:00"),
        # straight into the archive: done, and nobody knows when
        ([task(column=4)], True, None),
        ([task(column=4), moved("2026-11-20 08:00:00", 4)], True, None),
        # moved back to Ready, its date is gone, though the audits know it
        ([task(column=1), moved("2026-11-20 22:30:00", 3)], False, None),
        # the column became the one that finishes later on
        ([task(column=3), moved("2026-11-20 22:30:00", 3)], True, "2026-11-20T22:30:00+00:00"),
        ([task(column=3), moved("2026-11-01 08:00:00", 3), moved("2026-11-09 08:00:00", 3)], True,
         "2026-11-09T08:00:00+00:00"),
        ([task(column=3)], True, None),
    ],
)  # fmt: skip
def test_when_a_task_is_done_and_since_when(rows, done, finished):
    found = item(*rows)
    assert (found.status is Status.DONE) == done
    assert (found.finished.isoformat() if found.finished else None) == finished


def test_an_evening_here_is_not_the_next_day_though_the_audits_are_in_utc():
    rows = [task(1, 3, finish_date="2026-11-20T23:30:00"), moved("2026-11-20 22:30:00", 3), task(2)]
    (item_done,) = [one for one in reading(*rows).items if one.finished]
    assert item_done.finished.astimezone(BERLIN).date().isoformat() == "2026-11-20"


@pytest.mark.parametrize("name", ["Archive", "archive", " ARCHIVED "])
def test_an_archive_is_known_by_its_name_whether_it_is_shown_or_not(name):
    board = BOARD.replace("'Archive', 0", f"'{name}', 1")
    assert item(task(column=4), board=board).status is Status.DONE


def test_a_hidden_column_is_no_archive():
    board = BOARD.replace("'Archive', 0", "'Some day', 0")
    assert item(task(column=4), board=board).status is Status.OPEN


def test_markers_come_in_the_order_in_which_they_will_be_done():
    (record,) = brought(reading(
        task(1, 1, "last"), task(2, 2, "next"), task(3, 4, "long ago"),
        task(4, 3, "lately", finish_date="2026-11-20T10:00:00"),
    ))  # fmt: skip
    assert [marker.title for marker in record.goal.markers] == [
        "long ago",
        "lately",
        "next",
        "last",
    ]
    assert dict(reached_days(record))["lately"].isoformat() == "2026-11-20"


def test_the_number_of_a_deleted_task_that_comes_again_is_another_task():
    late = {"creation_date": "2026-11-05T08:00:00"}
    done = {"finish_date": "2026-11-01T10:00:00"}
    (before,) = brought(reading(task(1, 3, "Pack", **done), task(2)))
    (after,) = again([before], reading(task(1, 1, "Carry", **late), task(2)))
    assert [marker.title for marker in after.goal.markers] == ["Pack", "Pack", "Carry"]
    assert after.goal.reached == 1


@pytest.mark.parametrize("value", ["soon", "2026-13-01T00:00:00", "2026-1", "0000-00-00"])
@pytest.mark.parametrize("field", NAMES)
def test_what_is_no_date_is_named_and_kept(field, value):
    found = reading(task(**{field: value}))
    (left,) = found.unread
    assert left.what == "Pack"
    assert f", {field}: {value}" in left.reason
    assert found.items[-1].extra[field] == value


@pytest.mark.parametrize(
    ("metadata", "people"),
    [
        ('{"assignee": "Ilze"}', ("Ilze",)),
        ('{"assignee": null}', ()),
        ('{"assignee": ["x"]}', ()),
        ("[1]", ()),
        ("{", ()),
        ("[" * 100_000, ()),
    ],
)
def test_who_a_task_is_of_and_metadata_that_is_none(metadata, people):
    assert item(task(metadata=metadata)).people == people


@pytest.mark.parametrize(
    "rows", [[task(column=99)], [task(column="NULL")], [task("NULL"), task("NULL")]]
)
def test_tasks_of_a_column_that_is_gone_are_still_there(rows):
    lax = SCHEMA.replace(" NOT NULL", "")
    found = read(given("k.db", database(lax, BOARD, *rows)), local())
    assert outline(found, lone=True).count("Pack") == len(rows)


def test_a_database_of_a_version_that_had_fewer_columns_and_tables():
    data = database(
        "CREATE TABLE boards (board_id, name, finish_column); CREATE TABLE audits (a);",
        "CREATE TABLE columns (column_id, name, board_id);",
        "CREATE TABLE tasks (task_id, title, 'column');",
        "INSERT INTO boards VALUES (1, 'B', 2); INSERT INTO columns VALUES (2, 'D', 1);",
        "INSERT INTO tasks VALUES (1, 'T', 2);",
    )
    assert outline(read(given("k.db", data), local())).startswith("DONE B\n  x T")
