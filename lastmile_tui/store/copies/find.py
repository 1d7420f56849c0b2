"""Find the copies of the data file that synchronisers left beside it, and look into them.

Nothing is written here: `merging` brings in what they hold.
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
    brought_of,
    gains_of,
    say_gains,
)
from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import merge, read_record
from lastmile_tui.store.copies.names import CopyName, nominate
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

_LOOKED_AT: Final = 20_000
"""Names of the folder that are looked at: enough for a folder of downloads."""

_MOST: Final = 50
"""Copies that are read at a time; the others are found when these are merged."""


class Copy(msgspec.Struct, frozen=True):
    """A copy of the data file, and what it holds that the file lacks.

    `problem` is a sentence that says why it cannot be merged. `gains` are the changes by device,
    `goals` counts the goals that are not in the file at all, and `other` tells that something else
    is new, such as a key of a later lastmile. `refused` counts the documents that make no goal and
    are left out, and `brought` tells the changes goal by goal.
    """

    path: str
    nominee: CopyName
    problem: str = ""
    gains: tuple[DeviceChanges, ...] = ()
    goals: int = 0
    other: bool = False
    refused: int = 0
    brought: tuple[CopiedChanges, ...] = ()

    @property
    def brings(self) -> bool:
        """Whether it holds anything that the file lacks."""
        return bool(self.gains or self.other)

    def say(self, say_day: Callable[[date], str], own: str = "") -> str:
        """What it holds in words; `own` is the id of this device."""
        if self.problem:
            return self.problem
        rest = "other data" if self.other else "nothing new"
        told = say_gains(self.gains, say_day, own) or rest
        refused = counted(self.refused, "goal")
        return f"{told}; {refused} of it cannot be read" if self.refused else told


def nominees(path: Path) -> tuple[tuple[str, FileStamp], ...]:
    """The files beside the data file whose names make them copies, without a look inside.

    Each with its stamp, in the order of their names: another answer calls for `find_copies`.
    """
    found = []
    try:
        with os.scandir(path.parent) as entries:
            for entry in islice(entries, _LOOKED_AT):
                if nominate(entry.name, path.name) and entry.is_file(follow_symlinks=False):
                    seen = entry.stat(follow_symlinks=False)
                    found.append(
                        (entry.name, files.FileStamp(seen.st_ino, seen.st_size, seen.st_mtime_ns))
                    )
    except OSError:
        return ()  # what cannot be looked into has no copies that could be merged
    return tuple(sorted(found)[:_MOST])


def find_copies(storage: JournalStorage) -> tuple[Copy, ...]:
    """The copies beside the data file, confirmed by the name of the database inside.

    Needs no lock and writes nothing, so that it may run in a thread. A file that cannot be read
    is told with its `problem` where its name leaves no doubt; other files are passed over, and so
    is what may be a backup of the user's own that holds nothing new.
    """
    found = []
    for name, _ in nominees(storage.path):
        copy = look_into(storage, storage.path.with_name(name))
        if copy and (copy.nominee.sure or (copy.brings and not copy.problem)):
            found.append(copy)
    return tuple(found)


def look_into(storage: JournalStorage, path: Path) -> Copy | None:
    """What a file holds that the data file lacks; None where it is another file altogether."""
    nominee = nominate(path.name, storage.path.name) or CopyName(path.name, "", sure=False)
    try:
        read = read_copy(path, storage.meta.db)
    except StoreError as error:
        return Copy(str(path), nominee, problem=str(error))
    if read is None:
        return None
    here, top = tables_of(storage)
    news = news_of(here, read[0], top)
    other = bool(news.changes) and not news.events
    gains = gains_of(news.events)
    return Copy(str(path), nominee, "", gains, news.goals, other, news.refused, news.brought)


def read_copy(path: Path, db: str) -> tuple[Tables, FileStamp | None] | None:
    """The tables of a copy of the file named `db`; None where it is none.

    Raises StoreError, with what to do, for what cannot be read whole, and for a copy of a newer
    lastmile.
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
    """All tables as they are now in memory, and the highest id that each has given away."""
    names = list(storage.read())
    top = {name: storage.next_id(name) - 1 for name in names}
    return {name: storage.raw(name) for name in names}, top


class CopyChanges(NamedTuple):
    """What a copy brings: documents as changes to the file, and the events that are new in them.

    `goals` counts the goals that are new, `refused` the documents that make no goal, alone or
    with the one that is here; they are left out. `brought` tells the events goal by goal.
    """

    changes: dict[str, dict[str, Raw]]
    events: tuple[Event, ...]
    goals: int
    refused: int
    brought: tuple[CopiedChanges, ...]


def news_of(
    here: Mapping[str, Mapping[str, Raw]], tables: Tables, top: Mapping[str, int]
) -> CopyChanges:
    """What the tables of a copy hold that is not here; new documents get ids above `top`."""
    union = unite(here, tables, merge, top=top, keep_refused=False)
    changes, refused, goals = {**union.changes}, union.refused, 0
    events: list[Event] = []
    brought: list[CopiedChanges] = []
    table = here.get(GOALS, {})
    for doc_id, raw in union.changes.get(GOALS, {}).items():
        record = _record(raw)
        if record is None:
            refused += 1
            changes[GOALS] = {key: kept for key, kept in changes[GOALS].items() if key != doc_id}
            continue
        was = _record(table[doc_id]) if doc_id in table else None
        held = {event.id for event in was.log} if was else set()
        goals += doc_id not in table
        if new := [event for event in record.log if event.id not in held]:
            events += new
            brought.append(brought_of(was.goal if was else None, record.goal, record.log, held))
    changes = {name: part for name, part in changes.items() if part}
    return CopyChanges(changes, tuple(events), goals, refused, tuple(brought))


def _record(raw: Raw) -> Record | None:
    """The goal of a document with its log; None where it is none that can be shown and changed."""
    try:
        return read_record(msgspec.json.decode(raw))
    except (StoreError, msgspec.DecodeError, RecursionError, TypeError):
        return None
