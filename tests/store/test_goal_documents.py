"""Goals that stay decoded are never older than the file, and are what the file says."""

from __future__ import annotations

from functools import partial

import pytest
from tinydb import TinyDB

from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.domain.model.undo import standing, timeline
from lastmile_tui.errors import StoreError
from lastmile_tui.store.goal_documents import KEPT
from support.store.goal_store import Clock, open_store, plan

MOVES = (
    drive.advance,
    partial(drive.nudge, miles=0.3),
    partial(drive.note, text='two\nlines, "quoted" and ünï\\'),
    partial(edit.tag, name="sold"),
    partial(edit.add_marker, index=2, title="wash it"),
    partial(seal.tick, index=0, evidence="a photo"),
    drive.back,
    edit.remove,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


def told(record):
    """All that a record says."""
    return record, standing(record.log), timeline(record.log)


def test_what_stays_decoded_is_what_the_next_start_reads(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        for change in (*[partial(store.change, uid, move) for move in MOVES], store.undo):
            change()
            with open_store(path, looking=True) as other:
                assert told(store.record(uid)) == told(other.record(uid))
                assert store.log(uid) == other.log(uid) == store.record(uid).log
        store.redo()
        with open_store(path, looking=True) as other:
            assert told(store.record(uid)) == told(other.record(uid))


def test_a_goal_that_another_process_changed_is_read_anew(path):
    with open_store(path) as here, open_store(path, device="desk") as there:
        uid = here.add(plan()).goal.uid
        here.change(uid, drive.advance)
        there.refresh()
        there.change(uid, partial(drive.note, text="from the desk"))
        assert here.change(uid, drive.advance).goal.position == 2.0
        assert [event.dev for event in here.log(uid)] == ["laptop", "laptop", "desk", "laptop"]
        there.change(uid, partial(edit.rename, title="Sold"))
        assert here.record(uid).goal.title == "Sold"
        assert here.log(uid)[-1].text == "Sold"


def test_a_goal_that_a_stock_tinydb_rewrote_is_read_anew(path):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        store.change(uid, drive.advance)
        store.storage.compact()
        with TinyDB(path) as db:
            (doc,) = db.table("goals").all()
            doc["events"][1] |= {"text": "by hand", "weather": "rain"}
            db.table("goals").update(doc)
        assert store.record(uid).event.text == "by hand"
        store.change(uid, drive.advance)
        with open_store(path, looking=True) as other:
            assert other.log(uid)[1].text == "by hand"
        store.storage.compact()
    with TinyDB(path) as db:
        (doc,) = db.table("goals").all()
    assert doc["events"][1]["weather"] == "rain"


def test_a_change_that_the_disk_refuses_leaves_the_goal_as_it_was(path, monkeypatch):
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        before = store.record(uid)

        def refuse(_):
            raise StoreError("The change was not saved: no space left on the device.")

        with monkeypatch.context() as patch:
            patch.setattr(store.storage, "commit", refuse)
            with pytest.raises(StoreError):
                store.change(uid, drive.advance)
        assert store.record(uid) == before
        assert store.change(uid, drive.advance).goal.position == 1.0
        assert len(store.log(uid)) == 2


def test_of_many_goals_only_the_last_stay_decoded(path):
    with open_store(path, clock=Clock()) as store:
        for number in range(3 * KEPT):
            store.add(plan(f"Goal {number}: a > b"))
        for uid in store.goals:
            assert store.change(uid, drive.advance).goal.position == 1.0
            assert len(store._documents._last) <= KEPT  # noqa: SLF001 # memory shows nowhere else
        assert [len(store.log(uid)) for uid in store.goals] == [2] * 3 * KEPT


def test_a_document_that_json_cannot_hold_is_refused_with_nothing_changed(path):
    def odd(record, stamp):
        after = drive.advance(record, stamp)
        after.event.set["position"] = float("nan")
        return after

    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        with pytest.raises(StoreError, match="JSON"):
            store.change(uid, odd)
        assert len(store.record(uid).log) == 1
    with open_store(path) as store:
        assert store.goals[uid].position == 0.0
