"""The bytes that reach a terminal, by its locale and its name: one of single bytes obeys some."""

from __future__ import annotations

import os
import re
import sys

import pytest

from lastmile_tui.cli.main import main
from support.cases import case
from support.terminal import Terminal

TITLES = (
    "Übersetzung für Zoë: ein > zwei >> drei",
    "flag ⚑ and \u2588 of 汉字: ► one > ✓ two >> ▧ three",
    "Ångström ﬁne ½ e\u0301 1\ufe0f\u20e3 👩\u200d🚀: a > b >> c @Łukasz #größe",
    "\u00e9\u00c0\u009b\u0090: ж > ß >> €",
)
"""Titles whose UTF-8 has bytes from 0x80 to 0x9f, the controls of a terminal of single bytes."""

WALK = [
    ("", "PLANNED"),
    (" ", "Reached"),
    ("\r", "Forecast"),
    ("\x1b", "ON THE ROAD"),
    ("s", "To seal"),
    ("\x1b", None),
    ("b", "What is in the way?"),
    ("\x1b", None),
    (":", "A command"),
    ("\x1b", None),
    ("a", "New goal"),
    ("\x1b", None),
    ("?", "Keys"),
    ("\x1b", None),
    ("m", "How roads ended"),
    ("\x1b", None),
    ("r", "goal 1 of"),
    ("\x1b", None),
    ("z", "lanes:"),
]

SINGLE_BYTES = {
    "C": {"LANG": "C"},
    "POSIX": {"LANG": "POSIX"},
    "none": {},
    "Latin-1": {"LANG": "de_DE.ISO-8859-1"},
    "Shift-JIS": {"LANG": "ja_JP.SJIS"},
    "Latin-9 by its modifier": {"LANG": "de_DE@euro"},
    "KOI8-R over UTF-8": {"LANG": "C.UTF-8", "LC_ALL": "ru_RU.KOI8-R"},
    "LC_CTYPE of C over UTF-8": {"LANG": "C.UTF-8", "LC_CTYPE": "C"},
    "an empty LC_ALL": {"LC_ALL": "", "LANG": "C"},
    "uncoerced": {"LANG": "C", "PYTHONCOERCECLOCALE": "0"},
    "forced to UTF-8 mode": {"LANG": "C", "PYTHONUTF8": "1"},
    "out of UTF-8 mode": {"LANG": "C", "PYTHONUTF8": "0"},
}

UTF8 = {
    "UTF-8": {"LANG": "C.UTF-8"},
    "by LC_CTYPE": {"LC_CTYPE": "C.UTF-8"},
    "by LC_CTYPE over C": {"LC_CTYPE": "C.UTF-8", "LANG": "C"},
    "by LC_ALL over C": {"LC_ALL": "C.utf8", "LANG": "C", "LC_CTYPE": "POSIX"},
    "not installed": {"LANG": "xx_YY.UTF-8"},
    "with a modifier": {"LANG": "de_DE.utf8@euro"},
}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "lastmile.json"
    for title in TITLES:
        assert main(["--file", str(path), "add", title]) == 0
    return path


@pytest.fixture
def choose(_home):
    """Write the setting of the glyphs."""

    def write(glyphs):
        settings = _home / "config" / "lastmile" / "config.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text(f'glyphs = "{glyphs}"\n')

    return write


def variables(**given):
    """An environment with only these variables about characters and colours."""
    told = ("LANG", "LC_", "PYTHONUTF8", "PYTHONCOERCE", "PYTHONIOENCODING", "COLORTERM", "TERM")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(told)}
    return {**kept, "TERM": "xterm-256color", "LANG": "", **given}


def command(path, *words):
    now = "2026-11-21T09:00"
    return [sys.executable, "-m", "lastmile_tui", "--now", now, "--file", str(path), *words]


def walk(path, env, steps=WALK):
    """All that the app writes on a walk through its screens."""
    with Terminal(command(path), env=env, size=(100, 40), patience=30) as terminal:
        seen = None
        for keys, shown in steps:
            terminal.press(keys)
            if shown is None:
                terminal.until_gone(seen)
            else:
                terminal.until(shown)
                seen = shown
        terminal.press("q")
        assert terminal.end() == 0
    return terminal.raw


