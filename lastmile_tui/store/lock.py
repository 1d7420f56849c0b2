"""The lock of a data file: one writer at a time, among processes.

It is held on a file of its own that is never removed, for the data file is another one after each
compaction. The kernel lets go of it when a process ends in whatever way.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from lastmile_tui.errors import LockedError
from lastmile_tui.store import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN: Final = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_SHORTEST, _LONGEST = 0.001, 0.01


class FileLock:
    """A lock on `path`, waited for at most `timeout` seconds."""

    def __init__(self, path: Path, timeout: float) -> None:
        self.path = path
        self.timeout = timeout
        self.works = True
        """False once the file system has turned out to have no locks."""

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold the lock.

        Raises LockedError when another process keeps it, StoreError when there can be no lock file.
        """
        fd = self._acquire()
        try:
            yield
        finally:
            os.close(fd)  # which unlocks it

    def _acquire(self) -> int:
        end = time.monotonic() + self.timeout
        pause = _SHORTEST
        while True:
            with files.told(f"The lock {self.path} cannot be opened"):
                fd = files.open_file(self.path, os.O_RDWR | os.O_CREAT)
            if self._lock(fd) and self._is_current(fd):
                return fd
            os.close(fd)
            if time.monotonic() >= end:
                raise LockedError("Another lastmile is writing to the data file. Try again.")
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST)

    def _lock(self, fd: int) -> bool:
        try:
            _lock_now(fd)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            self.works = False
        return True

    def _is_current(self, fd: int) -> bool:
        """Tell whether the file is still the one that others would lock."""
        seen = files.stamp(self.path)
        return seen is not None and seen.inode == os.fstat(fd).st_ino


if sys.platform == "win32":

    def _lock_now(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:

    def _lock_now(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
