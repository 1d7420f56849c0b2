"""Two devices that each began a database become one on request, and one undo takes it back."""

from __future__ import annotations

import json
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.domain.wording.events import say_change
from lastmile_tui.store.copies.find import find_copies, inspect_copy
from lastmile_tui.store.copies.git_driver import merge_files
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.store.db import snapshot
from support.store.goal_store import open_store, plan
from support.store.two_devices import CONFLICT, LAPTOP, PHONE, begin, logs


@pytest.fixture
def laptop(tmp_path):
    """A file that the laptop began, with one goal."""
    path = tmp_path / "laptop" / "lastmile.json"
    begin(path)
    with open_store(path, device=LAPTOP) as store:
        yield store


@pytest.fixture
def phone_path(tmp_path):
    """A file that the phone began, with two goals."""
    path = tmp_path / "phone" / "lastmile.json"
    with open_store(path, device=PHONE) as store:
        uid = store.add(plan("Mend the fence: posts >> painted")).goal.uid
        store.change(uid, drive.advance)
        store.add(plan("Learn to swim: crawl >> lake"))
    return path


def unite(store, other, backups):
    copy = inspect_copy(store.storage, other)
    assert copy.foreign
    return merge_copies(store, [copy], backups)


def shown(store):
    return {goal.title for goal in store.goals.values() if not goal.deleted}


ALL = {"Sell the Volvo", "Mend the fence", "Learn to swim"}


def test_all_goals_of_both_are_there_with_every_event(laptop, phone_path, tmp_path):
    with open_store(phone_path) as phone:
        theirs = logs(phone)
    ours = logs(laptop)
    merged = unite(laptop, phone_path, tmp_path / "backups")
    assert (merged.goals, shown(laptop)) == (2, ALL)
    now = logs(laptop)
    for uid, ids in (ours | theirs).items():
        assert ids <= now[uid]


def test_one_undo_takes_all_back_and_one_redo_brings_all_again(laptop, phone_path, tmp_path):
    unite(laptop, phone_path, tmp_path / "backups")
    seq = laptop.storage.meta.seq
    undone = laptop.undo()
    assert say_change(undone).startswith("Undone: came from another data file · ")
    assert say_change(undone).endswith(" · and all that came with it")
    assert (shown(laptop), laptop.storage.meta.seq) == ({"Sell the Volvo"}, seq + 1)
    laptop.redo()
    assert (shown(laptop), laptop.storage.meta.seq) == (ALL, seq + 2)
    laptop.undo()
    assert shown(laptop) == {"Sell the Volvo"}


def test_what_was_changed_since_is_undone_first(laptop, phone_path, tmp_path):
    unite(laptop, phone_path, tmp_path / "backups")
    (fence,) = (goal for goal in laptop.goals.values() if goal.title == "Mend the fence")
    laptop.change(fence.uid, partial(edit.tag, name="wood"))
    laptop.undo()
    assert shown(laptop) == ALL
    laptop.undo()
    assert shown(laptop) == {"Sell the Volvo"}


def test_a_goal_of_both_is_as_it_was_once_the_union_is_undone(laptop, tmp_path):
    (uid,) = laptop.goals
    other = tmp_path / "other.json"
    tables = json.loads(laptop.storage.path.read_text())
    tables["_meta"]["1"] = {"db": "another", "schema": tables["_meta"]["1"]["schema"]}
    other.write_text(json.dumps(tables))
    with open_store(other, device=PHONE) as phone:
        phone.change(uid, drive.advance)
        phone.change(uid, partial(edit.tag, name="red"))
    before = laptop.goals[uid]
    unite(laptop, other, tmp_path / "backups")
    assert (laptop.goals[uid].position, laptop.goals[uid].tags) == (1.0, ("car", "red"))
    assert say_change(laptop.record(uid)).startswith("United with that of another data file")
    laptop.undo()
    after = laptop.goals[uid]
    assert (after.position, after.tags, after.deleted) == (before.position, before.tags, False)


