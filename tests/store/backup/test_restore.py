"""Restoring: the file stands as in the backup again, and every event is still there."""

from __future__ import annotations

import json
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.record import change
from lastmile_tui.domain.review.diary import DIARY, begin
from lastmile_tui.errors import StoreError
from lastmile_tui.store.backup.backups import Backups, read_backup
from lastmile_tui.store.backup.restore import apply, is_of_another_file, restore_steps
from support.store.backups import NOW, backup, uid_of
from support.store.goal_store import open_store, plan


@pytest.fixture
def backups(tmp_path):
    return Backups(tmp_path / "backups")


@pytest.fixture
def store(path, clock):
    with open_store(path, clock=clock) as opened:
        opened.add(plan("Sell the Volvo: listed > tested > agreed >> signed ! papers"))
        opened.add(plan("Fix the roof: tiles > gutter"))
        yield opened


def restore(store, found, backups, text="2026-11-20"):
    return apply(store, found, text, backups, NOW)


def shown(goal):
    """What a goal says, but for its last change."""
    return {name: getattr(goal, name) for name in goal.__struct_fields__ if name != "changed"}


def ids(store):
    return {event.id for uid in store.goals for event in store.log(uid)}


def test_goals_stand_as_in_the_backup_again(store, backups):
    found = backup(store, backups)
    before = {uid: shown(goal) for uid, goal in store.goals.items()}
    volvo = uid_of(store, "Sell the Volvo")
    store.change(volvo, drive.advance)
    store.change(volvo, partial(seal.tick, index=0, evidence="photo"))
    store.change(volvo, partial(edit.tag, name="car"))
    store.change(volvo, partial(edit.add_marker, index=1, title="washed", miles=2.0))
    store.change(uid_of(store, "Fix the roof"), edit.remove)

    restore(store, found, backups)

    assert {uid: shown(goal) for uid, goal in store.goals.items()} == before


def test_no_event_is_lost_and_each_goal_has_one_more(store, backups):
    found = backup(store, backups)
    volvo = uid_of(store, "Sell the Volvo")
    store.change(volvo, drive.advance)
    store.change(volvo, drive.advance)
    events = ids(store)

    restore(store, found, backups)

    assert events < ids(store)
    assert len(ids(store)) == len(events) + 1
    assert [event.kind for event in store.log(volvo)][-1] == "restored"
    assert store.log(volvo)[-1].text == "2026-11-20"


def test_restoring_all_goals_is_one_change_of_the_file(store, backups):
    found = backup(store, backups)
    for uid in list(store.goals):
        store.change(uid, drive.advance)
    seq = store.storage.meta.seq

    restore(store, found, backups)

    assert store.storage.meta.seq == seq + 1


def test_one_undo_takes_the_restored_event_of_a_goal_back(store, backups):
    found = backup(store, backups)
    volvo = uid_of(store, "Sell the Volvo")
    store.change(volvo, drive.advance)
    driven = shown(store.goals[volvo])
    restore(store, found, backups)
    assert store.goals[volvo].position == 0

    store.undo()

    assert shown(store.goals[volvo]) == driven


def test_restoring_is_no_work_on_a_goal(store, backups):
    found = backup(store, backups)
    volvo = uid_of(store, "Sell the Volvo")
    touched = store.goals[volvo].touched
    store.change(volvo, drive.advance)

    restore(store, found, backups)

    assert store.goals[volvo].touched == touched


def test_what_was_added_since_is_removed_and_can_be_brought_back(store, backups):
    found = backup(store, backups)
    new = store.add(plan("Learn to sail: rope > boat")).goal.uid

    restore(store, found, backups)

    assert store.goals[new].deleted
    assert not store.undo().goal.deleted


def test_the_restore_itself_is_taken_back_by_the_backup_made_before_it(store, backups):
    found = backup(store, backups)
    volvo = uid_of(store, "Sell the Volvo")
    store.change(volvo, drive.advance)
    store.add(plan("Learn to sail: rope > boat"))
    before = {uid: shown(goal) for uid, goal in store.goals.items()}
    _, kept = restore(store, found, backups)
    after = {uid: shown(goal) for uid, goal in store.goals.items()}

    _, again = restore(store, read_backup(kept)[0], backups, "")
    assert {uid: shown(goal) for uid, goal in store.goals.items()} == before

    restore(store, read_backup(again)[0], backups, "")
    assert {uid: shown(goal) for uid, goal in store.goals.items()} == after


def test_a_restore_that_changes_nothing_writes_nothing(store, backups):
    found = backup(store, backups)
    seq = store.storage.meta.seq

    assert restore(store, found, backups) == ((), None)
    assert store.storage.meta.seq == seq
    assert len(backups.list_all()) == 1


