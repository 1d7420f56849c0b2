"""The union of two sets of tables, document by document, by `uid`. Pure, over bytes.

How two documents become one is up to the caller: `codec.merge` for goals.

A doc id may mean another document in another file; a document without a `uid` is identified by
its whole content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from lastmile_tui.store.db import documents
from lastmile_tui.store.db.snapshot import META

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lastmile_tui.store.db.documents import Raw

    Merge: TypeAlias = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
    Splice: TypeAlias = Callable[[Raw, Raw], bytes]
    Table: TypeAlias = Mapping[str, Raw]
    Changed: TypeAlias = dict[str, dict[str, Raw]]


class Union(msgspec.Struct, frozen=True):
    """The union of two sets of tables, as changes to the first.

    `refused` counts the documents that could not be merged with those of the same `uid`.
    """

    changes: Changed
    refused: int = 0


def unite(
    here: Mapping[str, Table],
    others: Mapping[str, Table],
    merge: Merge,
    *,
    top: Mapping[str, int] | None = None,
    keep_refused: bool = True,
    splice: Splice | None = None,
) -> Union:
    """Merge the documents of `others` into the tables `here`.

    A new document keeps its id if that is free, else it gets one above `top`, the highest that
    each table has used. A document that cannot be merged is added beside the one that is here, or
    left out without `keep_refused`. `splice` does the same as `merge` with the JSON of both.
    """
    changes: Changed = {}
    refused = 0
    for name, table in others.items():
        if name == META:
            continue
        part = _TableUnion(name, here.get(name, {}), merge, (top or {}).get(name, 0), keep_refused)
        part.splice = splice
        for doc_id, raw in table.items():
            part.add(doc_id, raw)
        refused += part.refused
        if part.new or name not in here:
            changes[name] = part.new
    return Union(changes, refused)


def uid_of(raw: Raw) -> str | None:
    """Read the `uid` of a document; None if it has none.

    Where it stands first, as we write it, and nowhere else, the rest is not read.
    """
    text = bytes(raw[:_HEAD])
    if _EVENTS not in text:
        text = bytes(raw)
    if text.startswith(_UID):
        stop = text.find(b'"', len(_UID))
        uid = text[len(_UID) : stop]
        if uid.isalnum() and text.find(_UID[1:], stop, text.find(_EVENTS, stop)) < 0:
            return uid.decode()
    try:
        return _uid.decode(raw).uid
    except (ValueError, RecursionError):
        return None


def events_of(raw: Raw) -> Mapping[str, str]:
    """The ids of the events that a document logs, with their devices; none without a log."""
    try:
        return {event.id: event.dev for event in _logged.decode(raw).events}
    except (ValueError, RecursionError):
        return {}


_UID: Final = b'{"uid":"'
_EVENTS: Final = b',"events":'

_HEAD: Final = 4096
"""Bytes in which the fields of most goals stand, which come before their events."""


class _HasUid(msgspec.Struct):
    uid: str | None = None


class EventId(msgspec.Struct, gc=False):
    """What names an event, and the device that made it."""

    id: str
    dev: str = ""


class _HasEvents(msgspec.Struct):
    events: list[EventId] = []


_uid = msgspec.json.Decoder(_HasUid)
_logged = msgspec.json.Decoder(_HasEvents)


class _TableUnion:
    """One table of the union."""

    def __init__(self, name: str, here: Table, merge: Merge, top: int, keep: bool) -> None:
        self._name, self._merge, self._keep = name, merge, keep
        self._all = {**here}
        self._top = max(top, *map(int, here), 0)
        self._places = {uid: doc_id for doc_id, raw in here.items() if (uid := uid_of(raw))}
        self._contents: set[bytes] | None = None
        self.splice: Splice | None = None
        self.new: dict[str, Raw] = {}
        self.refused = 0

    def add(self, doc_id: str, raw: Raw) -> None:
        uid = uid_of(raw)
        place = self._places.get(uid) if uid else None
        if place is None:
            if uid or not self._is_known(raw):
                self._add_new(doc_id, raw, uid)
        elif bytes(self._all[place]) != bytes(raw):  # views would be compared byte by byte
            try:
                self._put(place, self._merge_one(raw, self._all[place]))
            except Exception:  # noqa: BLE001 - no failure of the caller's function may stop the rest
                self.refused += 1
                if self._keep and not self._is_known(raw):
                    self._add_new(doc_id, raw, None)

    def _merge_one(self, theirs: Raw, ours: Raw) -> Raw:
        """Merge two documents; ours as it is if theirs adds nothing."""
        if self.splice:
            spliced = self.splice(theirs, ours)
            longer = len(spliced) > len(ours)
            same = not longer and documents.decode(spliced, self._name, "") == documents.decode(
                ours, self._name, ""
            )
            return ours if same else spliced
        mine = documents.decode(ours, self._name, "")
        merged = self._merge(documents.decode(theirs, self._name, ""), mine)
        return ours if merged == mine else documents.encode_merged(merged)

    def _add_new(self, doc_id: str, raw: Raw, uid: str | None) -> None:
        if doc_id in self._all:
            doc_id = str(self._top + 1)
        if uid:
            self._places[uid] = doc_id
        self._put(doc_id, raw)

    def _put(self, doc_id: str, raw: Raw) -> None:
        if self._all.get(doc_id) != raw:
            self._all[doc_id] = self.new[doc_id] = raw
        self._top = max(self._top, int(doc_id))
        if self._contents is not None:
            self._contents.add(bytes(raw))

    def _is_known(self, raw: Raw) -> bool:
        if self._contents is None:
            self._contents = {bytes(document) for document in self._all.values()}
        return bytes(raw) in self._contents
