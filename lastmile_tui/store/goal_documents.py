"""The documents of goals, read and written one by one; the last few stay decoded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.text import is_plain
from lastmile_tui.errors import NotFoundError
from lastmile_tui.store.codec import Document, encode_record, read_log, read_record, write_record
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.schema import GOALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.storage import JournalStorage

KEPT = 16
"""Goals that stay decoded: those of the last keys, and of a page that shows them."""


class _Decoded(Struct, frozen=True):
    """A goal with the whole of the document that it was read from, or written as."""

    raw: Raw
    document: Document
    record: Record


class GoalDocuments:
    """The goals of a storage by doc id.

    What is decoded counts only while the storage holds the very same bytes, so that what another
    process has written is never missed.
    """

    def __init__(self, storage: JournalStorage) -> None:
        self._storage = storage
        self._last: dict[str, _Decoded] = {}

    def read(self, doc_id: str) -> Record:
        """The goal with its log; NotFoundError where it is gone, StoreError where it is broken."""
        return self._decoded(doc_id, self._raw(doc_id)).record

    def log(self, doc_id: str) -> Log:
        """The log alone, which is read four times as fast; errors as of `read`."""
        raw = self._raw(doc_id)
        decoded = self._last.get(doc_id)
        return decoded.record.log if decoded and decoded.raw is raw else read_log(bytes(raw))

    def write(self, records: Mapping[str, Record], new: Mapping[str, bytes]) -> None:
        """Save goals in one change, each in the place of its document, or as a new one.

        The documents of `new` ones are ready. What a document holds that we do not know is kept.
        """
        last = [*records][-KEPT:]
        kept: dict[str, Document] = {}
        written: dict[str, bytes] = {**new}
        for doc_id, record in records.items():
            raw = self._storage.document(GOALS, doc_id)
            old = self._decoded(doc_id, raw).document if raw else {}
            document = write_record(record, old)
            written[doc_id] = encode_record(document, old)
            if doc_id in last:
                kept[doc_id] = document
        self._storage.commit({GOALS: written})
        for doc_id, document in kept.items():
            self._keep(doc_id, _Decoded(self._raw(doc_id), document, records[doc_id]))

    def _raw(self, doc_id: str) -> Raw:
        raw = self._storage.document(GOALS, doc_id)
        if raw is None:
            raise NotFoundError(GONE)
        return raw

    def _decoded(self, doc_id: str, raw: Raw) -> _Decoded:
        decoded = self._last.pop(doc_id, None)
        if decoded is None or decoded.raw is not raw:
            document = documents.decode(raw, GOALS, doc_id)
            plain = is_plain(bytes(raw))
            decoded = _Decoded(raw, document, read_record(document, plain=plain))
        self._keep(doc_id, decoded)
        return decoded

    def _keep(self, doc_id: str, decoded: _Decoded) -> None:
        """Keep a goal decoded in the place of the one that was looked at least lately."""
        self._last.pop(doc_id, None)
        self._last[doc_id] = decoded
        while len(self._last) > KEPT:
            del self._last[next(iter(self._last))]


GONE = "That goal is no longer in the file."
