"""What a page may say; whatever else it says is nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.web.page_words import Opened, Resized, Typed, read_words


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["open", {"tab": "k", "width": 80, "height": 24}], Opened(80, 24, "k")),
        (["open", {"width": 1, "height": 1000}], Opened(1, 1000)),
        (["stdin", "a\x1b[A€"], Typed("a\x1b[A€")),
        (["stdin", ""], Typed("")),
        (["resize", {"width": 390, "height": 7}], Resized(390, 7)),
        (["resize", {"width": 8, "height": 7, "more": 1}, "and more"], Resized(8, 7)),
    ],
)
def test_what_the_page_says_is_read(words, meant):
    assert read_words(json.dumps(words)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '["stdin"]',
        '["stdin", 1]',
        '["stdin", ["a"]]',
        '["resize", {"width": 0, "height": 24}]',
        '["resize", {"width": -1, "height": 24}]',
        '["resize", {"width": 1001, "height": 24}]',
        '["resize", {"width": "80", "height": 24}]',
        '["resize", {"width": 1e9, "height": 24}]',
        '["resize", {"width": 80}]',
        '["resize", null]',
        '["open", {"tab": 7, "width": 80, "height": 24}]',
        '["open", "k"]',
        '[["stdin"], "x"]',
        '[{"a": 1}, "x"]',
        '["blur"]',
        '["ping", "1"]',
        '["quit", {}]',
        "[" * 5000,
    ],
    ids=lambda text: text[:30],
)
def test_anything_else_is_nothing(text):
    assert read_words(text) is None


@given(st.text() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(json.dumps))
def test_no_text_breaks_the_reader(text):
    read_words(text)
