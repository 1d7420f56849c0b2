"""Broken files, each mended: what can be saved is there, for us and for stock TinyDB."""

import json
import random
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.errors import LockedError, StoreError
from lastmile_tui.store.disk.lock import FileLock, lock_of
from lastmile_tui.store.doctor.repair import damage
from support.store.damage import copies
from support.store.database import place_at
from support.store.goal_store import open_store, plan
from support.store.repair import NEW, TITLES, look_at, mended, titles


def with_lines(change):
    def do(path):
        lines = path.read_bytes().split(b"\n")
        path.write_bytes(b"\n".join(change(lines)))

    return do


def with_doc(doc_id, change):
    """Change one document as another program would."""

    def do(path):
        tables = json.loads(path.read_bytes())
        change(tables["goals"][doc_id])
        path.write_text(json.dumps(tables), "utf-8")

    return do


def with_tables(change):
    def do(path):
        tables = json.loads(path.read_bytes())
        change(tables)
        path.write_text(json.dumps(tables), "utf-8")

    return do


def with_bytes(change):
    return lambda path: path.write_bytes(change(path.read_bytes()))


def twice(tables):
    tables["goals"]["9"] = tables["goals"]["1"]


def worded(tables):
    tables["goals"]["six"] = tables["goals"].pop("6")


