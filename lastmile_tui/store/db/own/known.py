"""What this machine knows of a data file that is missing, or another one now.

It is read from the private folder and from the backups. Nothing is written.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import msgspec

from lastmile_tui.errors import KnownFile, StoreError
from lastmile_tui.store.db.own.ring import read_end, read_ring
from lastmile_tui.store.db.snapshot import Meta
from lastmile_tui.store.db.union import uid_of
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lastmile_tui.store.db.journal import JournalRecord
    from lastmile_tui.store.disk.place import FilePlace

_GZIP: Final = 16 + zlib.MAX_WBITS
_HEAD: Final = 1 << 16
"""Bytes at the start of a backup that hold its `Meta`."""

_BACKUPS: Final = "*.json.gz"


def known_db(place: FilePlace) -> str:
    """The database that this machine wrote last into a file of this place; empty for none."""
    for path in reversed(place.known()):
        with suppress(StoreError):
            if path.suffix == ".ring" and (end := read_end(path)) and end.mark:
                return end.mark.db
            if records := read_ring(path):
                return records[-1].db
    return ""


def known_file(
    place: FilePlace, backups: Path | None, found: str, names: Collection[str] = ()
) -> KnownFile | None:
    """What is known of a file in whose place one is `found` that is no descendant.

    `found` is "missing", "empty", or "another" one, of a database that goes by `names`. None if
    nothing is known of another database than that.
    """
    last = known_db(place)
    if last and last in names:
        return None
    records = [record for record in _records(place) if record.db == last] if last else []
    heads = list(_heads(backups)) if backups and not last else []
    if any(not meta.names.isdisjoint(names) for meta in heads):
        return None
    if not (last or heads):
        return None
    uids = {
        uid
        for record in records
        for table in record.changes.values()
        for raw in (table or {}).values()
        if raw is not None and (uid := uid_of(raw))
    }
    return KnownFile(
        path=str(place.path),
        found=found,
        db=last or heads[0].db,
        goals=len(uids),
        changes=len(records),
        newest=max((record.time for record in records), default=0),
        backups=sum(1 for _ in _heads(backups)) if backups else 0,
    )


def head_of(path: Path) -> Meta | None:
    """The `Meta` of a backup, of which only the head is unpacked; None if it is damaged."""
    with suppress(StoreError, zlib.error, ValueError, IndexError, RecursionError):
        data, _ = files.read(path)
        head = zlib.decompressobj(_GZIP).decompress(data[:_HEAD], _HEAD)
        line = head.split(b"\n")[1].removeprefix(b'"1":')
        return msgspec.json.decode(line, type=Meta)
    return None


def _records(place: FilePlace) -> Iterator[JournalRecord]:
    """All changes that are in the private folder."""
    for path in place.known():
        with suppress(StoreError):
            yield from read_ring(path)


def _heads(backups: Path) -> Iterator[Meta]:
    """What backups say of their files, the newest first."""
    for path in _paths(backups):
        if meta := head_of(path):
            yield meta


def _paths(backups: Path) -> list[Path]:
    try:
        found = [(path.stat().st_mtime, path) for path in backups.glob(_BACKUPS)]
    except OSError:
        return []
    return [path for _, path in sorted(found, reverse=True)]
