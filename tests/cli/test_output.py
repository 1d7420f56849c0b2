"""What reaches the terminal: inert in every title, whole in every encoding."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastmile_tui.cli.output import complain, json_item, json_text, say, say_document, say_json
from lastmile_tui.domain.model.text import cells

HOSTILE = [
    "wipe \x1b[2J me",
    "title \x1b]0;pwned\x07 x",
    "c1 \x9b31m red",
    "bell \x07 del \x7f nul \x00",
    "right \u202eto left\u2066 x",
    "[bold]markup[/] [@click=app.quit]x[/]",
    "two\nlines\rback",
    "half \ud800 a pair",
]

FULL = Path("/dev/full")

OBEYED = [chr(code) for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F))]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_inert_wherever_it_is_shown(lastmile, title):
    added = lastmile("add", title)
    shown = [lastmile("list"), lastmile("show", "--json", added.out.split(" · ")[1])]
    lastmile("note", added.out.split(" · ")[1], title)
    shown.append(lastmile("show", added.out.split(" · ")[1]))
    for done in (added, *shown):
        assert done.code == 0
        assert not any(char in done.out for char in OBEYED if char != "\n")


def test_markup_is_only_text(lastmile):
    lastmile("add", "[bold]loud[/]")
    assert "[bold]loud[/]" in lastmile("list").out


def test_a_file_that_holds_control_characters_shows_none(lastmile, file):
    lastmile("add", "Swim", "#lake", "@Ana")
    held = json.loads(file.read_text())
    document = next(iter(held["goals"].values()))
    document["title"] = "Swim\x1b[2J\nfar"
    document["tags"] = ["la\x1b[31mke"]
    document["people"] = [{"name": "A\u202ena"}]
    document["markers"][0]["title"] = "fin\x07ish\n"
    document["why"] = "be\x9bcause"
    file.write_text(json.dumps(held))
    for args in (["list"], ["show", "swim"], ["list", "--json"], ["show", "swim", "--json"]):
        done = lastmile(*args)
        assert done.code == 0, done.err
        assert not any(char in done.out for char in OBEYED if char != "\n")
    assert any("Swim" in line and "far" in line for line in lastmile("list").out.splitlines())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_is_ascii_and_comes_back_as_it_was(text):
    printed = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", _Paper(printed))
        say_json({"title": text, "list": [text, None, 1.5]})
    assert "".join(printed).isascii()
    assert json.loads("".join(printed)) == {"title": text, "list": [text, None, 1.5]}


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)
KINDS_OF_TEXT = ["é \x7f \\u00e9 \\x41", "‘one’ 🚗🏁", "道路" * 40, '\\\n\t"[]', "\udfff"]


@given(st.dictionaries(st.text(max_size=3), values | st.sampled_from(KINDS_OF_TEXT), max_size=4))
def test_json_is_written_as_python_writes_it_and_an_item_stands_deeper(value):
    """But for empty lists and the one control that Python leaves as it is."""
    text = json_text(value)
    assert text == json.dumps(value, indent=2).replace("\x7f", "\\u007f")
    assert json_item(value) == text.replace("\n", "\n    ")


def test_plain_signs_are_one_cell_each(capsys):
    say("━▸╌═⚑ ✓ ‘x’ 3 · 4", plain=True)
    assert capsys.readouterr().out == "=>-~F x 'x' 3 - 4\n"


class _Paper:
    """A stream that keeps what is written."""

    def __init__(self, into):
        self._into = into

    def write(self, text):
        self._into.append(text)


def run(*args: str, encoding: str = "utf-8", **named):
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "lastmile_tui", *args]
    env = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run(
        command, env=env, check=False, stdin=subprocess.DEVNULL, capture_output=True, **named
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_an_encoding_without_our_signs_gets_plain_ones(lastmile, encoding):
    lastmile("add", "Übersetzung 汉: one > two")
    done = run("list", encoding=encoding)
    signs = run("list").stdout.decode().splitlines()[1].split()[1]
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode(encoding).splitlines()
    assert "bersetzung ?" in lines[1]
    road = lines[1].split()[1]
    assert len(road) == len(signs)
    assert len(set(road)) == len(set(signs)) > 2


def test_errors_reach_a_stderr_without_our_signs(home):
    done = run("show", "boat", encoding="ascii")
    assert done.returncode == 1
    assert done.stderr.startswith(b"lastmile: No goal matches 'boat'; ")
    assert not (home / "data").exists()


def test_who_stops_reading_gets_no_complaint(lastmile):
    lastmile("add", "Swim")
    command = [sys.executable, "-m", "lastmile_tui", "list"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not FULL.exists(), reason="no full disk at hand")
def test_a_full_disk_is_one_sentence(lastmile):
    lastmile("add", "Swim")
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "lastmile_tui", "list"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"lastmile: The output: No space left on device.\n"


def test_a_closed_stdout_is_no_error():
    command = [sys.executable, "-m", "lastmile_tui", "list"]
    done = subprocess.run(
        ["/bin/sh", "-c", f"{' '.join(command)} >&-"], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


WORDS = "lastmile: The data file cannot be read: it breaks off in line 5. It was left as it is."


class Stream(StringIO):
    """Looks like a terminal."""

    def isatty(self):
        return True

    def fileno(self):
        return 1


@pytest.fixture
def terminal(monkeypatch):
    """Terminals of 40 columns for both streams; gives what a call prints."""

    def printed(tell, *lines, **options):
        stream = Stream()
        with monkeypatch.context() as patch:
            patch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((40, 24)))
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "stderr", stream)
            tell(*lines, **options)
        return stream.getvalue()

    return printed


@pytest.mark.parametrize(("columns", "seen"), [(33, 33), (0, 80)])
def test_a_terminal_tells_its_columns(columns, seen, monkeypatch):
    main, end = pty.openpty()
    termios.tcsetwinsize(end, (24, columns))
    with os.fdopen(main, "rb", buffering=0) as shown, os.fdopen(end, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        say("a " * 100, wrap=True)
        stream.flush()
        first = shown.read(1000).split(b"\r\n")[0]
    assert seen - 2 <= len(first) <= seen


def test_what_is_no_terminal_has_no_columns(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    complain(WORDS)
    with (tmp_path / "file").open("w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        say(WORDS * 10, wrap=True)
    assert (tmp_path / "file").read_text() == f"{WORDS * 10}\n"


def test_a_long_sentence_breaks_at_words_on_a_terminal(terminal):
    lines = terminal(complain, WORDS.removeprefix("lastmile: ")).splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= 40
    assert all(line.startswith("  ") and line[2] != " " for line in lines[1:])
    assert " ".join(line.strip() for line in lines) == WORDS


def test_what_goes_elsewhere_is_not_broken(capsys):
    complain(WORDS.removeprefix("lastmile: "))
    say(WORDS, wrap=True)
    assert capsys.readouterr() == (f"{WORDS}\n", f"{WORDS}\n")


def test_only_lines_that_ask_for_it_are_broken(terminal):
    assert terminal(say, WORDS) == f"{WORDS}\n"


@pytest.mark.parametrize("length", [30, 38, 39, 40, 60])
def test_a_path_is_one_piece_where_a_line_has_room_for_it(terminal, length):
    path = f"/{'x' * (length - 1)}"
    lines = terminal(say, f"  - look at {path} now", wrap=True).splitlines()
    (held,) = (line for line in lines if path in line)
    assert len(held) <= max(40, length)
    assert lines[0] in ("  - look at", f"  - look at {path}")


def test_a_hanging_line_stands_below_the_words_behind_a_sign(terminal):
    words = f"  ✗ {'word ' * 20}".rstrip()
    first, *others = terminal(say, words, wrap=True).splitlines()
    assert first.startswith("  ✗ word")
    assert others
    assert all(line.startswith("    word") for line in others)


def test_wide_characters_count_twice(terminal):
    lines = terminal(say, "汉字 " * 20, wrap=True).splitlines()
    assert all(cells(line) <= 40 for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("* \u200bTODO\n", "* \u200bTODO\n"),  # as Org parts signs from what they mean
        ("* <\u200b2026-11-27>\n", "* <\u200b2026-11-27>\n"),
        ("DESCRIPTION:a long \n  line\n", "DESCRIPTION:a long \n  line\n"),
        ("SUMMARY:x\r\n", "SUMMARY:x\n"),
        ("Project:\n\t- task\n\n", "Project:\n\t- task\n\n"),
        ("no line feed", "no line feed"),
        ("a\x1b[31mb\x07\u202ec\x9bd\ufeffe", "a[31mbcde"),
    ],
)
def test_a_document_on_the_screen_is_the_file_but_for_what_a_terminal_obeys(terminal, text, shown):
    assert terminal(say_document, [text, text]) == shown * 2


def test_a_document_elsewhere_is_the_file(capsys):
    say_document(["SUMMARY:x\r\n", "\x1b\u202e"])
    assert capsys.readouterr().out == "SUMMARY:x\r\n\x1b\u202e"
