"""dooit's database: local dates, repeating todos, and what its rows may hold."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.exchange.databases.dooit import read
from lastmile_tui.exchange.items import Status
from support.exchange import again, database, given, local, outline
from support.exchange import brought as brought_in

BERLIN = ZoneInfo("Europe/Berlin")
SCHEMA = """
CREATE TABLE workspace (id INTEGER, order_index INTEGER, description, is_root, parent_workspace_id);
CREATE TABLE todo (id, order_index INTEGER, description, due, effort, recurrence, urgency, pending,
    parent_workspace_id, parent_todo_id);
INSERT INTO workspace VALUES (1, -1, '', 1, NULL), (2, 0, 'Boat', 0, 1);
"""


def reading(*rows, more="", zone=BERLIN):
    values = "".join(f"INSERT INTO todo VALUES {row};" for row in rows)  # noqa: S608 # our own rows
    return read(given("dooit.db", database(SCHEMA, values, more)), local(zone))


def todo(number=1, text="'Wash'", *, due="NULL", recurrence="NULL", pending=1, above="2, NULL"):
    return f"({number}, 0, {text}, {due}, 0, {recurrence}, 1, {pending}, {above})"


def item(*rows, **more):
    return next(one for one in reading(*rows, **more).items if not one.group)


@pytest.mark.parametrize(
    ("due", "day", "clock"),
    [
        ("'2026-12-01 00:00:00.000000'", "2026-12-01", None),
        ("'2026-12-01 23:30:00.000000'", "2026-12-01", "23:30:00"),
        ("'2026-12-01 09:30:00.182755'", "2026-12-01", "09:30:00"),
        ("'2026-07-01 00:30:00'", "2026-07-01", "00:30:00"),
        ("'2026-12-01'", "2026-12-01", None),
        ("NULL", None, None),
    ],
)
def test_dates_are_those_of_the_clock_on_the_wall(due, day, clock):
    found = item(todo(due=due))
    assert (found.due and found.due.isoformat()) == day
    assert (found.due_time and found.due_time.isoformat()) == clock


@pytest.mark.parametrize("value", ["'soon'", "'2026-13-01 00:00:00'", "17", "x'00'", "''"])
@pytest.mark.parametrize("field", ["due", "recurrence"])
def test_what_is_no_date_is_named_and_kept(field, value):
    found = reading(todo(**{field: value}))
    (left,) = found.unread
    assert left.what == "Wash"
    assert f", {field}: " in left.reason
    assert found.items[-1].title == "Wash"
    if value != "''":
        assert field in found.items[-1].extra


@pytest.mark.parametrize(
    ("recurrence", "days"),
    [
        ("'1970-01-08 00:00:00.000000'", 7),
        ("'1970-01-02 12:00:00.000000'", 1.5),
        ("'1971-01-01 00:00:00.000000'", 365),
        ("'1969-12-31 00:00:00.000000'", -1),
        ("'1970-01-01 00:00:00.000000'", 0),
    ],
)
def test_an_interval_is_counted_from_1970_and_such_a_todo_is_never_done(recurrence, days):
    found = item(todo(due="'2026-12-08 09:30:00'", recurrence=recurrence))
    assert found.status is Status.OPEN
    assert found.finished is None
    assert found.due == date(2026, 12, 8)
    assert found.extra["recurrence_days"] == days


def test_a_repeating_todo_that_was_finished_brings_no_history():
    (record,) = brought_in(reading(
        todo(1, recurrence="'1970-01-08 00:00:00'", due="'2026-12-08 00:00:00'"), todo(2, "'Sail'"),
    ))  # fmt: skip
    assert record.goal.position == 0
    assert "reached" not in [event.kind for event in record.log]


def test_what_is_done_has_no_day_of_its_own():
    found = item(todo(pending=0))
    assert (found.status, found.finished) == (Status.DONE, None)


@pytest.mark.parametrize(
    ("text", "title", "tags"),
    [
        ("Wash @yard", "Wash", ("yard",)),
        ("@a  @b Wash", "Wash", ("a", "b")),
        ("mail me@there", "mail me@there", ()),
        ("@ home", "@ home", ()),
        ("@only", "@only", ("only",)),
        ("[b]bold[/b] \x1b[31mred", "[b]bold[/b] \x1b[31mred", ()),
    ],
)
def test_words_with_an_at_are_tags(text, title, tags):
    found = item(todo(text=f"'{text}'"))
    assert (found.title, found.tags) == (title, tags)


@pytest.mark.parametrize(
    "rows",
    [
        [todo(1, above="NULL, 2"), todo(2, "'b'", above="NULL, 1")],
        [todo(1, above="NULL, 1")],
        [todo(1, above="99, NULL")],
        [todo(1, above="NULL, NULL")],
        [todo("NULL"), todo("NULL")],
        [todo("'x'"), todo("2.5", "NULL"), todo("x'00'", "17")],
    ],
)
def test_rows_that_dooit_would_not_write_end_nowhere_but_in_the_list(rows):
    found = reading(*rows)
    assert outline(found, lone=True)


def test_the_number_of_a_deleted_todo_that_comes_again_is_another_todo():
    (before,) = brought_in(reading(todo(1), todo(2, "'Old'", pending=0)))
    (after,) = again([before], reading(todo(1), todo(2, "'New'")))
    assert [marker.title for marker in after.goal.markers] == ["Old", "Wash", "New"]
    assert after.goal.reached == 1


@pytest.mark.parametrize(
    "later",
    [
        todo(1, "'Wash @yard'", pending=0),
        todo(1, due="'2026-12-24 00:00:00'", pending=0),
        todo(17, pending=0),
    ],
)
def test_a_todo_that_is_done_dated_or_tagged_is_the_same_one(later):
    (before,) = brought_in(reading(todo(1), todo(2, "'Sail'")))
    (after,) = again([before], reading(later, todo(2, "'Sail'")))
    assert [marker.title for marker in after.goal.markers] == ["Wash", "Sail"]
    assert after.goal.reached == 1


def test_ten_thousand_todos_are_read():
    rows = [todo(number, f"'t{number}'") for number in range(10_000)]
    assert len(reading(*rows).items) == 10_001
