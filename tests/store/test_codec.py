"""Documents and records: one says what the other does, and two devices come to the same."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal
from lastmile_tui.domain.model.event_log import event_log
from lastmile_tui.domain.model.events import Event
from lastmile_tui.domain.model.goal import Goal, Marker
from lastmile_tui.domain.model.record import Record
from lastmile_tui.domain.wording.events import entries
from lastmile_tui.errors import LastmileError, StoreError
from lastmile_tui.store.codec import (
    encode_new,
    encode_record,
    merge,
    read_goal,
    read_record,
    write_record,
)
from support.store.documents import document, raw_document
from support.store.goal_store import open_store, plan

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)

MOVES = (
    drive.advance,
    drive.back,
    partial(drive.nudge, miles=0.3),
    partial(drive.note, text="called"),
    partial(edit.rename, title="Sell the old Volvo"),
    partial(edit.tag, name="sold"),
    partial(edit.add_marker, index=1, title="photos"),
    partial(edit.remove_marker, index=1),
    partial(roadblocks.block, kind="waiting", who="buyer"),
    partial(seal.add_seal_item, text="money on the account"),
    edit.remove,
)


def branch(folder, name, base, choices):
    """The document of a goal after some moves on a device of its own."""
    with open_store(folder / f"{name}.json", device=name) as store:
        store.insert([base])
        for choice in choices:
            with suppress(LastmileError):
                store.change(base.goal.uid, MOVES[choice])
        return document(store, base.goal.uid)


steps = st.lists(st.integers(0, len(MOVES) - 1), max_size=6)


@given(ours=steps, theirs=steps, others=steps)
def test_merging_two_devices_is_the_same_in_any_order(tmp_path_factory, ours, theirs, others):
    folder = tmp_path_factory.mktemp("devices")
    with open_store(folder / "base.json", device="base") as store:
        base = store.add(plan())
    a = branch(folder, "a", base, ours)
    b = branch(folder, "b", base, theirs)
    c = branch(folder, "c", base, others)
    assert merge(a, b) == merge(b, a)
    assert merge(merge(a, b), c) == merge(a, merge(b, c))
    assert merge(a, a) == a
    both = {event["id"] for event in merge(a, b)["events"]}
    assert both == {event["id"] for event in (*a["events"], *b["events"])}


def test_what_the_file_shows_reads_back_as_the_goal_it_was_written_from(tmp_path):
    with open_store(tmp_path / "lastmile.json") as store:
        uid = store.add(plan()).goal.uid
        for move in MOVES:
            store.change(uid, move)
        record = store.record(uid)
        raw = raw_document(store, uid)
    assert read_goal(raw) == record.goal
    assert read_record(msgspec.json.decode(raw)) == record
    assert write_record(record, msgspec.json.decode(raw)) == msgspec.json.decode(raw)


def test_a_new_document_is_the_same_bytes_as_one_that_is_written_in_the_place_of_another(tmp_path):
    with open_store(tmp_path / "lastmile.json") as store:
        uid = store.add(plan()).goal.uid
        for move in MOVES:
            made = store.change(uid, move)
            assert encode_new(made) == encode_record(write_record(made), {})
            assert encode_new(made) == raw_document(store, uid)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(float("inf"), "a length"), (object(), "as JSON"), ({1: object()}, "as JSON"),
     ("\ud800", "as JSON")],
)  # fmt: skip
def test_what_json_cannot_give_back_is_no_document(value, shown):
    event = Event("e", NOW, "dev", NOW.date(), "added", set={"odd": value})
    goal = Goal("u", "Sell", created=NOW, touched=NOW, changed=NOW, markers=(Marker("m", "x"),))
    if value == float("inf"):
        goal = replace(goal, markers=(Marker("m", "x", value),))
    with pytest.raises(StoreError, match=shown):
        encode_new(Record(goal, event_log((event,))))


def test_changes_to_different_fields_on_two_devices_both_survive(tmp_path):
    with open_store(tmp_path / "base.json", device="base") as store:
        base = store.add(plan())
    here = branch(tmp_path, "here", base, [4])
    there = branch(tmp_path, "there", base, [0, 5])
    merged = merge(here, there)
    assert merged["title"] == "Sell the old Volvo"
    assert merged["position"] == 1.0
    assert merged["tags"] == ["car", "sold"]


HOSTILE = "\x1b]0;pwned\x07\x1b[2J\x9b31m\u202eevil\x00\x7f title"


def test_texts_that_another_program_wrote_are_cleaned_when_they_are_read(tmp_path):
    path = tmp_path / "lastmile.json"
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        store.change(uid, partial(drive.note, text="first line\nsecond line"))
    with TinyDB(path) as db:
        (doc,) = db.table("goals").all()
        doc["title"] = doc["markers"][0]["title"] = doc["tags"][0] = HOSTILE
        doc["events"][0]["set"]["title"] = doc["events"][1]["text"] = HOSTILE
        doc["events"][0]["set"][f"tag:{HOSTILE}"] = True
        db.table("goals").update(doc)
    with open_store(path) as store:
        shown = store.goals[uid]
        changed = store.change(uid, drive.advance)
    for goal in (shown, changed.goal):
        assert str(goal).isprintable()
        assert "evil" in goal.title
    assert all(entry.text.isprintable() for entry in entries(changed.log))


def test_a_note_keeps_its_lines(tmp_path):
    with open_store(tmp_path / "lastmile.json") as store:
        uid = store.add(plan()).goal.uid
        store.change(uid, partial(drive.note, text="first line\nsecond line"))
        assert store.record(uid).event.text == "first line\nsecond line"


@pytest.mark.parametrize(
    "extra",
    [
        {"why": "behind the events"},
        {"mine": {"a": 1, "events": [{"b": 1}]}},
        {"mine": [{"a": 1}], "why": 'a text with }],"why":" and ,"events":[{ in it'},
        {"aaa": 'text with ,"events":[{ in it'},
    ],
)
@pytest.mark.parametrize("behind", [True, False])
def test_a_goal_is_read_the_same_wherever_another_program_puts_its_keys(tmp_path, extra, behind):
    with open_store(tmp_path / "lastmile.json") as store:
        uid = store.add(plan()).goal.uid
        doc = document(store, uid)
    doc = doc | extra if behind else extra | doc
    whole = msgspec.convert(doc, Goal)
    assert read_goal(msgspec.json.encode(doc)) == whole
    assert whole.why == extra.get("why", "")


def two_versions(tmp_path):
    """The document of a goal as two devices left it."""
    with open_store(tmp_path / "base.json", device="base") as store:
        base = store.add(plan())
    return branch(tmp_path, "here", base, [4]), branch(tmp_path, "there", base, [0, 5])


def test_keys_of_a_later_lastmile_in_the_parts_of_a_goal_are_kept_from_every_side(tmp_path):
    here, there = two_versions(tmp_path)
    here["markers"][0]["colour"] = "blue"
    there["markers"][1]["colour"] = "red"
    there["seal"][0]["weight"] = 2
    both = merge(here, there)
    assert both == merge(there, here) == merge(merge(here, there), here)
    assert [marker.get("colour") for marker in both["markers"]] == ["blue", "red", None, None]
    assert both["seal"][0]["weight"] == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"set": {"marker:x": 5}},
        {"set": {"position": "far"}},
        {"set": {"tag:x": {"a": 1}, "marker:x": {"rank": "first"}}},
        {"at": "2026-11-21T10:00:00"},
        {"at": "yesterday"},
        {"set": []},
        {"id": ["x"]},
        {"id": 5},
    ],
)
def test_documents_that_make_no_goal_are_refused_with_a_sentence(tmp_path, broken):
    here, there = two_versions(tmp_path)
    there["events"][-1] |= broken
    for pair in ((here, there), (there, here)):
        with pytest.raises(StoreError, match="cannot be merged"):
            merge(*pair)


@pytest.mark.parametrize("events", [None, []])
def test_documents_without_events_keep_what_they_hold(tmp_path, events):
    here, there = two_versions(tmp_path)
    empty = {"uid": here["uid"], "title": "by hand", "colour": "red"}
    empty |= {} if events is None else {"events": events}
    assert merge(empty, empty) == empty
    assert merge(here, empty) == merge(empty, here) == here | {"colour": "red"}
    assert merge(merge(empty, here), there) == merge(empty, merge(here, there))


@pytest.mark.parametrize("parts", ["text", [5, {"id": []}, {}, {"id": None}]])
def test_parts_that_another_program_bent_stand_in_no_merges_way(tmp_path, parts):
    here, there = two_versions(tmp_path)
    whole = merge(here, there)
    assert merge(here | {"markers": parts}, there) == whole
