"""What root makes in another's home is theirs, and what is root's in ours is said to be so."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lastmile_tui import owners
from lastmile_tui.owners import say_owner

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become another user"
)

SOMEBODY = 65534
ANOTHER = 65533

RUN = """
import contextlib, io, json, os, pwd, sys, tempfile, tomllib
from lastmile_tui.cli import crash
from lastmile_tui.cli.main import main
user, *commands = json.loads(sys.argv[1])
if user != "0":
    with contextlib.redirect_stdout(io.StringIO()), tempfile.TemporaryDirectory() as folder:
        home, os.environ["HOME"] = os.environ["HOME"], folder
        os.makedirs(f"{folder}/.config/lastmile")
        with open(f"{folder}/.config/lastmile/config.toml", "w") as file:
            file.write("day_starts = 3")
        for other in (["add", "Swim"], ["advance", "swim"], ["list"], ["backup"]):
            assert main(other) == 0
        os.environ["HOME"] = home
    os.setgroups([])
    os.setgid(int(user))
    os.setuid(int(user))
sys.exit(max([main(words) for words in commands]))
"""
"""Commands as another user, who need not be able to read the program: it is all read before."""


@pytest.fixture
def home(monkeypatch):
    """The home of somebody, without anything in it, where everybody may enter."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "some body"
        home.mkdir()
        os.chown(home, SOMEBODY, SOMEBODY)
        monkeypatch.setenv("HOME", str(home))
        for name in ("DATA", "CONFIG", "STATE", "CACHE"):
            monkeypatch.delenv(f"XDG_{name}_HOME", raising=False)
        yield home


def lastmile(user, *words):
    return in_turn(user, words)


def in_turn(user, *commands):
    """Run commands one after another in one process; its end is the worst of theirs."""
    argument = json.dumps([str(user), *([*map(str, words)] for words in commands)])
    command = [sys.executable, "-c", RUN, argument]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def owned(folder):
    """The owners of all in a folder."""
    return {str(path.relative_to(folder)): path.lstat().st_uid for path in folder.rglob("*")}


DEEDS = {
    "the data, its journal and lock, the state, a backup": [["add", "Swim: a > b"]],
    "a backup by hand": [["add", "Swim: a > b"], ["backup"]],
    "a file that is named": [["--file", "{home}/some/where/x.json", "add", "Swim"]],
    "an export": [["add", "Swim: a > b"], ["export", "markdown", "{home}/roads.md"]],
    "the copy of what is restored": [
        ["add", "Swim: a > b"],
        ["backup"],
        ["advance", "swim"],
        ["restore", "--yes", "today"],
    ],
}


@needs_root
@pytest.mark.parametrize("deed", DEEDS)
def test_what_root_makes_in_a_home_belongs_to_whose_home_it_is(home, deed):
    *first, last = ([word.format(home=home) for word in words] for words in DEEDS[deed])
    done = in_turn(0, *first, last)
    assert done.returncode == 0 or "restore" in last, done.stderr
    found = owned(home)
    assert len(found) > 3
    assert set(found.values()) == {SOMEBODY}
    assert in_turn(SOMEBODY, ["list"], ["add", "Row: a > b"]).returncode == 0
    assert set(owned(home).values()) == {SOMEBODY}


@needs_root
def test_a_crash_report_belongs_to_whose_home_it_is(home):
    broken = RUN.replace(
        "sys.exit(",
        "from lastmile_tui.cli.verbs import list as place\n"
        "place.run_list = lambda *_: 1 / 0\nsys.exit(",
    )
    command = [sys.executable, "-c", broken, json.dumps(["0", ["list"]])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "(ZeroDivisionError)" in done.stderr
    assert any(name.endswith(".txt") for name in owned(home))
    assert set(owned(home).values()) == {SOMEBODY}


@needs_root
def test_what_root_makes_in_its_own_folder_stays_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert lastmile(0, "--file", tmp_path / "x.json", "add", "Swim").returncode == 0
    assert set(owned(tmp_path).values()) == {0}


@needs_root
def test_a_file_that_somebody_has_linked_into_their_folder_is_not_given_away(home, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"")
    data = home / "x.json"
    os.link(secret, home / ".~x.json.journal")
    os.link(secret, home / ".~x.json.lock")
    lastmile(0, "--file", data, "add", "Swim")
    assert secret.stat().st_uid == 0


def make_roots(home, *, also=()):
    """The files that a `sudo` of another time has left in a home."""
    assert lastmile(SOMEBODY, "add", "Swim: a > b").returncode == 0
    folder = home / ".local" / "share" / "lastmile"
    for name in ("lastmile.json", ".~lastmile.json.journal", ".~lastmile.json.lock", *also):
        (folder / name).touch()
        os.chown(folder / name, 0, 0)
    return folder


def take(folder):
    os.chown(folder, 0, 0)
    folder.chmod(0o700)


def settings(home):
    folder = home / ".config" / "lastmile"
    folder.mkdir(parents=True)
    for path in (home / ".config", folder):
        os.chown(path, SOMEBODY, SOMEBODY)
    (folder / "config.toml").write_text("")
    (folder / "config.toml").chmod(0o600)


FOUND = {
    "the data file": (["list"], make_roots),
    "the journal and the lock": (["add", "Row"], make_roots),
    "the folder": (["list"], lambda home: take(make_roots(home))),
    "a folder above it": (["list"], lambda home: take(make_roots(home).parent)),
    "the settings": (["list"], settings),
}


@needs_root
@pytest.mark.parametrize("case", FOUND)
def test_one_sentence_says_whose_it_is_and_its_one_command_mends_it(home, tmp_path, case):
    words, spoil = FOUND[case]
    spoil(home)
    done = lastmile(SOMEBODY, *words)
    assert done.returncode == (case != "the settings")  # without them it goes on
    assert done.stderr.startswith("lastmile: ")
    assert done.stderr.count("\n") == 1
    assert " belongs to root. sudo chown " in done.stderr
    (command,) = re.findall(
        r"(sudo chown .*) makes it yours\.(?: The defaults are in force .*)?$",
        done.stderr,
        re.MULTILINE,
    )
    sudo = tmp_path / "sudo"
    sudo.write_text('#!/bin/sh\nexec "$@"\n')
    sudo.chmod(0o755)
    subprocess.run(
        ["sh", "-c", command], check=True, env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    )
    again = lastmile(SOMEBODY, *words)
    assert (again.returncode, again.stderr) == (0, "")


# The sentence where no test can become somebody else


@pytest.fixture
def roots(tmp_path, monkeypatch):
    """Let paths of a home be root's, for whoever runs the tests."""
    mine, theirs = tmp_path.stat().st_uid, {}
    me, look = mine or 1000, os.stat

    def seen(path, *, follow_symlinks=True):
        real = list(look(path, follow_symlinks=follow_symlinks))
        real[4] = theirs.get(path, me)
        return os.stat_result(real)

    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: me)
    monkeypatch.setattr(Path, "lstat", lambda path: seen(path, follow_symlinks=False))
    monkeypatch.setattr(Path, "stat", seen)
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(owners, "_name", {me: "anna", 0: "root", ANOTHER: "otto"}.get)
    return home, theirs


