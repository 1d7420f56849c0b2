"""Private by default: no network, no shell, and nothing that others may read."""

from __future__ import annotations

import ast
import os
import signal
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

import lastmile_tui
from lastmile_tui import private_files
from lastmile_tui.editor import edit_text, edit_until
from lastmile_tui.errors import LastmileError
from lastmile_tui.store.disk import files
from support.terminal import Terminal

PACKAGE = Path(lastmile_tui.__file__).parent

NETWORK = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "xmlrpc"),
    *("socketserver", "webbrowser", "requests", "httpx", "aiohttp", "urllib3", "websockets"),
}
"""Modules that speak to other machines, or start what does."""

TELLING = {"logging", "syslog", "warnings", "traceback"}
"""Modules that write what a program knows where nobody asked for it."""

GUARD = """
import os, sys

def guard(event, args):
    family = int(args[1]) if event == "socket.__new__" else 0
    asked = event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib."))
    if asked and event != "socket.__new__" or family in (2, 10):
        with open(os.environ["GUARD"], "a") as told:
            print(event, args, file=told)
        os._exit(97)

sys.addaudithook(guard)
"""
"""Ends the program at its first try to speak to another machine."""

LINE = "Sell the Volvo: listed > papers signed due 2027-05-01 #car"


@pytest.fixture
def guarded(tmp_path):
    """An environment in which the network is out of bounds, and the file that tells of a try."""
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    told = tmp_path / "told"
    return {**os.environ, "PYTHONPATH": str(tmp_path), "GUARD": str(told)}, told


def command(*words):
    return [sys.executable, "-m", "lastmile_tui", *map(str, words)]


