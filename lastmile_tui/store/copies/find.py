"""Find the copies of the data file that synchronisers left beside it, and read them.

Nothing is written here; `merge` brings their changes in.
"""

from __future__ import annotations

import os
import shlex
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import (
    CopiedChanges,
    DeviceChanges,
    changes_by_device,
    copied_changes,
    say_device_changes,
)
from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import merge, read_record
from lastmile_tui.store.copies.names import CopyName, parse_copy_name
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.schema import GOALS, SCHEMA
from lastmile_tui.store.db.union import unite
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.storage import JournalStorage
    from lastmile_tui.store.disk.files import FileStamp

_MOST_NAMES: Final = 20_000
"""Names of a folder that are looked at: enough for a folder of downloads."""

_MOST_COPIES: Final = 50
"""Copies that are read at a time; the others follow once these are merged."""


class Copy(msgspec.Struct, frozen=True):
    """A copy of the data file, and the changes in it that the file lacks.

    `problem` is a sentence that says why it cannot be merged. `goals` counts the goals that are
    not in the file at all; `other` means that something else is new, such as a key of a later
    lastmile. `refused` counts the documents that make no goal and are left out.
    """

    path: str
    copy_name: CopyName
    problem: str = ""
    device_changes: tuple[DeviceChanges, ...] = ()
    goals: int = 0
    other: bool = False
    refused: int = 0
    goal_changes: tuple[CopiedChanges, ...] = ()

    @property
    def has_changes(self) -> bool:
        """Whether it has anything that the file lacks."""
        return bool(self.device_changes or self.other)

    def say(self, say_day: Callable[[date], str], own: str = "") -> str:
        """Its changes in words; `own` is the id of this device."""
        if self.problem:
            return self.problem
        rest = "other data" if self.other else "nothing new"
        text = say_device_changes(self.device_changes, say_day, own) or rest
        refused = counted(self.refused, "goal")
        return f"{text}; {refused} of it cannot be read" if self.refused else text


def candidates(path: Path) -> tuple[tuple[str, FileStamp], ...]:
    """The files beside the data file that may be copies by their names, sorted, with their stamps.

    They are not opened; when the result differs from the last one, call `find_copies`.
    """
    found = []
    try:
        with os.scandir(path.parent) as entries:
            for entry in islice(entries, _MOST_NAMES):
                if parse_copy_name(entry.name, path.name) and entry.is_file(follow_symlinks=False):
                    seen = entry.stat(follow_symlinks=False)
                    found.append(
                        (entry.name, files.FileStamp(seen.st_ino, seen.st_size, seen.st_mtime_ns))
                    )
    except OSError:
        return ()  # a folder that cannot be listed has no copies to merge
    return tuple(sorted(found)[:_MOST_COPIES])


def find_copies(storage: JournalStorage) -> tuple[Copy, ...]:
    """The copies beside the data file, confirmed by the name of the database inside.

    Needs no lock and writes nothing, so that it may run in a thread. A file that cannot be read
    is listed with its `problem` if it surely is a copy by its name. Other files are left out, and
    so is one that may be the user's own backup and has nothing new.
    """
    found = []
    for name, _ in candidates(storage.path):
        copy = inspect_copy(storage, storage.path.with_name(name))
        if copy and (copy.copy_name.sure or (copy.has_changes and not copy.problem)):
            found.append(copy)
    return tuple(found)


def inspect_copy(storage: JournalStorage, path: Path) -> Copy | None:
    """A file as a copy, with the changes in it; None if it is of another data file."""
    copy_name = parse_copy_name(path.name, storage.path.name) or CopyName(path.name, "", sure=False)
    try:
        read = read_copy(path, storage.meta.db)
    except StoreError as error:
        return Copy(str(path), copy_name, problem=str(error))
    if read is None:
        return None
    here, top = tables_of(storage)
    new = changes_from(here, read[0], top)
    other = bool(new.changes) and not new.events
    device_changes = changes_by_device(new.events)
    return Copy(
        str(path), copy_name, "", device_changes, new.goals, other, new.refused, new.goal_changes
    )


def read_copy(path: Path, db: str) -> tuple[Tables, FileStamp | None] | None:
    """The tables of a copy of the database `db`, and its stamp; None if it is no copy of it.

    Raises StoreError, with advice, if it cannot be read whole or is of a newer lastmile.
    """
    data, seen = files.read(path)
    try:
        found = snapshot.decode(data)
    except StoreError as error:
        raise StoreError(_damaged(path)) from error
    if found is None or not db or found.meta.db != db:
        return None
    if found.problem:
        raise StoreError(_damaged(path))
    if found.meta.schema > SCHEMA:
        raise StoreError(f"{path.name} is from a newer lastmile: update this one to merge it.")
    return found.tables, seen


def _damaged(path: Path) -> str:
    repair = f"lastmile --file {shlex.quote(str(path))} doctor --repair"
    return f"The copy ‘{path.name}’ is damaged and was not merged. Delete it, or try {repair}."


def tables_of(storage: JournalStorage) -> tuple[dict[str, Mapping[str, Raw]], dict[str, int]]:
    """All tables as they are in memory, and the highest id that each has used."""
    names = list(storage.read())
    top = {name: storage.next_id(name) - 1 for name in names}
    return {name: storage.raw(name) for name in names}, top


class CopyChanges(NamedTuple):
    """What a copy adds: changes to the file's documents, and the new events in them.

    `goals` counts the new goals, `refused` the documents that are left out because they make no
    goal, alone or merged.
    """

    changes: dict[str, dict[str, Raw]]
    events: tuple[Event, ...]
    goals: int
    refused: int
    goal_changes: tuple[CopiedChanges, ...]


def changes_from(
    here: Mapping[str, Mapping[str, Raw]], tables: Tables, top: Mapping[str, int]
) -> CopyChanges:
    """What the tables of a copy add to those `here`; new documents get ids above `top`."""
    union = unite(here, tables, merge, top=top, keep_refused=False)
    changes, refused, goals = {**union.changes}, union.refused, 0
    events: list[Event] = []
    goal_changes: list[CopiedChanges] = []
    table = here.get(GOALS, {})
    for doc_id, raw in union.changes.get(GOALS, {}).items():
        record = _record(raw)
        if record is None:
            refused += 1
            changes[GOALS] = {key: kept for key, kept in changes[GOALS].items() if key != doc_id}
            continue
        old = _record(table[doc_id]) if doc_id in table else None
        known = {event.id for event in old.log} if old else set()
        goals += doc_id not in table
        if new := [event for event in record.log if event.id not in known]:
            events += new
            goal_changes.append(
                copied_changes(old.goal if old else None, record.goal, record.log, known)
            )
    changes = {name: part for name, part in changes.items() if part}
    return CopyChanges(changes, tuple(events), goals, refused, tuple(goal_changes))


def _record(raw: Raw) -> Record | None:
    """The goal of a document with its log; None if it cannot be read."""
    try:
        return read_record(msgspec.json.decode(raw))
    except (StoreError, msgspec.DecodeError, RecursionError, TypeError):
        return None
