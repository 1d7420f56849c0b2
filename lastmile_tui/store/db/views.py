"""TinyDB's sight of the raw tables: a document is decoded each time that it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from lastmile_tui.store.db import documents

if TYPE_CHECKING:
    from lastmile_tui.store.db.documents import Raw


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