def printed(path, env, *words):
    """What a command prints on a terminal."""
    with Terminal(command(path, *words), env=env) as terminal:
        assert terminal.end() == 0
    return terminal.raw


def test_a_terminal_of_single_bytes_gets_no_other_byte_on_any_screen(path):
    raw = walk(path, variables(LANG="C"))
    assert raw.isascii()
    assert b"Ubersetzung fur Zoe" in raw
    assert b"flag v and # of ????" in raw or b"flag ? and # of ????" in raw


def test_every_such_locale_is_one_of_single_bytes(path):
    for name, locale in SINGLE_BYTES.items():
        with case(name):
            listed = printed(path, variables(**locale), "list")
            assert listed.isascii()
            assert b"Ubersetzung" in listed


@pytest.mark.parametrize("name", ["Latin-1", "LC_CTYPE of C over UTF-8", "uncoerced"])
def test_the_app_takes_it_as_the_list_does(name, path):
    env = variables(**SINGLE_BYTES[name])
    assert walk(path, env, [("", "PLANNED"), (" ", "Reached")]).isascii()


def test_a_locale_of_utf_8_shows_titles_and_signs_as_they_are(path):
    for name, locale in UTF8.items():
        with case(name):
            listed = printed(path, variables(**locale), "list").decode()
            assert "Übersetzung" in listed
            assert "⚑" in listed


@pytest.mark.parametrize("name", ["by LC_CTYPE over C", "not installed"])
def test_so_does_the_app(name, path):
    raw = walk(path, variables(**UTF8[name]), [("", "PLANNED")]).decode()
    assert "Übersetzung" in raw
    assert "⚑" in raw


@pytest.mark.parametrize("glyphs", ["unicode", "plain"])
def test_what_the_user_chose_wins_over_the_locale(glyphs, path, choose):
    choose(glyphs)
    raw = walk(path, variables(LANG="C"), [("", "PLANNED")]).decode()
    assert "Übersetzung" in raw
    assert "►" in raw
    assert "Übersetzung" in printed(path, variables(LANG="C"), "list").decode()


def test_who_chose_ascii_signs_keeps_the_titles_where_the_locale_has_them(path, choose):
    choose("ascii")
    assert "Übersetzung" in walk(path, variables(LANG="C.UTF-8"), [("", "PLANNED")]).decode()
    assert walk(path, variables(LANG="C"), [("", "PLANNED")]).isascii()


@pytest.mark.parametrize("term", ["linux", "linux-16color", "vt220", "cons25"])
def test_a_console_gets_titles_as_they_are_and_no_sign_of_ours(term, path):
    env = variables(TERM=term, LANG="C.UTF-8")
    steps = WALK if term == "linux" else WALK[:2]
    shown = walk(path, env, steps).decode() + printed(path, env, "list").decode()
    assert "Übersetzung für Zoë" in shown
    written = {char for title in TITLES for char in title}
    assert {char for char in shown if not char.isascii()} <= written | {"é"}


def test_files_and_pipes_get_every_character_whatever_the_locale(path, tmp_path):
    env = variables(LANG="C")
    target = tmp_path / "roads"
    line = " ".join(command(path, "list"))
    with Terminal(["/bin/sh", "-c", f"{line} >{target}"], env=env) as terminal:
        assert terminal.end() == 0
    assert "Übersetzung" in target.read_text("utf-8")


TITLED = re.compile(rb"\x1b\]0;([^\x07]*)\x07")
KEEP, GIVE_BACK = b"\x1b[22;0t", b"\x1b[23;0t"


def test_the_title_of_the_window_is_ascii_there(path):
    raw = walk(path, variables(LANG="C"), [("", "PLANNED"), ("j", "PLANNED")])
    titles = TITLED.findall(raw)
    assert titles[-1] == b""
    assert all(title.isascii() for title in titles)
    assert len(titles) > 1


def test_half_a_wide_character_that_was_drawn_over_can_be_read():
    with Terminal(["true"], size=(10, 1)) as terminal:
        terminal.draw("漢字b\rA".encode())
        assert terminal.shown.replace(" ", "") == "A字b"
