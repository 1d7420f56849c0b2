"""Files of the store, read and written so that a power cut loses nothing.

Private files are written by `private_files`; here the disk is waited for, and failures become a
StoreError with a sentence for the user.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.owners import give_to_owner, say_owner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    Pieces: TypeAlias = Sequence[bytes | memoryview]
    """What is written behind one another."""

    Parts: TypeAlias = Callable[[], Iterable[bytes]]
    """Makes the parts of a file, from the first one on each time."""

LARGEST: Final = 256 << 20
"""Bytes of a file; a larger one is neither read nor written."""

_TRIES: Final = 3
"""How often bytes are added again to a file that others replace meanwhile."""

_READS: Final = 20
"""How often a file that others write meanwhile is read again."""

FILE_TIME: Final = "%Y%m%dT%H%M%SZ"

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_NOT_SAVED: Final = "The change was not saved"
_NEXT: Final = "The next change tries the disk again."

# A link in place of the file is not followed, and a FIFO opens without a partner.
_ALWAYS: Final = (
    getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class ChangedFileError(StoreError):
    """The content of a file is in doubt: everything must be written anew before more is added."""


class OvertakenError(StoreError):
    """Another program wrote a file since it was read: what was to be written is out of date."""


class FileStamp(NamedTuple):
    """Tells whether a file is still the same, unchanged."""

    inode: int
    size: int
    mtime: int


@contextmanager
def store_errors(what: str) -> Iterator[None]:
    """Raise StoreError "<what>: <reason>." for an OSError."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what}: {reason(error)}.") from error


