"""Files that only their owner can read, whole under their name or not there."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lastmile_tui import private_files
from lastmile_tui.store.disk import new_files


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
        "import os, sys; from pathlib import Path; from lastmile_tui.store.disk import new_files\n"
        "real = os.write\n"
        "os.write = lambda fd, data: (real(fd, data[:10]), os.kill(os.getpid(), 9))\n"
        "new_files.copy_to_free_name(*map(Path, sys.argv[1:]))"
    )
    done = subprocess.run([sys.executable, "-c", kill, source, copy], check=False)
    assert done.returncode == -signal.SIGKILL
    (left,) = set(tmp_path.iterdir()) - {source}
    assert left.name.startswith(".~copy.")
    os.utime(left, (0, 0))
    assert new_files.copy_to_free_name(source, copy) == copy
    assert {path.name for path in tmp_path.iterdir()} == {"source", "copy"}
