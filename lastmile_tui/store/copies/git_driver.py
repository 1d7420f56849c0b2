"""Merge two versions of the whole data file, for git. Pure, over bytes.

The same two versions give the same documents in either order.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.documents import are_alike
from lastmile_tui.store.db.schema import SCHEMA
from lastmile_tui.store.db.snapshot import (
    META,
    Meta,
    Snapshot,
    joined_lineage,
    joined_names,
)
from lastmile_tui.store.db.union import uid_of
from lastmile_tui.store.splice import merge_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.store.db.documents import Raw, Tables

_TIME = 10
"""The characters of an id that hold its time."""


def merge_files(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Merge two versions of a file; `base` is what they came from, and may be blank.

    Raises StoreError if one cannot be read whole, or they are of two different files.
    """
    mine, other = _read(ours, "Our version"), _read(theirs, "Their version")
    if not mine.meta.names & other.meta.names:
        raise StoreError("The two versions are of two different data files: nothing was merged.")
    if mine.meta.schema != other.meta.schema:
        raise StoreError("One version is of an older lastmile: open it once with this one first.")
    return merge_snapshots(lambda: base, mine, other)


def merge_snapshots(base: Callable[[], bytes], mine: Snapshot, other: Snapshot) -> bytes:
    """The same for two versions of one database and schema that were read whole."""
    names = sorted((mine.tables.keys() | other.tables.keys()) - {META})
    old = _Base(base)
    tables: Tables = {
        name: _table(name, old, mine.tables.get(name, {}), other.tables.get(name, {}))
        for name in names
    }
    own: dict[str, Raw] = {}
    for side in (mine, other):
        for doc_id, raw in side.tables[META].items():
            own[doc_id] = max(bytes(raw), bytes(own.get(doc_id, raw)))
    return snapshot.encode(_meta(mine.meta, other.meta, tables), {META: own} | tables)


class _Base:
    """What both versions came from: read when a document without a `uid` asks for it."""

    def __init__(self, read: Callable[[], bytes]) -> None:
        self._read = read

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Raw]]:
        """None of a file that cannot be read."""
        data = self._read()
        try:
            found = snapshot.decode(data)
        except StoreError:
            return {}
        return found.tables if found else {}


def _read(data: bytes, what: str) -> Snapshot:
    try:
        found = snapshot.decode(data, what)
    except StoreError as error:
        why = str(error).partition(". ")[0]  # without the advice: git keeps both versions, and asks
        raise StoreError(f"{why}; nothing was merged.") from error
    if found is None or not found.meta.db:
        raise StoreError(f"{what} is not a data file of lastmile: nothing was merged.")
    if found.problem:
        raise StoreError(f"{what} cannot be read whole: {found.problem}.")
    if found.meta.schema > SCHEMA:
        raise StoreError(f"{what} is from a newer lastmile: update this one first.")
    return found


def _meta(mine: Meta, other: Meta, tables: Tables) -> Meta:
    """The meta of the merged snapshot, whose generation follows from its content."""
    db, former = joined_names(mine, other)
    digest = sha256()
    for part in snapshot.encode_parts(Meta(db=db), tables):
        digest.update(part)
    gen = f"{max(mine.gen, other.gen)[:_TIME]}{digest.hexdigest()[:16]}"
    top = {
        name: max(mine.top.get(name, 0), other.top.get(name, 0), *map(int, table))
        for name, table in tables.items()
        if table
    }
    return Meta(
        db=db,
        gen=gen,
        seq=max(mine.seq, other.seq),
        schema=mine.schema,
        top=top,
        lineage=joined_lineage(mine, other),
        former=former,
    )


def _table(
    name: str, old: _Base, mine: Mapping[str, Raw], other: Mapping[str, Raw]
) -> dict[str, Raw]:
    """The documents of both, each by its `uid`, or by its id if it has none."""
    by_uid: dict[str, Raw] = {}
    places: dict[str, int] = {}
    by_id: dict[str, set[bytes]] = {}
    for table in (mine, other):
        for doc_id, raw in table.items():
            if table is not mine and are_alike(raw, mine.get(doc_id)):
                continue
            uid = uid_of(raw)
            if uid is None:
                by_id.setdefault(doc_id, set()).add(bytes(raw))
                continue
            places[uid] = min(places.get(uid, int(doc_id)), int(doc_id))
            known = by_uid.get(uid)
            by_uid[uid] = raw if known is None else _merge_documents(name, known, raw)
    placed: dict[int, Raw] = {}
    displaced: list[Raw] = []
    for uid in sorted(by_uid, key=lambda uid: (places[uid], uid)):
        if places[uid] in placed:
            displaced.append(by_uid[uid])
        else:
            placed[places[uid]] = by_uid[uid]
    for doc_id in sorted(by_id, key=int):
        before = old.tables.get(name, {}).get(doc_id)
        versions = _changed(by_id[doc_id], before, (doc_id in mine) + (doc_id in other))
        for raw in sorted(versions):
            if int(doc_id) in placed:
                displaced.append(raw)
            else:
                placed[int(doc_id)] = raw
    top = max(placed, default=0)
    placed |= {top + number: raw for number, raw in enumerate(displaced, 1)}
    return {str(doc_id): placed[doc_id] for doc_id in sorted(placed)}


def _merge_documents(name: str, mine: Raw, other: Raw) -> Raw:
    one, two = bytes(mine), bytes(other)  # which compare as one block, and views byte by byte
    return mine if one == two else merge_raw(one, two, name)


def _changed(versions: set[bytes], old: Raw | None, sides: int) -> set[bytes]:
    """The versions of a document without a `uid`, without the old one if a side changed it."""
    before = None if old is None else bytes(old)
    if before in versions and (len(versions) > 1 or sides == 1):
        return versions - {before}
    return versions
