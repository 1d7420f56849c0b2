"""Own themes are read as strictly as the settings, and what reads badly is told."""

from __future__ import annotations

import pytest
from textual.theme import BUILTIN_THEMES

from lastmile_tui.config.colours import (
    DARK_COLOURS,
    LIGHT_COLOURS,
    MAIN,
    OURS,
    PAIRS,
    SINGLE,
    TEXTUAL_THEMES,
    contrast,
    is_dark,
)
from lastmile_tui.config.themes import read_theme, read_themes, theme_text

NO_COLOUR = 'accent must be a colour such as "#ffb020", not '


@pytest.fixture
def theme(tmp_path):
    """A function that reads a theme of this content."""

    def write(content, name="night.toml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_theme(path)

    return write


@pytest.mark.parametrize("like", OURS.values(), ids=OURS)
def test_the_file_to_begin_with_is_our_own_theme_by_another_name(theme, like):
    found = theme(theme_text(like, "night.toml"))
    assert (found.faults, found.warnings) == ((), ())
    assert found.theme.colours == like.colours
    assert (found.theme.name, found.theme.dark) == ("night", like.dark)


def test_single_colours_change_our_own_theme_and_leave_the_rest(theme):
    found = theme('road-vehicle = "#0f0"').theme
    assert found.colours == DARK_COLOURS.colours | {"road-vehicle": "#0f0"}
    found = theme('dark = false\nroad-vehicle = "#0f0"').theme
    assert found.colours == LIGHT_COLOURS.colours | {"road-vehicle": "#0f0"}


def test_beside_main_colours_the_single_ones_are_left_to_be_mixed(theme):
    found = theme('background = "#002b36"\nborder = "#fff"').theme
    assert found.main == DARK_COLOURS.main | {"background": "#002b36"}
    assert found.single == {"border": "#fff"}


@pytest.mark.parametrize(
    ("content", "line", "sentence"),
    [
        ('dark = true\nacent = "#fff"', 2, "‘acent’ is no colour of a theme; did you mean accent?"),
        ("\nzzz = 1", 2, "‘zzz’ is no colour of a theme; lastmile config --theme NAME writes a"),
        ('accent = "red"', 1, f'{NO_COLOUR}"red".'),
        ('accent = "#ff"', 1, f'{NO_COLOUR}"#ff".'),
        ('accent = "#ffb02"', 1, NO_COLOUR),
        ('accent = "#ffb020 "', 1, NO_COLOUR),
        ('accent = "#ffb020ff"', 1, NO_COLOUR),
        ('accent = "#ggg"', 1, NO_COLOUR),
        ("accent = 16", 1, f"{NO_COLOUR}16."),
        ('accent = ["#fff"]', 1, NO_COLOUR),
        ("[accent]", 1, f"{NO_COLOUR}a table."),
        ('accent = "\\u001b[2J"', 1, NO_COLOUR),
        ('dark = "yes"', 1, 'dark must be true or false, not "yes".'),
        (
            "accent = #fff",
            1,
            "Correct the TOML: a value is wanted, and texts in quotes, at column 10.",
        ),
        (b"accent = '\xff'", 1, "What stands at column 11 is not UTF-8; save the file as UTF-8."),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(theme, content, line, sentence):
    found = theme(content)
    assert found.theme is None
    (fault,) = found.faults
    assert fault.line == line
    assert fault.sentence.startswith(sentence)
    assert fault.sentence.isprintable()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("auto.toml", "auto is taken; give the theme another name."),
        ("lastmile-dark.toml", "lastmile-dark is taken"),
        ("Night.toml", "‘Night’ is no name; take small letters, digits, - and _"),
        ("a b.toml", "‘a b’ is no name"),
        (f"{'a' * 41}.toml", "is no name"),
    ],
)
def test_a_name_that_cannot_be_worn_is_told(theme, name, sentence):
    (fault,) = theme("", name).faults
    assert sentence in fault.sentence


def test_too_little_contrast_is_told_and_allowed(theme):
    found = theme('background = "#777"\nforeground = "#888"')
    assert found.theme is not None
    assert found.warnings[-1].line == 2
    assert "foreground on background has a contrast of 1.3; from 4.5 on it is read well." in [
        told.sentence for told in found.warnings
    ]


@pytest.mark.parametrize("like", OURS.values(), ids=OURS)
def test_our_own_read_well_and_have_only_names_that_are_known(like):
    assert like.colours.keys() <= MAIN.keys() | SINGLE.keys()
    assert like.main.keys() == MAIN.keys()
    for ink, ground, least in PAIRS:
        assert contrast(like.colours[ink], like.colours[ground]) >= least


def test_contrast_is_that_of_wcag():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("parts", "dark"),
    [((0, 0, 0), True), ((1, 1, 1), False), ((0, 0, 1), True), ((0, 1, 0), False)],
)
def test_a_ground_is_dark_where_white_is_read_better(parts, dark):
    assert is_dark(parts) is dark


def test_all_that_textual_brings_along_are_known():
    assert {*BUILTIN_THEMES} <= TEXTUAL_THEMES


def test_a_folder_has_its_themes_and_nothing_else(tmp_path):
    assert read_themes(tmp_path / "none") == []
    for name in ("b.toml", "a.toml", ".c.toml", "d.txt", "e.toml~"):
        (tmp_path / name).touch()
    assert [found.theme.name for found in read_themes(tmp_path)] == ["a", "b"]
