"""Super Productivity's backups: every layout of its data, dates, archives, what is left out."""

from __future__ import annotations

import json

import pytest

from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.json import super_productivity
from lastmile_tui.exchange.json.super_productivity import COUNTER, REPEATS, read, recognises
from support.exchange import BROKEN_JSON, given, local, outline, read_or_sentence

NOON = 1_795_953_600_000  # 2026-11-29 12:00 UTC


def entities(*found):
    return {"ids": [one["id"] for one in found], "entities": {one["id"]: one for one in found}}


def task(name="t1", **more):
    return {"id": name, "title": name, "projectId": "p", "created": NOON, "tagIds": []} | more


PROJECT = {"id": "p", "title": "Boat", "taskIds": [], "backlogTaskIds": []}


def data(*tasks, **more):
    return {"project": entities(PROJECT), "task": entities(*tasks), "globalConfig": {}} | more


def items(found):
    return {item.title: item for item in read(given("s.json", found), local()).items}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda found: found,
        lambda found: {"timestamp": 1, "lastUpdate": 1, "crossModelVersion": 4.3, "data": found},
        lambda found: {"version": 2, "lastModified": 1, "state": found},
        lambda found: {"mainModelData": found, "revMap": {}},
        lambda found: {"data": {"state": found}},
    ],
)
def test_every_layout_of_its_data(wrap):
    assert [*items(wrap(data(task())))] == ["Boat", "t1"]


@pytest.mark.parametrize(
    "archive",
    [
        {"taskArchive": entities(task("a", isDone=True))},
        {"archiveYoung": {"task": entities(task("a", isDone=True)), "timeTracking": {}}},
        {"archiveOld": {"task": entities(task("a", isDone=True))}},
    ],
)
def test_what_is_in_an_archive_comes_too(archive):
    assert items(data(task(), **archive))["a"].status is Status.DONE


def test_a_task_in_list_and_archive_is_as_in_the_list():
    found = items(data(task("a"), archiveOld={"task": entities(task("a", isDone=True))}))
    assert found["a"].status is Status.OPEN


@pytest.mark.parametrize(
    ("fields", "due", "at"),
    [
        ({"dueDay": "2026-12-03"}, "2026-12-03", None),
        ({"dueWithTime": NOON}, "2026-11-29", "12:00:00"),
        ({"deadlineDay": "2027-01-01", "dueDay": "2026-12-03"}, "2027-01-01", None),
        ({"deadlineWithTime": NOON, "dueDay": "2026-12-03"}, "2026-11-29", "12:00:00"),
        ({"plannedAt": NOON}, "2026-11-29", "12:00:00"),
        ({"plannedAt": None, "dueDay": None, "dueWithTime": None}, None, None),
    ],
)
def test_a_deadline_goes_before_what_is_planned(fields, due, at):
    item = items(data(task(**fields)))["t1"]
    assert (item.due and item.due.isoformat(), item.due_time and item.due_time.isoformat()) == (
        due,
        at,
    )
    assert all(item.extra[name] == value for name, value in fields.items() if value)


@pytest.mark.parametrize(
    ("fields", "finished"),
    [
        ({"doneOn": NOON}, "2026-11-29 12:00:00+00:00"),
        ({"timeSpentOnDay": {"2026-11-02": 1, "2026-11-05": 2, "x": 3}}, "2026-11-05"),
        ({"doneOn": NOON, "timeSpentOnDay": {"2026-11-02": 1}}, "2026-11-29 12:00:00+00:00"),
        ({}, "None"),
        ({"timeSpentOnDay": []}, "None"),
    ],
)
def test_when_a_task_was_done(fields, finished):
    assert str(items(data(task(isDone=True, **fields)))["t1"].finished) == finished
    assert items(data(task(**fields)))["t1"].finished is None


