"""Private by default: no network, no shell, and nothing of a text that others may read."""

from __future__ import annotations

import ast
import os
import signal
import stat
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

import lastmile_tui
from lastmile_tui import private_files
from lastmile_tui.editor import edit_text, edit_until
from lastmile_tui.errors import LastmileError
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

LINE = "Sell the Volvo: listed > papers signed due 2027-05-01 #car ! paid"


@pytest.fixture
def guarded(tmp_path):
    """An environment in which the network is out of bounds, and the file that tells of a try."""
    (tmp_path / "sitecustomize.py").write_text(GUARD)
    told = tmp_path / "told"
    return {**os.environ, "PYTHONPATH": str(tmp_path), "GUARD": str(told)}, told


def command(*words):
    return [sys.executable, "-m", "lastmile_tui", *map(str, words)]


@cache
def nodes(module):
    """All nodes of a file, which is read once."""
    return tuple(ast.walk(ast.parse(module.read_text())))


def imported(module):
    """The names of the modules that a file imports, with what it takes from them."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


SERVER = {
    ("cli/web/verb.py", "webbrowser"),
    ("web/addresses.py", "socket"),
    ("web/serve.py", "aiohttp.web"),
    ("web/serve.py", "socket"),
    ("web/serve.py", "ssl"),
    ("web/server.py", "aiohttp.WSMsgType"),
    ("web/server.py", "aiohttp.helpers.content_disposition_header"),
    ("web/server.py", "aiohttp.web"),
}
"""What `lastmile web` listens with, when it is asked for; nothing of it asks another machine."""


def test_no_module_but_the_server_imports_what_speaks_to_other_machines():
    found = {
        (module.relative_to(PACKAGE).as_posix(), name)
        for module in PACKAGE.rglob("*.py")
        for name in imported(module)
        if name.split(".")[0] in NETWORK or name.startswith(("asyncio.open_", "asyncio.start_"))
        if not name.startswith("urllib.parse.")  # which only takes addresses to pieces
    }
    assert found == SERVER


def test_the_guard_notices_a_try(guarded):
    environ, told = guarded
    for try_it in ("socket.getaddrinfo('localhost', 1)", "socket.socket()"):
        done = subprocess.run(
            [sys.executable, "-c", f"import socket; {try_it}"], env=environ, check=False
        )
        assert done.returncode == 97
    assert told.exists()


VERBS = (
    ["add", LINE],
    ["list"],
    ["show", "volvo", "--json"],
    ["advance", "volvo"],
    ["mirror"],
    ["forecast", "volvo"],
    ["export", "csv"],
    ["paths"],
)


def test_no_verb_opens_the_network(guarded):
    """All in one process, which is guarded from its start."""
    environ, told = guarded
    code = f"from lastmile_tui.cli.main import main\nprint([main(words) for words in {VERBS!r}])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == str([0] * len(VERBS)), done.stderr
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
        for node in nodes(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }
    assert {name for name, _ in logged} <= {"crash.py"}  # the report that the person agreed to
    assert {name for name, _ in printed} <= {"crash.py"}


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
