"""What has no place in a goal comes through the log as it was, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.text import clean_tree
from lastmile_tui.exchange.kept import Members, pack, unpack
from lastmile_tui.exchange.keys import fingerprint, numbered, plain_key

leaves = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.text())
values = st.recursive(leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(st.dictionaries(st.text(), values))
def test_any_json_comes_back_from_a_log_that_was_cleaned_packed_before_or_not(extra):
    packed = pack(extra)
    assert unpack(clean_tree(packed)) == extra
    members = Members(extra)
    assert dict(members) == extra
    assert len(members) == len(extra)
    assert pack(members) == packed


def test_spaces_controls_and_long_texts_come_back():
    extra = {"a": "  two  \t\n\x1b[31m ", "b": " x" * 100_000, "c": "é\u200b😀"}
    assert len(pack(extra)) > 1
    assert unpack(clean_tree(pack(extra))) == extra


def test_what_somebody_else_wrote_is_nothing():
    assert unpack(["{"]) == unpack(["[1]"]) == unpack([]) == {}


def test_keys_last_and_are_plain():
    assert fingerprint("Call  the bank", "house") == fingerprint("call the BANK", "house")
    assert fingerprint("a", "b") != fingerprint("ab")
    assert numbered(["a", "b", "a", "a"]) == ["a", "b", "a.2", "a.3"]
    assert plain_key("4e2a-11") == "4e2a-11"
    assert plain_key(" x y\n").isalnum()
