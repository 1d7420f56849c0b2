"""Letters as people look for them and sort by them."""

# ruff: noqa: RUF001 # letters that look alike are what this is about

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.views.letters import plain_letters, title_key

FIVE_THOUSAND = "1" * 5_000


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("ä", "a"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("Ｆｕｌｌ　１２", "full 12"),
        ("ﬁnish oﬀ", "finish off"),
        ("Đà Nẵng", "da nang"),
        ("Þórr ðæ œuvre", "thorr dae oeuvre"),
        ("Ёлка", "елка"),
        ("Ἀθῆναι ς", "αθηναι σ"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("نامه\u200cها", "نامهها"),
        ("‘Volvo’ — “ok”", "'volvo' - \"ok\""),
        ("x² and ½", "x2 and 1/2"),
        ("٣ and ४", "3 and 4"),
        ("❤\ufe0f", "❤"),
        ("\u0301", "\u0301"),
        ("", ""),
    ],
)
def test_letters_are_compared_without_case_accents_and_widths(text, plain):
    assert plain_letters(text) == plain


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("क", "क़"), ("は", "ぱ")])
def test_marks_that_make_another_letter_stay(one, other):
    assert plain_letters(one) != plain_letters(other)


@given(st.text())
def test_a_text_is_plain_once_it_was_made_plain_however_it_is_composed(text):
    plain = plain_letters(text)
    assert plain_letters(plain) == plain
    assert plain_letters(normalize("NFD", text)) == plain_letters(normalize("NFC", text))


@given(st.text(), st.text())
def test_a_part_of_a_title_is_found_in_it(before, part):
    assert plain_letters(part) in plain_letters(f"{before}x{part}x") or not part


@pytest.mark.parametrize(
    "titles",
    [
        ["Chapter 2", "Chapter 10"],
        ["Chapter 2", "chapter 3", "CHAPTER 4"],
        ["Apfel", "Äpfel", "Apfelmus", "Birne"],
        ["“Alpha”", "beta", "(delta)", "‘Gamma’"],
        ["🚗 Car", "Dance"],
        ["!!!", "a"],
        ["1 to do", "a to do"],
        ["v1.9", "v1.10"],
        ["x 7", "x 007 y", "x 8"],
        ["Öl", "Ölkanne", "Olm", "Z"],
        ["Ｃhapter ２", "Chapter ３", "chapter ٤"],
        ["Run -2", "Run -10"],
        ["n" + "8" * 400, "n" + "9" * 400, "n1" + "0" * 400],
        ["8" * 400, FIVE_THOUSAND],
        ["Łoś", "Lot", "łowić"],
        ["Strand", "Straße", "Strasse 2", "Strauß"],
    ],
)
def test_titles_stand_as_people_sort_them(titles):
    assert sorted(titles, key=title_key) == titles


@given(st.lists(st.text("aÄ9٣ß‘ -0", max_size=6), unique=True))
def test_different_titles_never_have_the_same_key(titles):
    assert len({title_key(title) for title in titles}) == len(titles)


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_are_sorted_by_value(one, other):
    assert (title_key(f"n {one}") < title_key(f"n {other}")) == (one < other)


@given(st.text())
def test_any_title_has_a_key(title):
    assert title_key(clean_line(title)) == title_key(clean_line(title))
