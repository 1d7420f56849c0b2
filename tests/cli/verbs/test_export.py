"""The verb export: into a file that only the user can read, or onto the screen."""

from __future__ import annotations

import csv
import json
import os
import stat
from io import StringIO

import pytest

from support.cli.command import VOLVO
from support.store.database import journal_of, private_of

NAMES = {"json": "lastmile-2026-11-21.json", "csv": "lastmile-2026-11-21.csv"}
NAMES["markdown"] = "lastmile-2026-11-21.md"


@pytest.fixture(autouse=True)
def _goals(lastmile):
    lastmile("add", VOLVO)
    lastmile("add", "../../.ssh/keys: a > b")
    lastmile("add", "Gone")
    lastmile("remove", "gone")


@pytest.mark.parametrize("kind", NAMES)
def test_all_goals_but_hidden_ones_are_printed_without_a_path(lastmile, kind):
    done = lastmile("export", kind)
    assert done.code == 0
    assert not done.err
    assert "Sell the Volvo" in done.out
    assert "Gone" not in done.out
    assert "\r" not in done.out
    assert lastmile("export", kind, "-").out.count("Volvo") == done.out.count("Volvo")


def test_what_is_printed_can_be_read_back(lastmile):
    goals = json.loads(lastmile("export", "json").out)["goals"]
    assert [goal["title"] for goal in goals] == ["Sell the Volvo", "../../.ssh/keys"]
    assert goals[0]["log"][0]["kind"] == "added"
    rows = csv.DictReader(StringIO(lastmile("export", "csv").out))
    assert [row["title"] for row in rows] == ["Sell the Volvo", "../../.ssh/keys"]


@pytest.mark.parametrize("kind", NAMES)
def test_a_folder_gets_a_file_named_after_the_day(lastmile, tmp_path, kind):
    done = lastmile("export", kind, str(tmp_path))
    (path,) = tmp_path.iterdir()
    assert path.name == NAMES[kind]
    assert done.out == f"Exported · 2 goals · {path}\n"
    assert "Volvo" in path.read_text()


def test_md_is_markdown(lastmile, tmp_path):
    assert lastmile("export", "md").out == lastmile("export", "markdown").out
    lastmile("export", "md", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [NAMES["markdown"]]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_user_can_read_it_whatever_the_umask(lastmile, tmp_path, umask):
    path = tmp_path / "out.csv"
    before = os.umask(umask)
    try:
        lastmile("export", "csv", str(path))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o640)
        lastmile("export", "csv", str(path), "--force")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    finally:
        os.umask(before)


def test_a_file_that_is_there_is_replaced_with_force_only_and_in_one_step(lastmile, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    done = lastmile("export", "csv", str(path))
    assert (done.code, path.read_text()) == (1, "old")
    assert (
        done.err == f"lastmile: {path} is there already; --force replaces it, or name a new file.\n"
    )
    old = path.stat().st_ino
    assert lastmile("export", "csv", str(path), "--force").code == 0
    assert "Volvo" in path.read_text()
    assert path.stat().st_ino != old
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("there", [True, False])
def test_no_link_is_written_through(lastmile, tmp_path, force, there):
    target, link = tmp_path / "target", tmp_path / NAMES["csv"]
    if there:
        target.write_text("old")
    link.symlink_to(target)
    for path in (link, tmp_path):
        done = lastmile("export", "csv", str(path), *force)
        assert (done.code, done.out) == (1, "")
        assert "is not a plain file; name another one." in done.err
    assert link.is_symlink()
    assert target.exists() == there
    assert not there or target.read_text() == "old"


def test_a_fifo_is_not_waited_for(lastmile, tmp_path):
    os.mkfifo(tmp_path / "fifo")
    assert lastmile("export", "csv", str(tmp_path / "fifo"), "--force").code == 1


def test_a_folder_that_is_not_there_is_told(lastmile, tmp_path):
    done = lastmile("export", "csv", str(tmp_path / "new" / "out.csv"))
    assert (
        done.err
        == f"lastmile: There is no folder {tmp_path / 'new'}; make it, or name another one.\n"
    )


def test_the_files_of_lastmile_itself_are_never_written(lastmile, file, tmp_path):
    before = file.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(file.parent)
    for path in (file, link / file.name, private_of(file) / "lock", journal_of(file)):
        done = lastmile("export", "json", str(path), "--force")
        assert done.code == 1
        assert "is a file of lastmile itself" in done.err
    assert file.read_bytes() == before


def test_an_export_that_fails_leaves_no_half_of_a_file(lastmile, tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for force in ([], ["--force"]):
        done = lastmile("export", "csv", str(tmp_path / "out.csv"), *force)
        assert done.err.endswith("out.csv could not be written: No space left on device.\n")
    assert list(tmp_path.iterdir()) == []
