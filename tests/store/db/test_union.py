"""A file that another device replaced under the running app is merged, not overwritten."""

from __future__ import annotations

import json
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from lastmile_tui.store.db.snapshot import ANCESTORS, Meta, joined_lineage, next_lineage
from support.store.database import abandon, documents, journal_of, meta_of, open_db
from support.store.goal_store import Clock, open_store, plan
from support.store.two_devices import LAPTOP, begin, branch, logs


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


@pytest.fixture
def uid(path):
    return begin(path)


@pytest.fixture
def phone(path, uid):
    """The phone's version of the file, not yet arrived."""
    with branch(path, path.with_name("phone.json")) as store:
        store.change(uid, drive.advance)
        store.add(plan("Mend the fence: posts >> painted"))
    return path.with_name("phone.json")


@pytest.fixture
def store(path, uid):
    """The running app, which has changed something."""
    store = open_store(path, device=LAPTOP)
    store.change(uid, partial(edit.tag, name="sold"))
    store.add(plan("Learn to swim: crawl >> lake"))
    yield store
    abandon(store)


def told(store):
    return [line for line in store.storage.report.sentences if "replaced" in line]


@pytest.mark.parametrize("compacted", [True, False])
def test_another_devices_version_is_merged_while_the_app_runs(store, path, phone, compacted):
    with open_store(phone) as other:
        theirs = logs(other)
    ours = logs(store)
    if compacted:
        store.storage.compact()
    phone.replace(path)
    both = {key: ours.get(key, set()) | theirs.get(key, set()) for key in ours | theirs}
    assert store.refresh() >= theirs.keys()
    assert logs(store) == both
    assert len(told(store)) == 1
    store.storage.compact()
    with open_store(path) as again:
        assert logs(again) == both
        assert told(again) == []


@pytest.mark.parametrize("compacted", [True, False])
def test_another_devices_version_is_merged_by_the_next_change_too(
    store, path, phone, uid, compacted
):
    if compacted:
        store.storage.compact()
    phone.replace(path)
    store.change(uid, partial(drive.note, text="called"))
    abandon(store)
    with open_store(path) as again:
        assert len(again.goals) == 3
        assert {"sold", "car"} <= set(again.goals[uid].tags)
        assert again.goals[uid].position == 1.0


def test_a_version_that_arrives_while_the_app_is_closed_takes_in_the_journal(
    store, path, phone, uid
):
    abandon(store)
    assert journal_of(path).stat().st_size
    phone.replace(path)
    with open_store(path) as again:
        assert len(again.goals) == 3
        assert "sold" in again.goals[uid].tags
        assert again.goals[uid].position == 1.0


@pytest.mark.parametrize("in_place", [True, False])
def test_an_older_copy_put_over_the_file_costs_nothing(store, path, uid, in_place):
    store.storage.compact()
    older = path.read_bytes()
    store.change(uid, drive.advance)
    store.storage.compact()
    expected = logs(store)
    if in_place:
        path.write_bytes(older)
    else:
        path.with_name("older").write_bytes(older)
        path.with_name("older").replace(path)
    store.refresh()
    assert logs(store) == expected
    assert len(told(store)) == 1
    store.storage.compact()
    with open_store(path) as again:
        assert logs(again) == expected


def test_a_merge_that_is_not_written_yet_survives_another_replacement(store, path, phone):
    store.storage.compact()
    theirs = phone.read_bytes()
    path.write_bytes(theirs)
    store.refresh()
    expected = logs(store)
    path.unlink()
    path.write_bytes(theirs)
    store.refresh()
    assert logs(store) == expected


def test_what_others_wrote_in_the_same_file_is_no_replacement(store, path, uid):
    other = open_store(path, device="other")
    for number in range(5):
        other.change(uid, partial(drive.note, text=f"note {number}"))
        other.storage.compact()
        store.refresh()
        store.change(uid, partial(drive.note, text=f"answer {number}"))
        store.storage.compact()
        other.refresh()
    assert told(store) == told(other) == []
    assert logs(store) == logs(other)


def test_a_descendant_stands_as_it_is_and_drops_what_it_dropped(path):
    first = open_db(path)
    first.storage.commit({"goals": {"1": {"uid": "a"}, "2": {"uid": "b"}}})
    first.storage.compact()
    second = open_db(path)
    second.storage.commit({"goals": {"1": None}})
    second.storage.compact()
    assert documents(first) == {2: {"uid": "b"}}


def test_a_descendant_too_far_away_is_merged_and_loses_nothing(path):
    first = open_db(path)
    first.storage.commit({"goals": {"1": {"uid": "a", "events": [1]}}})
    first.storage.compact()
    second = open_db(path)
    for number in range(ANCESTORS + 2):
        second.storage.commit({"goals": {"2": {"uid": "b", "events": [number]}}})
        second.storage.compact()
    assert len(meta_of(path)["lineage"]) == ANCESTORS
    assert documents(first) == documents(second)
    assert first.storage.report.sentences == ()


def test_a_file_without_a_lineage_opens_and_gets_one(store, path, uid):
    store.storage.compact()
    abandon(store)
    tables = json.loads(path.read_text())
    del tables["_meta"]["1"]["lineage"]
    path.write_text(json.dumps(tables))
    with open_store(path) as again:
        assert len(again.goals) == 2
        again.change(uid, drive.advance)
    assert meta_of(path)["lineage"][0] == tables["_meta"]["1"]["gen"]


def test_another_data_file_put_in_its_place_is_shown_as_it_is(store, path, tmp_path):
    store.storage.compact()
    begin(tmp_path / "other.json")
    (tmp_path / "other.json").replace(path)
    store.refresh()
    assert len(store.goals) == 1


def test_two_apps_that_both_merge_come_to_the_same(store, path, phone, uid):
    store.storage.compact()
    other = open_store(path, device="other", clock=Clock())
    phone.replace(path)
    store.refresh()
    other.refresh()
    store.change(uid, partial(drive.note, text="one"))
    other.change(uid, partial(drive.note, text="two"))
    store.refresh()
    assert logs(store) == logs(other)
    assert {"one", "two"} <= {event.text for event in store.log(uid)}
    abandon(other)


def test_a_lineage_is_bounded_and_ends_with_the_parent():
    meta = Meta(gen="g")
    for number in range(100):
        meta = Meta(gen=f"g{number:03}", lineage=next_lineage(meta))
    assert meta.lineage[-1] == "g098"
    assert len(meta.lineage) == ANCESTORS
    other = Meta(gen="other", lineage=("g",))
    assert joined_lineage(meta, other) == joined_lineage(other, meta)
    assert {"other", "g", "g099"} <= set(joined_lineage(meta, other))
    assert len(joined_lineage(meta, meta)) <= ANCESTORS
