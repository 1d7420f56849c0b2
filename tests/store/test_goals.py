"""The goal store: what is acknowledged is in the file, for everyone who has it open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from tinydb import TinyDB

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.model.record import record_of
from lastmile_tui.errors import GoalError, NotFoundError, StoreError
from support.store.goal_store import START, Clock, open_store, plan


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


@pytest.fixture
def store(path):
    with open_store(path) as opened:
        yield opened


def stock(path):
    """The goals as TinyDB itself reads them."""
    with TinyDB(path) as db:
        return db.table("goals").all()


def test_a_goal_that_was_added_is_there_for_the_next_start(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
    with open_store(path) as store:
        assert store.goals[uid].title == "Sell the Volvo"
        assert [marker.title for marker in store.goals[uid].markers][-1] == "papers signed"


def test_stock_tinydb_reads_the_fields_and_the_events(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        store.change(uid, drive.advance)
    (doc,) = stock(path)
    assert (doc["title"], doc["position"], doc["tags"]) == ("Sell the Volvo", 1.0, ["car"])
    assert [event["kind"] for event in doc["events"]] == ["added", "reached"]
    assert doc["events"][1]["set"] == {"position": 1.0}
    assert doc["events"][1]["was"] == {"position": None}
    assert doc["events"][1]["dev"] == "laptop"


def test_the_fields_are_what_folding_the_events_gives(store):
    uid = store.add(plan()).goal.uid
    for move in (drive.advance, drive.advance, drive.back, partial(edit.tag, name="sold")):
        store.change(uid, move)
    record = store.record(uid)
    assert record_of(uid, record.log).goal == record.goal == store.goals[uid]


def test_a_refused_move_changes_neither_memory_nor_file(store):
    uid = store.add(plan()).goal.uid
    before = store.goals[uid]
    with pytest.raises(GoalError):
        store.change(uid, drive.back)
    assert store.goals[uid] is before
    assert len(store.record(uid).log) == 1


def test_keys_of_another_program_survive_every_change(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
    with TinyDB(path) as db:
        (doc,) = db.table("goals").all()
        doc["mine"] = {"deep": [1]}
        doc["markers"][0]["colour"] = "blue"
        doc["events"][0]["weather"] = "rain"
        db.table("goals").update(doc)
    with open_store(path) as store:
        store.change(uid, drive.advance)
    (doc,) = stock(path)
    assert doc["mine"] == {"deep": [1]}
    assert doc["markers"][0]["colour"] == "blue"
    assert doc["events"][0]["weather"] == "rain"
    assert doc["position"] == 1.0


def test_two_stores_see_each_others_changes_and_lose_none(path):
    with open_store(path) as here, open_store(path, device="desk") as there:
        uid = here.add(plan()).goal.uid
        assert there.refresh() == {uid}
        there.change(uid, drive.advance)
        assert here.refresh() == {uid}
        here.change(uid, drive.advance)
        there.refresh()
        assert here.goals[uid].position == there.goals[uid].position == 2.0
        assert [event.dev for event in here.record(uid).log] == ["laptop", "desk", "laptop"]


def test_a_change_is_made_on_what_the_other_one_wrote_without_a_refresh(path):
    with open_store(path) as here, open_store(path, device="desk") as there:
        uid = here.add(plan()).goal.uid
        there.refresh()
        here.change(uid, drive.advance)
        assert there.change(uid, drive.advance).goal.position == 2.0
        assert there.refresh() == {uid}


def test_nothing_is_told_twice_and_own_changes_are_no_news(path):
    with open_store(path) as here, open_store(path, device="desk") as there:
        uid = here.add(plan()).goal.uid
        assert there.refresh() == {uid}
        assert there.refresh() == frozenset()
        here.change(uid, drive.advance)
        assert here.refresh() == frozenset()


def test_compaction_by_another_process_is_no_news(path):
    with open_store(path) as here, open_store(path, device="desk") as there:
        here.add(plan())
        there.refresh()
        here.storage.compact()
        assert there.refresh() == frozenset()


def test_undo_takes_back_the_newest_change_of_any_goal(store):
    first = store.add(plan()).goal.uid
    second = store.add(plan("Ship the thesis: draft >> submitted")).goal.uid
    store.change(first, drive.advance)
    store.change(second, drive.advance)
    store.change(first, drive.advance)
    assert store.undo().goal.uid == first
    assert store.undo().goal.uid == second
    assert (store.goals[first].position, store.goals[second].position) == (1.0, 0.0)


def test_undo_and_redo_have_no_end_and_survive_restarts(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        for _ in range(4):
            store.change(uid, drive.advance)
    with open_store(path) as store:
        for _ in range(5):
            store.undo()
        assert store.goals[uid].deleted
        with pytest.raises(GoalError, match="Nothing to undo"):
            store.undo()
    with open_store(path) as store:
        for _ in range(5):
            store.redo()
        assert store.goals[uid].position == 4.0
        assert not store.goals[uid].deleted
        with pytest.raises(GoalError, match="Nothing to redo"):
            store.redo()


def test_redo_is_dropped_by_a_change_to_the_same_goal_only(store):
    first = store.add(plan()).goal.uid
    second = store.add(plan("Ship the thesis: draft >> submitted")).goal.uid
    store.change(first, drive.advance)
    store.change(second, drive.advance)
    store.undo()
    store.undo()
    store.change(second, partial(drive.note, text="printed"))
    assert store.redo().goal.uid == first
    with pytest.raises(GoalError):
        store.redo()


def test_undo_reaches_a_change_that_another_process_made(path):
    with open_store(path) as here, open_store(path, device="desk") as there:
        uid = here.add(plan()).goal.uid
        there.refresh()
        there.change(uid, drive.advance)
        assert here.undo().goal.position == 0.0


def test_a_frozen_clock_still_gives_every_event_an_instant_of_its_own(path):
    still = Clock(step=timedelta(0))
    with open_store(path, clock=still) as store:
        uid = store.add(plan()).goal.uid
        for _ in range(3):
            store.change(uid, drive.advance)
        instants = [event.at for event in store.record(uid).log]
    assert instants == sorted(set(instants))
    assert instants[-1] - instants[0] == timedelta(microseconds=3)


def test_a_clock_set_back_does_not_lose_a_change(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
    with open_store(path, clock=Clock(START - timedelta(days=400))) as store:
        assert store.change(uid, drive.advance).goal.position == 1.0


def test_another_devices_clock_far_ahead_does_not_drag_other_goals_along(path):
    future = datetime(2031, 1, 1, tzinfo=UTC)
    with open_store(path, device="phone", clock=Clock(future)) as phone:
        phone.add(plan("Mend the fence: posts >> painted"))
    with open_store(path) as store:
        at = store.add(plan()).log[0].at
    assert at.year == 2026


def test_a_removed_goal_stays_in_the_file_and_comes_back(store):
    uid = store.add(plan()).goal.uid
    store.change(uid, edit.remove)
    assert store.goals[uid].deleted
    store.undo()
    assert not store.goals[uid].deleted


def test_a_goal_that_another_process_dropped_from_the_file_is_told_as_gone(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        store.storage.compact()
        with TinyDB(path) as db:
            db.drop_table("goals")
        assert store.refresh() == {uid}
        assert uid not in store.goals
        with pytest.raises(NotFoundError):
            store.change(uid, drive.advance)


def test_a_broken_goal_is_named_and_the_others_still_open(path):
    with open_store(path) as store:
        store.add(plan())
    with TinyDB(path) as db:
        db.table("goals").insert({"uid": "x", "title": 5, "events": []})
    with open_store(path) as store:
        assert len(store.goals) == 1
        (sentence,) = store.broken.values()
        assert "title" in sentence
    assert [doc["title"] for doc in stock(path)] == ["Sell the Volvo", 5]


def test_a_goal_whose_events_are_broken_refuses_changes_and_keeps_its_bytes(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
    with TinyDB(path) as db:
        db.table("goals").update({"events": [{"id": 1}]})
    with open_store(path) as store:
        assert store.goals[uid].title == "Sell the Volvo"
        with pytest.raises(StoreError, match="events"):
            store.change(uid, drive.advance)
    assert stock(path)[0]["events"] == [{"id": 1}]


def test_many_goals_are_put_in_at_once(path):
    with open_store(path) as maker:
        made = [maker.add(plan(f"Goal {number}: a > b")) for number in range(3)]
    other = path.with_name("other.json")
    with open_store(other, device="desk") as store:
        store.insert(made)
    assert len(stock(other)) == 3
