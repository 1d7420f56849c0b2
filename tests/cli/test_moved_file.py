"""A data file that is moved takes along what this machine keeps of it, without a question."""

from __future__ import annotations

import shutil

import pytest

from lastmile_tui.store.db.storage import JournalStorage
from support.cli.command import VOLVO
from support.store.git_sync import NEEDS_GIT, bare


@pytest.fixture
def killed(lastmile, monkeypatch):
    """A goal with a note that stands in the journal alone, as a kill leaves it."""
    lastmile("add", VOLVO, now="2026-11-20T09:00")
    with monkeypatch.context() as patch:
        patch.setattr(JournalStorage, "close", lambda _: None)
        lastmile("note", "volvo", "called")


@pytest.fixture
def moved(file):
    """Where the data file is after a move."""
    return file.with_name("goals.json")


@pytest.mark.usefixtures("killed")
@pytest.mark.parametrize("verb", ["list", "note", "doctor"])
def test_an_acknowledged_note_is_there_whatever_comes_first(lastmile, file, moved, verb):
    file.rename(moved)
    there = ("--file", str(moved))
    lastmile(*there, verb, *(("volvo", "written") if verb == "note" else ()))
    assert "called" in lastmile(*there, "show", "volvo").out


@pytest.mark.usefixtures("killed")
def test_a_renamed_home_loses_nothing(lastmile, file, home, monkeypatch):
    new = home.with_name("house")
    shutil.copytree(home, new, symlinks=True)
    shutil.rmtree(home)
    for name in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(new / name.lower()))
    assert "called" in lastmile("show", "volvo").out
    assert lastmile("list").err == ""
    assert file.parent.exists() is False


@pytest.mark.usefixtures("killed")
@pytest.mark.parametrize("first", [("backup", "--list"), ("restore", "--dry-run"), ("list",)])
def test_its_backups_are_found(lastmile, file, moved, first):
    before = [each["day"] for each in lastmile("backup", "--list", "--json").json["backups"]]
    assert "2026-11-20" in before
    file.rename(moved)
    there = ("--file", str(moved))
    assert lastmile(*there, *first).code == 0
    after = lastmile(*there, "backup", "--list", "--json").json["backups"]
    assert [each["day"] for each in after] == before


@NEEDS_GIT
@pytest.mark.usefixtures("killed")
@pytest.mark.parametrize("what", ["--status", "log", None])
def test_syncing_goes_on(lastmile, file, moved, tmp_path, what):
    there = bare(tmp_path / "there.git")
    assert lastmile("sync", "init", str(there)).code == 0
    file.rename(moved)
    done = lastmile("--file", str(moved), "sync", *([what] if what else []))
    assert done.code == 0
    assert "not set up" not in done.out
    assert "Nothing has been" not in done.out
