import stat
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from lastmile_tui.editor import ROUNDS, SIZE_LIMIT, edit_text, edit_until, with_error
from lastmile_tui.errors import FormError, LastmileError

TEXT = "# Thesis\n\n## Markers\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A place for temporary files that only this test uses."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def editor(tmp_path):
    """An environment whose $EDITOR runs some lines of Python with the file as `path`."""

    def made(lines, variable="EDITOR"):
        script = tmp_path / "my editor.py"
        script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\n{lines}\n")
        return {variable: f"{sys.executable} '{script}'"}

    return made


class Ended(NamedTuple):
    returncode: int = 0


class Watched:
    """A runner that keeps the command and starts nothing."""

    def __init__(self):
        self.command = []

    def __call__(self, command, **_):
        self.command = command
        return Ended()


def test_the_text_comes_back_as_the_editor_left_it(editor):
    environ = editor("path.write_text(path.read_text().replace('Thesis', 'Café'), 'utf-8')")
    assert edit_text(TEXT, environ=environ) == TEXT.replace("Thesis", "Café")


def test_a_text_that_was_left_alone_comes_back_as_nothing(editor):
    assert edit_text(TEXT, environ=editor("pass")) is None
    assert edit_text(TEXT, environ=editor("path.write_text(path.read_text())")) is None


def test_another_end_of_the_file_or_of_its_lines_is_no_change(editor):
    assert edit_text("one\ntwo", environ=editor("path.write_bytes(b'one\\r\\ntwo\\r\\n')")) is None
    marked = editor("path.write_bytes(b'\\xef\\xbb\\xbf' + path.read_bytes())")
    assert edit_text(TEXT, environ=marked) is None


def test_visual_comes_before_editor_and_an_empty_one_counts_as_none(editor):
    environ = editor("path.write_text('visual')", "VISUAL")
    assert edit_text(TEXT, environ={**environ, "EDITOR": "false"}) == "visual"
    environ = editor("path.write_text('editor')")
    assert edit_text(TEXT, environ={**environ, "VISUAL": " "}) == "editor"


def test_only_the_user_can_read_the_file_and_its_folder(folder):
    seen = []

    def run(command, **_):
        path = Path(command[-1])
        seen.extend(stat.S_IMODE(where.stat().st_mode) for where in (path, path.parent))
        seen.append(path.parent.parent)
        return Ended()

    edit_text(TEXT, environ={"EDITOR": "any"}, run=run)
    assert seen == [0o600, 0o700, folder]


def test_nothing_stays_behind_not_even_what_the_editor_put_there(editor, folder):
    edit_text(TEXT, environ=editor("path.with_suffix('.swp').write_text('x')"))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError, RuntimeError])
def test_nothing_stays_behind_when_the_editor_breaks_off(folder, trouble):
    def run(*_, **__):
        raise trouble

    with pytest.raises((trouble, LastmileError)):
        edit_text(TEXT, environ={"EDITOR": "any"}, run=run)
    assert list(folder.iterdir()) == []


def test_an_editor_that_fails_changes_nothing(editor):
    environ = editor("path.write_text('half'); sys.exit(3)")
    name = Path(sys.executable).name
    with pytest.raises(LastmileError, match=f"‘{name}’ ended with an error; nothing was changed."):
        edit_text(TEXT, environ=environ)


def test_an_editor_that_is_not_there_is_told():
    with pytest.raises(LastmileError, match=r"‘gone’ cannot be started; set \$EDITOR"):
        edit_text(TEXT, environ={"EDITOR": "/nowhere/gone --wait"})


def test_a_command_that_no_shell_could_read_is_told():
    with pytest.raises(LastmileError, match=r"\$EDITOR lacks a closing quote"):
        edit_text(TEXT, environ={"EDITOR": "vi 'a"})


def test_no_shell_reads_the_command():
    watched = Watched()
    edit_text(TEXT, environ={"EDITOR": "ed; rm $HOME"}, run=watched)
    assert watched.command[:3] == ["ed;", "rm", "$HOME"]


