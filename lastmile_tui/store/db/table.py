"""TinyDB with tables that save only what they change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from lastmile_tui.store.db.storage import JournalStorage
from lastmile_tui.store.db.views import TableDraft, TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping

    from tinydb.queries import QueryLike
    from tinydb.storages import Storage


class DeltaTable(Table):
    """A table whose every change is one line of the journal.

    Each call that changes something is a transaction of its own, and one commit. There is no cache
    of queries, since other processes change the table too; what is handed out is the caller's own.
    """

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        self._journal = cast("JournalStorage", storage)
        self._free = 0
        super().__init__(storage, name, cache_size, persist_empty)

    @property
    def storage(self) -> JournalStorage:
        return self._journal

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._journal.transaction():
            self._free = self._journal.next_id(self.name)
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        with self._journal.transaction():
            documents = list(documents)
            given = [doc.doc_id for doc in documents if isinstance(doc, self.document_class)]
            self._free = max([self._journal.next_id(self.name), *(each + 1 for each in given)])
            return super().insert_multiple(documents)

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        with self._journal.transaction():
            return super().update(fields, doc_ids=self._matching(cond, doc_ids))

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        with self._journal.transaction():
            return super().upsert(document, cond)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        with self._journal.transaction():
            return super().remove(doc_ids=self._matching(cond, doc_ids))

    def _matching(
        self, cond: QueryLike | None, doc_ids: Iterable[int] | None
    ) -> Iterable[int] | None:
        """Find the documents first, so that only they are copied and compared."""
        if doc_ids is not None or cond is None:
            return doc_ids
        return [int(doc_id) for doc_id, doc in self._read_table().items() if cond(doc)]

    def _get_next_id(self) -> int:
        self._free += 1
        return self._free - 1

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._journal.transaction():
            tables = self._journal.read()
            draft = TableDraft(tables.get(self.name) or TableView(self.name, {}))
            updater(cast("dict[int, Mapping[str, Any]]", draft))
            self._journal.commit({self.name: draft.changes()})
        self.clear_cache()


class LastmileDB(TinyDB):
    """TinyDB on a `JournalStorage`; the arguments are those of the storage."""

    table_class = DeltaTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # inferred as JSONStorage

    @property
    def storage(self) -> JournalStorage:
        return cast("JournalStorage", self._storage)

    def drop_table(self, name: str) -> None:
        self._tables.pop(name, None)
        self.storage.commit({name: None})
