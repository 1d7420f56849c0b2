"""Backups of a large file that are still to be packed: taken at once, packed when there is time.

    .~2026-11-22.20261122T093000123456Z.changes     what the snapshot lacks, as a data file
    .~2026-11-22.20261122T093000123456Z.snapshot    another name of the snapshot, as it was then

The snapshot of the data file is only ever replaced by another one, so that a second name keeps it
without a copy; a disk that has no links gets one. That name comes last: without it the other file
is nothing yet. A program that writes into the snapshot in place spoils both: the checksum tells,
and the backup is not made.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.snapshot import META, Meta
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.storage import JournalStorage

LARGE: Final = 2 << 20
"""Bytes from which a data file is not packed at once: that takes 50 ms."""

_TIME: Final = "%Y%m%dT%H%M%S%f"
_NAME: Final = r"\.~(?P<day>\d{4}-\d\d-\d\d)\.(?P<at>\d{8}T\d{12})Z\.snapshot"
_CHANGES: Final = ".changes"
_ABOUT: Final = "2"
"""The document of `META` that has the ids of all documents; "1" is the `Meta`."""

_TRIES: Final = 3
"""How often a snapshot that was replaced meanwhile is taken again."""

_STALE: Final = timedelta(hours=1)
"""How old a `.changes` without its snapshot is when nobody is writing it any more."""

_HEAD: Final = 1 << 16
_PART: Final = 1 << 20


class Capture(msgspec.Struct, frozen=True):
    """A backup to be packed: of which local day it is, and its last change in UTC."""

    day: date
    at: datetime
    path: Path
    """That of the snapshot."""

    @property
    def changes(self) -> Path:
        """The path of what the snapshot lacks."""
        return self.path.with_suffix(_CHANGES)


class _Ids(msgspec.Struct):
    ids: dict[str, list[str]]


_READ_IDS: Final = msgspec.json.Decoder(_Ids)


def take(storage: JournalStorage, folder: Path, day: date, at: datetime) -> bool:
    """Take a backup of the file as it is in memory; false where it must be packed at once.

    Raises StoreError with nothing taken.
    """
    seen = files.stamp(storage.path)
    if seen is None or seen.size < LARGE:
        return False
    path = folder / f".~{day}.{at.astimezone(UTC):{_TIME}}Z.snapshot"
    capture = Capture(day, at, path)
    if path.exists() and capture.changes.exists():  # taken before, at this very change
        return True
    files.make_folder(folder)
    return any(_take(storage, capture) for _ in range(_TRIES))


def find(folder: Path) -> list[Capture]:
    """All that is to be packed, oldest first."""
    with suppress(OSError):
        found = (_parse(path) for path in folder.glob(".~*.snapshot"))
        return sorted(filter(None, found), key=lambda each: (each.day, each.at))
    return []


def taken_at(capture: Capture) -> float:
    """When it was taken, in seconds since 1970."""
    with suppress(OSError):  # it was just packed
        return capture.changes.stat().st_mtime
    return float("inf")


def read(capture: Capture) -> tuple[Meta, Tables] | None:
    """What the file held; None if something spoilt it."""
    try:
        base = snapshot.decode(files.read(capture.path)[0])
        more = snapshot.decode(files.read(capture.changes)[0])
        if (
            not (base and more and base.pristine and more.pristine)
            or base.meta.gen != more.meta.gen
        ):
            return None
        about = _READ_IDS.decode(more.tables[META][_ABOUT])
        tables = {
            name: {doc_id: _document(base.tables, more.tables, name, doc_id) for doc_id in ids}
            for name, ids in about.ids.items()
        }
    except (StoreError, LookupError, ValueError):
        return None
    return more.meta, tables


def remove(capture: Capture) -> None:
    """Forget a backup that was packed, or cannot be."""
    with files.store_errors("A backup that was packed could not be removed"):
        capture.path.unlink(missing_ok=True)
        capture.changes.unlink(missing_ok=True)


def sweep(folder: Path, now: float) -> None:
    """Remove what killed processes left; `now` is in seconds since 1970."""
    with suppress(OSError):  # another process has just done so
        for path in folder.glob(f".~*{_CHANGES}"):
            alone = not path.with_suffix(".snapshot").exists()
            if alone and path.stat().st_mtime < now - _STALE.total_seconds():
                path.unlink(missing_ok=True)


def identity(head: bytes) -> tuple[str, str]:
    """The database and the generation in the first bytes of a data file.

    Raises ValueError or IndexError where it is none.
    """
    meta = _meta_in(head)
    return meta.db, meta.gen


def _meta_in(head: bytes) -> Meta:
    line = head.split(b"\n")[1].removeprefix(b'"1":').removesuffix(b",")
    return msgspec.json.decode(line, type=Meta)


def _take(storage: JournalStorage, capture: Capture) -> bool:
    now, tables = storage.image()
    if not storage.settled:
        return False
    own = {name: table for name, table in tables.items() if name != META}
    more: Tables = {name: {} for name in own}
    if not _has_all(storage.path, now):
        # What is a view was read with the snapshot; all that came after is bytes of its own.
        more = {
            name: {key: raw for key, raw in table.items() if not isinstance(raw, memoryview)}
            for name, table in own.items()
        }
    ids = _Ids({name: list(table) for name, table in own.items()})
    about: dict[str, Raw] = {_ABOUT: msgspec.json.encode(ids)}
    data = snapshot.encode_parts(now, {META: about} | more)
    with files.store_errors("The backup could not be written"):
        private_files.replace(capture.changes, data)
        _name_again(storage.path, capture.path)
        if _is_of(capture.path, now):
            private_files.sync_folder(capture.path.parent)
            return True
        capture.path.unlink(missing_ok=True)
    return False


def _name_again(path: Path, name: Path) -> None:
    """Give a file a second name, or copy it."""
    try:
        os.link(path, name)
    except FileExistsError:  # another process does the same
        return
    except OSError:  # not every file system has links
        private_files.create(name, _parts(path))


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(_PART):
            yield part


def _has_all(path: Path, meta: Meta) -> bool:
    """Whether a snapshot has the last change that a file of this meta has, by its first lines."""
    with suppress(OSError, ValueError, IndexError), path.open("rb") as file:
        found = _meta_in(file.read(_HEAD))
        return (found.db, found.gen, found.seq) == (meta.db, meta.gen, meta.seq)
    return False


def _is_of(path: Path, meta: Meta) -> bool:
    """Whether a file is the snapshot of a generation, by its first lines."""
    with path.open("rb") as file, suppress(ValueError, IndexError):
        return identity(file.read(_HEAD)) == (meta.db, meta.gen)
    return False


def _document(base: Tables, more: Tables, name: str, doc_id: str) -> bytes | memoryview:
    changed = more.get(name, {}).get(doc_id)
    return base[name][doc_id] if changed is None else changed


def _parse(path: Path) -> Capture | None:
    match = re.fullmatch(_NAME, path.name)
    if match is None:
        return None
    with suppress(ValueError):
        at = datetime.strptime(match["at"], _TIME).replace(tzinfo=UTC)
        return Capture(date.fromisoformat(match["day"]), at, path)
    return None
