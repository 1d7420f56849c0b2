"""A snapshot read in parts says what the whole one says, and nothing of a damaged one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.store.backup.stream import documents_in
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.snapshot import META, Meta

TABLES = st.dictionaries(
    st.sampled_from(["goals", 'odd "na}me', "empty", "µ\n"]),
    st.dictionaries(
        st.integers(1, 99).map(str),
        st.sampled_from([b"{}", b'{"a":"},\\":{"}', b'{"text":"\\u00e9 \xc3\xa9, \\n"}']),
    ),
)
META_DOCUMENTS = st.sampled_from([{}, {"2": b'{"more":1}'}, {"1": b'{"later":true}', "3": b"{}"}])


def parts_of(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


@given(TABLES, META_DOCUMENTS, st.integers(1, 200))
def test_every_document_is_given_in_its_order_however_it_is_cut(tables, own, size):
    data = snapshot.encode(Meta(db="db", gen="gen"), {META: own} | tables)
    whole = snapshot.decode(data)

    (first, about), *found = documents_in(parts_of(data, size))

    assert (first, snapshot.decode(data).meta.gen) == (META, "gen")
    assert b'"gen":"gen"' in about
    wanted = [
        (name, bytes(raw))
        for name, table in whole.tables.items()
        for doc_id, raw in table.items()
        if (name, doc_id) != (META, "1")
    ]
    assert found == wanted


@given(TABLES, st.integers(1, 64), st.data())
def test_what_was_changed_or_cut_off_is_refused(tables, size, data):
    written = snapshot.encode(Meta(db="db", gen="gen"), tables)
    at = data.draw(st.integers(0, len(written) - 1))
    bad = data.draw(
        st.sampled_from(
            [written[:at], written[:at] + b"x" + written[at + 1 :], written + b"}", b"", b"{}\n"]
        )
    )
    if bad == written:
        return

    with pytest.raises(ValueError):  # noqa: PT011 # whatever is wrong with it
        [*documents_in(parts_of(bad, size))]


@given(TABLES, st.integers(1, 64))
def test_parts_add_up_to_the_file(tables, size):
    meta = Meta(db="db", gen="gen")
    assert b"".join(snapshot.encode_parts(meta, tables)) == snapshot.encode(meta, tables)
    assert parts_of(b"abc" * size, size)
