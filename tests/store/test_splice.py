"""Documents merged by their texts: whatever is in them, the bytes are those of `codec.merge`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from store.test_codec_merge import document, files

from lastmile_tui.domain.model.events import ulid
from lastmile_tui.errors import StoreError
from lastmile_tui.store import splice
from lastmile_tui.store.codec import merge
from lastmile_tui.store.db import documents
from support.domain.goals import goal_from

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def slowly(one, two):
    both = (msgspec.json.decode(raw) for raw in sorted((one, two)))
    return documents.encode_merged(merge(*both))


def same(one, two):
    try:
        expected = slowly(one, two)
    except StoreError:
        with pytest.raises(StoreError):
            splice.merge_raw(one, two)
        return None
    assert splice.merge_raw(one, two) == splice.merge_raw(two, one) == expected
    return expected


def logged(raw):
    return msgspec.json.decode(raw)["events"]


@settings(max_examples=60, database=None)
@given(files())
def test_any_three_documents_merge_as_ever_in_any_order(found):
    for one, two, three in permutations(map(msgspec.json.encode, found)):
        both = same(one, two)
        if both:
            same(both, three)
        if splice.goes_on(one, two):
            assert logged(both) == logged(one)


def note(minute, dev, text="More.", **more):
    """A note whose id is a ULID, as the app makes it."""
    at = START + timedelta(minutes=minute)
    name = ulid(at, minute << 8 | ord(dev))
    event = {"id": name, "at": at, "dev": dev, "day": at.date(), "kind": "note", "text": text}
    return msgspec.to_builtins(event | more)


def goal(*events, **more):
    """A document with these notes behind its first event, which is of the same clock."""
    made = document(goal_from("Thesis: draft > edits > printed ! bound"))
    first = made["events"][0] | note(0, "a")
    first |= {"kind": "added", "set": made["events"][0]["set"], "text": ""}
    return made | {"events": [first, *events]} | more


SHARED = [note(minute, "a") for minute in range(1, 9)]
MOVED = {"kind": "moved", "set": {"position": 1.5}, "was": {"position": None}}

CASES = {
    "each has one more": ([note(20, "a")], [note(21, "b")]),
    "one has all of the other": ([note(20, "a")], []),
    "both have one in the middle": (
        [note(20, "a"), note(22, "c"), note(23, "a")],
        [note(21, "b"), note(22, "c")],
    ),
    "a register of both": ([note(20, "a", **MOVED)], [note(21, "b", set={"title": "Book"})]),
    "the same register": ([note(20, "a", set={"why": "x"})], [note(21, "b", set={"why": "y"})]),
    "a key of a later lastmile in an event": ([note(20, "a", mood="!")], [note(21, "b")]),
    "one id, two bodies": ([note(20, "a", "one")], [note(20, "a", "two")]),
    "the same millisecond": ([note(20, "a")], [note(20, "b")]),
    "one behind what both have is older": ([note(20, "a"), note(3, "b")], [note(21, "b")]),
    "a wrong clock": ([note(20, "a", at="2031-01-01T00:00:00Z")], [note(21, "b")]),
    "an undo": ([note(20, "a", kind="undone", undoes=SHARED[-1]["id"])], [note(21, "b")]),
    "a dated one": ([note(20, "a", set={f"on:{SHARED[0]['id']}": "2026-02-01"})], [note(21, "b")]),
    "the text of a list": ([note(20, "a", '},{"id":"x"}],"events":[{"id":"')], [note(21, "b")]),
    "a backslash": ([note(20, "a", "C:\\users\\n\n")], [note(21, "b", "\x7f/\\/")]),
    "a list of parts with ids": ([note(20, "a", x=[{}, {"id": "1"}])], [note(21, "b", x=[{}])]),
    "a day that is none": ([note(20, "a", day="x")], [note(21, "b")]),
    "a register that no goal has": ([note(20, "a", set={"marker:x": 1})], [note(21, "b")]),
    "an id twice": ([note(20, "a"), note(20, "a")], [note(21, "b")]),
}


@pytest.mark.parametrize("case", CASES)
def test_documents_merge_as_ever(case):
    one, two = (msgspec.json.encode(goal(*SHARED, *new)) for new in CASES[case])
    same(one, two)


HEADS = {
    "a title that another program wrote": {"title": "Other"},
    "a key of a later lastmile": {"colour": "red"},
    "a key of a later lastmile in a part": {"markers": [{"id": "a", "title": "b", "x": 1}]},
    "another uid": {"uid": "another"},
    "no uid": {"uid": None},
    "an object with events before ours": {"x": {"events": [{"id": "1"}]}},
    "no parts": {"markers": None},
    "a title that is none": {"title": 5},
    "a place that was not reached": {"position": 99},
}


@pytest.mark.parametrize("case", HEADS)
def test_fields_that_do_not_follow_from_the_events_merge_as_ever(case):
    more = HEADS[case]
    one, two = (goal(*SHARED, note(20, dev), **more) for dev in "ab")
    plain = goal(*SHARED, note(22, "c"))
    texts = [msgspec.json.encode(doc) for doc in (one, two, plain)]
    texts.append(msgspec.json.encode({"events": one.pop("events")} | one))  # the events first
    for mine in texts:
        for other in texts:
            same(mine, other)


@pytest.mark.parametrize("case", HEADS)
def test_fields_of_the_side_that_changed_them_merge_as_ever(case):
    renamed = goal(*SHARED, note(20, "a", set={"title": "Book"}), note(23, "a", **MOVED))
    plain = goal(*SHARED, note(22, "c"))
    for mine in (renamed | {"title": "Book"}, renamed | HEADS[case]):
        same(*map(msgspec.json.encode, (mine, plain)))


def test_an_ordinary_pair_takes_the_short_way(monkeypatch):
    monkeypatch.setattr(splice.codec, "merge", None)
    one, two = (msgspec.json.encode(goal(*SHARED, note(20 + ord(dev), dev))) for dev in "ab")
    assert len(msgspec.json.decode(splice.merge_raw(one, two))["events"]) == len(SHARED) + 3


def test_the_text_of_an_event_stays_as_another_program_wrote_it():
    one, two = (msgspec.json.encode(goal(*SHARED, note(20 + ord(dev), dev))) for dev in "ab")
    spaced = [raw.replace(b'"kind":"note"', b'"kind": "note"') for raw in (one, two)]
    assert msgspec.json.decode(splice.merge_raw(*spaced)) == msgspec.json.decode(slowly(one, two))


@pytest.mark.parametrize(
    ("fewer", "goes_on"),
    [
        (goal(*SHARED), True),
        (goal(*SHARED, note(20, "a")), True),
        (goal(*SHARED, note(20, "a"), note(22, "c")), False),
        (goal(*SHARED, note(20, "a", "Another word.")), False),
        (goal(*SHARED, note(20, "a"), uid="another"), False),
        (goal(*SHARED, note(20, "a"), colour="red"), False),
    ],
    ids=["no more", "all but one", "another", "another text", "another goal", "an unknown key"],
)
def test_a_document_goes_on_from_one_that_has_fewer_of_its_events(fewer, goes_on):
    more = msgspec.json.encode(goal(*SHARED, note(20, "a"), note(21, "b")))
    assert splice.goes_on(more, msgspec.json.encode(fewer)) is goes_on
    assert splice.goes_on(more, more)