BROKEN = {
    "cut in a goal": with_bytes(lambda data: data[: len(data) * 3 // 4]),
    "cut in the first line": with_bytes(lambda data: data[:12]),
    "the last bytes missing": with_bytes(lambda data: data[:-3]),
    "only zeros": with_bytes(lambda data: b"\0" * len(data)),
    "zeros in the middle": with_bytes(lambda data: data[:2000] + b"\0" * 1000 + data[3000:]),
    "garbage in a line": with_lines(
        lambda lines: [*lines[:4], lines[4][:50] + b"\xff{{[" + lines[4][50:], *lines[5:]]
    ),
    "a conflict of git": with_lines(
        lambda lines: [*lines[:4], b"<<<<<<< HEAD", lines[4], b"=======", lines[4], *lines[5:]]
    ),
    "trailing data": with_bytes(lambda data: data + data[-700:]),
    "Latin-1": with_bytes(lambda data: data.decode().encode("latin-1")),
    "a list": with_bytes(lambda _: b"[]"),
    "a table that is a list": with_tables(lambda tables: tables.update(more=[1])),
    "a document that is a number": with_tables(lambda tables: tables["goals"].update({"7": 5})),
    "an id that is a word": with_tables(worded),
    "the same goal twice": with_tables(twice),
    "a title of a wrong type": with_doc("2", lambda doc: doc.update(title=5)),
    "no events": with_doc("2", lambda doc: doc.update(events=[])),
    "a broken event": with_doc("2", lambda doc: doc["events"].append({"id": 5})),
    "an event that no goal can hold": with_doc(
        "2",
        lambda doc: (
            doc.update(due=5),
            doc["events"].append({**doc["events"][0], "id": "x", "set": {"due": 5}}),
        ),
    ),
    "no uid": with_doc("2", lambda doc: doc.pop("uid")),
    "an empty document": with_doc("2", lambda doc: doc.clear()),
    "NaN": with_bytes(lambda data: data.replace(b'"position":0.0', b'"position":NaN')),
    "a goal is deep": with_doc("2", lambda doc: doc.update(x=json.loads("[" * 60 + "]" * 60))),
}
GONE = {"cut in the first line", "only zeros", "a list", "cut in a goal"}
"""Where the goal that no backup has is gone for good."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_mended_with_its_backup(made, backups, name):
    BROKEN[name](made)
    broken = made.read_bytes()
    assert damage(look_at(made), "today")
    said = mended(made, backups)
    assert titles(made) == {*TITLES, *({NEW} - ({NEW} if name in GONE else set()))}
    assert copies(made) == ["lastmile.json.bad-20260102T030405Z"]
    assert made.with_name(copies(made)[0]).read_bytes() == broken
    assert str(made.with_name(copies(made)[0])) in said[0]


@pytest.mark.parametrize("name", BROKEN)
def test_mending_again_changes_nothing(made, backups, name):
    BROKEN[name](made)
    mended(made, backups)
    once = made.read_bytes()
    assert damage(look_at(made)) == ()
    mended(made, backups)
    assert made.read_bytes() == once
    assert len(copies(made)) == 1


LOST_ALONE = {
    "cut in a goal": {TITLES[4], NEW},
    "zeros in the middle": {TITLES[2], TITLES[3]},
    "no events": {TITLES[1]},
    "an empty document": {TITLES[1]},
}


@pytest.mark.parametrize(
    "name", sorted(BROKEN.keys() - {"cut in the first line", "only zeros", "a list"})
)
def test_without_a_backup_all_is_saved_that_is_whole(made, tmp_path, name):
    BROKEN[name](made)
    mended(made, tmp_path / "none")
    assert titles(made) == {*TITLES, NEW} - LOST_ALONE.get(name, set())


def damaged(data, numbers):
    """Overwrite, cut out or put in random bytes, or cut the end off."""
    broken = bytearray(data)
    for _ in range(numbers.randint(1, 6)):
        at = numbers.randrange(len(broken))
        length = numbers.choice([1, 20, 512])
        match numbers.randrange(4):
            case 0:
                broken[at : at + length] = numbers.randbytes(length)
            case 1:
                del broken[at : at + length]
            case 2:
                broken[at:at] = numbers.randbytes(length)
            case 3:
                del broken[max(at, 100) :]
    return bytes(broken)


def survives_damage(path, backups, seeds):
    sound = path.read_bytes()
    for seed in seeds:
        path.write_bytes(damaged(sound, random.Random(seed)))
        examined = look_at(path)
        if not damage(examined, "today"):
            continue  # it is JSON still, and may have been written so
        mended(path, backups)
        assert damage(look_at(path)) == (), seed
        shown = titles(path)
        if examined.unreadable:  # else a title may have been changed such that it still is one
            assert shown >= set(TITLES), seed
        assert len(shown) >= len(TITLES), seed
        for copy in copies(path):
            path.with_name(copy).unlink()


def test_random_damage_costs_no_goal_that_the_backup_has(made, backups):
    survives_damage(made, backups, range(40))


@pytest.mark.long
def test_much_random_damage_costs_no_goal_that_the_backup_has(made, backups):
    survives_damage(made, backups, range(1000, 4000))


def test_nothing_whole_is_written_anew_from_the_backup_and_what_is_lost_is_said(made, backups):
    made.write_bytes(b"\0" * 5000)
    (way,) = damage(look_at(made), "today")
    assert way == "write lastmile.json anew from the backup of today; later changes are lost"
    said = mended(made, backups)
    assert said[1] == "Took 5 goals from the backup of 2026-11-21; later changes are lost."


def test_the_lines_that_were_damaged_are_named_for_a_look_into_the_copy(made, tmp_path):
    BROKEN["zeros in the middle"](made)
    said = mended(made, tmp_path / "none")
    assert said[1].startswith("Saved 4 goals from the file")
    assert said[2] == "What line 6 held beyond that is in the copy."


def test_a_goal_that_only_the_backup_has_is_told_with_what_is_lost(made, backups):
    BROKEN["no events"](made)
    said = "Took 1 goal that could not be read from a backup; later changes are lost."
    assert said in mended(made, backups)


def test_an_event_that_cannot_be_read_is_told_as_lost(made, backups):
    BROKEN["a broken event"](made)
    said = mended(made, backups)
    assert "Mended 1 goal that could not be read." in said
    assert "1 change could not be read and is in the copy." in said


def test_where_nothing_can_be_saved_nothing_is_written(made, tmp_path):
    made.write_bytes(b"\0" * 5000)
    assert damage(look_at(made)) == ()
    with pytest.raises(StoreError, match="left as it is"):
        mended(made, tmp_path / "none")
    assert made.read_bytes() == b"\0" * 5000
    assert copies(made) == []


def test_events_of_the_damaged_file_and_of_the_backup_are_united(made, backups):
    with open_store(made) as store:
        uid = next(uid for uid, goal in store.goals.items() if goal.title == "Write the book")
        store.change(uid, drive.advance)
    made.write_bytes(made.read_bytes().replace(b"Swim", b"Sw\0m"))
    mended(made, backups)
    with open_store(made) as again:
        assert again.goals[uid].position == 1.0
        assert "Swim" in {goal.title for goal in again.goals.values()}


def test_the_file_keeps_its_name_so_that_its_backups_and_copies_stay_its_own(made, backups):
    db = json.loads(made.read_bytes())["_meta"]["1"]["db"]
    made.write_bytes(made.read_bytes().replace(b'"_meta":{', b'"_m\0'))
    mended(made, backups)
    assert json.loads(made.read_bytes())["_meta"]["1"]["db"] == db


@pytest.mark.usefixtures("made")
def test_backups_of_another_file_are_left_alone(backups, tmp_path):
    other = tmp_path / "other" / "lastmile.json"
    with open_store(other) as store:
        store.add(plan("Of another file: a > b"))
        store.add(plan("Torn: a > b"))
    other.write_bytes(other.read_bytes()[:-40])
    for ring in place_at(other).private.glob("*.ring"):
        ring.unlink()
    mended(other, backups)
    assert titles(other) == {"Of another file"}


def test_a_file_of_a_newer_lastmile_is_left_alone(made):
    made.write_bytes(made.read_bytes().replace(b'"schema":1', b'"schema":9'))
    assert damage(look_at(made)) == ()


def test_a_sound_file_needs_no_mending(made):
    assert damage(look_at(made)) == ()


def test_an_older_schema_is_no_damage(path):
    path.parent.mkdir()
    path.write_text('{"goals": {"1": {"title": "Plain"}}}')
    assert damage(look_at(path)) == ()


def test_nothing_is_mended_while_another_process_writes(made, backups, monkeypatch):
    monkeypatch.setattr("lastmile_tui.store.doctor.repair.lock_of", partial(lock_of, patience=0.01))
    made.write_bytes(made.read_bytes()[:3000])
    with FileLock(place_at(made).lock, 0).hold(), pytest.raises(LockedError):
        mended(made, backups)
    assert copies(made) == []
