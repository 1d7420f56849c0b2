"""Repairing a broken data file: what `examine` has read is mended by `mend`, and written.

The files are copied aside first, under the lock. The result never has less than the file shows
when it is opened as it is.
"""

from __future__ import annotations

from contextlib import suppress
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
from lastmile_tui.store.disk import files, new_files
from lastmile_tui.store.disk.lock import lock_of
from lastmile_tui.store.doctor.checks import say_lines
from lastmile_tui.store.doctor.examine import Examination, examine
from lastmile_tui.store.doctor.mend import MendedGoals, OlderCopies, mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from lastmile_tui.store.backup.times import Backup
    from lastmile_tui.store.codec import Document
    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.snapshot import Meta, Snapshot
    from lastmile_tui.store.disk.place import FilePlace


Say: TypeAlias = "Callable[[Backup], str]"
"""Says when a backup was made: `today 11:37`."""


class RepairedFile(msgspec.Struct, frozen=True):
    """A repaired file, not written yet, and what was done to it."""

    meta: Meta
    tables: Tables
    sentences: tuple[str, ...]


def older_copies(folder: Path, examined: Examination) -> OlderCopies:
    """The readable backups of a file in its folder.

    If the name of its database may be damaged, a backup with a goal in common counts as its own.
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
        for backup in Backups(folder).list_all():
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
    """What can be mended of a file and its journal, each as words that go after "to".

    `backup` says when the newest backup was made, if there is one. Without one, nothing can be
    done for a file of which nothing is readable.
    """
    state = examined.state
    if state is None or not _may_be_written(examined):
        return ()
    found: list[str] = []
    name = examined.path.name
    if examined.lost:
        found += _say_ways(name, backup, whole=_count(state.tables) + _count(_extra(examined)) > 0)
    elif examined.found and examined.found.mended:
        found.append(f"write {name} anew, as JSON that every program reads")
    if not examined.unreadable and (count := len(examined.broken)):
        goals = counted(count, "goal")
        found.append(f"mend {goals} that cannot be read, from their own log or from a backup")
    if count := len(examined.twice):
        goals = counted(count, "goal that stands", "goals that stand")
        found.append(f"merge {goals} in the file more than once")
    if state.torn or state.damaged or state.odd:
        lost = (
            f", without {unread} that cannot be read" if (unread := _say_unread(examined)) else ""
        )
        found.append(f"take the changes of the journal into the file{lost}, and empty it")
    return tuple(found)


def _may_be_written(examined: Examination) -> bool:
    return examined.state is not None and not (examined.newer or examined.journal_closed)


def _say_ways(name: str, backup: str, *, whole: bool) -> Iterator[str]:
    """How a file that lost something can be mended, and what stays lost."""
    if whole and backup:
        yield f"save what is whole of {name}, and take the rest from the backup of {backup}"
    elif whole:
        yield f"save what is whole of {name}; there is no backup to take the rest from"
    elif backup:
        yield f"write {name} anew from the backup of {backup}; later changes are lost"


def _say_unread(examined: Examination) -> str:
    count = len(examined.bad_lines)
    return counted(count, "change") if count else ""


def _count(tables: Tables) -> int:
    return sum(len(table) for name, table in tables.items() if name != META)


def rebuild(
    examined: Examination, older: OlderCopies, new_id: Callable[[], str], backup: str = ""
) -> RepairedFile:
    """Build the repaired file; StoreError if nothing of it can be saved.

    `backup` says when the newest of the older copies was made.
    """
    state = examined.state
    if state is None:
        raise StoreError(examined.closed)
    tables: Tables = {name: dict(table) for name, table in state.tables.items()}
    sentences = _save(examined, tables, older, backup) if examined.lost else []
    schema, goals = state.meta.schema, tables.get(GOALS, {})
    if examined.unreadable and any(b'"events"' in bytes(raw) for raw in goals.values()):
        schema = max(schema, SCHEMA)  # the line with the schema may be lost
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
    return RepairedFile(meta, tables, (*sentences, *_say_mended(done, len(examined.bad_lines))))


def _save(examined: Examination, tables: Tables, older: OlderCopies, backup: str) -> list[str]:
    """Add everything else that is known to the saved tables; what was done, in sentences."""
    top = examined.state.top if examined.state else {}
    whole = _count(tables)
    sentences = [f"Saved {counted(whole, 'goal')} from the file and its journal."] if whole else []
    _bring(tables, _extra(examined), top)
    own = examined.missing.tables if examined.missing else {}
    if more := _bring(tables, own, top):
        sentences.append(f"Took {counted(more, 'goal')} from the last changes of this machine.")
    if (newest := older.newest) and (more := _bring(tables, newest.tables, top)):
        text = f"Took {counted(more, 'goal')} from the backup of {backup}"
        sentences.append(f"{text}; later changes are lost.")
    if examined.salvaged and (places := examined.salvaged.places):
        sentences.append(f"What {say_lines(places)} held beyond that is in the copy.")
    return sentences


def _say_mended(done: MendedGoals, unread: int) -> Iterator[str]:
    """What was done to the goals, and which changes and goals are lost, in sentences."""
    if own := done.mended - done.back:
        yield f"Mended {counted(own, 'goal')} that could not be read."
    if done.back:
        text = f"Took {counted(done.back, 'goal')} that could not be read from a backup"
        yield f"{text}; later changes are lost."
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
    place: FilePlace, backups: Path, new_id: Callable[[], str], when: str, say: Say
) -> tuple[str, ...]:
    """Mend a data file and its journal, after copying both aside; what was done, in sentences.

    `when` is a `file_time`. Raises StoreError.
    """
    with lock_of(place).hold():
        examined = examine(place)  # again, now that nobody else can change it
        if not _may_be_written(examined) or not (examined.lost or damage(examined)):
            return ("Nothing was left to mend: another lastmile has done it.",)
        newest = newest_backup(backups, examined)
        older = older_copies(backups, examined)
        built = rebuild(examined, older, new_id, say(newest) if newest else "")
        parts = (
            (place.path, examined.size),
            (examined.journal, examined.journal_size),
            (place.old_journal, examined.old_size),
        )
        there = (each for each, size in parts if each and size)
        sentences = [f"Kept a copy: {new_files.copy_aside(each, when)}." for each in there]
        place.set_aside(built.meta.names)
        data = snapshot.encode(built.meta, built.tables)
        files.replace(place.path, data, seen=examined.seen, durable=True, temp=place.temp)
        if examined.journal and examined.journal_size:
            files.cut(examined.journal, 0, durable=True)
        if examined.old_size:
            files.cut(place.old_journal, 0, durable=True)
    return (*sentences, *built.sentences)


def _bring(tables: Tables, others: Mapping[str, Mapping[str, Raw]], top: Mapping[str, int]) -> int:
    """Merge the documents of other tables; returns how many were new or had more."""
    union = unite(tables, others, _merge_trusted, top=top, keep_refused=False)
    for name, table in union.changes.items():
        tables.setdefault(name, {}).update(table)
    return sum(map(len, union.changes.values()))


def _merge_trusted(theirs: Document, ours: Document) -> Document:
    """Merge, but of two versions of an event take the one that was not salvaged."""
    sure = {event["id"] for event in theirs["events"]}
    events = [event for event in ours["events"] if event["id"] not in sure]
    return merge(theirs, {**ours, "events": events})


def _extra(examined: Examination) -> Tables:
    """All documents that were salvaged beyond those in the tables."""
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