def test_a_backup_of_another_file_brings_its_goals_beside_those_here(store, backups, tmp_path):
    with open_store(tmp_path / "other.json") as other:
        other.add(plan("Other: a > b"))
        found = backup(other, backups)
    before = {uid: shown(goal) for uid, goal in store.goals.items()}

    assert is_of_another_file(store, found)

    _, kept = restore(store, found, backups)

    assert not is_of_another_file(store, found)
    assert {goal.title for goal in store.goals.values()} == {
        "Sell the Volvo", "Fix the roof", "Other",
    }  # fmt: skip
    assert before.items() <= {uid: shown(goal) for uid, goal in store.goals.items()}.items()
    restore(store, read_backup(kept)[0], backups, "")
    left = {uid: shown(goal) for uid, goal in store.goals.items() if not goal.deleted}
    assert left == before


def test_a_file_that_was_lost_and_begun_anew_gets_its_old_goals_back(store, backups, path):
    uid = uid_of(store, "Sell the Volvo")
    store.change(uid, drive.advance)
    store.add_record(begin)
    found = backup(store, backups)
    store.close()
    path.unlink()
    with open_store(path, begin=True) as anew:
        anew.add_record(begin)
        anew.add(plan("Learn to sail: rope > boat"))

        restore(anew, found, backups)

        assert {goal.title for goal in anew.goals.values() if not goal.diary} == {
            "Sell the Volvo", "Fix the roof", "Learn to sail",
        }  # fmt: skip
        assert anew.goals[uid].position == 1.0


def reviewed_on_x(record, stamp):
    """A review of a day that no other file has."""
    return change(record, stamp, EventKind.REVIEWED, {"day:x": True})


def test_days_of_reviews_that_only_the_backup_knows_come_back(store, backups, path):
    store.add_record(begin)
    store.change(
        DIARY, lambda record, stamp: change(record, stamp, EventKind.REVIEWED, {"day:x": True})
    )
    found = backup(store, backups)
    store.close()
    path.unlink()
    with open_store(path, begin=True) as anew:
        anew.add_record(begin)
        restore(anew, found, backups)

        assert "reviewed" in [event.kind for event in anew.log(DIARY)]


def test_the_days_of_reviews_are_no_matter_of_a_restore(store, backups):
    store.add_record(begin)
    found = backup(store, backups)
    store.change(
        DIARY, lambda record, stamp: change(record, stamp, EventKind.REVIEWED, {"day:x": True})
    )

    assert restore_steps(store, found) == ()


def test_a_missing_diary_is_put_back(store, backups):
    store.add_record(begin)
    found = backup(store, backups)
    (doc_id,) = (key for key, raw in store.storage.raw("goals").items() if b'"diary":true' in raw)
    store.storage.commit({"goals": {doc_id: None}})

    (step,) = restore_steps(store, found)

    assert step.restored.diary


def test_a_goal_that_cannot_be_read_is_put_back_and_its_bytes_are_kept(store, backups, path):
    found = backup(store, backups)
    broken = b'{"uid":"x","title":7,"events":"none"}'
    store.storage.commit({"goals": {"1": broken}})
    store.close()
    with open_store(path) as again:
        assert list(again.broken) == ["1"]
        titles = sorted(goal.title for goal in again.goals.values())
        assert titles == ["Fix the roof"]

        _, kept = restore(again, found, backups)

        assert again.broken == {}
        assert {goal.title for goal in again.goals.values()} == {"Fix the roof", "Sell the Volvo"}
    assert bytes(read_backup(kept)[0].tables["goals"]["1"]) == broken


def test_a_missing_goal_whose_number_another_one_has_gets_a_new_number(store, backups):
    found = backup(store, backups)
    roof = next(key for key, raw in store.storage.raw("goals").items() if b"Fix the roof" in raw)
    other = store.storage.document("goals", "1").replace(b"Sell the Volvo", b"Sell the Saab")
    other = json.loads(other) | {"uid": "0000000000000000"}
    store.storage.commit({"goals": {roof: other}})

    steps = restore_steps(store, found)

    assert {(step.doc_id, step.now is None) for step in steps} == {(roof, False), ("3", True)}


def test_events_that_only_the_backup_has_come_back_too(store, backups):
    volvo = uid_of(store, "Sell the Volvo")
    short = store.storage.document("goals", "1")
    store.change(volvo, drive.advance)
    found = backup(store, backups)
    events = ids(store)
    store.storage.commit({"goals": {"1": short}})  # as another program might put it back

    restore(store, found, backups)

    assert events <= ids(store)
    assert store.goals[volvo].position == 1.0


def test_a_failed_write_restores_nothing(store, backups, monkeypatch):
    found = backup(store, backups)
    for uid in list(store.goals):
        store.change(uid, drive.advance)
    before = dict(store.goals)

    def fail(*_, **__):
        raise StoreError("The change was not saved.")

    monkeypatch.setattr(type(store.storage), "commit", fail)
    with pytest.raises(StoreError):
        restore(store, found, backups)

    assert dict(store.goals) == before


def test_a_full_log_can_still_be_restored(store, backups, monkeypatch):
    found = backup(store, backups)
    volvo = uid_of(store, "Sell the Volvo")
    store.change(volvo, drive.advance)
    monkeypatch.setattr("lastmile_tui.domain.model.record.EVENTS_LIMIT", 2)

    restore(store, found, backups)

    assert store.goals[volvo].position == 0
