"""Private files and folders, for what is not the store's: a text out for editing, an export.

Nobody but the user may look into them, whatever the umask, and no symbolic link is written through.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

STALE_SECONDS = 86_400
"""How much older than a new one a folder must be that is swept away."""

_OURS = "lastmile-"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def create(path: Path, data: bytes) -> None:
    """Write a new file whole or not at all; FileExistsError also for a link, OSError as it is."""
    fd = os.open(path, _NEW | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _fill(fd, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def replace(path: Path, data: bytes) -> None:
    """Write a file in one step in the place of what bears its name, and keep its mode; OSError."""
    from tempfile import mkstemp  # noqa: PLC0415 # 10 ms, when something is written only

    fd, name = mkstemp(dir=path.parent, prefix=".~lastmile-")
    temp = Path(name)
    try:
        with suppress(FileNotFoundError):
            before = path.lstat().st_mode
            if stat.S_ISREG(before):
                temp.chmod(stat.S_IMODE(before))
        _fill(fd, data)
        temp.replace(path)
    except BaseException:
        temp.unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """Make a folder, and those it stands in where they are missing; OSError as it is."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


@contextmanager
def scratch(kind: str) -> Iterator[Path]:
    """A folder for as long as it is needed; what a killed program left of an earlier one goes too.

    OSError where there is no room for one.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 # as above

    prefix = f"{_OURS}{kind}-"
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        held = _hold(folder)
        try:
            _sweep(folder, prefix)
            yield folder
        finally:
            if held is not None:
                os.close(held)


def _fill(fd: int, data: bytes) -> None:
    with os.fdopen(fd, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(fd)


def _hold(folder: Path) -> int | None:
    """Lock a folder for as long as this process lives; None when another one has it."""
    if sys.platform == "win32":
        return None
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        return None
    return fd


def _sweep(new: Path, prefix: str) -> None:
    """Remove the folders of programs that were killed: ours alone, private, old and let go."""
    if sys.platform == "win32":
        return
    from shutil import rmtree  # noqa: PLC0415 # as above

    since = new.stat().st_mtime - STALE_SECONDS
    for folder in new.parent.glob(f"{prefix}*"):
        with suppress(OSError):
            seen = folder.lstat()
            private = stat.S_ISDIR(seen.st_mode) and not seen.st_mode & 0o077
            if private and seen.st_uid == os.getuid() and seen.st_mtime < since:
                held = _hold(folder)
                if held is not None:
                    rmtree(folder, ignore_errors=True)
                    os.close(held)
