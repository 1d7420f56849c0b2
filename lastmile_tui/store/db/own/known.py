"""What this machine knows of a data file that is missing, or another one now.

It is read from the private folder and from the backups. Nothing is written.
"""

from __future__ import annotations

import os
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
    return next(iter(known_names(place)), "")


def known_names(place: FilePlace) -> tuple[str, ...]:
    """All names of that database, the last one first: it may have been united of several."""
    for path in reversed(place.known()):
        with suppress(StoreError):
            if path.suffix == ".ring" and (end := read_end(path)) and end.mark:
                return end.mark.names
            if records := read_ring(path):
                return _names_of(records[-1].db, place)
    return ()


def _names_of(db: str, place: FilePlace) -> tuple[str, ...]:
    """The names of a database by its ring, which is there where this machine wrote a snapshot."""
    with suppress(StoreError):  # of one that cannot be read lastmile doctor tells
        end = read_end(place.ring(db))
        if end and end.mark and end.mark.db == db:
            return end.mark.names
    return (db,)


def with_known_names(meta: Meta, place: FilePlace) -> Meta:
    """What a file says of itself, with the names that its database has had here since.

    One that names none, such as one made by hand, is of the known one; so is one that has another
    of its names, such as a copy from before it was united with another one.
    """
    if meta.db and files.stamp(place.journal(meta.db)):
        names = _names_of(meta.db, place)
    else:
        names = known_names(place)
    if not meta.db:
        return msgspec.structs.replace(meta, db=names[0]) if names else meta
    if meta.names.isdisjoint(names) or meta.names.issuperset(names):
        return meta
    return msgspec.structs.replace(meta, former=tuple(sorted({*meta.former, *names} - {meta.db})))


def known_file(
    place: FilePlace, backups: Path | None, found: str, names: Collection[str] = ()
) -> KnownFile | None:
    """What is known of a file in whose place one is `found` that is no descendant.

    `found` is "missing", "empty", or "another" one, of a database that goes by `names`. None if
    nothing is known of another database than that.
    """
    if found == "missing" and place.is_away:
        found = "away"
    known = known_names(place)
    if not set(names).isdisjoint(known):
        return None
    last = next(iter(known), "")
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
        return _meta_in(zlib.decompressobj(_GZIP).decompress(data[:_HEAD], _HEAD))
    return None


def db_names(path: Path) -> frozenset[str]:
    """The names of the database in a data file, of which only the head is read.

    Raises OSError and StoreError where it cannot be read.
    """
    with os.fdopen(files.open_file(path.resolve(), os.O_RDONLY), "rb") as file:
        head = file.read(_HEAD)
    with suppress(ValueError, IndexError, RecursionError):
        return _meta_in(head).names
    return frozenset()


def backups_of(backups: Path, names: Collection[str]) -> list[Path]:
    """The backups of a database in a folder, the newest first."""
    found = ((path, head_of(path)) for path in _paths(backups))
    return [path for path, meta in found if meta and not meta.names.isdisjoint(names)]


def _meta_in(head: bytes) -> Meta:
    """The `Meta` of a file that begins so; ValueError or IndexError if there is none."""
    line = head.split(b"\n")[1].removeprefix(b'"1":').removesuffix(b",")
    return msgspec.json.decode(line, type=Meta)


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