@pytest.mark.parametrize("value", ["soon", 1e300, [1], {"a": 1}, True, "2026-13-40"])
@pytest.mark.parametrize(
    "name", ["created", "doneOn", "dueDay", "dueWithTime", "deadlineDay", "plannedAt"]
)
def test_a_date_that_is_none_is_named_and_the_task_comes_all_the_same(name, value):
    reading = read(given("s.json", data(task(isDone=True, **{name: value}))), local())
    (left,) = reading.unread
    assert (left.what, left.reason.partition(":")[0]) == (
        "t1",
        f"has a date that is none, {name}",
    )
    assert reading.items[-1].extra[name] == value


def test_projects_keep_the_order_of_their_tasks_and_their_notes():
    project = PROJECT | {"taskIds": ["b"], "backlogTaskIds": ["c"]}
    note = {"id": "n", "projectId": "p", "content": "Berth 14", "created": NOON}
    lost = note | {"id": "m", "projectId": "gone"}
    more = {"project": entities(project), "note": entities(note, lost)}
    text = outline(read(given("s.json", data(task("a"), task("c"), task("b"), **more)), local()))
    assert [line[4] for line in text.split("\n") if line.startswith("  -")] == ["b", "c", "a"]
    assert "“Berth 14” 2026-11-29T12:00" in text
    assert "SKIPPED Berth 14: a note of no project" in text


def test_counters_and_what_only_makes_tasks_are_left_out():
    more = {
        "simpleCounter": entities({"id": "c", "title": "Water"}),
        "taskRepeatCfg": entities({"id": "r", "title": "Bilge"}),
    }
    reading = read(given("s.json", data(task(), **more)), local())
    assert [(left.what, left.reason) for left in reading.skipped] == [
        ("Water", COUNTER),
        ("Bilge", REPEATS),
    ]


def test_its_own_tags_and_its_inbox_are_none_here():
    tags = entities({"id": "TODAY", "title": "Today"}, {"id": "g", "title": "workshop"})
    inbox = entities(PROJECT | {"id": "INBOX_PROJECT", "title": "Inbox"})
    found = items(
        data(task(projectId="INBOX_PROJECT", tagIds=["TODAY", "g", "x"]), tag=tags, project=inbox)
    )
    assert [*found] == ["t1"]
    assert (found["t1"].tags, found["t1"].parent) == (("workshop",), "")


def test_a_subtask_of_a_task_that_is_gone_stays_in_its_project():
    assert items(data(task(parentId="gone")))["t1"].parent == "project/p"


def test_only_backups_are_recognised():
    assert recognises(given("s.json", data(task()))) >= 0.9
    whole = {"timestamp": 1, "lastUpdate": 1, "data": data(task())}
    assert recognises(given("s.json", whole)) >= 0.9
    for other in ({"data": {}}, {"task": 1}, {"project": "x", "description": "y"}, [], '{"task'):
        assert recognises(given("x.json", other)) == 0


@pytest.mark.parametrize(
    "broken",
    [
        *BROKEN_JSON,
        json.dumps(data(task())).encode()[:-30],
        b'{"task":{"ids":5,"entities":{"a":{"title":"a","tagIds":"x","subTaskIds":{}}}},"project":[]}',
        b'{"task":{"entities":{"a":null,"b":{"title":["x"]}}},"archiveYoung":[],"note":3}',
        b'{"task":{"ids":[[1],{"a":1}],"entities":[]},"project":{"entities":{"p":{}}}}',
        b'{"data":{"state":{"data":{"task":{}}}},"archivedProjects":{"q":{"projectData":7}}}',
        b'{"task":{"entities":{"a":{"title":"a","parentId":"b"},"b":{"title":"b","parentId":"a"}}}}',
    ],
)
def test_broken_files_end_in_a_sentence_or_are_named(broken):
    found = read_or_sentence(super_productivity, given("s.json", broken))
    assert (
        not found or found.endswith(".") or "UNREAD" in found or "SKIPPED" in found or " a" in found
    )
