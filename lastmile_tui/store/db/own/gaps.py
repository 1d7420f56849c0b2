"""What a data file lacks of documents that are known. Pure, over bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lastmile_tui.store.db.documents import decode
from lastmile_tui.store.db.union import events_of, uid_of, unite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.union import Merge


class Missing(msgspec.Struct, frozen=True):
    """Documents that have something that a file lacks.

    `changes` counts their events that it lacks, `goals` the documents that it has nothing of.
    `uids` names the documents.
    """

    tables: Tables
    changes: int
    goals: int
    uids: tuple[str, ...]


def unite_all(layers: Iterable[Tables], merge: Merge) -> Tables:
    """Make one set of tables of several, each document by its `uid`."""
    united: Tables = {}
    for layer in layers:
        for name, part in unite(united, layer, merge).changes.items():
            united.setdefault(name, {}).update(part)
    return united


def find_missing(known: Tables, here: Tables, merge: Merge) -> Missing | None:
    """Find what these tables lack of the known ones; None for nothing."""
    tables: Tables = {}
    changes = goals = 0
    uids: list[str] = []
    for name, table in known.items():
        own, places = here.get(name, {}), None
        for doc_id, raw in table.items():
            uid, old = uid_of(raw), own.get(doc_id)
            if uid and (old is None or uid_of(old) != uid):  # it may stand elsewhere, seldom so
                if places is None:
                    places = {uid_of(each): each for each in own.values()}
                old = places.get(uid)
            if lacking := _lacking(raw, old, merge):
                tables.setdefault(name, {})[doc_id] = raw
                changes += lacking
                goals += old is None
                uids.append(uid or f"{name} {doc_id}")
    return Missing(tables, changes, goals, tuple(uids)) if tables else None


def _lacking(raw: Raw, old: Raw | None, merge: Merge) -> int:
    """How many events of a document another state of it lacks, at least 1 for other things."""
    if old == raw or (old is not None and uid_of(raw) is None):
        return 0  # what has no name cannot be told from a later state of it
    ids = events_of(raw).keys()
    if old is None:
        return max(len(ids), 1)
    if ids:
        return len(ids - events_of(old).keys())
    try:
        mine, theirs = decode(old, "", ""), decode(raw, "", "")
        return int(merge(theirs, mine) != mine)
    except Exception:  # noqa: BLE001 - no failure of the caller's function may stop the rest
        return 0
