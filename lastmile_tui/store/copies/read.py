"""Reading a copy of the data file, whatever form it has; nothing is written.

It may be a whole file, one with both versions between conflict markers, a journal that stood beside
the file, or a version that git holds of an unmerged file.
"""

from __future__ import annotations

import shlex
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import merge
from lastmile_tui.store.copies.git_index import read_blob
from lastmile_tui.store.copies.journals import read_journal
from lastmile_tui.store.copies.markers import both_sides
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.schema import SCHEMA
from lastmile_tui.store.db.snapshot import META, Meta, has_markers, joined_lineage, joined_names
from lastmile_tui.store.db.union import unite
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.place import RING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from lastmile_tui.store.copies.names import CopyName
    from lastmile_tui.store.db.documents import Tables
    from lastmile_tui.store.db.snapshot import Snapshot
    from lastmile_tui.store.disk.files import FileStamp


_TABLE: Final = b'"%s"' % META.encode()
"""What stands in each data file, also in one that is damaged behind it."""


LEFT: Final = "left-"
"""How the file is named, and its generation, in which changes of this machine were left."""


class CopyContent(NamedTuple):
    """What a copy holds, and its stamp; `meta` says of which database it is."""

    meta: Meta
    tables: Tables
    seen: FileStamp | None = None

    @property
    def left(self) -> bool:
        """Whether it has what this machine did and the file lacked, when that was left."""
        return self.meta.gen.startswith(LEFT)


def read_copy(path: Path, copy_name: CopyName, names: Collection[str]) -> CopyContent | None:
    """The content of a copy; None if it is of no data file, or a journal of none of `names`.

    Raises StoreError, with advice, if it cannot be read whole or is of a newer lastmile.
    """
    data, seen = files.read(path)
    if copy_name.journal:
        tables = read_journal(data, names)
        return CopyContent(Meta(db=min(names)), tables, seen) if tables is not None else None
    if not (copy_name.tool or _TABLE in data or path.suffix == RING):
        return None  # such as notes, which nobody is to delete as a damaged copy
    found = _read(data, path.name, _say_damaged(path))
    return found and found._replace(seen=seen)


def read_parts(data: bytes) -> Iterator[CopyContent]:
    """The versions in a file with conflict markers that can be read, ours first."""
    for side in both_sides(data) or ():
        with suppress(StoreError):
            yield from filter(None, [_read(side, "", "")])


def read_stage(path: Path, blob: str, name: str) -> CopyContent | None:
    """The content of a version that git holds of the data file; errors as of `read_copy`."""
    data = read_blob(path, blob)
    if data is None:
        return None
    return _read(data, name, f"‘{name}’ is damaged and was not merged: git show {blob} has it.")


def _read(data: bytes, name: str, damaged: str) -> CopyContent | None:
    sides = both_sides(data) if has_markers(data) else (data,)
    if sides is None:
        raise StoreError(damaged)
    read = [_decode(side, name, damaged) for side in sides]
    whole = [found for found in read if found is not None and found.meta.db]
    if not whole or len(whole) < len(read):
        return None
    if not frozenset.intersection(*(side.meta.names for side in whole)):
        whole = whole[-1:]  # theirs is of another database: that one is asked about
    meta, tables = whole[0].meta, whole[0].tables
    for other in whole[1:]:
        union = unite(tables, other.tables, merge)
        tables = {
            table: {**tables.get(table, {}), **union.changes.get(table, {})}
            for table in tables.keys() | union.changes.keys()
        }
        db, former = joined_names(meta, other.meta)
        meta = replace(meta, db=db, former=former, lineage=joined_lineage(meta, other.meta))
    return CopyContent(meta, tables)


def _decode(data: bytes, name: str, damaged: str) -> Snapshot | None:
    try:
        found = snapshot.decode(data)
    except StoreError as error:
        raise StoreError(damaged) from error
    if found is None or not found.meta.db:
        return None
    if found.problem:
        raise StoreError(damaged)
    if found.meta.schema > SCHEMA:
        raise StoreError(f"{name} is from a newer lastmile: update this one to merge it.")
    return found


def _say_damaged(path: Path) -> str:
    if path.suffix == RING:  # nobody is to delete it
        return (
            f"‘{path.name}’ is no copy: this machine remembers in it what it changed last. "
            "lastmile merge without a name brings back what the data file lacks of that."
        )
    repair = f"lastmile --file {shlex.quote(str(path))} doctor --repair"
    return f"The copy ‘{path.name}’ is damaged and was not merged. Delete it, or try {repair}."
