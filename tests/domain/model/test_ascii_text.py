"""Texts for terminals of single bytes: in ASCII, in as many cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.ascii_text import in_ascii
from lastmile_tui.domain.model.text import cells, clean_line

SPELLED = {
    "plain": ("Sell the Volvo", "Sell the Volvo"),
    "umlauts": ("Übersetzung für Zoë", "Ubersetzung fur Zoe"),
    "a sharp s keeps its cell": ("größe", "grose"),
    "decomposed": ("e\u0301tude", "etude"),
    "letters that normalisation leaves": (
        "Łódź, Ørsted, İzmir \u0131, Þór",
        "Lodz, Orsted, Izmir i, Tor",
    ),
    "Vietnamese": ("Nguyễn Đức", "Nguyen Duc"),
    "wide characters": ("汉字 x", "???? x"),
    "fullwidth letters": ("\uff21\uff22", "A B "),
    "Hangul": ("한국", "????"),
    "Cyrillic": ("ж", "?"),
    "punctuation": ("‘so’ “it” — is…", "'so' \"it\" - is~"),
    "our signs": ("⚑ ► ✓ →", "? > x >"),
    "a fraction is not a number": ("½ of ﬁve", "? of ?ve"),
    "a small number": ("m²", "m2"),
    "an emoji": ("👩\u200d🚀 up", "?? up"),
    "a keycap": ("1\ufe0f\u20e3!", "1 !"),
    "a control of eight bits": ("\x9b31m", "?31m"),
    "escapes stay": ("\x1b[1mü\x1b[0m", "\x1b[1mu\x1b[0m"),
}


@pytest.mark.parametrize(("text", "spelled"), SPELLED.values(), ids=SPELLED)
def test_the_nearest_ascii_letter_stands_for_each(text, spelled):
    assert in_ascii(text) == spelled


@given(st.text())
def test_every_text_becomes_ascii_in_as_many_cells(text):
    cleaned = clean_line(text)
    assert in_ascii(cleaned).isascii()
    assert len(in_ascii(cleaned)) == cells(cleaned)