def test_both_devices_know_the_united_file_and_lose_nothing(laptop, phone_path, tmp_path):
    with open_store(phone_path, device=PHONE) as phone:
        unite(laptop, phone_path, tmp_path / "backups")
        (fence,) = (goal for goal in phone.goals.values() if goal.title == "Mend the fence")
        phone.change(fence.uid, partial(drive.note, text="written meanwhile"))
        laptop.storage.compact()
        phone_path.write_bytes(laptop.storage.path.read_bytes())
        phone.refresh()
        assert shown(phone) == ALL
        assert "written meanwhile" in {event.text for event in phone.log(fence.uid)}
    with open_store(phone_path, device=PHONE) as again:
        assert shown(again) == ALL
        assert "written meanwhile" in {event.text for event in again.log(fence.uid)}
        assert not [
            words for words in again.storage.report.sentences if "another data file" in words
        ]


def test_a_journal_of_the_former_database_is_merged(laptop, phone_path, tmp_path):
    phone = open_store(phone_path, device=PHONE)
    (fence,) = (goal for goal in phone.goals.values() if goal.title == "Mend the fence")
    unite(laptop, phone_path, tmp_path / "backups")
    phone.change(fence.uid, partial(drive.note, text="only in the journal"))
    laptop.storage.compact()
    phone_path.write_bytes(laptop.storage.path.read_bytes())  # and the phone was killed
    with open_store(phone_path, device=PHONE) as again:
        assert shown(again) == ALL
        assert "only in the journal" in {event.text for event in again.log(fence.uid)}


def test_a_copy_of_the_former_database_is_a_copy_from_then_on(laptop, phone_path, tmp_path):
    unite(laptop, phone_path, tmp_path / "backups")
    with open_store(phone_path, device=PHONE) as phone:
        phone.add(plan("Paint the gate: sanded >> dry"))
    laptop.storage.path.with_name(CONFLICT).write_bytes(phone_path.read_bytes())
    (copy,) = find_copies(laptop.storage)
    assert not copy.foreign
    merge_copies(laptop, [copy], tmp_path / "backups")
    assert shown(laptop) == ALL | {"Paint the gate"}


def test_git_merges_the_united_file_and_one_of_a_former_database(laptop, phone_path, tmp_path):
    unite(laptop, phone_path, tmp_path / "backups")
    laptop.storage.compact()
    ours, theirs = laptop.storage.path.read_bytes(), phone_path.read_bytes()
    merged = merge_files(b"", ours, theirs)
    assert merged == merge_files(b"", theirs, ours)
    meta = snapshot.decode(merged).meta
    assert meta.names == {snapshot.decode(each).meta.db for each in (ours, theirs)}
    assert meta.db == min(meta.names)


def test_a_foreign_copy_is_found_but_only_united_where_it_is_named(laptop, phone_path, tmp_path):
    conflict = laptop.storage.path.with_name(CONFLICT)
    conflict.write_bytes(phone_path.read_bytes())
    (copy,) = find_copies(laptop.storage)
    assert (copy.foreign, copy.goals) == (True, 2)
    assert shown(laptop) == {"Sell the Volvo"}
    merged = merge_copies(laptop, [copy], tmp_path / "backups")
    assert len(merged.moved) == 1
    assert not conflict.exists()
    assert shown(laptop) == ALL


def test_a_reader_that_knows_no_former_names_keeps_them(laptop, phone_path, tmp_path):
    unite(laptop, phone_path, tmp_path / "backups")
    laptop.storage.compact()
    data = laptop.storage.path.read_bytes()
    about = json.loads(data)["_meta"]["1"]
    assert about["former"] == [snapshot.decode(phone_path.read_bytes()).meta.db]
    assert "former" not in json.loads(phone_path.read_bytes())["_meta"]["1"]
