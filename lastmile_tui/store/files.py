"""Operations on files that survive a power cut, and that show nobody else what is in them."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform != "win32":
    import fcntl

PRIVATE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700

LARGEST: Final = 256 << 20
"""Bytes of a file; a larger one is neither read nor written."""

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_NOT_SAVED: Final = "The change was not saved"
_NEXT: Final = "The next change tries the disk again."

# A link in place of the file is not followed, and a FIFO opens without a partner.
_ALWAYS: Final = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class DoubtError(StoreError):
    """What is on the disk is in doubt: nothing is added to it before all is written anew."""


class Stamp(NamedTuple):
    """What tells a file from the one that was there before."""

    inode: int
    size: int
    mtime: int


@contextmanager
def told(what: str) -> Iterator[None]:
    """Raise StoreError "<what>: <reason>." for an OSError."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {reason(error)}.") from error


def reason(error: OSError) -> str:
    """Say what went wrong, in words that go behind a colon."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "no space left on the device. Free some space and try again"
        case errno.EROFS:
            return "the disk is read-only"
        case errno.ELOOP:
            return "it is a symbolic link"
        case _:
            text = error.strerror or str(error)
            return text[:1].lower() + text[1:]


def stamp(path: Path) -> Stamp | None:
    """Look at a file; None if it is not there."""
    with told(f"{path} cannot be read"), suppress(FileNotFoundError, NotADirectoryError):
        return _stamp(path.stat())
    return None


def read(path: Path) -> tuple[bytes, Stamp | None]:
    """Read a file; one that is not there is empty."""
    with told(f"{path} cannot be read"), suppress(FileNotFoundError, NotADirectoryError):
        fd = open_file(path, os.O_RDONLY)
        with os.fdopen(fd, "rb", buffering=0) as file:
            seen = _stamp(os.fstat(fd))
            _refuse_large(path, seen.size)
            data = file.read()
        return data, seen._replace(size=len(data))
    return b"", None


def append(path: Path, data: bytes, *, at: int, durable: bool) -> Stamp:
    """Add to a file of `at` bytes, made if need be; returns when the bytes are on the disk.

    Raises StoreError with the file as it was, and DoubtError where that cannot be known.
    """
    _refuse_large(path, at + len(data))
    with told(_NOT_SAVED):
        new = at == 0 and not path.exists()
        fd = open_file(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        if os.fstat(fd).st_size != at:
            raise StoreError(f"{_NOT_SAVED}: another program wrote to the journal. Try again.")
        try:
            _write(fd, data)
        except OSError as error:
            os.ftruncate(fd, at)
            if error.errno not in _FULL:
                raise
            raise StoreError(f"{_NOT_SAVED}: {reason(error)}.") from error
        if durable:
            _sync(fd)
            if new:
                _sync_folder(path.parent)
        return _stamp(os.fstat(fd))
    except OSError as error:
        with suppress(OSError):
            os.ftruncate(fd, at)
        raise DoubtError(f"{_NOT_SAVED}: {reason(error)}. {_NEXT}") from error
    finally:
        os.close(fd)


def cut(path: Path, size: int, *, durable: bool) -> None:
    """Shorten a file."""
    with told("The journal could not be shortened"):
        fd = open_file(path, os.O_WRONLY)
    try:
        os.ftruncate(fd, size)
        if durable:
            _sync(fd)
    except OSError as error:
        raise DoubtError(f"The journal could not be shortened: {reason(error)}. {_NEXT}") from error
    finally:
        os.close(fd)


def replace(
    path: Path,
    data: bytes,
    *,
    seen: Stamp | None,
    durable: bool,
    what: str = "The data file",
) -> Stamp:
    """Put a whole file in the place of the one that was `seen` there, in one step.

    Mode and owner stay; a new file is private. Raises StoreError with the old file in place, and
    DoubtError where it may come back after a power cut.
    """
    _refuse_large(path, len(data))
    temp = beside(path, "tmp")
    with told(f"{what} could not be written"):
        temp.unlink(missing_ok=True)
        try:
            fd = open_file(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            try:
                _write(fd, data)
                _take_after(fd, path)
                if durable:
                    _sync(fd)
                new = _stamp(os.fstat(fd))
            finally:
                os.close(fd)
            _expect(path, seen)
            temp.replace(path)
        except BaseException:
            with suppress(OSError):
                temp.unlink(missing_ok=True)
            raise
    if durable:
        try:
            _sync_folder(path.parent)
        except OSError as error:
            raise DoubtError(f"{what} may not be saved: {reason(error)}. {_NEXT}") from error
    return new


def create(path: Path, data: bytes, *, what: str) -> None:
    """Write a new file for the user only; what has its name, a link too, is never touched.

    `what` begins the sentence of a failure: "The backup".
    """
    _refuse_large(path, len(data))
    with told(f"{what} could not be written"):
        try:
            fd = open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            raise StoreError(f"{path} is there already: nothing is written over it.") from None
        try:
            _write(fd, data)
            _sync(fd)
            _sync_folder(path.parent)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise
        finally:
            os.close(fd)


def put(fd: int, data: bytes) -> None:
    """Write to an open file, wait until it is on the disk, and close it; OSError."""
    try:
        _write(fd, data)
        _sync(fd)
    finally:
        os.close(fd)


def keep(path: Path, copy: Path) -> Path:
    """Copy a file under a name that is not taken: `copy`, `copy-2` and so on; that name."""
    with told(f"No copy of {path.name} could be kept"):
        data, _ = read(path)
        for number in count(1):
            name = copy if number == 1 else copy.with_name(f"{copy.name}-{number}")
            with suppress(FileExistsError):
                fd = open_file(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
                break
        try:
            _write(fd, data)
            _sync(fd)
            _sync_folder(name.parent)
        except BaseException:
            with suppress(OSError):
                name.unlink()
            raise
        finally:
            os.close(fd)
    return name


def make_folder(folder: Path) -> None:
    """Make a folder and those it stands in, for the user only."""
    with told(f"The folder {folder} could not be made"):
        if folder.exists():
            return
        make_folder(folder.parent)
        folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
        _sync_folder(folder.parent)


def may_write(path: Path) -> bool:
    """Tell whether a file can be replaced, or made together with the folders it needs."""
    try:
        folder = next(part for part in path.parents if part.exists())
        writable = os.access(folder, os.W_OK | os.X_OK)
        return writable and (not path.exists() or os.access(path, os.W_OK))
    except OSError:
        return False


def beside(path: Path, kind: str) -> Path:
    """Name a helper of a file; `.~` keeps it from being synced by Dropbox."""
    return path.with_name(f".~{path.name}.{kind}")


def open_file(path: Path, flags: int) -> int:
    """Open a plain file, new ones for the user only; StoreError for a folder, FIFO or device."""
    fd = os.open(path, flags | _ALWAYS, PRIVATE)
    if stat.S_ISREG(os.fstat(fd).st_mode):
        return fd
    os.close(fd)
    raise StoreError(f"{path} is not a file.")


def _stamp(seen: os.stat_result) -> Stamp:
    return Stamp(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _refuse_large(path: Path, size: int) -> None:
    if size > LARGEST:
        raise StoreError(f"{path} is too large: a file has at most {LARGEST >> 20} MB.")


def _expect(path: Path, seen: Stamp | None) -> None:
    if stamp(path) != seen:
        raise StoreError("Another program has just written the data file. Try again.")


def _write(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _take_after(fd: int, path: Path) -> None:
    """Give an open file the owner, the group and the mode of another, and no wider ones."""
    if sys.platform == "win32" or not path.exists():
        return
    old, new = path.stat(), os.fstat(fd)
    mode = stat.S_IMODE(old.st_mode)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(fd, old.st_uid, old.st_gid)
        except PermissionError:
            mode &= ~stat.S_IRWXG
    os.fchmod(fd, mode)


def _sync(fd: int) -> None:
    """Wait until a file is on the disk, and not in the cache of the drive either."""
    if sys.platform == "darwin":
        with suppress(OSError):  # not every file system has it
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            return
    os.fsync(fd)


def _sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(fd)
    finally:
        os.close(fd)
