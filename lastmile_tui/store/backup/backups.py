"""Backups: the whole file, compressed, in a folder of its own.

    2026-11-22.json.gz                         how a day ended, thinned out by generations
    by-hand-20261122T093000Z.json.gz           made by `lastmile backup`
    before-restore-20261122T093000Z.json.gz    the file before a restore
    before-undo-20261122T093000Z.json.gz       the file before a restore was undone

A daily backup has the file time of the last change in it. During its day it is replaced when it
lacks an hour of changes, and for the last time before the first change of a later day. A backup of
another data file is never overwritten: there may be a `2026-11-22-2.json.gz`.

Unpacked, each is a data file with its journal merged in. Its generation is a digest of its
documents: a journal beside it belongs to another generation, and is merged.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import msgspec

from lastmile_tui.errors import LockedError, StoreError
from lastmile_tui.store.backup.retention import days_to_keep
from lastmile_tui.store.backup.times import (
    Backup,
    BackupKind,
    lag,
    last_change,
    set_file_time,
    time_of_change,
)
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.own.known import head_of
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.snapshot import META, Meta, Snapshot
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.lock import FileLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.store.db.documents import Tables
    from lastmile_tui.store.db.storage import JournalStorage
    from lastmile_tui.store.goals import GoalStore


BEFORE: Final = ("before-restore", "before-undo")
"""The kinds that a restore makes by itself, for its own undo."""

_ENDING: Final = ".json.gz"
_NAME: Final = re.compile(
    r"(?:(?P<day>\d{4}-\d\d-\d\d)"
    r"|(?P<kind>by-hand|before-restore|before-undo)-(?P<time>\d{8}T\d{6}Z))(?:-(?P<number>\d{1,6}))?"
    + re.escape(_ENDING)
)
_GZIP: Final = 16 + zlib.MAX_WBITS
_MAGIC: Final = b"\x1f\x8b"
STALE: Final = timedelta(hours=1)
"""How many changes a backup of today may lack, as a time."""

_PATIENCE: Final = 2.0
"""Seconds to wait for another process that writes a backup."""


def make_daily(store: GoalStore, folder: Path, today: date) -> str:
    """Make the backup of the day if one is due; returns why it failed, else an empty text.

    Call it before the first change of a day and after the others. It may run in any thread.
    """
    try:
        Backups(folder).make_daily(store, today)
    except StoreError as error:
        return f"No backup of today could be made. {error}"
    return ""


class Backups:
    """The backups of one data file; the folder is made with the first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make_daily(self, store: GoalStore, today: date) -> Path | None:
        """Make the backup of the day of the last change, when it is missing or out of date.

        Older daily ones are then thinned out. There is none of a file that is empty or cannot be
        read or written whole, and one that was set back replaces none: a bad day must not push the
        good ones away. May run in any thread, also while the file is written to. Raises StoreError
        with nothing removed.
        """
        storage = store.storage
        if storage.health != "ok" or storage.meta.schema < SCHEMA:  # it is not migrated here
            return None
        last = last_change(store, today)
        if last is None:
            return None
        times = [seen.mtime for path in self._of_day(last.day) if (seen := files.stamp(path))]
        tolerance = STALE if last.day == today else timedelta(0)
        if times and lag(times, last.at) <= tolerance:
            return None
        with suppress(LockedError):  # another process is making it
            return self._write_daily(storage, last)
        return None

    def make(self, storage: JournalStorage, kind: BackupKind, now: datetime) -> Path:
        """Make a backup beside the others; its path."""
        name = f"{kind}-{files.file_time(now)}"
        data = pack(image(storage))
        with self._locked(_PATIENCE):
            second = now.replace(microsecond=0)
            others = (each for each in self.list_all() if each.kind != "daily")
            numbers = (each.number for each in others if each.time == second)
            last = max(numbers, default=0)  # backups of one second have different numbers
            path = free_path(lambda number: self.folder / f"{name}{number}{_ENDING}", last + 1)
            self._write(path, data)
        return path

    def list_all(self) -> tuple[Backup, ...]:
        """All backups, newest first; files with other names are ignored."""
        with files.store_errors(f"The folder {self.folder} cannot be read"):
            try:
                paths = list(self.folder.iterdir())
            except FileNotFoundError:
                return ()
        backups = [backup for path in paths if (backup := _backup(path))]
        return tuple(sorted(backups, key=lambda backup: backup.order, reverse=True))

    def _of_day(self, day: date) -> Iterator[Path]:
        """The paths of a day's backups, of any data file, and then the first free one."""
        for number in count(1):
            name = day.isoformat() + (f"-{number}" if number > 1 else "")
            path = self.folder / f"{name}{_ENDING}"
            yield path
            if not path.exists():
                return

    def _write_daily(self, storage: JournalStorage, last: Event) -> Path | None:
        with self._locked(0):
            daily = [backup for backup in self.list_all() if backup.kind == "daily"]
            content = _content(storage)
            if content is None:
                return None
            identity = content[0].db, content[0].gen
            names = self._of_day(last.day)
            path = next(name for name in names if (_identity(name) or identity)[0] == identity[0])
            if identity in (_identity(path), _identity(daily[0].path) if daily else None):
                set_file_time(path, last.at)
                return None
            self._write(path, pack(snapshot.encode(*content)))
            set_file_time(path, last.at)
            keep = days_to_keep(backup.day for backup in self.list_all() if backup.kind == "daily")
            for backup in daily:
                if backup.day not in keep:
                    with files.store_errors(
                        f"The old backup {backup.path.name} could not be removed"
                    ):
                        backup.path.unlink(missing_ok=True)
        return path

    def _locked(self, timeout: float) -> AbstractContextManager[None]:
        """Keep other processes from writing here; LockedError if one does."""
        files.make_folder(self.folder)
        return FileLock(self.folder / ".~lock", timeout).hold()

    def _write(self, path: Path, data: bytes) -> None:
        """Write a backup, and remove temporary files that killed processes left."""
        with files.store_errors(f"The folder {self.folder} cannot be written"):
            for stale in self.folder.glob(f".~*{_ENDING}.tmp"):
                stale.unlink(missing_ok=True)
        try:
            files.replace(path, data, seen=files.stamp(path), durable=True, what="The backup")
        except files.ChangedFileError as error:
            why = error.__cause__
            text = files.reason(why) if isinstance(why, OSError) else "the disk failed"
            raise StoreError(f"The backup {path.name} may not be saved: {text}.") from error


