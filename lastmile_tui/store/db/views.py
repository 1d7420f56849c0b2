"""What is in memory of a data file, to look at, and what wanted tables would change in it.

TinyDB looks at the raw tables: a document is decoded each time that it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from tinydb.storages import Storage

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.snapshot import META

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.own.gaps import Missing
    from lastmile_tui.store.db.reader import FileReader
    from lastmile_tui.store.db.snapshot import Meta
    from lastmile_tui.store.disk.files import FileStamp

    Content: TypeAlias = Mapping[str, Any] | Raw
    """A document as a dict or as JSON."""

    Wanted: TypeAlias = Mapping[str, Mapping[str, Content | None] | None]
    """Table -> doc id -> the whole document; None for what shall no longer be there."""


class TableView(Mapping[str, dict[str, Any]]):
    """A table to read, by doc id."""

    def __init__(self, name: str, raw: Mapping[str, Raw]) -> None:
        self.name = name
        self.raw = raw

    def __getitem__(self, doc_id: str) -> dict[str, Any]:
        return documents.decode(self.raw[doc_id], self.name, doc_id)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self.raw

    def __iter__(self) -> Iterator[str]:
        self.raw = dict(self.raw)  # from here on as it was: another thread may take in changes
        return iter(self.raw)

    def __len__(self) -> int:
        return len(self.raw)


class TableDraft(MutableMapping[int, dict[str, Any]]):
    """A table to change: what is touched is a copy of its own, until it is committed."""

    def __init__(self, table: TableView) -> None:
        self._table = table
        self._touched: dict[int, dict[str, Any] | None] = {}

    def changes(self) -> dict[str, dict[str, Any] | None]:
        """Give each touched document, None for one that was removed."""
        return {str(doc_id): document for doc_id, document in self._touched.items()}

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        if doc_id not in self._touched:
            self._touched[doc_id] = self._table[str(doc_id)]
        document = self._touched[doc_id]
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: int, document: dict[str, Any]) -> None:
        self._touched[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[doc_id] = None

    def __contains__(self, doc_id: object) -> bool:
        if doc_id in self._touched:
            return self._touched[doc_id] is not None
        return isinstance(doc_id, int) and str(doc_id) in self._table

    def __iter__(self) -> Iterator[int]:
        every = dict.fromkeys((*map(int, self._table), *self._touched))
        return iter([doc_id for doc_id in every if doc_id in self])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched = dict.fromkeys(self)


class FileView(Storage):
    """What a data file holds, as its reader has it in memory."""

    def __init__(self, file: FileReader) -> None:
        super().__init__()
        self._file = file

    @property
    def path(self) -> Path:
        """The data file itself, where a link to it was given."""
        return self._file.path

    @property
    def meta(self) -> Meta:
        """What the file says of itself, `seq` with the changes in the journal."""
        return self._file.meta

    @property
    def sound(self) -> FileStamp | None:
        """The stamp of the file where it was as lastmile wrote it when it was last read."""
        return self._file.sound

    @property
    def missing(self) -> Missing | None:
        """What this machine did and the file lacks, such as after an old copy came over it."""
        return self._file.missing

    @property
    def pending(self) -> int:
        """Bytes in the journal."""
        return seen.size if (seen := self._file.seen[1]) else 0

    def raw(self, table: str) -> Mapping[str, Raw]:
        """Give the JSON of each document by doc id, as it is now in memory."""
        return MappingProxyType(dict(self._file.state.tables.get(table, {})))

    def document(self, table: str, doc_id: str) -> Raw | None:
        """Give the JSON of one document, None when it is not there."""
        return self._file.state.tables.get(table, {}).get(doc_id)

    def next_id(self, table: str) -> int:
        """Give the id of a new document: none has had it since the table was empty."""
        return self._file.state.top.get(table, 0) + 1

    def show(self, tables: Mapping[str, Mapping[str, Content]]) -> None:
        """Hold tables in memory in the place of the file's, for one who only looks."""
        self._file.state.tables |= documents.encode_all(tables)


def changes_to(data: Mapping[str, Mapping[Any, Mapping[str, Any]]], tables: Tables) -> Wanted:
    """The changes that make tables equal to `data`, by TinyDB's ids."""
    changes: dict[str, dict[str, Content | None] | None] = {
        name: None for name in tables if name != META
    }
    for name, table in data.items():
        given = table.raw if isinstance(table, TableView) else table
        new = {str(doc_id): document for doc_id, document in given.items()}
        changes[name] = {**dict.fromkeys(tables.get(name, {})), **new}
    return changes


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
        if not documents.is_id(doc_id):
            raise StoreError(f"{doc_id!a:.40} is not a number for a document.")
        old = here.get(doc_id)
        if document == old:
            continue
        raw = None if document is None else documents.encode(document)
        if raw != old:
            part[doc_id] = raw
    return part