def test_a_usual_editor_is_found_and_none_is_told(tmp_path):
    with pytest.raises(LastmileError, match=r"Set \$EDITOR to the editor you like; none was found"):
        edit_text(TEXT, environ={"PATH": str(tmp_path)})
    for name in ("vi", "nano"):
        (tmp_path / name).touch(0o700)
        watched = Watched()
        edit_text(TEXT, environ={"PATH": str(tmp_path)}, run=watched)
        assert watched.command[0] == str(tmp_path / name)


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ("path.write_bytes(b'caf\\xe9')", "is not UTF-8"),
        (f"path.write_text('x' * {SIZE_LIMIT + 1})", "larger than 1 MB"),
        ("path.unlink()", "left no text behind"),
    ],
)
def test_what_is_no_text_is_told(editor, left, told):
    with pytest.raises(LastmileError, match=f"{told}.*; nothing was changed") as caught:
        edit_text(TEXT, environ=editor(left))
    assert str(caught.value).endswith(".")


def test_a_folder_that_cannot_be_made_is_told(folder):
    folder.rmdir()
    with pytest.raises(LastmileError, match="no place for a file to edit: No such file"):
        edit_text(TEXT, environ={"EDITOR": "any"}, run=Watched())


@pytest.mark.parametrize("name", ["vi", "/usr/bin/vim.basic", "nvim", "nano -w", "emacs -nw", "hx"])
def test_an_editor_that_can_jumps_to_the_line(name):
    watched = Watched()
    edit_text(TEXT, environ={"EDITOR": name}, line=7, run=watched)
    assert watched.command[:-1] == [*name.split(), "+7"]


@pytest.mark.parametrize("name", ["code --wait", "ed", "gedit", "vitamin"])
def test_another_editor_gets_the_file_alone(name):
    watched = Watched()
    edit_text(TEXT, environ={"EDITOR": name}, line=7, run=watched)
    assert watched.command[:-1] == name.split()


def test_the_environment_reaches_the_editor(editor):
    environ = editor("import os; path.write_text(os.environ['HELLO'])")
    assert edit_text(TEXT, environ={**environ, "HELLO": "world"}) == "world"


def test_the_suffix_names_the_kind_of_text():
    watched = Watched()
    edit_text(TEXT, environ={"EDITOR": "any"}, suffix=".txt", run=watched)
    assert Path(watched.command[-1]).name == "goal.txt"


def test_trouble_stands_above_its_line_and_counts_it_anew():
    told = with_error(TEXT, FormError(3, "no marker here; write one."))
    assert told == "# Thesis\n\n<!-- Line 4: no marker here; write one. -->\n## Markers\n"
    assert told.split("\n")[4 - 1] == "## Markers"


def test_trouble_takes_the_place_of_earlier_trouble():
    first = with_error(TEXT, FormError(1, "one."))
    assert with_error(first, FormError(4, "two.")) == with_error(TEXT, FormError(3, "two."))
    assert with_error(first, FormError(2, "one.")) == first


def test_trouble_is_one_comment_whatever_it_quotes():
    told = with_error(TEXT, FormError(1, "‘a ---> b’ is none."))
    assert told.splitlines()[0] == "<!-- Line 2: ‘a -> b’ is none. -->"


def test_the_editor_opens_at_the_trouble():
    watched = Watched()
    text = with_error(TEXT, FormError(3, "wrong."))
    edit_text(text, environ={"EDITOR": "vi"}, run=watched)
    assert watched.command[:-1] == ["vi", "+4"]


def test_an_editor_that_spoils_the_text_every_time_is_opened_only_so_often(editor, tmp_path):
    log, kept = tmp_path / "opened", tmp_path / "state" / "edited.md"
    environ = editor(
        f"open({str(log)!r}, 'a').write('x')\npath.write_text(path.read_text() + 'spoilt\\n')"
    )

    def refuse(text):
        raise FormError(1, f"Spoilt {text.count('spoilt')} times.")

    with pytest.raises(LastmileError) as caught:
        edit_until(TEXT, refuse, environ=environ, rescue=kept)
    assert str(caught.value) == f"Line 1: Spoilt 5 times. What you wrote is kept in {kept}."
    assert log.read_text() == "x" * ROUNDS == "xxxxx"
