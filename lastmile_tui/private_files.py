"""Private files and folders: written whole or not at all, and readable only for the user.

The umask does not matter, and symbolic links are not written through. Failures are OSErrors;
`store.disk.files` turns them into sentences.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lastmile_tui.owners import give_to_owner

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    Content: TypeAlias = bytes | Iterable[bytes]
    """What a file holds, whole or in parts."""

FILE: Final = 0o600
FOLDER: Final = 0o700
"""The modes of new files and folders."""

STALE_SECONDS: Final = 86_400
"""How much older than a new one a scratch folder must be to be removed."""

_STALE_DRAFT: Final = 3600
"""How many seconds older than a new one a draft must be to be removed."""

_NEW: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_RANDOM: Final = r"[a-z0-9_]{8}"
_STEM: Final = 60
"""Characters of a name that its draft begins with, so that the longest name can have a draft."""


def create(path: Path, data: Content) -> None:
    """Write a new file; FileExistsError if its name is taken, even by a link."""
    with draft(path, data) as temp:
        rename_new(temp, path)


def replace(path: Path, data: Content) -> None:
    """Write a file in one step, replacing what has its name; the mode and owner stay."""
    with draft(path, data, like=path) as temp:
        temp.replace(path)


@contextmanager
def draft(path: Path, data: Content, *, like: Path | None = None) -> Iterator[Path]:
    """Write a temporary file beside a path, to be renamed in the body.

    Older drafts of the path, which killed processes left, are removed.
    """
    temp = path.with_name(f".~{path.name[:_STEM]}.{os.urandom(4).hex()}")
    with temporary_file(temp, data, like=like):
        _sweep_drafts(temp)
        yield temp


@contextmanager
def temporary_file(
    temp: Path, data: Content, *, like: Path | None = None, durable: bool = True
) -> Iterator[None]:
    """Write a new file that is removed at the end, unless it was renamed.

    Of data in parts one is in memory at a time; what making them raises leaves no file.

    It gets the mode and the owner of `like`, if that is a plain file, else the owner of its folder.
    """
    fd = os.open(temp, _NEW, FILE)
    try:
        try:
            for part in (data,) if isinstance(data, bytes) else data:
                write(fd, part)
            give_to_owner(fd, (like or temp).parent)
            if like:
                _copy_mode(fd, like)
            if durable:
                sync(fd)
        finally:
            os.close(fd)
        yield
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def rename_new(temp: Path, path: Path) -> None:
    """Rename a file to a new name; FileExistsError if that is taken."""
    try:
        os.link(temp, path)
    except FileExistsError:
        raise
    except OSError:  # not every file system has links
        os.close(os.open(path, _NEW, FILE))
        try:
            temp.replace(path)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents; root makes them for whom the one above belongs to."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(FOLDER, exist_ok=True)
        _give_folder(folder)
        sync_folder(folder.parent)


def _give_folder(folder: Path) -> None:
    if sys.platform != "win32" and os.geteuid() == 0:
        with suppress(OSError):
            fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                give_to_owner(fd, folder.parent)
            finally:
                os.close(fd)


def write(fd: int, data: bytes) -> None:
    """Write all of it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def in_large(parts: Iterable[bytes | memoryview]) -> Iterator[bytes]:
    """Parts put together to such of a megabyte or so: none takes long, and one is in memory."""
    some: list[bytes | memoryview] = []
    size = 0
    for part in parts:
        some.append(part)
        size += len(part)
        if size >= _PART:
            yield b"".join(some)
            some, size = [], 0
    yield b"".join(some)


_PART: Final = 1 << 20


def sync(fd: int) -> None:
    """Wait until a file is on the disk, not only in the cache of the drive."""
    if sys.platform == "darwin":
        with suppress(OSError):  # not every file system has it
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        sync(fd)
    finally:
        os.close(fd)


@contextmanager
def scratch(kind: str) -> Iterator[Path]:
    """A temporary folder; those that killed programs left are removed too.

    OSError if there is no room for one.
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415 # 10 ms, for few verbs only

    prefix = f"lastmile-{kind}-"
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        fd = _lock_folder(folder)
        try:
            _sweep_folders(folder, prefix)
            yield folder
        finally:
            if fd is not None:
                os.close(fd)


def _copy_mode(fd: int, path: Path) -> None:
    """Give an open file the owner, the group and the mode of another, or a narrower mode."""
    if sys.platform == "win32":
        return
    try:
        old = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(old.st_mode):
        return
    new, mode = os.fstat(fd), stat.S_IMODE(old.st_mode)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(fd, old.st_uid, old.st_gid)
        except PermissionError:
            mode &= ~stat.S_IRWXG
    os.fchmod(fd, mode)


def _sweep_drafts(temp: Path) -> None:
    """Remove the drafts that killed processes left beside a new one."""
    prefix = temp.name[: temp.name.rindex(".") + 1]
    with suppress(OSError):
        since = temp.stat().st_mtime - _STALE_DRAFT
        for other in os.scandir(temp.parent):
            if other.name.startswith(prefix) and re.fullmatch(_RANDOM, other.name[len(prefix) :]):
                with suppress(OSError):  # another process has just renamed it
                    if other.stat(follow_symlinks=False).st_mtime < since:
                        Path(other).unlink()


def _lock_folder(folder: Path) -> int | None:
    """Lock a folder while this process lives; None if another one has it."""
    if sys.platform == "win32":
        return None
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        return None
    return fd


def _sweep_folders(new: Path, prefix: str) -> None:
    """Remove the folders of killed programs: only our own private ones, old and not locked."""
    if sys.platform == "win32":
        return
    from shutil import rmtree  # noqa: PLC0415 # as in `scratch`

    since = new.stat().st_mtime - STALE_SECONDS
    for folder in new.parent.glob(f"{prefix}*"):
        with suppress(OSError):
            seen = folder.lstat()
            private = stat.S_ISDIR(seen.st_mode) and not seen.st_mode & 0o077
            if private and seen.st_uid == os.getuid() and seen.st_mtime < since:
                fd = _lock_folder(folder)
                if fd is not None:
                    rmtree(folder, ignore_errors=True)
                    os.close(fd)
