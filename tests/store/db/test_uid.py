"""The uid of a document is found without reading the rest, wherever it stands."""

from __future__ import annotations

import msgspec
import pytest

from lastmile_tui.store.db.union import uid_of

EVENTS = [{"id": "e1", "text": "x" * 9_000}]
LONG = "y" * 9_000

DOCUMENTS = {
    "as we write it": {"uid": "abc", "title": "T", "events": EVENTS},
    "fields longer than most": {"uid": "abc", "why": LONG, "events": EVENTS},
    "no events at all": {"uid": "abc", "why": LONG},
    "the uid last": {"why": LONG, "events": EVENTS, "uid": "abc"},
    "a text that looks like events": {"uid": "abc", "why": ',"events":' + LONG, "events": EVENTS},
    "another uid within": {"uid": "abc", "x": {"uid": "def"}, "events": EVENTS},
    "another uid far within": {"uid": "abc", "why": LONG, "x": {"uid": "d"}, "events": EVENTS},
}


@pytest.mark.parametrize("case", DOCUMENTS)
@pytest.mark.parametrize("view", [bytes, memoryview])
def test_the_uid_is_found(case, view):
    assert uid_of(view(msgspec.json.encode(DOCUMENTS[case]))) == "abc"


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"uid":"', b'{"uid":1}', b'{"title":"x"}'])
def test_a_document_without_one_has_none(raw):
    assert uid_of(raw) is None


def test_of_two_uids_the_last_counts_as_json_has_it():
    assert uid_of(b'{"uid":"abc","x":"' + LONG.encode() + b'","uid":"def","events":[]}') == "def"
