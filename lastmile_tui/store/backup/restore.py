"""Bringing a backup back: by events, so that nothing is lost and each can be undone.

A goal that stands otherwise than in the backup gets one event that sets its registers to what they
were. What the backup does not know is removed by an event, what is missing or cannot be read is
put back as it was. Of the diary only what is missing comes back: on which days a review was
finished is no matter of a restore.

The backups themselves are found and read by `backups`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.changes.restore import bring_back
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.wording.differences import registers_back
from lastmile_tui.errors import GoalError, StoreError
from lastmile_tui.store.codec import merge, read_record, write_record
from lastmile_tui.store.db import documents
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.lock import lock_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.backup.backups import Backups
    from lastmile_tui.store.backup.times import BackupKind
    from lastmile_tui.store.codec import Document
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.snapshot import Snapshot
    from lastmile_tui.store.goals import GoalStore, NewStamp


class RestoreStep(Struct, frozen=True):
    """What would be done to one document: the goal now, and as it would be; None where it is not.

    `held` is the document with the events of both, `back` the registers that change in it, `log`
    that of the backup, and `raw` is to be put into the file as it is.
    """

    doc_id: str
    now: Goal | None
    then: Goal | None
    held: Document = {}
    back: Registers = {}
    log: Log | None = None
    raw: bytes = b""


def is_another(store: GoalStore, found: Snapshot) -> bool:
    """Whether a backup is one of another file, or of this one before it was lost and begun anew."""
    return found.meta.db != store.storage.meta.db


def steps_to(store: GoalStore, found: Snapshot) -> tuple[RestoreStep, ...]:
    """What brings the file to a backup of it.

    A backup of another file takes nothing away: what only this one holds stays.
    """
    meta, tables = store.storage.image()
    steps = _steps(tables.get(GOALS, {}), found.tables.get(GOALS, {}))
    return tuple(step for step in steps if step.then or found.meta.db == meta.db)


def apply(
    store: GoalStore, found: Snapshot, text: str, backups: Backups, now: datetime
) -> tuple[tuple[RestoreStep, ...], Path | None]:
    """Bring the file to a backup of it, in one change; what was done, and how it stood before.

    `text` is the day of the backup, in ISO 8601, or empty where a restore is taken back. Raises
    StoreError with nothing changed.
    """
    with store.storage.transaction():
        steps = steps_to(store, found)
        if not steps:
            return (), None
        kind: BackupKind = "before-restore" if text else "before-undo"
        before = backups.make(store.storage, kind, now)
        store.bring(
            lambda stamp: {GOALS: {step.doc_id: _document(step, stamp, text) for step in steps}}
        )
    return steps, before


def put_in_place(path: Path, data: bytes, when: str) -> Path | None:
    """Put a data file in the place of one that is missing or cannot be read.

    Gives the copy that is kept of the old one; `when` is a `file_time`. The journal beside it
    stays, and is merged in by the next who opens the file. Raises StoreError with the old file in
    place.
    """
    path = Path(os.path.realpath(path))
    files.make_folder(path.parent)
    with lock_of(path).hold():
        seen = files.stamp(path)
        copy = files.keep_bad(path, when) if seen else None
        files.replace(path, data, seen=seen, durable=True)
    return copy


def _steps(here: Mapping[str, Raw], there: Mapping[str, Raw]) -> Iterator[RestoreStep]:
    same = {doc_id for doc_id, raw in here.items() if there.get(doc_id) == raw}
    now, broken = _read(here, same)
    then, _ = _read(there, same)
    spare = max([0, *map(int, here), *map(int, there)])
    for uid, (doc_id, document, record) in now.items():
        if uid not in then:
            if not (record.goal.deleted or record.goal.diary):
                yield RestoreStep(doc_id, record.goal, None, document, {"deleted": True})
            continue
        _, old, was = then[uid]
        held = merge(document, old)
        log = read_record(held).log
        back = {} if record.goal.diary else registers_back(fold(log), fold(was.log))
        if back or len(log) > len(record.log):
            yield RestoreStep(doc_id, record.goal, was.goal, held, back, was.log)
    for uid, (place, _, record) in then.items():
        if uid not in now:
            doc_id = place
            if place in here and place not in broken:  # another goal has it now
                spare += 1
                doc_id = str(spare)
            yield RestoreStep(doc_id, None, record.goal, raw=bytes(there[place]))


def _read(
    found: Mapping[str, Raw], same: set[str]
) -> tuple[dict[str, tuple[str, Document, Record]], set[str]]:
    """The goals that are not the `same`, by uid, each with its place; the places of broken ones."""
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
    if not step.back:  # the events that only the backup has bring it back by themselves
        return step.held
    record = read_record(step.held)
    try:
        after = bring_back(record, stamp(record.event), step.back, step.log, text=text)
    except GoalError as error:
        raise StoreError(str(error)) from error
    return write_record(after, step.held)
