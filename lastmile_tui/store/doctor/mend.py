"""Mending single goals, from their own events and from older copies. Pure.

`repair` writes the file that they are in.
"""

from __future__ import annotations

from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import msgspec

from lastmile_tui.domain.model.events import Event
from lastmile_tui.domain.model.goal import Goal
from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import merge, read_goal, read_log
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.union import uid_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lastmile_tui.store.codec import Document
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.snapshot import Snapshot

_MOST_TRIES: Final = 300
"""A goal with more events is not tried without each of them, which takes quadratic time."""

_GOAL_FIELDS: Final = frozenset(Goal.__struct_fields__)
_object: Final = msgspec.json.Decoder(dict[str, Any])


def why_broken(raw: Raw, schema: int) -> str:
    """Why a goal cannot be read; empty if it can. In an older schema goals have no events."""
    if schema < SCHEMA and b'"events"' not in bytes(raw):
        return ""
    try:
        read_goal(bytes(raw))
        read_log(bytes(raw))
    except StoreError as error:
        return str(error)
    return ""


class OlderCopies:
    """Older copies of the file, newest first, each read when it is first needed."""

    def __init__(self, copies: Iterable[Snapshot] = ()) -> None:
        self._rest = iter(copies)
        self._read: list[tuple[Snapshot, dict[str, Raw]]] = []

    @property
    def newest(self) -> Snapshot | None:
        return next((copy for copy, _ in self._copies()), None)

    def find(self, uid: str, schema: int) -> Raw | None:
        """The newest document of a goal that can be read."""
        found = (goals[uid] for _, goals in self._copies() if uid in goals)
        return next((raw for raw in found if not why_broken(raw, schema)), None)

    def at(self, doc_id: str, schema: int) -> Raw | None:
        """The newest document of a doc id that can be read."""
        tables = (copy.tables.get(GOALS, {}) for copy, _ in self._copies())
        found = (table[doc_id] for table in tables if doc_id in table)
        return next((raw for raw in found if not why_broken(raw, schema)), None)

    def _copies(self) -> Iterator[tuple[Snapshot, dict[str, Raw]]]:
        """Each copy with its goals by uid."""
        yield from self._read
        for copy in self._rest:
            goals = copy.tables.get(GOALS, {}).values()
            self._read.append((copy, {uid: raw for raw in goals if (uid := uid_of(raw))}))
            yield self._read[-1]


class MendedGoals(msgspec.Struct, frozen=True):
    """Goals by doc id, all of them readable and each only once."""

    goals: dict[str, Raw]
    mended: int = 0
    """Goals that were mended."""
    back: int = 0
    """How many of these come from an older copy, since nothing else of them was readable."""
    lost: int = 0
    """Changes of the others that could not be read."""
    united: int = 0
    """Documents that were merged into another one of the same goal."""
    left_out: tuple[str, ...] = ()
    """The doc ids of what could not be saved."""


def mend(
    goals: Mapping[str, Raw], older: OlderCopies, schema: int, *, refold: bool = False
) -> MendedGoals:
    """Mend every goal or leave it out, and merge the documents of one goal.

    With `refold` readable goals are folded from their events too, since damage may have hit the
    folded values.
    """
    made: dict[str, Raw] = {}
    places: dict[str, str] = {}
    known = {uid for raw in goals.values() if (uid := uid_of(raw))}
    mended = back = lost = united = 0
    left_out = []
    for doc_id, document in goals.items():
        raw: Raw | None = document
        if why_broken(document, schema):
            raw, without = _refolded(_decode(bytes(document)), older, schema)
            lost += without
            if raw is None:
                raw = _from_older_copy(document, doc_id, older, schema, known)
                back += raw is not None
            mended += raw is not None
        elif refold:
            raw = _united([document], schema) or document
        if raw is None:
            left_out.append(doc_id)
            continue
        uid = uid_of(raw)
        place = places.setdefault(uid, doc_id) if uid else doc_id
        if place in made:
            raw = _united((made[place], raw), schema) or made[place]
            united += 1
        made[place] = raw
    return MendedGoals(made, mended, back, lost, united, tuple(left_out))


def _refolded(doc: Document, older: OlderCopies, schema: int) -> tuple[Raw | None, int]:
    """Fold a goal's sound events again, with those of an older copy; None if there are none.

    Returns also how many of its events were left out.
    """
    found = _list(doc.get("events"))
    events = [event for event in found if _is_event(event)]
    if not events:
        return None, 0
    uid = doc.get("uid")
    if not (isinstance(uid, str) and uid):
        uid = str(events[0]["id"])[-16:]  # as the event that made it gave it
    old = older.find(uid, schema)
    unknown = {key: value for key, value in doc.items() if key not in _GOAL_FIELDS}
    for log in chain([events], _without_one(events)):
        if not log:
            continue
        whole = {**unknown, "uid": uid, "events": log}
        versions = [documents.encode(whole), *([old] if old else [])]
        if made := _united(versions, schema):
            return made, len(found) - len(log)
    return None, 0


def _from_older_copy(
    raw: Raw, doc_id: str, older: OlderCopies, schema: int, known: set[str]
) -> Raw | None:
    """The goal in an older copy: by its uid, else by its doc id."""
    uid = uid_of(raw)
    if uid and (old := older.find(uid, schema)):
        return old
    old = older.at(doc_id, schema)
    return old if old and uid_of(old) not in known else None


def _united(versions: Iterable[Raw], schema: int) -> Raw | None:
    """Merge documents of one goal; None if the result cannot be read."""
    try:
        docs = [documents.decode(raw, GOALS, "") for raw in versions]
        raw = documents.encode(reduce(merge, [docs[0], *docs]))
    except StoreError:
        return None
    return None if why_broken(raw, schema) else raw


def _without_one(events: list[Document]) -> Iterator[list[Document]]:
    """The events without each of them in turn, since one event may break the whole goal."""
    if len(events) <= _MOST_TRIES:
        for index in reversed(range(len(events))):
            yield events[:index] + events[index + 1 :]


def _decode(raw: bytes) -> Document:
    try:
        return _object.decode(raw)
    except (ValueError, RecursionError):
        return {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_event(value: Any) -> bool:
    try:
        msgspec.convert(value, Event)
    except msgspec.ValidationError:
        return False
    return True
