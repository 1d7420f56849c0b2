"""The changes in a copy of a journal, as documents to be merged, never applied. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import merge
from lastmile_tui.store.db import documents, journal
from lastmile_tui.store.db.union import uid_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from lastmile_tui.store.db.documents import Raw, Tables


def read_journal(data: bytes, names: Collection[str]) -> Tables | None:
    """The documents of all lines of a database that goes by one of `names`, merged by their `uid`.

    None if no line is one of it. Lines that cannot be read are passed over, for a copy may be cut
    off, or hold what a device wrote between two of them.
    """
    lines = [record for line in data.split(b"\n") if (record := journal.decode(line))]
    ours = [record for record in lines if record.db in names]
    if not ours:
        return None
    tables: Tables = {}
    places: dict[tuple[str, str], str] = {}
    for record in ours:
        for name, table in record.changes.items():
            here = tables.setdefault(name, {})
            for doc_id, raw in (table or {}).items():
                if raw is not None:
                    _put(name, here, places, doc_id, raw)
    return tables


def _put(
    name: str, here: dict[str, Raw], places: dict[tuple[str, str], str], doc_id: str, raw: Raw
) -> None:
    """Merge a document with the one of its `uid`, or add it under an id that is free."""
    uid = uid_of(raw) or ""
    place = places.get((name, uid)) if uid else None
    if place is None:
        if doc_id in here and here[doc_id] != raw:
            doc_id = str(max(map(int, here)) + 1)
        here[doc_id] = raw
        if uid:
            places[name, uid] = doc_id
    elif here[place] != raw:
        try:
            both = (documents.decode(each, name, place) for each in (here[place], raw))
            here[place] = documents.encode(merge(*both))
        except StoreError:
            here[place] = raw  # the newer one, which its device had written whole
