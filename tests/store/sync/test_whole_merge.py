"""A merge that would lack a change of either side is not written, whatever became of it."""

from __future__ import annotations

from contextlib import suppress

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.test_splice import SHARED, goal, note

from lastmile_tui.errors import StoreError
from lastmile_tui.store import splice
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.snapshot import META, Meta
from lastmile_tui.store.db.union import events_of
from lastmile_tui.store.sync import contents
from lastmile_tui.store.sync.failures import Failure, SyncError

TWICE = note(3, "a")
"""An event that a broken document may have a second time."""


def version(gen, *goals):
    """A file of these goals, each given by its events, which are in no other."""
    texts = {}
    for number, events in enumerate(goals, 1):
        document = goal(*SHARED, *events, uid=f"goal{number}")
        named = [event | {"id": own(event, number)} for event in document["events"]]
        texts[str(number)] = msgspec.json.encode(document | {"events": named})
    meta = Meta(db="d", gen=f"{gen:0>26}", schema=SCHEMA)
    return snapshot.encode(meta, {META: {}, GOALS: texts})


def own(event, number):
    """The id of an event in one of the goals."""
    return f"{event['id'][:-1]}{number}"


OURS = version("a", [note(20, "a"), note(24, "a")], [], [note(25, "a")], [note(26, "a"), TWICE])
THEIRS = version("b", [note(21, "b")], [note(22, "b")], [], [note(27, "b")])


def ids(data):
    found = snapshot.decode(data)
    return {name for raw in found.tables[GOALS].values() for name in events_of(raw)}


def without(data, doc_id, index):
    """The file without an event of a goal; without the goal where it has none at that index."""
    found = snapshot.decode(data)
    goals = dict(found.tables[GOALS])
    document = msgspec.json.decode(goals.pop(doc_id))
    if index < len(document["events"]):
        del document["events"][index]
        goals[doc_id] = msgspec.json.encode(document)
    return snapshot.encode(found.meta, {META: {}, GOALS: goals})


def combined(monkeypatch, spoil):
    contents.forget()
    merge = contents.merge_snapshots
    with monkeypatch.context() as patch:
        patch.setattr(contents, "merge_snapshots", lambda *sides: spoil(merge(*sides)))
        return contents.combine(bytes, OURS, THEIRS).data


def test_a_whole_merge_has_every_event_of_both(monkeypatch):
    assert ids(combined(monkeypatch, lambda data: data)) == ids(OURS) | ids(THEIRS)


@settings(
    max_examples=80, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from("1234"), st.integers(0, 13))
def test_a_merge_without_any_event_is_refused(monkeypatch, doc_id, index):
    whole = combined(monkeypatch, lambda data: data)
    spoilt = without(whole, doc_id, index)
    if ids(spoilt) == ids(whole):  # the second one of an id
        assert combined(monkeypatch, lambda _: spoilt) == spoilt
        return
    with pytest.raises(SyncError) as caught:
        combined(monkeypatch, lambda _: spoilt)
    assert caught.value.failure is Failure.INCOMPLETE


LOST = {
    "one side's file": lambda _: OURS,
    "the other side's file": lambda _: THEIRS,
    "nothing": lambda _: version("c"),
    "an event of another id": lambda data: data.replace(own(SHARED[4], 1).encode(), b"x" * 26, 1),
    "the end of a list": lambda data: data.replace(b'"events":', b'"other":', 1),
    "a goal": lambda data: without(data, "2", 99),
    "no file": lambda _: b" ",
}


@pytest.mark.parametrize("what", LOST)
def test_a_merge_that_comes_to_less_is_refused(monkeypatch, what):
    with pytest.raises(SyncError) as caught:
        combined(monkeypatch, LOST[what])
    assert caught.value.failure is Failure.INCOMPLETE


def events(*extra):
    return st.lists(st.sampled_from([*(note(m, d) for m in range(9, 14) for d in "ab"), *extra]))


@settings(max_examples=150, database=None)
@given(events(TWICE, note(4, "b", text='{"id":"')), events(note(15, "c", mood="!"), SHARED[2]))
def test_the_ids_of_two_documents_differ_as_if_all_were_read(one, two):
    """Whatever is left out of them stands in both."""
    mine, other = (msgspec.json.encode(goal(*SHARED, *new)) for new in (one, two))
    ours, theirs = splice.own_ids(mine, other)
    whole, beside = events_of(mine), events_of(other)
    assert ours.items() <= whole.items()
    assert theirs.items() <= beside.items()
    assert ours.keys() - theirs.keys() == whole.keys() - beside.keys()
    assert theirs.keys() - ours.keys() == beside.keys() - whole.keys()
    with suppress(StoreError):
        both = splice.merge_raw(mine, other)
        assert not splice.own_ids(mine, both)[0].keys() - splice.own_ids(mine, both)[1].keys()


def test_who_goes_on_from_a_version_does_not_change_what_was_read():
    first = contents.snapshot_in(OURS)
    first.tables[GOALS].clear()
    assert contents.snapshot_in(OURS).tables[GOALS].keys() == {"1", "2", "3", "4"}


NOTES = st.lists(st.sampled_from([note(m, d) for m in range(9, 12) for d in "ab"]), max_size=3)


@settings(max_examples=120, database=None)
@given(st.lists(st.tuples(NOTES, NOTES), min_size=1, max_size=3), st.booleans())
def test_what_only_adds_is_what_both_come_to(goals, goes_on):
    theirs = version("b", *(old for old, _ in goals))
    ours = version("a", *([*old, *new] if goes_on else new for old, new in goals))
    contents.forget()
    if contents.only_adds(ours, theirs):
        assert contents.combine(bytes, ours, theirs).data == ours


def test_a_file_with_more_notes_only_adds():
    before = version("b", [note(20, "a")], [])
    after = version("a", [note(20, "a"), note(22, "b")], [], [note(23, "a")])
    assert contents.only_adds(after, before)
    assert not contents.only_adds(before, after)


@pytest.mark.parametrize("theirs", [b" ", OURS, OURS.replace(b"}\n}}\n", b"}\n}} \n")])
def test_what_has_no_more_adds_nothing(theirs):
    assert not contents.only_adds(OURS, theirs)
