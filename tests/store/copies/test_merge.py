"""Copies beside the data file are found, looked into, merged and put aside."""

from __future__ import annotations

import json
import stat
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.errors import ReadOnlyError
from lastmile_tui.store.copies import merge
from lastmile_tui.store.copies.find import candidates, find_copies, inspect_copy
from lastmile_tui.store.copies.merge import merge_copies
from support.store.goal_store import open_store, plan
from support.store.two_devices import CONFLICT, LAPTOP, begin, branch, logs

FENCE = "Mend the fence: posts >> painted"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "lastmile.json"


@pytest.fixture
def backups(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def uid(path):
    return begin(path)


@pytest.fixture
def conflict(path, uid):
    """What a phone wrote meanwhile: two changes of the goal, and a goal of its own."""
    copy = path.with_name(CONFLICT)
    with branch(path, copy) as phone:
        phone.change(uid, drive.advance)
        phone.change(uid, partial(edit.rename, title="Sell the old Volvo"))
        phone.add(plan(FENCE))
    return copy


@pytest.fixture
def store(path, uid):
    with open_store(path, device=LAPTOP) as store:
        store.change(uid, partial(edit.tag, name="sold"))
        yield store


def test_a_copy_is_told_by_device_and_day(store, conflict):
    (copy,) = find_copies(store.storage)
    assert copy.path == str(conflict)
    assert copy.copy_name.tool == "Syncthing"
    assert copy.say(date.isoformat) == "3 changes from thinkpad, 2026-11-21"
    assert copy.goals == 1
    assert copy.has_changes


@pytest.mark.usefixtures("conflict")
def test_a_look_writes_nothing(store, path):
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    find_copies(store.storage)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_copy_is_found_in_a_thread_while_the_file_is_held(store, conflict):
    found = []
    with store.storage.transaction():
        thread = Thread(target=lambda: found.append(find_copies(store.storage)))
        thread.start()
        thread.join(timeout=30)
    assert [copy.path for (copy,) in found] == [str(conflict)]


def test_merging_loses_no_change_and_shows_the_new_goals(store, path, uid, conflict, backups):
    with open_store(conflict) as phone:
        theirs = logs(phone)
    ours = logs(store)
    merged = merge_copies(store, find_copies(store.storage), backups)
    both = {key: ours.get(key, set()) | theirs.get(key, set()) for key in ours | theirs}
    assert logs(store) == both
    goal = store.goals[uid]
    assert (goal.title, goal.position) == ("Sell the old Volvo", 1.0)
    assert "sold" in goal.tags
    assert merged.uids == store.goals.keys() == store.refresh()
    assert merged.goals == 1
    assert merged.sentences == ()
    with open_store(path) as again:
        assert logs(again) == both


@pytest.mark.usefixtures("conflict")
def test_merging_is_one_change_of_the_file(store, backups):
    before = store.storage.meta.seq
    merge_copies(store, find_copies(store.storage), backups)
    assert store.storage.meta.seq == before + 1


def test_a_merged_copy_is_kept_whole_and_private_among_the_backups(store, conflict, backups):
    bytes_before = conflict.read_bytes()
    (backups / "merged").mkdir(parents=True)
    (backups / "merged" / CONFLICT).write_text("an older one")
    merged = merge_copies(store, find_copies(store.storage), backups)
    (kept,) = map(Path, merged.moved)
    assert kept.parent == backups / "merged"
    assert kept.read_bytes() == bytes_before
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert (backups / "merged" / CONFLICT).read_text() == "an older one"
    assert not conflict.exists()


def test_what_is_merged_can_be_merged_again_and_brings_nothing(store, conflict, backups):
    data = conflict.read_bytes()
    merge_copies(store, find_copies(store.storage), backups)
    conflict.write_bytes(data)
    (copy,) = find_copies(store.storage)
    assert copy.say(date.isoformat) == "nothing new"
    seq = store.storage.meta.seq
    merged = merge_copies(store, [copy], backups)
    assert store.storage.meta.seq == seq
    assert (merged.device_changes, len(merged.moved)) == ((), 1)
    assert not conflict.exists()


@pytest.mark.usefixtures("conflict")
def test_several_copies_are_merged_at_once(store, path, uid, backups):
    with branch(path, path.with_name("lastmile 2.json"), device="tablet-0a1b2c3d") as tablet:
        tablet.change(uid, partial(drive.note, text="called"))
        tablet.add(plan("Learn to swim: crawl >> lake"))
    merged = merge_copies(store, find_copies(store.storage), backups)
    assert [(gain.device, gain.count) for gain in merged.device_changes] == [
        ("thinkpad-0a1b2c3e", 3),
        ("tablet-0a1b2c3d", 2),
    ]
    assert len(store.goals) == 3
    assert len(store.storage.raw("goals")) == 3
    assert candidates(path) == ()


def test_keys_and_tables_of_a_later_lastmile_are_kept(store, path, backups):
    copy = path.with_name(CONFLICT)
    tables = json.loads(path.read_text())
    tables["goals"]["1"]["colour"] = "red"
    tables["goals"]["1"]["markers"][0]["colour"] = "blue"
    tables["looks"] = {"1": {"wide": True}}
    copy.write_text(json.dumps(tables))
    (found,) = find_copies(store.storage)
    assert found.say(date.isoformat) == "other data"
    merge_copies(store, [found], backups)
    document = json.loads(bytes(store.storage.raw("goals")["1"]))
    assert (document["colour"], document["markers"][0]["colour"]) == ("red", "blue")
    assert "sold" in document["tags"]
    assert bytes(store.storage.raw("looks")["1"]) == b'{"wide":true}'


def test_a_file_that_is_no_copy_of_ours_is_passed_over(store, path, tmp_path):
    begin(tmp_path / "other.json")
    (tmp_path / "other.json").rename(path.with_name("lastmile-work.json"))
    path.with_name("lastmile 2.json").write_text('{"goals": {"1": {"title": "a"}}}')
    path.with_name("lastmile 3.json").write_text("")
    assert find_copies(store.storage) == ()


def test_a_copy_that_cannot_be_read_is_told_and_left(store, path, backups):
    path.with_name(CONFLICT).write_text('{"_meta": {')
    path.with_name("lastmile-notes.json").write_text("my own notes")
    (copy,) = find_copies(store.storage)
    assert copy.problem.startswith(f"The copy ‘{CONFLICT}’ is damaged and was not merged.")
    assert "Delete it, or try lastmile --file" in copy.problem
    merged = merge_copies(store, [copy], backups)
    assert merged.moved == ()
    assert merged.sentences == (copy.problem,)
    assert path.with_name(CONFLICT).exists()


def test_a_copy_of_a_newer_lastmile_is_told(store, path):
    tables = json.loads(path.read_text())
    tables["_meta"]["1"]["schema"] = 99
    path.with_name(CONFLICT).write_text(json.dumps(tables))
    (copy,) = find_copies(store.storage)
    assert "newer lastmile" in copy.problem


def test_a_link_and_a_folder_with_the_name_of_a_copy_are_not_followed(store, path, conflict):
    conflict.rename(path.parent.parent / "elsewhere.json")
    conflict.symlink_to(path.parent.parent / "elsewhere.json")
    path.with_name("lastmile 2.json").mkdir()
    assert candidates(path) == ()
    assert find_copies(store.storage) == ()


def test_a_backup_of_the_users_own_that_brings_nothing_is_let_be(store, path):
    path.with_name("lastmile-backup.json").write_bytes(path.read_bytes())
    assert find_copies(store.storage) == ()
    assert len(candidates(path)) == 1


def test_a_goal_of_the_copy_that_makes_no_goal_is_left_out_and_told(store, conflict, backups):
    tables = json.loads(conflict.read_text())
    tables["goals"]["2"]["events"] = [{"id": "x"}]
    tables["goals"]["1"]["events"][-1]["set"]["position"] = []
    conflict.write_text(json.dumps(tables))
    (copy,) = find_copies(store.storage)
    assert copy.say(date.isoformat).endswith("2 goals of it cannot be read")
    merge_copies(store, [copy], backups)
    assert len(store.goals) == 1
    assert store.broken == {}


def test_a_copy_elsewhere_is_merged_and_stays(store, conflict, tmp_path, backups):
    stick = tmp_path / "stick.json"
    conflict.rename(stick)
    copy = inspect_copy(store.storage, stick)
    merged = merge_copies(store, [copy], backups)
    assert len(store.goals) == 2
    assert merged.moved == ()
    assert stick.exists()


def test_a_copy_that_was_written_again_meanwhile_is_merged_as_it_is_and_stays(
    store, uid, conflict, backups, monkeypatch
):
    found = find_copies(store.storage)
    with open_store(conflict, device="thinkpad-0a1b2c3e") as phone:
        phone.change(uid, partial(drive.note, text="late"))
    keep = merge.new_files.copy_to_free_name

    def keep_late(path, copy):
        kept = keep(path, copy)
        path.write_bytes(path.read_bytes() + b"\n")
        return kept

    monkeypatch.setattr(merge.new_files, "copy_to_free_name", keep_late)
    merge_copies(store, found, backups)
    assert "late" in {event.text for event in store.log(uid)}
    assert conflict.exists()


def test_a_copy_that_is_gone_meanwhile_is_told(store, conflict, backups):
    found = find_copies(store.storage)
    conflict.unlink()
    merged = merge_copies(store, found, backups)
    assert merged.sentences == (f"{CONFLICT} is not a copy of the data file any more.",)


def test_a_copy_that_cannot_be_moved_is_merged_and_told(store, conflict, backups):
    backups.write_text("a file in the way")
    merged = merge_copies(store, find_copies(store.storage), backups)
    assert len(store.goals) == 2
    assert len(merged.sentences) == 1
    assert conflict.exists()


def test_a_file_that_is_only_read_takes_no_copy(path, conflict, backups, monkeypatch):
    monkeypatch.setattr(merge.files, "can_write", lambda _: False)
    with open_store(path) as store, pytest.raises(ReadOnlyError):
        merge_copies(store, find_copies(store.storage), backups)
    assert conflict.exists()
    assert not backups.exists()
