"""The stamp of a frame: each thing that is changed alone makes it another one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from lastmile_tui.early import stamp
from lastmile_tui.early.places import places_of

SIZE = (80, 24)


@pytest.fixture
def places(tmp_path, monkeypatch):
    """All the files of a user."""
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    found = places_of(os.environ)
    for path in (
        found.data,
        found.config,
        f"{found.state}/state.json",
        f"{found.private}/DB.journal",
        f"{found.private}/DB.ring",
        f"{found.private}/inbox/1",
        f"{found.private}/former/OLD.ring",
        f"{os.path.dirname(found.config)}/themes/night.toml",  # noqa: PTH120 - as the app names it
        f"{os.path.dirname(found.data)}/inbox.txt",  # noqa: PTH120 - as the app names it
    ):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("before")
    return found


def whole(places, size=SIZE):
    return stamp.fixed_of(places, os.environ) + stamp.changing_of(places, size)


def data(places):
    return Path(places.data)


def themes(places):
    return Path(places.config).with_name("themes")


def private(places):
    return Path(places.private)


def rewrite(path):
    """Write as much, a moment later: a file system counts in milliseconds."""
    before = path.stat()
    path.write_text("beform")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))


def link(path, folder):
    """Give it a second name, as a backup of a large file has until it is packed."""
    (folder / "backup").hardlink_to(path)


def replace(path):
    """Put a file like it in its place."""
    other = path.with_name("other")
    shutil.copy2(path, other)
    other.replace(path)


def append(path):
    with path.open("a") as file:
        file.write("x")


FILES = {
    "the data file grows": lambda places: append(data(places)),
    "the data file is replaced by its like": lambda places: replace(data(places)),
    "the data file is written in place": lambda places: rewrite(data(places)),
    "the data file is removed": lambda places: data(places).unlink(),
    "the data file may not be written": lambda places: data(places).chmod(0o400),
    "a copy comes to lie beside it": lambda places: (
        data(places).with_name("lastmile (conflicted copy).json").touch()
    ),
    "a journal of an older version does": lambda places: (
        data(places).with_name(".~lastmile.json.journal").touch()
    ),
    "the inbox has a line": lambda places: append(data(places).with_name("inbox.txt")),
    "the inbox is emptied": lambda places: data(places).with_name("inbox.txt").unlink(),
    "the journal grows": lambda places: append(private(places) / "DB.journal"),
    "the journal is removed": lambda places: (private(places) / "DB.journal").unlink(),
    "another journal is there": lambda places: (private(places) / "B.journal").touch(),
    "the ring grows": lambda places: append(private(places) / "DB.ring"),
    "another ring is there": lambda places: (private(places) / "B.ring").touch(),
    "a moved inbox is there": lambda places: (private(places) / "inbox" / "2").touch(),
    "something is set aside": lambda places: (private(places) / "former" / "B.ring").touch(),
    "the settings are changed": lambda places: append(Path(places.config)),
    "the settings are removed": lambda places: Path(places.config).unlink(),
    "a theme of one's own is changed": lambda places: append(themes(places) / "night.toml"),
    "another one is there": lambda places: (themes(places) / "day.toml").touch(),
    "the themes are gone": lambda places: shutil.rmtree(themes(places)),
    "the theme or the view is another": lambda places: append(Path(places.state) / "state.json"),
    "git has another index": lambda places: (data(places).parent / ".git").mkdir(),
}


@pytest.mark.parametrize("change", FILES.values(), ids=FILES)
def test_a_file_that_is_changed_alone_makes_another_stamp(places, change):
    before = whole(places)
    assert whole(places) == before
    change(places)
    assert whole(places) != before


def test_a_second_name_does_not(places, tmp_path):
    before = whole(places)
    link(data(places), tmp_path)
    assert whole(places) == before


@pytest.mark.parametrize("name", ["lock", "tmp", "frames", "sync.git"])
def test_what_is_not_shown_does_not(places, name):
    before = whole(places)
    (private(places) / name).touch()
    assert whole(places) == before


VARIABLES = (
    *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "LC_NUMERIC"),
    *("TZ", "HOME", "LASTMILE_FILE", "LASTMILE_CONFIG", "LASTMILE_LINEAR", "LASTMILE_ANYTHING"),
    *("TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "TEXTUAL_COLOR_SYSTEM", "PYTHONPATH", "PYTHONUTF8"),
    *("INSIDE_EMACS", "TERM_PROGRAM", "COLUMNS", "LINES", "XDG_DATA_HOME", "STY"),
)


@pytest.mark.parametrize("name", VARIABLES)
def test_a_variable_that_is_changed_alone_does(places, monkeypatch, name):
    monkeypatch.delenv(name, raising=False)
    without = whole(places)
    monkeypatch.setenv(name, "1")
    one = whole(places)
    monkeypatch.setenv(name, "2")
    assert len({without, one, whole(places)}) == 3


@pytest.mark.parametrize("name", ["PWD", "OLDPWD", "SHLVL", "WINDOWID", "SSH_TTY"])
def test_a_variable_of_the_shell_does_not(places, monkeypatch, name):
    before = whole(places)
    monkeypatch.setenv(name, "another")
    assert whole(places) == before


PROGRAMS = {
    "lastmile": (stamp, "__version__", "9.9"),
    "python": (sys, "version", "3.99"),
    "the interpreter": (sys, "executable", "/usr/bin/python9"),
    "the modules": (sys, "path", ["/another", *sys.path]),
    "the user": (os, "geteuid", lambda: 12345),
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_another_program_or_user_does(places, monkeypatch, program):
    before = whole(places)
    monkeypatch.setattr(*program)
    assert whole(places) != before


def test_a_library_that_is_installed_anew_does(places, monkeypatch, tmp_path):
    packages = tmp_path / "lib" / "site-packages"
    packages.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    before = whole(places)
    (packages / "textual-9.0.0.dist-info").mkdir()
    assert whole(places) != before


def test_another_zone_of_the_machine_does(places, monkeypatch, tmp_path):
    zone = tmp_path / "localtime"
    zone.write_text("one")
    monkeypatch.setattr(stamp, "_ZONE", (str(zone), "/etc/timezone"))
    before = whole(places)
    append(zone)
    assert whole(places) != before


@pytest.mark.parametrize("size", [(81, 24), (80, 25), (24, 80), (8, 24)])
def test_another_size_does(places, size):
    assert whole(places, size) != whole(places)


def test_a_locale_that_python_has_replaced_is_not_taken_for_the_users(places, monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_CTYPE", "C.UTF-8")
    found = []
    for line in (b"", b"LC_CTYPE=C.UTF-8"):
        monkeypatch.setattr(stamp, "_first_environment", lambda line=line: [line])
        found.append(whole(places))
    assert len({*found}) == 2
