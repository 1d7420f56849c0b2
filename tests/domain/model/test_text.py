import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from lastmile_tui.domain.model.text import (
    TITLE_LIMIT,
    cells,
    clean_line,
    clean_note,
    clusters,
    fit,
    is_plain,
)

PERSIAN = "می\u200cخواهم"  # noqa: RUF001 # right-to-left words need their joiner
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
NASTY = [
    "Sell the Volvo",
    "博士論文を提出する",
    "한국어 제목",
    "cafe\u0301 crème",
    "Zürich → Genève",
    f"a {FAMILY} home",
    "🇩🇪🇫🇷 border",
    "👍🏽 👩🏽\u200d💻",
    "1️⃣ first, #️⃣, ❤️ and ❤",
    "🛣️ the road",
    PERSIAN,
    "क्\u200dष नि ก็ ก็",
    "🏴\U000e0067\U000e0062\U000e007f",
    "Z" + "\u0301" * 40,
    "¼ ● ━ ◆ ★ ⚑ ▸",
    "🫨 🪿",
    "\ue0b0 private",
    "\u06dd\u0661\u0662",
    "\u200d\u200d👨",
]
ALPHABET = (
    "ab [/]1#\n\r\t\x00\x1b\x9b\x7f\xa0\xad\ufeff\u2028\u3000\u202e\u2066\u200b"
    "\u200c\u200d\ufe0f\u20e3\u0301é\u0958\u212a\u2000☂❤👨👩🏽🇩🇪🇫中한\u1100\u1161\u11a8क\u094d\u3164"
    "\U000e0067\ud800"
)
texts = st.text() | st.text(alphabet=st.sampled_from(ALPHABET))


@given(texts, st.integers(1, 40))
@example("e\u200d\u0301 \u200c", 40)
@example("Z" + "\u0301" * 60, 40)
def test_cleaning_twice_is_cleaning_once(text, limit):
    line, note = clean_line(text, limit), clean_note(text, limit)
    assert clean_line(line, limit) == line
    assert clean_note(note, limit) == note


@given(texts)
def test_nothing_a_terminal_obeys_survives(text):
    line, note = clean_line(text), clean_note(text)
    for char in line + note.replace("\n", ""):
        assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
        assert char not in "\u200b\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        assert char not in "\u2066\u2067\u2068\u2069\U000e0067\xad\u3164"
    line.encode()
    note.encode()


@given(texts, st.integers(1, 40))
def test_a_line_is_trimmed_normal_and_short(text, limit):
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert line == line.strip()
    assert "  " not in line
    assert unicodedata.is_normalized("NFC", line)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("\x1b]0;pwned\x1b\\goal", "]0;pwned\\goal"),
        ("a\x9b2Jb\x00c\x7f", "a2Jbc"),
        ("two\r\nlines\tand\xa0more\u3000", "two lines and more"),
        ("abc\u202edef\u2066g\u2069", "abcdefg"),
        ("\ufeffVol\u200bvo", "Volvo"),
        ("Vol\u200cvo \u200d", "Volvo"),
        ("lone \udc80\ud800", "lone"),
        ("\u3164\uffa0", ""),
        ("e\u0301", "é"),
        (FAMILY, FAMILY),
        (PERSIAN, PERSIAN),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("\ue0b0 nerd font", "\ue0b0 nerd font"),
    ],
)
def test_a_line_keeps_what_is_seen_and_drops_what_is_not(dirty, clean):
    assert clean_line(dirty) == clean


@pytest.mark.parametrize("glyph", [FAMILY, "🇩🇪", "e\u0323\u0302", "👍🏽", "❤️"])
def test_a_cut_never_goes_through_a_glyph(glyph):
    glyph = clean_line(glyph)
    for limit in range(4, 40):
        assert not clean_line("abc " + glyph * 20, limit)[4:].replace(glyph, "")


def test_a_glyph_without_end_is_cut_all_the_same():
    assert len(clean_line("Z" + "\u0301" * 10_000)) == TITLE_LIMIT


def test_a_note_keeps_its_lines_and_indentation():
    note = "\r\n\nfirst  \r\n  - point\x1b[2J\n\n\tcode\u2028last\n\n"
    assert clean_note(note) == "first\n  - point[2J\n\n    code\nlast"


def test_a_note_ends_at_its_limit():
    assert clean_note("ab\ncd", 3) == "ab"


@pytest.mark.parametrize("text", NASTY)
def test_widths_agree_with_the_screen(text):
    text = clean_line(text)
    assert cells(text) == cell_len(text)


@given(texts)
def test_widths_of_any_mixture_agree_with_the_screen(text):
    text = clean_line("".join(filter(is_settled, text)))
    assert cells(text) == cell_len(text)


def test_the_width_of_every_letter_agrees_with_the_screen():
    every = (clean_line(char) for char in map(chr, range(0x20000)) if is_settled(char))
    assert [text for text in every if cells(text) != cell_len(text)] == []


def is_settled(char):
    """Tell whether the Unicode tables of Python and rich agree on what the character is.

    Unicode 16 made trigrams, hexagrams and counting rods wide.
    """
    wide = "\u2630" <= char <= "\u2637" or "\u268a" <= char <= "\u268f"
    wide = wide or "\u4dc0" <= char <= "\u4dff" or "\U0001d300" <= char <= "\U0001d376"
    return unicodedata.category(char) != "Cn" and not wide


@pytest.mark.parametrize("text", NASTY)
def test_fitted_text_takes_exactly_its_width(text):
    text = clean_line(text)
    for width in range(30):
        assert cells(fit(text, width)) <= width
        assert cells(fit(text, width, pad=True)) == width
        assert cells(fit(text, width, "...", pad=True)) == width


def test_only_what_does_not_fit_is_shortened():
    assert fit("papers signed", 13) == "papers signed"
    assert fit("papers signed", 12) == "papers sign…"
    assert fit("papers signed", 8) == "papers…"
    assert fit("papers signed", 10, "...") == "papers..."
    assert fit("papers", 2, "...") == "pa"
    assert fit("中文字", 4, pad=True) == "中… "
    assert fit("papers", 0) == ""


@given(st.text(max_size=40))
def test_what_counts_as_plain_is_what_cleaning_leaves_alone(text):
    raw = json.dumps({"title": text}, ensure_ascii=False).encode(errors="replace")
    if is_plain(raw):
        words = " ".join(text.split())
        assert clean_line(text) == words


SPACED = ["tag: ", "person:", " ", "a", ": ", "due: ", '"', "stag: x"]


@given(st.text(' ":agt', max_size=12) | st.lists(st.sampled_from(SPACED), max_size=4).map("".join))
def test_json_is_plain_only_without_a_space_that_cleaning_takes_away(text):
    """Beside another one, at an end, or before what somebody wrote into a key."""
    untidy = any(sign in text for sign in ("  ", ' "', '" ', "tag: ", "person: "))
    assert is_plain(text.encode()) is not untidy


def test_a_text_is_as_wide_as_its_clusters_whatever_it_is_made_of():
    """Each character alone, behind each kind of other, and before what changes it."""
    for code in range(0x3000):
        char = chr(code)
        for text in (
            char,
            f"a{char}",
            f"━{char}▸",
            f"{char}\ufe0f",
            f"{char}\u200d日",
            f"{char}\u0301",
        ):
            assert cells(text) == sum(width for _, width in clusters(text)), f"U+{code:04X}"
