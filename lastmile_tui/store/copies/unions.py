"""What tells of the goals of another database that they were united with ours, or that no more."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.changes.unite import unite
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.record import redo
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.model.undo import timeline
from lastmile_tui.domain.wording.differences import changed_registers
from lastmile_tui.store.codec import read_record, write_record
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.schema import GOALS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.goals import GoalStore, NewStamp


_order: Final = attrgetter("order")


def _is_united(event: Event, database: str) -> bool:
    return (event.kind, event.text) == (EventKind.UNITED, database)


def with_unions(
    here: Mapping[str, Mapping[str, Raw]],
    changes: Mapping[str, Mapping[str, Raw]],
    stamp: NewStamp,
    database: str = "",
) -> dict[str, dict[str, Raw]]:
    """The changes of a union, with an event in each goal that one undo takes back with the others.

    Without the name of a `database` they are changes of this one that come back. The diary, of
    which no day is undone, has no such event.
    """
    parts = {name: dict(part) for name, part in changes.items()}
    goals = parts.get(GOALS, {})
    read = {doc_id: documents.decode(raw, GOALS, doc_id) for doc_id, raw in goals.items()}
    records = {doc_id: read_record(document) for doc_id, document in read.items()}
    newest = max((record.event for record in records.values()), key=_order, default=None)
    known = {
        doc_id: read_record(documents.decode(old, GOALS, doc_id)).log
        for doc_id in records
        if (old := here.get(GOALS, {}).get(doc_id))
    }
    records = {doc_id: record for doc_id, record in records.items() if not record.goal.diary}
    kind, name = EventKind.UNITED, database
    if database:
        records = {
            doc_id: record
            for doc_id, record in records.items()
            if not any(_is_united(event, database) for event in record.log)
        }
    else:
        new = {doc_id: len(one.log) - len(known.get(doc_id, ())) for doc_id, one in records.items()}
        records = {doc_id: record for doc_id, record in records.items() if new[doc_id]}
        to = f" to {counted(len(records), 'goal')}" if len(records) > 1 else ""
        name = f"{counted(sum(new.values()), 'change')}{to} {stamp(newest).id}"
        kind = EventKind.BROUGHT_BACK
    for doc_id, record in records.items():
        before = None
        if (was := known.get(doc_id)) is not None:
            before = changed_registers(fold(record.log), fold(was)), was
        after = unite(record, stamp(newest), before, database=name, kind=kind)
        goals[doc_id] = documents.encode(write_record(after, read[doc_id]))
    return parts


def undone_goals(store: GoalStore, names: Collection[str]) -> list[str]:
    """The goals whose last undo took back a union with a database of one of these names."""
    found = []
    for uid, goal in store.goals.items():
        stack = () if goal.diary else timeline(store.log(uid)).redo
        if stack and any(_is_united(stack[-1].subject, name) for name in names):
            found.append(uid)
    return found


def bring_again(store: GoalStore, uids: Collection[str]) -> None:
    """Redo the union of these goals, as one change. Raises StoreError with nothing changed."""
    store.change_together(
        uids, lambda records, stamp: [redo(each, stamp(each.event)) for each in records]
    )