def imported(module):
    """The names of the modules that a file imports, with what it takes from them."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_imports_what_speaks_to_other_machines():
    found = {
        (module.name, name)
        for module in PACKAGE.rglob("*.py")
        for name in imported(module)
        if name.split(".")[0] in NETWORK or name.startswith(("asyncio.open_", "asyncio.start_"))
    }
    assert found == set()


def test_the_guard_notices_a_try(guarded):
    environ, told = guarded
    for try_it in ("socket.getaddrinfo('localhost', 1)", "socket.socket()"):
        done = subprocess.run(
            [sys.executable, "-c", f"import socket; {try_it}"], env=environ, check=False
        )
        assert done.returncode == 97
    assert told.exists()


def test_no_verb_opens_the_network(guarded):
    environ, told = guarded
    for words in (
        ["add", LINE],
        ["list"],
        ["show", "volvo", "--json"],
        ["advance", "volvo"],
        ["mirror"],
        ["export", "csv"],
        ["paths"],
    ):
        done = subprocess.run(command(*words), env=environ, check=False, capture_output=True)
        assert done.returncode == 0, done.stderr
    assert not told.exists()


def test_the_app_opens_no_network(guarded, tmp_path):
    environ, told = guarded
    path = tmp_path / "lastmile.json"
    subprocess.run(command("--file", path, "add", LINE), env=environ, check=True)
    with Terminal(command("--file", path), env=environ) as terminal:
        terminal.until("PLANNED")
        terminal.press(" ")
        terminal.until("Reached ‘listed’")
        terminal.press("m")
        terminal.until("How roads ended")
        terminal.press("q")
        terminal.until("FINAL STRETCH")
        terminal.press("q")
        assert terminal.end() == 0
    assert not told.exists()


def test_nothing_is_logged_and_nothing_is_printed_past_the_output():
    modules = list(PACKAGE.rglob("*.py"))
    logged = {
        (module.name, name)
        for module in modules
        for name in imported(module)
        if name.split(".")[0] in TELLING - {"warnings"}
    }
    printed = {
        (module.name, node.lineno)
        for module in modules
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }
    assert {name for name, _ in logged} <= {"crash.py"}  # the report that the person agreed to
    assert {name for name, _ in printed} <= {"crash.py"}


# Files


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file"


def no_links(*_):
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("write", [private_files.create, private_files.replace])
def test_a_file_has_its_name_when_it_is_whole_and_nothing_else_is_left(
    path, monkeypatch, write, links
):
    seen = []
    real = private_files.sync
    monkeypatch.setattr(private_files, "sync", lambda fd: seen.append(path.exists()) or real(fd))
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    write(path, b"whole")
    assert seen == [False]
    assert path.read_bytes() == b"whole"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("make", [Path.touch, Path.mkdir, lambda path: path.symlink_to("away")])
def test_a_new_file_takes_no_name_that_is_there(path, monkeypatch, make, links):
    make(path)
    before = path.lstat()
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(FileExistsError):
        private_files.create(path, b"new")
    assert path.lstat() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_disk_that_fails_leaves_what_was_there_and_no_draft(path, monkeypatch, call):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    path.write_bytes(b"old")
    new = path.with_name("new")
    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(os, call, full)
    for write, where in ((private_files.replace, path), (private_files.create, new)):
        with pytest.raises(OSError, match="No space left"):
            write(where, b"data")
    assert path.read_bytes() == b"old"
    assert list(path.parent.iterdir()) == [path]


def test_a_mode_stays_and_a_link_is_replaced_by_a_private_file(path):
    other = path.with_name("other")
    other.write_bytes(b"untouched")
    other.chmod(0o644)
    path.touch()
    path.chmod(0o640)
    private_files.replace(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.unlink()
    path.symlink_to(other)
    private_files.replace(path, b"mine")
    assert stat.S_IMODE(path.lstat().st_mode) == 0o600
    assert not path.is_symlink()
    assert other.read_bytes() == b"untouched"


def test_the_longest_name_can_be_written(tmp_path):
    for name in ("x" * 255, "ü" * 127):
        private_files.create(tmp_path / name, b"new")
        private_files.replace(tmp_path / name, b"newer")
        assert (tmp_path / name).read_bytes() == b"newer"


def test_a_program_that_is_killed_while_it_copies_leaves_no_part_under_the_name(tmp_path):
    source, copy = tmp_path / "source", tmp_path / "copy"
    source.write_bytes(b"x" * 1000)
    kill = (
        "import os, sys; from pathlib import Path; from lastmile_tui.store.disk import files\n"
        "real = os.write\n"
        "os.write = lambda fd, data: (real(fd, data[:10]), os.kill(os.getpid(), 9))\n"
        "files.copy_to_free_name(*map(Path, sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-c", kill, source, copy], check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = set(tmp_path.iterdir()) - {source}
    assert left.name.startswith(".~copy.")
    os.utime(left, (0, 0))
    assert files.copy_to_free_name(source, copy) == copy
    assert {path.name for path in tmp_path.iterdir()} == {"source", "copy"}


# The editor


@pytest.mark.parametrize("value", ["true; touch pwned", "$(touch pwned)", "`touch pwned`", "a|b"])
def test_no_shell_sees_the_editor(tmp_path, monkeypatch, value):
    monkeypatch.chdir(tmp_path)
    environ = {"EDITOR": value, "PATH": os.environ["PATH"]}
    with suppress(LastmileError):  # no program has such a name
        edit_text("text", environ=environ)
    assert list(tmp_path.iterdir()) == []


def test_what_an_editor_left_that_was_killed_goes_at_the_next_edit(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    edit = "from lastmile_tui.editor import edit_text; import os; edit_text('secret', environ={})"
    kill = f"{sys.executable} -c 'import os; os.kill(os.getppid(), 9)'"
    ended = subprocess.run(
        [sys.executable, "-c", edit.replace("environ={}", f"environ={{'EDITOR': {kill!r}}}")],
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert stat.S_IMODE(left.stat().st_mode) == 0o700

    edit_text("text", environ={"EDITOR": "true"})
    assert left.exists(), "one that is not old yet may be in use"
    os.utime(left, (0, 0))
    edit_text("text", environ={"EDITOR": "true"})
    assert list(tmp_path.iterdir()) == []


def test_only_our_own_old_folders_are_swept(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    target = tmp_path / "elsewhere"
    target.mkdir(0o700)
    (target / "kept").touch()
    (tmp_path / "lastmile-edit-link").symlink_to(target)
    (tmp_path / "lastmile-edit-file").touch(0o600)
    (tmp_path / "lastmile-edit-open").mkdir(0o755)
    (tmp_path / "lastmile-other-x").mkdir(0o700)
    before = set(tmp_path.iterdir())
    for path in before:
        os.utime(path, (0, 0), follow_symlinks=False)
    with private_files.scratch("edit") as held:
        os.utime(held, (0, 0))
        with private_files.scratch("edit"):
            assert held.is_dir(), "in use, however old"
    assert set(tmp_path.iterdir()) == before
    assert (target / "kept").exists()


def test_a_text_that_is_kept_is_private_and_written_through_no_link(tmp_path):
    kept, other = tmp_path / "new" / "state" / "edited.md", tmp_path / "other"
    other.write_text("untouched")

    def refuse(_):
        raise LastmileError("No.")

    script = tmp_path / "editor.py"
    script.write_text("import sys; open(sys.argv[-1], 'w').write('mine')")
    environ = {"EDITOR": f"{sys.executable} {script}"}
    before = os.umask(0)
    try:
        for link in (False, True):
            if link:
                kept.unlink()
                kept.symlink_to(other)
            with pytest.raises(LastmileError, match="What you wrote is kept in"):
                edit_until("text", refuse, environ=environ, rescue=kept)
            assert kept.read_text() == "mine"
            assert not kept.is_symlink()
            assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    finally:
        os.umask(before)
    assert other.read_text() == "untouched"
    assert [stat.S_IMODE(up.stat().st_mode) for up in (kept.parent, kept.parent.parent)] == [
        0o700,
        0o700,
    ]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_the_text_that_is_edited_is_private_whatever_the_umask(tmp_path, monkeypatch, umask):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []

    def run(words, **_):
        path = Path(words[-1])
        seen.extend(stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent))
        return subprocess.CompletedProcess(words, 0)

    before = os.umask(umask)
    try:
        edit_text("text", environ={"EDITOR": "any"}, run=run)
    finally:
        os.umask(before)
    assert seen == [0o600, 0o700]
