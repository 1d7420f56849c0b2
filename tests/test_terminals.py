"""What a terminal can show, by its environment."""

from __future__ import annotations

import os

import pytest
from rich.color import ColorSystem
from rich.console import Console

from lastmile_tui.terminals import TRUECOLOUR, colours_of, locale_of, reads_utf8, terminal_of

LOCALES = {
    "": False,
    "C": False,
    "POSIX": False,
    "C.UTF-8": True,
    "C.utf8": True,
    "UTF-8": True,
    "de_DE.UTF-8": True,
    "de_DE.utf8@euro": True,
    "de_DE": False,
    "de_DE@euro": False,
    "de_DE.ISO-8859-1": False,
    "de_DE.iso885915@euro": False,
    "ja_JP.SJIS": False,
    "ja_JP.eucJP": False,
    "zh_CN.GB18030": False,
    "ru_RU.KOI8-R": False,
    "bg_BG.CP1251": False,
    "en_US.US-ASCII": False,
    "UTF-16": False,
}


@pytest.mark.parametrize(("locale", "utf8"), LOCALES.items())
def test_a_locale_says_whether_the_terminal_reads_utf_8(locale, utf8):
    assert reads_utf8(locale) is utf8
    assert terminal_of({"LANG": locale, "TERM": "xterm"}).utf8 is utf8


@pytest.mark.parametrize(
    ("env", "locale"),
    [
        ({}, ""),
        ({"LANG": "a"}, "a"),
        ({"LC_CTYPE": "b", "LANG": "a"}, "b"),
        ({"LC_ALL": "c", "LC_CTYPE": "b", "LANG": "a"}, "c"),
        ({"LC_ALL": "", "LC_CTYPE": "", "LANG": "a"}, "a"),
        ({"LC_MESSAGES": "d", "LC_TIME": "d", "LANGUAGE": "d"}, ""),
    ],
)
def test_the_first_variable_with_a_value_counts(env, locale):
    assert locale_of(env) == locale


def test_an_output_of_another_encoding_takes_no_utf_8():
    env = {"LANG": "C.UTF-8", "TERM": "xterm"}
    assert terminal_of(env, "UTF-8").utf8
    assert not terminal_of(env, "iso-8859-1").utf8
    assert not terminal_of(env, "").utf8


TERMS = {
    "xterm": (True, True),
    "xterm-256color": (True, True),
    "xterm-kitty": (True, True),
    "screen": (True, True),
    "screen.xterm-256color": (True, True),
    "tmux-256color": (True, True),
    "rxvt-unicode-256color": (True, True),
    "alacritty": (True, True),
    "st-256color": (True, True),
    "foot-extra": (True, True),
    "linux": (False, False),
    "linux-16color": (False, False),
    "vt100": (False, False),
    "vt220-w": (False, False),
    "cons25": (False, False),
    "dumb": (True, False),
    "": (True, False),
    "unknown": (True, False),
    "eterm-color": (True, False),
    "sun-color": (True, False),
}


@pytest.mark.parametrize(("term", "can"), TERMS.items())
def test_a_name_says_what_its_fonts_have_and_whether_there_is_a_title(term, can):
    terminal = terminal_of({"TERM": term, "LANG": "C.UTF-8"})
    assert (terminal.signs, terminal.titled) == can


COLOURS = [
    ({"TERM": "xterm"}, 16),
    ({"TERM": "linux"}, 16),
    ({"TERM": "screen"}, 16),
    ({"TERM": "xterm-16color"}, 16),
    ({"TERM": "alacritty"}, 16),
    ({"TERM": "xterm-direct"}, 16),
    ({}, 16),
    ({"TERM": "xterm-256color"}, 256),
    ({"TERM": "tmux-256color"}, 256),
    ({"TERM": "xterm-kitty"}, 256),
    ({"TERM": "xterm", "COLORTERM": "truecolor"}, TRUECOLOUR),
    ({"TERM": "linux", "COLORTERM": " 24BIT "}, TRUECOLOUR),
    ({"TERM": "xterm-256color", "COLORTERM": "yes"}, 256),
]

IN_SCREEN = [
    ({"TERM": "screen.xterm-256color", "STY": "1.a", "COLORTERM": "truecolor"}, 256),
    ({"TERM": "screen", "STY": "1.a", "COLORTERM": "24bit"}, 16),
    ({"TERM": "screen-256color", "STY": "1.a", "TMUX": "x", "COLORTERM": "truecolor"}, 256),
    ({"TERM": "tmux-256color", "STY": "1.a", "TMUX": "x", "COLORTERM": "truecolor"}, TRUECOLOUR),
    ({"TERM": "screen-256color", "TMUX": "x", "COLORTERM": "truecolor"}, TRUECOLOUR),
    ({"TERM": "xterm-256color", "STY": "1.a", "COLORTERM": "truecolor"}, TRUECOLOUR),
    (
        {
            "TERM": "screen",
            "STY": "1.a",
            "COLORTERM": "truecolor",
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
        },
        TRUECOLOUR,
    ),
]


@pytest.mark.parametrize(("env", "colours"), IN_SCREEN)
def test_in_screen_the_colours_of_the_terminal_around_it_are_not_asked_for(env, colours):
    assert colours_of(env) == colours


SYSTEMS = {ColorSystem.STANDARD: 16, ColorSystem.EIGHT_BIT: 256, ColorSystem.TRUECOLOR: TRUECOLOUR}


@pytest.mark.parametrize(("env", "colours"), COLOURS)
def test_we_expect_as_many_colours_as_rich_draws(env, colours):
    assert colours_of(env) == colours
    console = Console(force_terminal=True, _environ=env, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    assert SYSTEMS[ColorSystem[console.color_system.upper().replace("256", "EIGHT_BIT")]] == colours
    console.file.close()


@pytest.mark.parametrize(
    ("system", "colours"), [("standard", 16), ("256", 256), ("truecolor", TRUECOLOUR), ("auto", 16)]
)
def test_textual_can_be_told_how_many_there_are(system, colours):
    assert colours_of({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": system}) == colours
