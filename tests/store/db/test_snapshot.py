"""The snapshot's bytes."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.lenient import LenientReader
from lastmile_tui.store.db.snapshot import META, Meta, decode, encode

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    # no surrogates, which no UTF-8 file can hold
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=3)
    ),
    max_leaves=8,
)
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(META.__ne__)
contents = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), values, max_size=4)
ids = st.integers(0, 10**17 - 1).map(str)
files = st.dictionaries(names, st.dictionaries(ids, contents, max_size=4), max_size=3)


def written(tables, **meta):
    raw = {
        name: {key: documents.encode(doc) for key, doc in table.items()}
        for name, table in tables.items()
    }
    return encode(Meta(**meta), raw)


def plain(tables):
    return {
        name: {key: json.loads(bytes(raw)) for key, raw in table.items()}
        for name, table in tables.items()
    }


GOALS = {"goals": {"1": {"title": "one", "n": 1.5}, "2": {"title": "zwei\n"}}, "empty": {}}


def test_each_document_stands_on_a_line_of_its_own():
    lines = written(GOALS, db="d", gen="g").decode().splitlines()
    assert lines[0] == '{"_meta":{'
    assert lines[2:] == [
        '},"goals":{',
        '"1":{"title":"one","n":1.5},',
        '"2":{"title":"zwei\\n"}',
        '},"empty":{',
        "}}",
    ]


@given(files)
def test_what_is_written_is_read_back_and_is_what_json_reads(tables):
    data = written(tables, db="d", gen="g", seq=3, schema=2, top={"x": 7})
    found = decode(data)
    assert found.pristine
    assert plain(found.tables) == json.loads(data)
    assert {k: v for k, v in plain(found.tables).items() if k != META} == tables
    assert (found.meta.db, found.meta.gen, found.meta.seq, found.meta.schema) == ("d", "g", 3, 2)
    assert encode(found.meta, found.tables) == data


@given(files, st.data())
def test_a_file_with_a_changed_byte_is_read_as_json_reads_it_or_refused(tables, data):
    whole = bytearray(written(tables, db="d", gen="g"))
    place = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(["flip", "drop", "insert", "cut"]))
    byte = data.draw(st.integers(0, 255) | st.sampled_from(list(b'{}[]",:0 \n')))
    if kind == "flip":
        whole[place] = byte
    elif kind == "insert":
        whole.insert(place, byte)
    else:
        del whole[place : place + 1 if kind == "drop" else len(whole)]
    changed = bytes(whole)
    assume(changed.strip())
    try:
        expected = json.loads(changed.decode())
    except ValueError:
        with pytest.raises(StoreError):
            decode(changed)
        return
    found = decode(changed)
    if not found.problem and not found.mended:
        assert plain(found.tables) == expected


@given(files)
def test_both_ways_of_reading_agree(tables):
    data = written(tables, db="d", gen="g")
    assert LenientReader(data).tables == decode(data).tables


@given(files, st.sampled_from([None, 1]), st.booleans())
def test_any_layout_of_json_is_read(tables, indent, ascii_only):
    data = json.dumps(tables, indent=indent, ensure_ascii=ascii_only).encode()
    found = decode(data)
    assert not found.pristine
    assert not found.mended
    assert plain(found.tables) == tables


def test_a_file_edited_by_hand_is_no_longer_pristine():
    data = written(GOALS, db="d", gen="g")
    found = decode(data.replace(b"one", b"two"))
    assert not found.pristine
    assert found.meta.gen == "g"


def test_keys_and_documents_of_a_later_lastmile_stay():
    own = {META: {"1": b'{"db":"old","colour":"red"}', "2": b'{"more":1}'}, "goals": {"1": b"{}"}}
    data = encode(Meta(db="d", gen="g"), own)
    kept = json.loads(encode(decode(data).meta, decode(data).tables))["_meta"]
    assert decode(data).pristine
    assert kept["1"]["colour"] == "red"
    assert kept["1"]["db"] == "d"
    assert kept["2"] == {"more": 1}


@pytest.mark.parametrize("table", [{"1": b"5"}, {"x": b"{}"}])
def test_a_right_checksum_makes_no_document_of_what_is_none(table):
    found = decode(encode(Meta(), {"goals": table}))
    assert not found.pristine
    assert found.problem


def test_of_two_documents_with_one_id_both_stay():
    found = decode(b'{"goals":{"1":{"a":1},"1":{"a":2},"3":{}},"goals":{"1":{"a":3}}}')
    documents = plain(found.tables)["goals"]
    assert documents == {"1": {"a": 3}, "3": {}, "4": {"a": 1}, "5": {"a": 2}}
    assert found.mended


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"t":{"1":{"x":NaN}}}', {"x": None}),
        (b'{"t":{"1":{"x":-Infinity,"y":1e999}}}', {"x": None, "y": None}),
        (b'{"t":{"1":{"x":"a\\ud800b"}}}', {"x": "a�b"}),
        (b'{"t":{"1":{"x":1,"x":2}}}', {"x": 2}),
    ],
)
def test_what_only_python_reads_is_mended(data, expected):
    found = decode(data)
    assert found.mended
    assert not found.problem
    assert plain(found.tables) == {"t": {"1": expected}}


def test_a_byte_order_mark_is_left_out():
    assert plain(decode(b'\xef\xbb\xbf{"t":{"1":{}}}').tables) == {"t": {"1": {}}}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            b'{"goals":{\n"1":{"x":1},\n"2":{"x":nope}\n}}',
            "it is no JSON from line 3, column 10 on",
        ),
        (b'{"goals":{\n"1":{"x":"\xe4"}}}', "UTF-8 text, line 2"),
        (b"[]", "it is JSON, but not of lastmile"),
        (b"null", "it is JSON, but not of lastmile"),
        (b'{"t":{"1":{}}} x', "it is no JSON from line 1, column 16 on"),
        (b'{"t":{"1":{"x":%s}}}' % (b"9" * 5000), "too long"),
        (b'{"t":{"1":%s%s}}' % (b'{"x":' * 100_000, b"}" * 100_000), "too deep"),
        (b"\0" * 4096, "line 1, column 1"),
        (b"<<<<<<< ours\n{}", "line 1, column 1"),
        (b'{"goals":{\n"1":{"x":"a\n"}}}', "cannot be read: it is no JSON from line 2, column"),
        (b'{"goals":{\n"1":{"x":"a\n', "cannot be read: it breaks off in line 2"),
        (b'{"goals":{\n"1":{"x":"a', "cannot be read: it breaks off in line 2"),
        (b'{"goals":{\n"1":{"x":1},\n', "cannot be read: it breaks off in line 2"),
        (b'{"goals":{\n"1":{"x":', "cannot be read: it breaks off in line 2"),
    ],
)
def test_what_is_no_file_of_tables_is_refused_with_its_place(data, what):
    with pytest.raises(StoreError, match=what):
        decode(data)


@pytest.mark.parametrize(
    ("data", "what", "rest"),
    [
        (b'{"goals":{"x":{},"1":{}}}', "goal 'x' has no number", {"goals": {"1": {}}}),
        (b'{"goals":{"-1":{},"1e9":{},"01":{}}}', "'-1'", {"goals": {}}),
        ('{"goals":{"٣":{}}}'.encode(), "'\\u0663'", {"goals": {}}),
        (b'{"goals":{"1":5,"2":{}}}', "goal 1 is not as lastmile writes it", {"goals": {"2": {}}}),
        (b'{"goals":[],"t":{"1":{}}}', "'goals' is not as", {"t": {"1": {}}}),
        (
            b'{"goals":{"1":{"x":%s%s}}}' % (b"[" * 40, b"]" * 40),
            "goal 1 is nested too deep",
            {"goals": {}},
        ),
        (b'{"_meta":{"1":{"schema":"two"}},"t":{}}', "_meta", None),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_read(data, what, rest):
    found = decode(data)
    assert what in found.problem
    if rest is not None:
        assert plain(found.tables) == rest
