"""Mending a data file: what can be saved of it, its journal and its backups, written anew.

The files are copied aside first, under the lock. Nothing is written that is poorer than what an
opening of the file would show.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from lastmile_tui.errors import StoreError
from lastmile_tui.store import files, snapshot
from lastmile_tui.store.backups import Backups, read_backup
from lastmile_tui.store.codec import merge
from lastmile_tui.store.examining import Examined, examine
from lastmile_tui.store.lock import FileLock
from lastmile_tui.store.mending import Mended, Older, mend
from lastmile_tui.store.migrations import GOALS, SCHEMA
from lastmile_tui.store.snapshot import META
from lastmile_tui.store.union import uid_of, unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lastmile_tui.store.codec import Document
    from lastmile_tui.store.documents import Raw, Tables
    from lastmile_tui.store.snapshot import Meta, Snapshot

_PATIENCE = 5.0
"""Seconds to wait for another process that writes to the data file."""


class Rebuilt(msgspec.Struct, frozen=True):
    """A file that is to be written, and what there is to say of it."""

    meta: Meta
    tables: Tables
    said: tuple[str, ...]


def older_copies(folder: Path, examined: Examined) -> Older:
    """The backups of a file in its folder; those that cannot be read are left out.

    Damage may have hit the name of its database: then a goal in common tells that they are of it.
    """
    return Older(_backups(folder, examined))


def _backups(folder: Path, examined: Examined) -> Iterator[Snapshot]:
    state = examined.state
    db = state.meta.db if state else ""
    uids = _uids(state.tables) if state else set()
    with suppress(StoreError):
        for backup in Backups(folder).found():
            with suppress(StoreError):
                found, _ = read_backup(backup.path)
                same = db in ("", found.meta.db)
                if not same and examined.unreadable:
                    same = not uids or bool(uids & _uids(found.tables))
                if same and found.meta.schema == SCHEMA:
                    yield found


def _uids(tables: Tables) -> set[str]:
    return {uid for raw in tables.get(GOALS, {}).values() if (uid := uid_of(raw))}


def damage(examined: Examined) -> tuple[str, ...]:
    """What of a file and its journal can be mended, each as words that go behind "to"."""
    state = examined.state
    if state is None or examined.newer or examined.journal_closed:
        return ()
    found = []
    name = examined.path.name
    if examined.lost:
        found.append(f"save what is whole of {name}, and add what the newest backup holds")
    elif examined.found and examined.found.mended:
        found.append(f"write {name} anew, as JSON that every program reads")
    if not examined.unreadable and (count := len(examined.broken)):
        found.append(
            f"mend {_goals(count)} that cannot be read, from their own log or from a backup"
        )
    if count := len(examined.twice):
        goals = "1 goal that stands" if count == 1 else f"{count} goals that stand"
        found.append(f"merge {goals} in the file more than once")
    if state.torn or state.damaged:
        found.append("take the sound changes of the journal into the file, and empty it")
    return tuple(found)


def rebuild(examined: Examined, older: Older, new_id: Callable[[], str]) -> Rebuilt:
    """Make the file that is to be written; StoreError when nothing of it could be saved."""
    state = examined.state
    if state is None:
        raise StoreError(examined.closed)
    tables: Tables = {name: dict(table) for name, table in state.tables.items()}
    said = _save(examined, tables, older) if examined.lost else []
    schema = state.meta.schema
    if examined.unreadable and any(map(_has_events, tables.get(GOALS, {}).values())):
        schema = max(schema, SCHEMA)  # the line that tells it may be lost
    done = mend(tables.get(GOALS, {}), older, schema, refold=bool(examined.unreadable))
    if GOALS in tables:
        tables[GOALS] = done.goals
    if examined.lost and not any(table for name, table in tables.items() if name != META):
        raise StoreError("Nothing of the data file could be saved; it was left as it is.")
    newest = older.newest if examined.lost else None
    meta = snapshot.Meta(
        db=(newest.meta.db if newest else "") or state.meta.db or new_id(),
        gen=new_id(),
        seq=state.seq,
        schema=schema,
        taken=state.offset,
        taken_crc=state.crc,
        top=state.top,
    )
    return Rebuilt(meta, tables, (*said, *_told(done)))


def _save(examined: Examined, tables: Tables, older: Older) -> list[str]:
    """Add all else that is known to what was saved of a file; what there is to say of it."""
    top = examined.state.top if examined.state else {}
    whole = sum(len(table) for name, table in tables.items() if name != META)
    said = [f"Saved {_documents(whole)} from the file and its journal."]
    _bring(tables, _extra(examined), top)
    if newest := older.newest:
        more = _bring(tables, newest.tables, top)
        said.append(f"Took what was missing or older from the newest backup: {_documents(more)}.")
    return said


def _told(done: Mended) -> Iterator[str]:
    if done.mended:
        yield f"Mended {_goals(done.mended)} that could not be read."
    if done.united:
        yield f"Merged {_documents(done.united)} into another one of the same goal."
    if done.left_out:
        yield (
            f"Left out {_documents(len(done.left_out))} that nothing could be made of; "
            "the copy has them."
        )


def mend_file(path: Path, backups: Path, new_id: Callable[[], str], stamp: str) -> tuple[str, ...]:
    """Mend a data file with its journal, after copying both aside; what was done.

    `stamp` tells the time in a form that fits a file name. Raises StoreError.
    """
    with FileLock(files.beside(examine(path).path, "lock"), _PATIENCE).hold():
        examined = examine(path)  # as nobody else changes it now
        if not damage(examined) or examined.state is None:
            return ("Nothing was left to mend: another lastmile has done it.",)
        older = older_copies(backups, examined)
        built = rebuild(examined, older, new_id)
        real, journal = examined.path, files.beside(examined.path, "journal")
        said = [
            f"Kept a copy: {files.keep(each, each.with_name(f'{each.name}.bad-{stamp}'))}."
            for each, size in ((real, examined.size), (journal, examined.journal_size))
            if size
        ]
        data = snapshot.encode(built.meta, built.tables)
        files.replace(real, data, seen=examined.seen, durable=True)
        if examined.journal_size:
            files.cut(journal, 0, durable=True)
    return (*said, *built.said)


def _bring(tables: Tables, others: Mapping[str, Mapping[str, Raw]], top: Mapping[str, int]) -> int:
    """Bring the documents of other tables in; how many of them were new or held more."""
    union = unite(tables, others, _trusting, top=top, keep_refused=False)
    for name, table in union.changes.items():
        tables.setdefault(name, {}).update(table)
    return sum(map(len, union.changes.values()))


def _trusting(theirs: Document, ours: Document) -> Document:
    """Merge as always, but of one event the version that was not found in the damage."""
    sure = {event["id"] for event in theirs["events"]}
    events = [event for event in ours["events"] if event["id"] not in sure]
    return merge(theirs, {**ours, "events": events})


def _extra(examined: Examined) -> Tables:
    """All documents that were found in the file beside those that its tables show."""
    saved = examined.salvaged
    if saved is None:
        return {}
    found: Tables = {}
    if examined.found:
        found = {name: dict(table) for name, table in saved.tables.items()}
    last = {name: max(map(int, table), default=0) for name, table in saved.tables.items()}
    for name, raw in saved.extra:
        last[name] = last.get(name, 0) + 1
        found.setdefault(name, {})[str(last[name])] = raw
    return found


def _has_events(raw: Raw) -> bool:
    return b'"events"' in bytes(raw)


def _documents(count: int) -> str:
    return "1 document" if count == 1 else f"{count} documents"


def _goals(count: int) -> str:
    return "1 goal" if count == 1 else f"{count} goals"
