"""Older files open, and stay as they were beside the new one."""

from __future__ import annotations

import json

from tinydb import TinyDB

from lastmile_tui.domain.changes import drive
from lastmile_tui.store.db.schema import SCHEMA
from support.store.goal_store import open_store

PLAIN = {
    "title": "Paint the shed",
    "markers": ["sanded", {"title": "primed", "miles": 2}, {"title": "painted"}],
    "tags": ["home"],
    "people": ["Ida"],
    "due": "2026-12-01",
    "position": 1,
    "paint": "red",
}


def plain_file(path, *goals):
    with TinyDB(path) as db:
        db.table("goals").insert_multiple(goals)
        db.table("shopping").insert({"brush": 2})
    return path.read_bytes()


def test_a_plain_tinydb_file_becomes_one_with_events_and_is_kept(tmp_path):
    path = tmp_path / "lastmile.json"
    before = plain_file(path, PLAIN)
    with open_store(path) as store:
        (goal,) = store.goals.values()
        assert [marker.title for marker in goal.markers] == ["sanded", "primed", "painted"]
        assert (goal.distance, goal.position, goal.tags) == (4.0, 1.0, ("home",))
        assert (goal.people[0].name, str(goal.due)) == ("Ida", "2026-12-01")
        assert store.change(goal.uid, drive.advance).goal.position == 3.0
    assert (tmp_path / "lastmile.json.schema-0").read_bytes() == before
    file = json.loads(path.read_text())
    assert file["_meta"]["1"]["schema"] == SCHEMA
    assert file["goals"]["1"]["paint"] == "red"
    assert file["shopping"] == {"1": {"brush": 2}}


def test_who_only_looks_sees_the_goals_that_a_change_will_find_and_writes_nothing(tmp_path):
    path = tmp_path / "lastmile.json"
    before = plain_file(path, PLAIN, PLAIN, {"title": "  "})
    looks = [open_store(path, looking=True) for _ in range(2)]
    for store in looks:
        assert [goal.position for goal in store.goals.values()] == [1.0, 1.0]
        assert [len(store.log(uid)) for uid in store.goals] == [1, 1]
        assert len(store.broken) == 1
        assert store.refresh() == frozenset()
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == before
    with open_store(path) as store:
        assert store.goals.keys() == looks[0].goals.keys() == looks[1].goals.keys()
        assert len(store.goals) == 2


def test_what_is_no_goal_is_left_as_it_is(tmp_path):
    path = tmp_path / "lastmile.json"
    plain_file(path, PLAIN, {"titel": "a slip"}, {"title": "  "})
    with open_store(path) as store:
        assert len(store.goals) == 1
        assert len(store.broken) == 2
    with TinyDB(path) as db:
        assert db.table("goals").all()[1:] == [{"titel": "a slip"}, {"title": "  "}]


def test_a_file_of_our_schema_is_not_touched_by_opening_it(tmp_path):
    path = tmp_path / "lastmile.json"
    plain_file(path, PLAIN)
    open_store(path).close()
    before = path.read_bytes()
    open_store(path).close()
    assert path.read_bytes() == before


def test_a_file_of_a_newer_schema_opens_for_reading_only(tmp_path):
    path = tmp_path / "lastmile.json"
    plain_file(path, PLAIN)
    open_store(path).close()
    file = json.loads(path.read_text())
    file["_meta"]["1"]["schema"] = SCHEMA + 1
    path.write_text(json.dumps(file))
    before = path.read_bytes()
    with open_store(path) as store:
        assert store.storage.health == "read-only"
        assert len(store.goals) == 1
    assert path.read_bytes() == before
