"""Goals as Taskwarrior imports them: nothing of a task that was brought in is lost."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as given_any
from hypothesis import settings

from lastmile_tui.domain.changes import drive, edit, status
from lastmile_tui.exchange.json import taskwarrior, taskwarrior_out
from support.exchange import (
    brought,
    change,
    given,
    local,
    outline,
    reached_days,
    readings,
    roads_of,
    written,
)

SAMPLES = Path(__file__).parent.parent / "samples" / "taskwarrior"
NO_EXPORT = ("id", "urgency")


def read(text, **more):
    return taskwarrior.read(given("t.json", text), local(**more))


def tasks(text):
    return {task["uuid"]: task for task in json.loads(text)}


def only(fields):
    task = {"uuid": "1ea06f66-197c-4aff-9d78-f793f8106936", "status": "pending", "description": "t"}
    (record,) = brought(read([task | {"entry": "20261101T080000Z", "project": "p"} | fields]))
    return record


def exported(record, zone=None):
    found = json.loads(written(taskwarrior_out, [record], zone or local().zone))
    return found[0]


@settings(max_examples=60)
@given_any(readings())
def test_what_is_written_is_read_back(reading):
    records = brought(reading)
    again = brought(read(written(taskwarrior_out, records)))
    assert roads_of(again) == roads_of(records)
    assert [*map(reached_days, again)] == [*map(reached_days, records)]


def test_all_of_a_task_is_written_back_also_what_nobody_here_knows():
    text = (SAMPLES / "tasks.json").read_text(encoding="utf-8")
    before = tasks(text)
    after = tasks(written(taskwarrior_out, brought(read(text))))
    for uuid, task in after.items():
        was = {name: value for name, value in before[uuid].items() if name not in NO_EXPORT}
        assert task == was
    gone = {before[uuid]["status"] for uuid in before.keys() - after.keys()}
    assert gone == {"deleted", "recurring"}


def test_a_second_reading_of_what_was_written_is_the_same():
    for sample in ("tasks.json", "pending-2009.data"):
        text = (SAMPLES / sample).read_text(encoding="utf-8")
        once = written(taskwarrior_out, brought(read(text)))
        assert written(taskwarrior_out, brought(read(once))) == once
        assert outline(read(once), lone=True, extra=False) == re.sub(
            r"\nSKIPPED.*", "", outline(read(text), lone=True, extra=False)
        )


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        ({"due": "1795993200"}, "due", "20261129T230000Z"),
        ({"due": "2026-12-01T10:00:00+05:00"}, "due", "20261201T050000Z"),
        ({"due": 1795993200}, "due", "20261129T230000Z"),
        ({"start": "1795993200"}, "start", "20261129T230000Z"),
        ({"until": "2026-12-01T10:00:00.000Z"}, "until", "20261201T100000Z"),
        ({"tags": "a,b"}, "tags", ["a", "b"]),
        ({"depends": "x,y"}, "depends", ["x", "y"]),
        ({"imask": "3"}, "imask", "3"),
        ({"priority": "urgent"}, "priority", "urgent"),
        ({"annotation_1795993200": "n"}, "annotations",
         [{"entry": "20261129T230000Z", "description": "n"}]),
        ({"description": "two  spaces"}, "description", "two  spaces"),
        ({"house": {"deep": [1, None]}}, "house", {"deep": [1, None]}),
        ({"due": "never"}, "due", "never"),
    ],
)  # fmt: skip
def test_fields_as_the_present_versions_write_them(fields, name, expected):
    assert exported(only(fields))[name] == expected


@pytest.mark.parametrize(
    ("move", "name", "expected"),
    [
        (partial(drive.reach, index=0), "status", "completed"),
        (partial(drive.reach, index=0), "end", "20261130T120000Z"),
        (partial(edit.redate_marker, index=0, due=date(2026, 12, 25)), "due", "20261224T230000Z"),
        (partial(edit.redate_marker, index=0, due=None), "due", None),
        (partial(edit.rename_marker, index=0, title="new"), "description", "new"),
        (partial(edit.rename, title="q"), "project", "q"),
        (partial(edit.tag, name="more"), "tags", ["a", "more"]),
        (partial(edit.untag, name="a"), "tags", None),
        (partial(status.park, until=date(2027, 2, 1)), "wait", "20270131T230000Z"),
        (partial(status.park, until=date(2027, 2, 1)), "status", "waiting"),
        (partial(status.let_go, reason=""), "status", "deleted"),
        (partial(drive.note, text="more"), "annotations",
         [{"entry": "20261130T120000Z", "description": "more"}]),
    ],
)  # fmt: skip
def test_what_was_changed_here_is_changed_there(move, name, expected):
    record = only({"due": "20261224T120000Z", "tags": ["a"], "modified": "20261101T080000Z"})
    task = exported(change(record, move), ZoneInfo("Europe/Berlin"))
    assert task.get(name) == expected
    assert task["modified"] == "20261130T120000Z"


def test_each_task_stands_in_a_line_and_signs_are_written_as_they_are():
    text = written(taskwarrior_out, [only({"description": "home 🏠 ünï"})])
    first, task, last = text.splitlines()
    assert (first, last) == ("[", "]")
    assert "home 🏠 ünï" in task
    assert written(taskwarrior_out, []) == "[\n]\n"


def test_what_is_empty_there_is_no_change():
    record = only({"modified": "20261101T080000Z", "annotations": [], "tags": []})
    assert exported(record)["modified"] == "20261101T080000Z"


def test_two_notes_in_a_second_stay_two():
    record = only({"annotations": [{"entry": "20261130T120000Z", "description": "there"}]})
    record = change(change(record, partial(drive.note, text="a")), partial(drive.note, text="b"))
    entries = [one["entry"] for one in exported(record)["annotations"]]
    assert entries == ["20261130T120000Z", "20261130T120001Z", "20261130T120002Z"]


def test_a_task_that_stood_alone_is_that_task_again_and_depends_on_what_it_got_here():
    (record,) = brought(read([{"uuid": "1ea06f66-197c-4aff-9d78-f793f8106936", "status": "pending",
                               "description": "Move"}]))  # fmt: skip
    (task,) = json.loads(written(taskwarrior_out, [record]))
    assert (task["description"], task["uuid"][:4], "project" in task) == ("Move", "1ea0", False)
    more = change(record, partial(edit.add_marker, index=0, title="boxes"))
    made = json.loads(written(taskwarrior_out, [more]))
    assert [task["description"] for task in made] == ["boxes", "done", "Move"]
    assert made[2]["depends"] == [made[0]["uuid"], made[1]["uuid"]]
