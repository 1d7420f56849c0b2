"""Find the copies of the data file that other tools left beside it, and read them.

Nothing is written here; `merge` brings their changes in.
"""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from lastmile_tui.domain.model.record import Record
from lastmile_tui.domain.model.text import counted, is_plain
from lastmile_tui.domain.wording.merge import (
    CopiedChanges,
    DeviceChanges,
    changes_by_device,
    copied_changes,
    say_device_changes,
)
from lastmile_tui.errors import StoreError
from lastmile_tui.store.codec import merge, read_goal, read_log
from lastmile_tui.store.copies.conflicts import Conflict, conflicts_of
from lastmile_tui.store.copies.git_index import SIDES, index_stamp, unmerged_stages
from lastmile_tui.store.copies.names import CopyName, parse_copy_name
from lastmile_tui.store.copies.read import CopyContent, read_copy, read_stage
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.db.union import events_of, unite
from lastmile_tui.store.disk import files
from lastmile_tui.store.splice import merge_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import date

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.snapshot import Meta
    from lastmile_tui.store.db.storage import JournalStorage
    from lastmile_tui.store.disk.files import FileStamp

FOLDER: Final = "merged"
"""The folder of merged copies, in that of the backups."""

THIS_MACHINE: Final = "this machine"
"""The name of the changes that this machine made and the file lacks."""

_MOST_NAMES: Final = 20_000
"""Names of a folder that are looked at: enough for a folder of downloads."""

_MOST_COPIES: Final = 50
"""Copies that are read at a time; the others follow once these are merged."""


class Copy(msgspec.Struct, frozen=True):
    """A copy of the data file, and the changes in it that the file lacks.

    `blob` is the git object that holds it, where it is no file of its own: `path` is then the data
    file. `problem` is a sentence that says why it cannot be merged. `goals` counts the goals that
    are not in the file at all; `other` means that something else is new, such as a key of a later
    lastmile. `refused` counts the documents that make no goal and are left out. `foreign` means
    that it is of another database, begun elsewhere, which goes by `names`: it is united only where
    a person says so. `own` counts what this machine did and the file lacks, where that is the copy;
    `left` means that such changes were left in it.
    `conflicts` are the goals in which its changes and ours contradict each other.
    """

    path: str
    copy_name: CopyName
    problem: str = ""
    device_changes: tuple[DeviceChanges, ...] = ()
    goals: int = 0
    other: bool = False
    refused: int = 0
    goal_changes: tuple[CopiedChanges, ...] = ()
    blob: str = ""
    foreign: bool = False
    names: frozenset[str] = frozenset()
    own: int = 0
    left: bool = False
    conflicts: tuple[Conflict, ...] = ()

    @property
    def has_changes(self) -> bool:
        """Whether it has anything that the file lacks."""
        return bool(self.device_changes or self.other)

    @property
    def brings_back(self) -> bool:
        """Whether it has something that comes back as one change, for one undo."""
        return bool(self.own) or (self.left and self.has_changes)

    def say(self, say_day: Callable[[date], str], own: str = "") -> str:
        """Its changes in words; `own` is the id of this device."""
        if self.problem:
            return self.problem
        rest = "other data" if self.other else "nothing new"
        text = say_device_changes(self.device_changes, say_day, own) or rest
        refused = counted(self.refused, "goal")
        return f"{text}; {refused} of it cannot be read" if self.refused else text


class Here(NamedTuple):
    """The data file that copies are compared with: its tables, and the highest id of each."""

    path: Path
    meta: Meta
    tables: Mapping[str, Mapping[str, Raw]]
    top: Mapping[str, int]


def here(storage: JournalStorage) -> Here:
    """The data file of a storage as it is in memory."""
    tables, top = tables_of(storage)
    return Here(storage.path, storage.meta, tables, top)


def candidates(path: Path) -> tuple[tuple[str, FileStamp], ...]:
    """The files beside the data file that may be copies by their names, sorted, with their stamps.

    They are not opened; when the result differs from the last one, call `find_copies`. The index
    of a git work tree stands among them, since a merge may have left versions of the file there.
    """
    found = []
    try:
        with os.scandir(path.parent) as entries:
            for entry in islice(entries, _MOST_NAMES):
                name = parse_copy_name(entry.name, path.name)
                if name and entry.is_file(follow_symlinks=False):
                    seen = entry.stat(follow_symlinks=False)
                    if seen.st_size or not name.journal:
                        stamp = files.FileStamp(seen.st_ino, seen.st_size, seen.st_mtime_ns)
                        found.append((entry.name, stamp))
    except OSError:
        return ()  # a folder that cannot be listed has no copies to merge
    return tuple(sorted(found)[:_MOST_COPIES])


def look_for_copies(path: Path) -> tuple[object, ...]:
    """What tells whether `find_copies` may find something else than the last time; it is cheap."""
    return candidates(path), index_stamp(path)


