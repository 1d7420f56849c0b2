"""The part of the requested changes that has to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.documents import encode, is_id
from lastmile_tui.store.db.snapshot import META

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.store.db.documents import Raw, Tables

    Content: TypeAlias = Mapping[str, Any] | Raw
    """A document as a dict or as JSON."""

    Wanted: TypeAlias = Mapping[str, Mapping[str, Content | None] | None]
    """Table -> doc id -> the whole document; None for what shall no longer be there."""


def needed(wanted: Wanted, tables: Tables) -> dict[str, dict[str, Raw | None] | None]:
    """Leave out what is already as requested, and encode the rest as JSON.

    Raises StoreError if something is no document, or belongs to the storage.
    """
    changes: dict[str, dict[str, Raw | None] | None] = {}
    for name, table in wanted.items():
        if name == META:
            raise StoreError(f'"{META}" is no table for documents.')
        here = tables.get(name)
        if table is None:
            if here is not None:
                changes[name] = None
            continue
        part = _needed(table, here or {})
        if part or here is None:
            changes[name] = part
    return changes


def _needed(table: Mapping[str, Content | None], here: Mapping[str, Raw]) -> dict[str, Raw | None]:
    part: dict[str, Raw | None] = {}
    for doc_id, document in table.items():
        if not is_id(doc_id):
            raise StoreError(f"{doc_id!a:.40} is no number for a document.")
        old = here.get(doc_id)
        if document == old:
            continue
        raw = None if document is None else encode(document)
        if raw != old:
            part[doc_id] = raw
    return part