def made(home, name):
    path = home / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize(
    "name", ["roads/it's.json", "a b/$(reboot).json", "x/`id`;.json", "-rf/-x.json", "ö/ü.json"]
)
def test_the_command_is_quoted_for_the_shell(roots, name):
    home, theirs = roots
    path = made(home, name)
    theirs[path.parent] = 0
    said = say_owner(path.parent / "new.json")
    command = said.partition(". ")[2].removesuffix(" makes it yours")
    assert shlex.split(command) == ["sudo", "chown", "-R", "anna", str(path.parent)]


@pytest.mark.parametrize("sign", ["\x1b[31m", "\n", "\u202e", "\x07", "\x9b"])
def test_no_command_is_given_that_would_obey_a_name(roots, sign):
    home, theirs = roots
    path = made(home, f"a{sign}b/x.json")
    theirs[path.parent] = 0
    assert "chown" not in say_owner(path.parent / "new.json")


def test_what_is_another_users_or_in_no_home_of_ours_is_only_named(roots, tmp_path):
    home, theirs = roots
    path = made(home, "roads/x.json")
    theirs[path] = ANOTHER
    assert say_owner(path) == f"{path} belongs to otto"
    outside = made(tmp_path, "srv/x.json")
    theirs[outside.parent] = 0
    assert say_owner(outside.parent / "new.json") == f"{outside.parent} belongs to root"


def test_of_what_is_ours_nothing_is_said(roots):
    home, _ = roots
    assert say_owner(made(home, "roads/x.json")) == ""
    assert say_owner(home / "missing" / "x.json") == ""


def test_a_link_of_root_outside_the_home_is_seen_through(roots, tmp_path):
    home, theirs = roots
    real = made(home, "data/x.json")
    link = tmp_path / "srv" / "data"
    link.parent.mkdir()
    link.symlink_to(real.parent)
    for path in (real, link / "x.json", link, *link.parents):
        theirs[path] = 0
    assert say_owner(link / "x.json").endswith(f". sudo chown anna {real} makes it yours")


@pytest.mark.parametrize("name", ["x.json", "./x.json", "roads/x.json", "roads/../x.json"])
def test_a_path_from_where_the_user_stands_is_said_whole(roots, monkeypatch, name):
    home, theirs = roots
    folder = home / "roads"
    (folder / "roads").mkdir(parents=True)
    monkeypatch.chdir(folder)
    for path in (folder, folder / "roads", Path(), Path("roads"), Path("roads/..")):
        theirs[path] = 0
    assert say_owner(Path(name)).endswith(f". sudo chown -R anna {folder} makes it yours")


@pytest.mark.parametrize("name", [".roads.json", "roads", "my.roads.json"])
def test_only_what_belongs_to_the_file_is_named_with_it(roots, name):
    home, theirs = roots
    wanted = [made(home, each) for each in (f".~{name}.journal", f".~{name}.lock", name)]
    others = [made(home, each) for each in (".bashrc", ".~my.json.lock", "my.txt", "roads.md")]
    theirs |= dict.fromkeys((*wanted, *others), 0)
    for path in wanted:
        command = say_owner(path).partition(". ")[2].removesuffix(" makes it yours")
        assert shlex.split(command) == ["sudo", "chown", "anna", *map(str, sorted(wanted))]