def find_copies(storage: JournalStorage) -> tuple[Copy, ...]:
    """The copies beside the data file and in git's index, as `copies_of` finds them.

    The changes of this machine that are missing in the file count as one. Needs no lock and writes
    nothing, so that it may run in a thread.
    """
    own = filter(None, [own_copy(storage)])
    return (*own, *copies_of(here(storage)))


def own_copy(storage: JournalStorage) -> Copy | None:
    """What this machine did and the file lacks, as a copy; None where nothing is missing."""
    missing = storage.missing
    if missing is None:
        return None
    file = here(storage)
    copy = Copy(str(storage.path), CopyName(THIS_MACHINE, ""), own=missing.changes)
    return _with_changes(copy, changes_from(file.tables, missing.tables, file.top), foreign=False)


def copies_of(file: Here) -> Iterator[Copy]:
    """The copies of a file, confirmed by the name of the database inside.

    A file that cannot be read is given with its `problem` if it surely is a copy by its name.
    Other files are left out, and so is one that may be the user's own and has nothing new, or is
    of another database.
    """
    if not file.meta.names:
        return
    for name, _ in candidates(file.path):
        path = file.path.with_name(name)
        copy = _inspect(file, path, parse_copy_name(name, file.path.name))
        if copy and (copy.copy_name.sure or (copy.has_changes and not copy.foreign)):
            yield copy
    for stage in unmerged_stages(file.path):
        copy_name = CopyName(f"{SIDES[stage.number]} of git", "unmerged")
        yield from filter(None, [_inspect(file, file.path, copy_name, stage.blob)])


def inspect_copy(storage: JournalStorage, path: Path) -> Copy | None:
    """A file as a copy, with the changes in it; None if it is not a data file of lastmile."""
    return _inspect(here(storage), path, parse_copy_name(path.name, storage.path.name))


def _inspect(file: Here, path: Path, name: CopyName | None, blob: str = "") -> Copy | None:
    copy = Copy(str(path), name or CopyName(path.name, "", sure=False), blob=blob)
    try:
        read = read_again(copy, file.meta)
    except StoreError as error:
        return msgspec.structs.replace(copy, problem=str(error))
    if read is None:
        return None
    foreign = not read.meta.names & file.meta.names
    copy = msgspec.structs.replace(copy, names=read.meta.names, left=read.left and not foreign)
    return _with_changes(copy, changes_from(file.tables, read.tables, file.top), foreign=foreign)


def _with_changes(copy: Copy, new: CopyChanges, *, foreign: bool) -> Copy:
    return msgspec.structs.replace(
        copy,
        device_changes=changes_by_device(new.events),
        goals=new.goals,
        other=bool(new.changes) and not new.events,
        refused=new.refused,
        goal_changes=new.goal_changes,
        foreign=foreign,
        conflicts=new.conflicts,
    )


def read_again(copy: Copy, meta: Meta) -> CopyContent | None:
    """The content of a copy as it is now, for a file of `meta`; errors as of `read_copy`."""
    path = Path(copy.path)
    if copy.blob:
        return read_stage(path, copy.blob, copy.copy_name.name)
    return read_copy(path, copy.copy_name, meta.names)


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
    conflicts: tuple[Conflict, ...]


def changes_from(
    here: Mapping[str, Mapping[str, Raw]], tables: Tables, top: Mapping[str, int]
) -> CopyChanges:
    """What the tables of a copy add to those `here`; new documents get ids above `top`."""
    union = unite(here, tables, merge, top=top, keep_refused=False, splice=merge_raw)
    changes, refused, goals = {**union.changes}, union.refused, 0
    events: list[Event] = []
    goal_changes: list[CopiedChanges] = []
    table = here.get(GOALS, {})
    for doc_id, raw in union.changes.get(GOALS, {}).items():
        record = _record(bytes(raw))
        if record is None:
            refused += 1
            changes[GOALS] = {key: kept for key, kept in changes[GOALS].items() if key != doc_id}
            continue
        old, known = _known(bytes(table[doc_id])) if doc_id in table else (None, ())
        goals += doc_id not in table
        if new := [event for event in record.log if event.id not in known]:
            events += new
            goal_changes.append(copied_changes(old, record.goal, record.log, known))
    changes = {name: part for name, part in changes.items() if part}
    changed = [bytes(table[doc_id]) for doc_id in changes.get(GOALS, {}) if doc_id in table]
    conflicts = conflicts_of(changed, map(bytes, tables.get(GOALS, {}).values())) if changed else ()
    return CopyChanges(changes, (*events,), goals, refused, (*goal_changes,), conflicts)


def _record(raw: bytes) -> Record | None:
    """The goal of a document with its log; None if it cannot be read."""
    try:
        return Record(read_goal(raw), read_log(raw))
    except StoreError:
        return None


def _known(raw: bytes) -> tuple[Goal | None, Collection[str]]:
    """The goal of a document that is here, and the ids of its events, whose rest is not read."""
    try:
        goal = read_goal(raw)
        ids = events_of(raw).keys() if is_plain(raw) else {event.id for event in read_log(raw)}
    except StoreError:
        return None, ()
    return goal, ids
