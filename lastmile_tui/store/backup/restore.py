"""Restoring a backup: by events, so that nothing is lost and each change can be undone.

A goal that differs from the backup gets one event that sets its registers back. A goal that the
backup does not have is removed by an event; one that is missing or cannot be read is put back as
it was. The diary only gains events: a restore does not change on which days a review was finished.

The backups themselves are listed and read by `backups`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.restore import bring_back
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.wording.differences import changed_registers
from lastmile_tui.errors import GoalError, StoreError
from lastmile_tui.store.codec import merge, read_record, write_record
from lastmile_tui.store.db import documents, snapshot
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.snapshot import Meta
from lastmile_tui.store.disk import files, new_files
from lastmile_tui.store.disk.lock import lock_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.backup.backups import Backups
    from lastmile_tui.store.backup.times import BackupKind
    from lastmile_tui.store.codec import Document
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.snapshot import Snapshot
    from lastmile_tui.store.disk.place import FilePlace
    from lastmile_tui.store.goals import GoalStore, NewStamp


class RestoreStep(Struct, frozen=True):
    """What happens to one document: its goal now and its goal restored, None if there is none.

    `merged` is the document with the events of both, `registers` those that change in it, `log`
    the log in the backup. `raw`, if given, is written as it is instead.
    """

    doc_id: str
    now: Goal | None
    restored: Goal | None
    merged: Document = {}
    registers: Registers = {}
    log: Log | None = None
    raw: bytes = b""


def is_of_another_file(store: GoalStore, backup: Snapshot) -> bool:
    """Whether a backup is of another file, or of this one before it was lost and begun anew."""
    return backup.meta.names.isdisjoint(store.storage.meta.names)


def is_before_a_union(store: GoalStore, backup: Snapshot) -> bool:
    """Whether a backup is of before another file was united with this one: it lacks that one's."""
    meta = store.storage.meta
    return not _covers(backup.meta, meta) and not is_of_another_file(store, backup)


def restore_steps(
    store: GoalStore, backup: Snapshot, *, undo: bool = False
) -> tuple[RestoreStep, ...]:
    """The steps that bring the file to the state of a backup.

    A backup of another file, or of before two were united, removes nothing: goals that only this
    file has stay. To `undo` a restore all is as it was.
    """
    meta, tables = store.storage.image()
    steps = _steps(tables.get(GOALS, {}), backup.tables.get(GOALS, {}))
    return tuple(step for step in steps if undo or step.restored or _covers(backup.meta, meta))


def _covers(backup: Meta, meta: Meta) -> bool:
    """Whether a backup is of all the databases that a file was united of."""
    return meta.names <= backup.names


def apply(
    store: GoalStore, backup: Snapshot, text: str, backups: Backups, now: datetime
) -> tuple[tuple[RestoreStep, ...], Path | None]:
    """Restore a backup in one change; the steps taken, and the backup that was made before.

    `text` is the day of the backup, in ISO 8601, or empty when a restore is undone. Raises
    StoreError with nothing changed.
    """
    with store.storage.transaction():
        steps = restore_steps(store, backup, undo=not text)
        if not steps:
            return (), None
        kind: BackupKind = "before-restore" if text else "before-undo"
        saved = backups.make(store.storage, kind, now)
        store.bring(
            lambda stamp: {GOALS: {step.doc_id: _document(step, stamp, text) for step in steps}}
        )
        if backup.meta.db:
            store.storage.join(backup.meta, whole=False)
    return steps, saved


def put_in_place(place: FilePlace, data: bytes, when: str) -> tuple[Path | None, tuple[Path, ...]]:
    """Put a data file in the place of one that is missing or cannot be read.

    Returns the path of the copy of the old one, and the rings and journals of other databases that
    are set aside; `when` is a `file_time`. The journal of its
    database stays, and is merged in when the file is next opened. Raises StoreError with the old
    file in place.
    """
    path = place.path
    files.make_folder(path.parent)
    with lock_of(place).hold():
        seen = files.stamp(path)
        copy = new_files.copy_aside(path, when) if seen else None
        names = _names_of(data)
        others = place.set_aside(names)
        place.take_back(names)
        files.replace(path, data, seen=seen, durable=True, temp=place.temp)
    return copy, others


def file_of(db: str, when: str) -> bytes:
    """A data file of a database without a goal: all that this machine did is missing in it."""
    return snapshot.encode(Meta(db=db, gen=f"again-{when}", schema=SCHEMA), {})


def _names_of(data: bytes) -> frozenset[str]:
    found = snapshot.decode(data)
    return found.meta.names if found else frozenset()


def _steps(here: Mapping[str, Raw], there: Mapping[str, Raw]) -> Iterator[RestoreStep]:
    same = {doc_id for doc_id, raw in here.items() if there.get(doc_id) == raw}
    now, broken = _read(here, same)
    then, _ = _read(there, same)
    last_id = max([0, *map(int, here), *map(int, there)])
    for uid, (doc_id, document, record) in now.items():
        if uid not in then:
            if not (record.goal.deleted or record.goal.diary):
                yield RestoreStep(doc_id, record.goal, None, document, {"deleted": True})
            continue
        _, old, was = then[uid]
        merged = merge(document, old)
        log = read_record(merged).log
        registers = {} if record.goal.diary else changed_registers(fold(log), fold(was.log))
        if registers or len(log) > len(record.log):
            yield RestoreStep(doc_id, record.goal, was.goal, merged, registers, was.log)
    for uid, (place, _, record) in then.items():
        if uid not in now:
            doc_id = place
            if place in here and place not in broken:  # another goal has that id now
                last_id += 1
                doc_id = str(last_id)
            yield RestoreStep(doc_id, None, record.goal, raw=bytes(there[place]))


def _read(
    found: Mapping[str, Raw], same: set[str]
) -> tuple[dict[str, tuple[str, Document, Record]], set[str]]:
    """The goals that are not in `same`, by uid, with their doc ids; the doc ids of broken ones."""
    goals: dict[str, tuple[str, Document, Record]] = {}
    broken: set[str] = set()
    for doc_id, raw in found.items():
        if doc_id in same:
            continue
        try:
            document = documents.decode(raw, GOALS, doc_id)
            record = read_record(document)
        except StoreError:
            broken.add(doc_id)
        else:
            goals[record.goal.uid] = doc_id, document, record
    return goals, broken


def _document(step: RestoreStep, stamp: NewStamp, text: str) -> Document | bytes:
    if step.raw:
        return step.raw
    if not step.registers:  # the events of the backup restore it by themselves
        return step.merged
    record = read_record(step.merged)
    try:
        after = bring_back(record, stamp(record.event), step.registers, step.log, text=text)
    except GoalError as error:
        raise StoreError(str(error)) from error
    return write_record(after, step.merged)
