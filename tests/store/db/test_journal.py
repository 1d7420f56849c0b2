"""The journal's lines."""

import json
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.journal import JournalRecord, decode, encode

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
documents_ = st.none() | st.dictionaries(text, text | st.integers(), max_size=3).map(
    documents.encode
)
tables = st.none() | st.dictionaries(st.integers(0, 999).map(str), documents_, max_size=3)
records = st.builds(
    JournalRecord,
    seq=st.integers(1, 10**9),
    db=text,
    gen=text,
    changes=st.dictionaries(text, tables),
    device=text,
    run=text,
    time=st.integers(0, 1 << 40),
    was=st.dictionaries(text, st.dictionaries(text, st.integers(0, (1 << 32) - 1))),
)

LINE = encode(
    JournalRecord(
        17,
        "db",
        "gen",
        {"goals": {"12": b'{"a":1}', "13": None}, "old": None},
        "laptop",
        "run",
        1_767_323_045,
        {"goals": {"12": 5}},
    )
)


def line_of(record):
    body = json.dumps(record, separators=(",", ":")).encode()
    return b'{"crc":"%08x","rec":%s}' % (crc32(body), body)


def test_a_line_is_json_with_a_checksum():
    assert json.loads(LINE) == {
        "crc": f"{crc32(LINE[24:-2]):08x}",
        "rec": {
            "s": 17,
            "db": "db",
            "g": "gen",
            "dev": "laptop",
            "run": "run",
            "t": 1_767_323_045,
            "was": {"goals": {"12": 5}},
            "d": {"goals": {"12": {"a": 1}, "13": None}, "old": None},
        },
    }


@given(records)
def test_a_line_is_read_back(record):
    line = encode(record)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode(line[:-1]) == record


@given(st.integers(0, len(LINE) - 2), st.integers(0, 7))
def test_a_line_with_a_flipped_bit_is_not_read(place, bit):
    line = bytearray(LINE[:-1])
    line[place] ^= 1 << bit
    assert decode(bytes(line)) is None


@pytest.mark.parametrize(
    "record",
    [
        [],
        {},
        {"s": 1, "db": "d", "g": "g"},
        {"s": "1", "db": "d", "g": "g", "d": {}},
        {"s": 1, "db": "d", "g": "g", "d": {"goals": {"x": {}}}},
        {"s": 1, "db": "d", "g": "g", "d": {"goals": {"1": 5}}},
        {"s": 1, "db": "d", "g": "g", "d": {"goals": [1]}},
    ],
)
def test_a_line_with_a_right_checksum_and_no_change_in_it_is_not_read(record):
    assert decode(line_of(record)) is None


@pytest.mark.parametrize("line", [b"", b"\0" * 100, LINE[:-2], LINE[:10], b"{}"])
def test_what_is_no_line_is_not_read(line):
    assert decode(line) is None


@pytest.mark.parametrize(
    "document",
    [
        {"x": float("nan")},
        {"x": float("inf")},
        {1: 2},
        {"x": (1, 2)},
        {"x": {1}},
        {"x": b"bytes"},
        {"x": "\ud800"},
        {"x": object()},
        [1],
        "text",
        b"[1]",
        b"{",
        b'{"x":\xff}',
        b'{"x":1} {"y":2}',
    ],
)
def test_what_json_cannot_give_back_is_no_document(document):
    with pytest.raises(StoreError):
        documents.encode(document)


def test_a_document_has_a_greatest_depth():
    deep = flat = {}
    for _ in range(documents.DEPTH - 1):
        deep = {"x": deep}
    assert documents.encode(deep)
    assert documents.encode({"x": [flat] * 100})
    with pytest.raises(StoreError, match="32 levels"):
        documents.encode({"x": deep})
    with pytest.raises(StoreError):
        documents.encode(b'{"x":' * 5000 + b"1" + b"}" * 5000)


def test_json_over_several_lines_becomes_one_line():
    assert documents.encode(b'{\n "a": "b\\n",\n "c": 1.10}') == b'{"a":"b\\n","c":1.10}'


def test_a_document_that_cannot_be_read_is_named():
    with pytest.raises(StoreError, match="Entry 7 of 'goals'"):
        documents.decode(b'{"x":1e999}', "goals", "7")
