"""The lock of a data file: one writer at a time, among processes.

The lock is on a file of its own that is never removed, since each compaction replaces the data
file. The kernel releases it when a process ends in any way. The holder writes its name into the
file, for those who wait.

It is in the private folder of the data file. Machines with one home over the network share that
folder, and so lock and journal. Machines that share only the folder of the data file have a lock
and a journal each: neither keeps the other out. What one of them then writes over the other is
found by the ring of the other when it next opens the file, and brought back.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import time
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from lastmile_tui.errors import LockedError
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lastmile_tui.store.disk.place import FilePlace

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN: Final = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)
"""Errors of a file system without locks."""

_SHORTEST, _LONGEST = 0.001, 0.01

PATIENCE: Final = 5.0
"""Seconds to wait for another process that writes."""

_WIDTH: Final = 96
"""Bytes of the line that names the holder: always as many, so that one write replaces it."""

_HOLDER: Final = r"([0-9]{1,10}) ([A-Za-z0-9._-]{1,64}) *\n"
"""Process and host; compiled only when a wait has failed."""


class FileLock:
    """A lock on `path`, waited for at most `timeout` seconds."""

    def __init__(self, path: Path, timeout: float) -> None:
        self.path = path
        self.timeout = timeout
        self.works = True
        """Whether the file system has locks, as far as is known."""
        self._tested = False

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold the lock.

        Raises LockedError when another process keeps it, StoreError when there can be no lock file.
        """
        fd = self._acquire()
        try:
            if not self._tested:
                self._test()
            with suppress(OSError):  # it is only a courtesy
                _write_holder(fd)
            yield
        finally:
            os.close(fd)  # which unlocks it

    def _acquire(self) -> int:
        end = time.monotonic() + self.timeout
        pause = _SHORTEST
        while True:
            with files.store_errors(f"The lock {self.path} cannot be taken"):
                fd = files.open_file(self.path, os.O_RDWR | os.O_CREAT)
                try:
                    taken = self._lock(fd) and self._is_current(fd)
                    late = not taken and time.monotonic() >= end
                    who = _read_holder(fd) if late else ""
                except BaseException:
                    os.close(fd)
                    raise
            if taken:
                return fd
            os.close(fd)
            if late:
                raise LockedError(f"Another lastmile{who} is writing to the data file. Try again.")
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST)

    def _lock(self, fd: int) -> bool:
        try:
            _lock_now(fd)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            if error.errno not in _NO_LOCKS:
                raise
            self.works = False
        return True

    def _is_current(self, fd: int) -> bool:
        """Tell whether the file is still the one that others would lock."""
        seen = files.stamp(self.path)
        return seen is not None and seen.inode == os.fstat(fd).st_ino

    def _test(self) -> None:
        """Test once whether the lock keeps a second one out."""
        with files.store_errors(f"The lock {self.path} cannot be taken"):
            other = files.open_file(self.path, os.O_RDWR)
            try:
                if self._lock(other):
                    self.works = False
                self._tested = True
            finally:
                os.close(other)


def lock_of(place: FilePlace, patience: float = PATIENCE) -> FileLock:
    """The lock of a data file; makes its folder."""
    files.make_folder(place.private)
    return FileLock(place.lock, patience)


class LockStatus(NamedTuple):
    """The state of a lock; `holder` names who has it, if known."""

    taken: bool = False
    holder: str = ""
    works: bool = True


def lock_status(path: Path) -> LockStatus | None:
    """Look at a lock without writing; None if there is no lock file.

    Raises StoreError if it is no file, or cannot be read.
    """
    with files.store_errors(f"The lock {path} cannot be looked at"):
        try:
            fd = files.open_file(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            try:
                _lock_now(fd)
            except OSError as error:
                taken = error.errno in _TAKEN
                return LockStatus(
                    taken, _read_holder(fd) if taken else "", error.errno not in _NO_LOCKS
                )
            return LockStatus(works=not _grants_another(path))
        finally:
            os.close(fd)


def _grants_another(path: Path) -> bool:
    """Whether a second lock is granted while one is held."""
    fd = files.open_file(path, os.O_RDONLY)
    try:
        _lock_now(fd)
    except OSError as error:
        return error.errno not in _TAKEN
    finally:
        os.close(fd)
    return True


def _write_holder(fd: int) -> None:
    """Write the holder of the lock into its file, which was just opened, if it differs."""
    line = f"{os.getpid()} {_host()}".ljust(_WIDTH - 1).encode("ascii") + b"\n"
    if os.read(fd, _WIDTH) != line:
        os.lseek(fd, 0, os.SEEK_SET)
        os.write(fd, line)


def _read_holder(fd: int) -> str:
    """The holder of the lock in words, if it is known and still runs."""
    with suppress(OSError):
        text = os.read(fd, _WIDTH).decode("ascii", "replace")
        if found := re.fullmatch(_HOLDER, text):
            pid, host = found.groups()
            if host != _host() or _runs(int(pid)):
                return f" (process {pid} on {host})"
    return ""


def _runs(pid: int) -> bool:
    """Whether a process of this machine exists, even a stopped one."""
    if sys.platform == "win32":  # where signal 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return pid > 0


@cache
def _host() -> str:
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return re.sub(r"[^A-Za-z0-9._-]", "-", name)[:64] or "localhost"


if sys.platform == "win32":

    def _lock_now(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:

    def _lock_now(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