def reason(error: OSError) -> str:
    """The reason for a failure, in words that go after a colon."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "no space left on the device. Free some space and try again"
        case errno.EROFS:
            return "the disk is read-only"
        case errno.ELOOP:
            return "it is a symbolic link"
    text = error.strerror or str(error)
    text = text[:1].lower() + text[1:]
    if error.errno in (errno.EACCES, errno.EPERM) and isinstance(error.filename, str):
        return ": ".join(filter(None, (text, say_owner(Path(error.filename)))))
    return text


def stamp(path: Path) -> FileStamp | None:
    """The stamp of a file; None if it is missing."""
    with store_errors(f"{path} cannot be read"), suppress(FileNotFoundError, NotADirectoryError):
        return _stamp(path.stat())
    return None


def read(path: Path) -> tuple[bytes, FileStamp | None]:
    """Read a file; a missing one is empty.

    One that is written meanwhile is read again: of one that is cut and added to, the
    beginning of the old bytes and the end of the new ones may come.
    """
    with store_errors(f"{path} cannot be read"), suppress(FileNotFoundError, NotADirectoryError):
        fd = open_file(path, os.O_RDONLY)
        with os.fdopen(fd, "rb", buffering=0) as file:
            for _ in range(_READS):
                seen = _stamp(os.fstat(fd))
                check_size(path, seen.size)
                file.seek(0)
                data = file.read()
                if _stamp(os.fstat(fd)) == seen:
                    break
        return data, seen._replace(size=len(data))
    return b"", None


def read_tail(path: Path, most: int) -> tuple[bytes, FileStamp | None]:
    """Read the last bytes of a file, at `most` so many; a missing one is empty."""
    with store_errors(f"{path} cannot be read"), suppress(FileNotFoundError, NotADirectoryError):
        fd = open_file(path, os.O_RDONLY)
        with os.fdopen(fd, "rb", buffering=0) as file:
            seen = _stamp(os.fstat(fd))
            file.seek(max(seen.size - most, 0))
            return file.read(most), seen
    return b"", None


def append(path: Path, data: Pieces, *, at: int, durable: bool) -> FileStamp:
    """Add to a file of `at` bytes, made if need be; returns when the bytes are on the disk.

    Where another program puts another file there meanwhile, the bytes are added to that one too;
    the stamp is that of the last one. Raises StoreError with the file as it was, ChangedFileError
    if that cannot be known.
    """
    check_size(path, at + sum(map(len, data)))
    seen = _append(path, data, at=at, durable=durable)
    for _ in range(_TRIES):
        if _is_at(path, seen):
            return seen
        seen = _append(path, data, at=None, durable=durable)
    raise ChangedFileError(f"{_NOT_SAVED}: another program replaces {path} again and again.")


def _append(path: Path, data: Pieces, *, at: int | None, durable: bool) -> FileStamp:
    with store_errors(_NOT_SAVED):
        new = at in (0, None) and not path.exists()
        fd = open_file(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    size = at
    try:
        size = os.fstat(fd).st_size
        if at not in (size, None):
            raise StoreError(f"{_NOT_SAVED}: another program wrote to the journal. Try again.")
        try:
            for part in private_files.in_large(data):
                private_files.write(fd, part)
        except OSError as error:
            os.ftruncate(fd, size)
            if error.errno not in _FULL:
                raise
            raise StoreError(f"{_NOT_SAVED}: {reason(error)}.") from error
        if durable:
            private_files.sync(fd)
            if new:
                private_files.sync_folder(path.parent)
        return _stamp(os.fstat(fd))
    except OSError as error:
        with suppress(OSError):
            os.ftruncate(fd, os.fstat(fd).st_size if size is None else size)
        raise ChangedFileError(f"{_NOT_SAVED}: {reason(error)}. {_NEXT}") from error
    finally:
        os.close(fd)


def cut(path: Path, size: int, *, durable: bool, what: str = _NOT_SAVED) -> None:
    """Shorten a file; `what` begins the sentence of a failure.

    Raises StoreError with the file as it was, ChangedFileError if that cannot be known.
    """
    with store_errors(what):
        fd = open_file(path, os.O_WRONLY)
    try:
        os.ftruncate(fd, size)
        if durable:
            private_files.sync(fd)
    except OSError as error:
        raise ChangedFileError(f"{what}: {reason(error)}. {_NEXT}") from error
    finally:
        os.close(fd)


def replace(
    path: Path,
    data: bytes | Parts,
    *,
    seen: FileStamp | None,
    durable: bool,
    what: str = "The data file",
    temp: Path | None = None,
) -> FileStamp:
    """Put a whole file in the place of the one that was `seen` there, in one step.

    Mode and owner stay; a new file is private. It is first written as `temp`, or beside the path
    where that is on another disk. Raises StoreError with the old file in place, OvertakenError
    where that is another one, and ChangedFileError if it may come back after a power cut.
    """
    near = beside(path, "tmp")
    with store_errors(f"{what} could not be written"):
        temp = temp if temp and _same_disk(temp.parent, path.parent) else near
        try:
            new = _replace(path, data, temp, seen=seen, durable=durable)
        except OSError as error:
            if error.errno != errno.EXDEV or temp == near:
                raise
            new = _replace(path, data, near, seen=seen, durable=durable)
    if durable:
        try:
            for folder in dict.fromkeys((path.parent, temp.parent)):
                private_files.sync_folder(folder)
        except OSError as error:
            raise ChangedFileError(f"{what} may not be saved: {reason(error)}. {_NEXT}") from error
    return new


def _replace(
    path: Path, data: bytes | Parts, temp: Path, *, seen: FileStamp | None, durable: bool
) -> FileStamp:
    parts = _checked(path, (data,) if isinstance(data, bytes) else data())
    temp.unlink(missing_ok=True)  # a killed process left it: nobody else writes now
    with private_files.temporary_file(temp, parts, like=path, durable=durable):
        new = _stamp(temp.stat())
        _expect(path, seen)
        temp.replace(path)
    return new


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except FileNotFoundError:
        return False


def file_time(now: datetime) -> str:
    """A time as file names have it, in UTC."""
    return f"{now.astimezone(UTC):{FILE_TIME}}"


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, for the user only."""
    with store_errors(f"The folder {folder} could not be made"):
        private_files.make_folder(folder)


def can_write(path: Path) -> bool:
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
    fd = os.open(path, flags | _ALWAYS, private_files.FILE)
    if flags & os.O_CREAT:
        give_to_owner(fd, path.parent)
    if stat.S_ISREG(os.fstat(fd).st_mode):
        return fd
    os.close(fd)
    raise StoreError(f"{path} is not a file.")


def _is_at(path: Path, seen: FileStamp) -> bool:
    """Tell whether the file that was written to is still the one that is there."""
    try:
        return path.stat().st_ino == seen.inode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ChangedFileError(f"{_NOT_SAVED}: {reason(error)}. {_NEXT}") from error


def _stamp(seen: os.stat_result) -> FileStamp:
    return FileStamp(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def check_size(path: Path, size: int) -> None:
    """Raise StoreError for what is too large to be read again."""
    if size > LARGEST:
        raise StoreError(f"{path} is too large: a file has at most {LARGEST >> 20} MB.")


def _checked(path: Path, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of a file; StoreError when they are too large together."""
    size = 0
    for part in parts:
        size += len(part)
        check_size(path, size)
        yield part


def _expect(path: Path, seen: FileStamp | None) -> None:
    if stamp(path) != seen:
        raise OvertakenError("Another program has just written the data file. Try again.")


def confirm(path: Path) -> None:
    """Wait until the name of a new file is on the disk; remove the file if that fails."""
    try:
        private_files.sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
