"""Repairing a broken data file: what `examining` found of it, made whole by `mending`, is written.

The files are copied aside first, under the lock. Nothing is written that is poorer than what an
opening of the file would show.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from lastmile_tui.domain.model.text import counted
from lastmile_tui.errors import StoreError
from lastmile_tui.store.backup.backups import Backups, read_backup
from lastmile_tui.store.codec import merge
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.snapshot import META
from lastmile_tui.store.db.union import uid_of, unite
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.lock import lock_of
from lastmile_tui.store.doctor.checks import say_lines
from lastmile_tui.store.doctor.examine import Examination, examine
from lastmile_tui.store.doctor.mend import MendedGoals, OlderCopies, mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lastmile_tui.store.backup.times import Backup
    from lastmile_tui.store.codec import Document
    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.snapshot import Meta, Snapshot


Say: TypeAlias = "Callable[[Backup], str]"
"""Tells when a backup was made: `today 11:37`."""


class RepairedFile(msgspec.Struct, frozen=True):
    """A file that is to be written, and what there is to say of it."""

    meta: Meta
    tables: Tables
    said: tuple[str, ...]


def older_copies(folder: Path, examined: Examination) -> OlderCopies:
    """The backups of a file in its folder; those that cannot be read are left out.

    Damage may have hit the name of its database: then a goal in common tells that they are of it.
    """
    return OlderCopies(found for _, found in _backups(folder, examined))


def newest_backup(folder: Path, examined: Examination) -> Backup | None:
    """The newest backup of a file that can be read."""
    return next((backup for backup, _ in _backups(folder, examined)), None)


def _backups(folder: Path, examined: Examination) -> Iterator[tuple[Backup, Snapshot]]:
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
                    yield backup, found


def _uids(tables: Tables) -> set[str]:
    return {uid for raw in tables.get(GOALS, {}).values() if (uid := uid_of(raw))}


def damage(examined: Examination, backup: str = "") -> tuple[str, ...]:
    """What of a file and its journal can be mended, each as words that go behind "to".

    `backup` tells of when the newest backup is, if there is one. Without it nothing can be done
    where nothing of the file is whole.
    """
    state = examined.state
    if state is None or not _may_be_written(examined):
        return ()
    found: list[str] = []
    name = examined.path.name
    if examined.lost:
        found += _ways(name, backup, whole=_count(state.tables) + _count(_extra(examined)) > 0)
    elif examined.found and examined.found.mended:
        found.append(f"write {name} anew, as JSON that every program reads")
    if not examined.unreadable and (count := len(examined.broken)):
        goals = counted(count, "goal")
        found.append(f"mend {goals} that cannot be read, from their own log or from a backup")
    if count := len(examined.twice):
        goals = counted(count, "goal that stands", "goals that stand")
        found.append(f"merge {goals} in the file more than once")
    if state.torn or state.damaged:
        lost = f", without {unread} that cannot be read" if (unread := _unread(examined)) else ""
        found.append(f"take the changes of the journal into the file{lost}, and empty it")
    return tuple(found)


def _may_be_written(examined: Examination) -> bool:
    return examined.state is not None and not (examined.newer or examined.journal_closed)


def _ways(name: str, backup: str, *, whole: bool) -> Iterator[str]:
    """What can be done for a file that lost something, and what stays lost."""
    if whole and backup:
        yield f"save what is whole of {name}, and take the rest from the backup of {backup}"
    elif whole:
        yield f"save what is whole of {name}; there is no backup to take the rest from"
    elif backup:
        yield f"write {name} anew from the backup of {backup}; later changes are lost"


def _unread(examined: Examination) -> str:
    count = len(examined.bad_lines)
    return counted(count, "change") if count else ""


def _count(tables: Tables) -> int:
    return sum(len(table) for name, table in tables.items() if name != META)


def rebuild(
    examined: Examination, older: OlderCopies, new_id: Callable[[], str], backup: str = ""
) -> RepairedFile:
    """Make the file that is to be written; StoreError when nothing of it could be saved.

    `backup` tells of when the newest of the older copies is.
    """
    state = examined.state
    if state is None:
        raise StoreError(examined.closed)
    tables: Tables = {name: dict(table) for name, table in state.tables.items()}
    said = _save(examined, tables, older, backup) if examined.lost else []
    schema, goals = state.meta.schema, tables.get(GOALS, {})
    if examined.unreadable and any(b'"events"' in bytes(raw) for raw in goals.values()):
        schema = max(schema, SCHEMA)  # the line that tells it may be lost
    done = mend(goals, older, schema, refold=bool(examined.unreadable))
    if GOALS in tables:
        tables[GOALS] = done.goals
    if examined.lost and not _count(tables):
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
    return RepairedFile(meta, tables, (*said, *_told(done, len(examined.bad_lines))))


def _save(examined: Examination, tables: Tables, older: OlderCopies, backup: str) -> list[str]:
    """Add all else that is known to what was saved of a file; what there is to say of it."""
    top = examined.state.top if examined.state else {}
    whole = _count(tables)
    said = [f"Saved {counted(whole, 'goal')} from the file and its journal."] if whole else []
    _bring(tables, _extra(examined), top)
    if (newest := older.newest) and (more := _bring(tables, newest.tables, top)):
        took = f"Took {counted(more, 'goal')} from the backup of {backup}"
        said.append(f"{took}; later changes are lost.")
    if examined.salvaged and (places := examined.salvaged.places):
        said.append(f"What {say_lines(places)} held beyond that is in the copy.")
    return said


def _told(done: MendedGoals, unread: int) -> Iterator[str]:
    """What was done to the goals, and what is lost: lines of the journal, changes, goals."""
    if own := done.mended - done.back:
        yield f"Mended {counted(own, 'goal')} that could not be read."
    if done.back:
        took = f"Took {counted(done.back, 'goal')} that could not be read from a backup"
        yield f"{took}; later changes are lost."
    if done.united:
        goals = counted(done.united, "goal that stood", "goals that stood")
        yield f"Merged {goals} in the file more than once."
    if lost := done.lost + unread:
        yield f"{counted(lost, 'change')} could not be read and {_are(lost)} in the copy."
    if left := len(done.left_out):
        yield f"{counted(left, 'goal')} could not be mended and {_are(left)} in the copy."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def repair_file(
    path: Path, backups: Path, new_id: Callable[[], str], when: str, say: Say
) -> tuple[str, ...]:
    """Mend a data file with its journal, after copying both aside; what was done, and what is lost.

    `when` is a `file_time`. Raises StoreError.
    """
    with lock_of(Path(os.path.realpath(path))).hold():
        examined = examine(path)  # as nobody else changes it now
        if not _may_be_written(examined) or not (examined.lost or damage(examined)):
            return ("Nothing was left to mend: another lastmile has done it.",)
        newest = newest_backup(backups, examined)
        older = older_copies(backups, examined)
        built = rebuild(examined, older, new_id, say(newest) if newest else "")
        real, journal = examined.path, files.beside(examined.path, "journal")
        said = [
            f"Kept a copy: {files.keep_bad(each, when)}."
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


def _extra(examined: Examination) -> Tables:
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
