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

from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any, Final

import msgspec

from lastmile_tui.errors import LockedError, StoreError
from lastmile_tui.store.backup import captures
from lastmile_tui.store.backup.archive import MAGIC, pack, pack_parts, read_parts, unpack
from lastmile_tui.store.backup.retention import days_to_keep
from lastmile_tui.store.backup.stream import documents_in
from lastmile_tui.store.backup.times import (
    ENDING,
    Backup,
    BackupKind,
    lag,
    last_change,
    mtime_of,
    parse_backup,
    set_file_time,
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

    from lastmile_tui.store.backup.captures import Capture
    from lastmile_tui.store.db.documents import Tables
    from lastmile_tui.store.db.storage import JournalStorage
    from lastmile_tui.store.disk.files import Parts
    from lastmile_tui.store.goals import GoalStore


BEFORE: Final = ("before-restore", "before-undo")
"""The kinds that a restore makes by itself, for its own undo."""

STALE: Final = timedelta(hours=1)
"""How many changes a backup of today may lack, as a time."""

_PATIENCE: Final = 30.0
"""Seconds to wait for another process that writes a backup."""


def make_daily(store: GoalStore, folder: Path, today: date) -> str:
    """Make the backup of the day if one is due; returns why it failed, else an empty text.

    Call it before the first change of a day and after the others. It may run in any thread. That of
    a large file is only taken, in no time, and still to be packed by `finish`.
    """
    return _why_not(lambda: Backups(folder).make_daily(store, today))


def finish(folder: Path, now: float, patience: float = 0) -> str:
    """Pack the backups that were taken; returns why it failed, else an empty text.

    It takes seconds, and may be killed at any time. `now` is in seconds since 1970, `patience` how
    many seconds it waits for another process that does the same.
    """
    return _why_not(lambda: Backups(folder).finish(now, patience))


def _why_not(work: Callable[[], object]) -> str:
    try:
        work()
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
        good ones away. Of a large file it is only taken, to be packed later. May run in any thread,
        also while the file is written to. Raises StoreError with nothing removed.
        """
        storage = store.storage
        if storage.health != "ok" or storage.meta.schema < SCHEMA:  # it is not migrated here
            return None
        last = last_change(store, today)
        if last is None:
            return None
        times = [seen.mtime for path in self._of_day(last.day) if (seen := files.stamp(path))]
        times += [mtime_of(each.at) for each in captures.find(self.folder) if each.day == last.day]
        tolerance = STALE if last.day == today else timedelta(0)
        if times and lag(times, last.at) <= tolerance:
            return None
        if captures.take(storage, self.folder, last.day, last.at):
            return None
        with suppress(LockedError), self._locked(0):  # another process is making it
            content = _content(storage)
            return self._write_daily(*content, last.day, last.at) if content else None
        return None

    def finish(self, now: float, patience: float = 0) -> None:
        """Pack the backups that were taken, of each day the last; StoreError with them in place."""
        with suppress(LockedError):  # another process packs them
            while taken := captures.find(self.folder):
                with self._locked(patience):
                    self._finish(taken[-1])
        captures.sweep(self.folder, now)

    def make(self, storage: JournalStorage, kind: BackupKind, now: datetime) -> Path:
        """Make a backup beside the others; its path."""
        name = f"{kind}-{files.file_time(now)}"
        data = pack(image(storage))
        with self._locked(_PATIENCE):
            second = now.replace(microsecond=0)
            others = (each for each in self.list_all() if each.kind != "daily")
            numbers = (each.number for each in others if each.time == second)
            last = max(numbers, default=0)  # backups of one second have different numbers
            path = free_path(lambda number: self.folder / f"{name}{number}{ENDING}", last + 1)
            self._write(path, data)
        return path

    def list_all(self) -> tuple[Backup, ...]:
        """All backups, newest first; files with other names are ignored."""
        with files.store_errors(f"The folder {self.folder} cannot be read"):
            try:
                paths = list(self.folder.iterdir())
            except FileNotFoundError:
                return ()
        backups = [backup for path in paths if (backup := parse_backup(path))]
        return tuple(sorted(backups, key=lambda backup: backup.order, reverse=True))

    def _of_day(self, day: date) -> Iterator[Path]:
        """The paths of a day's backups, of any data file, and then the first free one."""
        for number in count(1):
            name = day.isoformat() + (f"-{number}" if number > 1 else "")
            path = self.folder / f"{name}{ENDING}"
            yield path
            if not path.exists():
                return

    def _write_daily(self, meta: Meta, tables: Tables, day: date, at: datetime) -> Path | None:
        daily = [backup for backup in self.list_all() if backup.kind == "daily"]
        identity = meta.db, meta.gen
        names = self._of_day(day)
        path = next(name for name in names if (_identity(name) or identity)[0] == identity[0])
        if identity in (_identity(path), _identity(daily[0].path) if daily else None):
            set_file_time(path, at)
            return None
        self._write(path, lambda: pack_parts(snapshot.encode_parts(meta, tables)))
        set_file_time(path, at)
        keep = days_to_keep(backup.day for backup in self.list_all() if backup.kind == "daily")
        for backup in daily:
            if backup.day not in keep:
                with files.store_errors(f"The old backup {backup.path.name} could not be removed"):
                    backup.path.unlink(missing_ok=True)
        return path

    def _finish(self, taken: Capture) -> None:
        found = [seen.mtime for path in self._of_day(taken.day) if (seen := files.stamp(path))]
        if not found or lag(found, taken.at) > timedelta(0):  # else a later one was packed
            content = captures.read(taken)
            if content:
                self._write_daily(*_named(*content), taken.day, taken.at)
        captures.remove(taken)

    def _locked(self, timeout: float) -> AbstractContextManager[None]:
        """Keep other processes from writing here; LockedError if one does."""
        files.make_folder(self.folder)
        return FileLock(self.folder / ".~lock", timeout).hold()

    def _write(self, path: Path, data: bytes | Parts) -> None:
        """Write a backup, and remove temporary files that killed processes left."""
        with files.store_errors(f"The folder {self.folder} cannot be written"):
            for stale in self.folder.glob(f".~*{ENDING}.tmp"):
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
    if data.startswith(MAGIC):
        data = unpack(data, path)
    try:
        found = snapshot.decode(data)
    except StoreError as error:
        raise StoreError(
            f"{path} is not a backup that can be read: no data file is in it."
        ) from error
    if found is None or found.problem:
        why = f": {found.problem}" if found else ", it is empty"
        raise StoreError(f"{path} is not a backup that can be read{why}.")
    if found.meta.schema > SCHEMA:
        raise StoreError(f"{path.name} is from a newer lastmile: use that to restore it.")
    return found, data


def check_backup(path: Path) -> int:
    """How many goals a backup shows; little of it is in memory. StoreError as `read_backup`."""
    try:
        documents = documents_in(read_parts(path))
        _, about = next(documents)
        if msgspec.json.decode(about, type=Meta).schema <= SCHEMA:
            return sum(_is_shown(raw) for table, raw in documents if table == GOALS)
    except (OSError, ValueError, RecursionError):  # not as it was written: then all of it is read
        pass
    return count_goals(read_backup(path)[0])


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
    return _named(now, own)


def _named(now: Meta, own: Tables) -> tuple[Meta, Tables]:
    """The meta of a backup of these tables, and they."""
    gen = f"backup-{_digest(own)}"
    top, former = now.top, now.former
    return Meta(db=now.db, gen=gen, seq=now.seq, schema=now.schema, top=top, former=former), own


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
