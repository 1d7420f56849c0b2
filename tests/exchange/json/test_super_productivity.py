"""Super Productivity's backup: projects with the tasks of today and of the archive."""

from __future__ import annotations

import pytest

from lastmile_tui.exchange.json import super_productivity
from support.exchange import BROKEN_JSON, by_head, given, local, outline, read_or_sentence


def backup(*tasks, **more):
    entities = {task["id"]: task for task in tasks}
    return {"task": {"ids": [*entities], "entities": entities}, "project": {}, "tag": {}} | more


def read(*tasks, **more):
    return super_productivity.read(given("sp.json", backup(*tasks, **more)), local())


def only(**fields):
    return read({"id": "a", "title": "t"} | fields)


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ({"dueDay": "2026-12-01"}, "due", "2026-12-01"),
        ({"dueWithTime": 1796810400000}, "due_time", "10:00:00"),
        ({"dueWithTime": 1796810400000, "dueDay": "2026-12-01"}, "due", "2026-12-09"),
        ({"isDone": True, "doneOn": 1793700000000}, "finished", "2026-11-03T10:00:00+00:00"),
        ({"isDone": False, "doneOn": 1793700000000}, "finished", "None"),
        ({"created": 1793520000000}, "created", "2026-11-01T08:00:00+00:00"),
        ({"projectId": "INBOX_PROJECT"}, "parent", ""),
        ({"projectId": "p"}, "parent", "project p"),
        ({"projectId": "p", "parentId": "b"}, "parent", "b"),
        ({"tagIds": ["TODAY", "gone"]}, "tags", "()"),
        ({"timeSpentOnDay": {"2026-11-02": 5}}, "extra", "{'timeSpentOnDay': {'2026-11-02': 5}}"),
    ],
)
def test_fields_of_a_task(fields, field, expected):
    found = getattr(only(**fields).items[0], field)
    assert (found.isoformat() if hasattr(found, "isoformat") else str(found)) == expected


@pytest.mark.parametrize("field", ["dueDay", "dueWithTime", "created"])
@pytest.mark.parametrize("value", ["soon", [1], 10**30])
def test_a_date_that_is_none_is_named(field, value):
    reading = only(**{field: value})
    assert [left.what for left in reading.unread] == ["t"]
    assert reading.items[0].extra[field] == value


def test_a_task_of_the_archive_that_is_here_too_is_as_it_is_here():
    archive = {"task": backup({"id": "a", "title": "old"}, {"id": "b", "title": "gone"})["task"]}
    reading = read({"id": "a", "title": "new"}, archiveYoung=archive)
    assert [item.title for item in reading.items] == ["new", "gone"]


@pytest.mark.parametrize(
    "data",
    [
        *BROKEN_JSON,
        b'{"data":{"task":[]}}',
        b'{"task":{"ids":5,"entities":{"a":5,"b":{"id":[],"title":{}}}},"project":{"entities":[1]}}',
    ],
    ids=by_head,
)
def test_broken_files_end_in_a_sentence(data):
    found = read_or_sentence(super_productivity, given("sp.json", data))
    assert found.endswith(".") or "without a title" in found


def test_parts_that_go_round_are_left_out():
    loop = [{"id": "a", "title": "a", "parentId": "b"}, {"id": "b", "title": "b", "parentId": "a"}]
    assert "SKIPPED" in outline(read(*loop))
