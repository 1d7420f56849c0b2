"""Who holds the lock, and what happens where there is none."""

import errno
import fcntl
import os
import re
import signal

import pytest

from lastmile_tui.errors import LockedError, StoreError
from lastmile_tui.store.disk import lock
from support.store.database import documents, forked, open_db, place_at

HOST = re.sub(r"[^A-Za-z0-9._-]", "-", os.uname().nodename)[:64]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lastmile.json"


@pytest.fixture
def held(path):
    """A lock file that another handle holds, to write into."""
    db = open_db(path)
    with db.storage.transaction():
        yield place_at(path).lock


def refusal(path):
    with pytest.raises(LockedError) as told:
        open_db(path, timeout=0).table("goals").insert({})
    return str(told.value)


def test_who_waits_is_told_for_whom(held, path):
    assert len(held.read_bytes()) == 96, "as many bytes whoever holds it"
    assert refusal(path) == (
        f"Another lastmile (process {os.getpid()} on {HOST}) is writing to the data file. "
        "Try again."
    )


def test_one_process_signs_it_once(path):
    db = open_db(path)
    db.table("goals").insert({"n": 1})
    signed = place_at(path).lock
    os.utime(signed, (1, 1))
    db.table("goals").insert({"n": 2})
    assert signed.stat().st_mtime == 1


def test_another_host_is_named(held, path):
    held.write_text("1234 thinkpad\n")
    assert "Another lastmile (process 1234 on thinkpad) is writing" in refusal(path)


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "1234", f"1234 {HOST}", f"-1 {HOST}\n", f"0 {HOST}\n"),
        *("1234 \x1b]0;pwned\x07\n", "1 a b\n", "x" * 10_000, "\udc9b\n"),
        *(f"9999999999 {HOST}\n", "nan thinkpad\n", "١٢ thinkpad\n"),
    ],
)
def test_what_else_stands_in_the_lock_is_not_shown(held, path, text):
    held.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert refusal(path) == "Another lastmile is writing to the data file. Try again."


def test_a_process_that_is_gone_is_not_blamed(held, path):
    pid = forked(lambda: None)
    os.waitpid(pid, 0)
    held.write_text(f"{pid} {HOST}\n")
    assert refusal(path) == "Another lastmile is writing to the data file. Try again."


def test_a_stopped_process_is_named_and_the_lock_is_free_when_it_is_gone(path):
    open_db(path).table("goals").insert({"n": 1})

    def stop_within():
        with open_db(path).storage.transaction():
            os.kill(os.getpid(), signal.SIGSTOP)

    pid = forked(stop_within)
    os.waitpid(pid, os.WUNTRACED)
    assert f"(process {pid} on {HOST})" in refusal(path)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    db = open_db(path)
    db.table("goals").insert({"n": 2})
    assert documents(db) == {1: {"n": 1}, 2: {"n": 2}}


def test_a_lock_that_cannot_be_signed_is_still_a_lock(path, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(lock.os, "write", full)
    with open_db(path).storage.transaction():
        assert refusal(path) == "Another lastmile is writing to the data file. Try again."


def no_lock(*_):
    """Say that it is locked, as a disk that does not honour locks does."""


def no_support(*_):
    raise OSError(errno.ENOLCK, "No locks available")


@pytest.mark.parametrize("answer", [no_lock, no_support])
def test_a_disk_without_locks_is_found_out_at_the_first_change(path, monkeypatch, answer):
    monkeypatch.setattr(lock.fcntl, "flock", answer)
    db = open_db(path)
    assert db.storage.report.sentences == ()
    db.table("goals").insert({"n": 1})
    assert db.storage.report.sentences == ("This disk has no locks: open the file only once.",)
    assert db.storage.health == "ok"
    assert documents(db) == {1: {"n": 1}}


def test_a_lock_that_works_is_tried_once(path, monkeypatch):
    take, taken = fcntl.flock, []
    monkeypatch.setattr(lock.fcntl, "flock", lambda *how: taken.append(how) or take(*how))
    db = open_db(path)
    for _ in range(3):
        db.table("goals").insert({})
    assert len(taken) == 4
    assert db.storage.report.sentences == ()


def test_a_lock_that_fails_is_told_and_nothing_is_written(path, monkeypatch):
    def broken(*_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(lock.fcntl, "flock", broken)
    with pytest.raises(StoreError, match=r"lock .* cannot be taken: input/output error"):
        open_db(path).table("goals").insert({})
    assert not path.exists()