def image(storage: JournalStorage) -> bytes:
    """The current content of the file, as a data file; StoreError if it is empty."""
    seen = _content(storage)
    if seen is None:
        raise StoreError("There is nothing to back up yet.")
    return snapshot.encode(*seen)


def pack(data: bytes) -> bytes:
    """Compress; the same data gives the same bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)  # unlike gzip it writes no time
    return packer.compress(data) + packer.flush()


def free_path(name: Callable[[str], Path], first: int = 1) -> Path:
    """The first path that does not exist, of `name("")`, `name("-2")` and so on."""
    names = (name(f"-{number}" if number > 1 else "") for number in count(first))
    return next(path for path in names if not path.is_symlink() and not path.exists())


def read_backup(path: Path) -> tuple[Snapshot, bytes]:
    """Read a backup, compressed or not: its snapshot, and the bytes of the data file.

    Raises StoreError if it is not a whole data file, or one of a newer lastmile.
    """
    data, seen = files.read(path)
    if seen is None:
        raise StoreError(f"There is no backup at {path}.")
    if data.startswith(_MAGIC):
        data = _unpack(data, path)
    try:
        found = snapshot.decode(data)
    except StoreError as error:
        raise StoreError(f"{path} is no backup that can be read: no data file is in it.") from error
    if found is None or found.problem:
        why = f": {found.problem}" if found else ", it is empty"
        raise StoreError(f"{path} is no backup that can be read{why}.")
    if found.meta.schema > SCHEMA:
        raise StoreError(f"{path.name} is from a newer lastmile: use that to restore it.")
    return found, data


def count_goals(found: Snapshot) -> int:
    """How many goals a snapshot shows; a goal that cannot be read counts too."""
    return sum(_is_shown(bytes(raw)) for raw in found.tables.get(GOALS, {}).values())


class _Goal(msgspec.Struct):
    template: Any = None
    diary: Any = None
    deleted: Any = None


_goal = msgspec.json.Decoder(_Goal)


def _is_shown(raw: bytes) -> bool:
    try:
        goal = _goal.decode(raw)
    except (ValueError, RecursionError):
        return True
    return not (goal.template or goal.diary or goal.deleted)


def _content(storage: JournalStorage) -> tuple[Meta, Tables] | None:
    """The meta of a backup of the file, and its tables; None when there are no documents."""
    now, tables = storage.image()
    own = {name: table for name, table in tables.items() if name != META}
    if not any(own.values()):
        return None
    meta = Meta(
        db=now.db,
        gen=f"backup-{_digest(own)}",
        seq=now.seq,
        schema=now.schema,
        top=now.top,
        former=now.former,
    )
    return meta, tables


def _digest(tables: Tables) -> str:
    """A digest of the documents, independent of the generation of the file."""
    from hashlib import blake2b  # noqa: PLC0415 # 2 ms, for the first change of a day only

    digest = blake2b(digest_size=10)
    for name, table in tables.items():
        digest.update(b"\n%s\n" % name.encode())
        for doc_id, raw in table.items():
            digest.update(b"\n%s:" % doc_id.encode())
            digest.update(raw)
    return digest.hexdigest()


def _identity(path: Path) -> tuple[str, str] | None:
    """The database and the generation of a backup; None when it is damaged or missing.

    Only its head is read.
    """
    meta = head_of(path)
    return (meta.db, meta.gen) if meta else None


def _unpack(data: bytes, path: Path) -> bytes:
    """Raises StoreError if the data is damaged, or would be larger than a file may be."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        found = unpacker.decompress(data, files.LARGEST + 1)
    except zlib.error as error:
        raise StoreError(f"The backup {path} is damaged; restore another one.") from error
    if len(found) > files.LARGEST:
        raise StoreError(f"{path} is too large: a file has at most {files.LARGEST >> 20} MB.")
    if not unpacker.eof or unpacker.unused_data:
        raise StoreError(f"The backup {path} is damaged; restore another one.")
    return found


def _backup(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink() or not path.is_file():
        return None
    with suppress(StoreError, ValueError):  # it was just removed, or the name is no date
        seen = files.stamp(path)
        if seen is None:
            return None
        number = int(match["number"] or 1)
        if match["day"]:
            day = date.fromisoformat(match["day"])
            return Backup(path, "daily", day, seen.size, time_of_change(seen.mtime, day), number)
        made = datetime.strptime(match["time"], files.FILE_TIME).replace(tzinfo=UTC)
        kind = msgspec.convert(match["kind"], BackupKind)
        return Backup(path, kind, made.date(), seen.size, made, number)
    return None
