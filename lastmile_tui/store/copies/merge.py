"""Merge copies of the data file into it, and move them aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lastmile_tui.domain.wording.merge import CopiedChanges, DeviceChanges, changes_by_device
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.conflicts import joined_conflicts
from lastmile_tui.store.copies.find import FOLDER, changes_from, read_again, tables_of
from lastmile_tui.store.copies.read import CopyContent
from lastmile_tui.store.copies.unions import with_unions
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.disk import files, new_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.store.copies.conflicts import Conflict
    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.db.snapshot import Meta
    from lastmile_tui.store.db.storage import JournalStorage
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.goals import GoalStore, NewStamp


class MergeResult(msgspec.Struct, frozen=True):
    """What was merged: the changes by device, the `uids` of their goals, how many goals are new.

    `goal_changes` has a goal of two copies twice. `moved` are the new paths of the copies, and
    `sentences` say what went wrong with one of them while the others were merged.
    """

    device_changes: tuple[DeviceChanges, ...] = ()
    uids: frozenset[str] = frozenset()
    goals: int = 0
    moved: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    goal_changes: tuple[CopiedChanges, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def count(self) -> int:
        """How many changes, of all devices."""
        return sum(changes.count for changes in self.device_changes)


def merge_copies(
    store: GoalStore, copies: Iterable[Copy], backups: Path, *, undoable: bool = True
) -> MergeResult:
    """Merge copies into the file in one change, then move them into `backups`.

    A copy that is `foreign`, of another database, is united with the file: one undo takes its goals
    back. Who calls has asked a person before. One undo takes back, too, what comes back of what
    this machine did, unless it is not `undoable`, as where nothing else is there.

    Each is read again, since its tool may have written it meanwhile. A copy stays where it is if
    it does not lie beside the data file under a name that a tool gives to copies of it, or if that
    name leaves a doubt and it adds nothing, or is foreign. Nothing is ever deleted: a copy that
    cannot be moved is reported, and stays.

    Raises StoreError with nothing changed if the file cannot be written.
    """
    merging = _Merging(store.storage, copies)
    uids = store.bring(lambda stamp: merging.make(stamp if undoable else None))
    for meta, whole in merging.united:
        store.storage.join(meta, whole=whole)
    moved = []
    folder = store.storage.path.parent
    for copy, seen in merging.read:
        path = Path(copy.path)
        if copy.blob or copy.own or path.parent != folder or not _is_done(copy):
            continue
        try:
            moved.append(str(_put_aside(path, seen, backups / FOLDER)))
        except StoreError as error:
            merging.sentences.append(str(error))
    return MergeResult(
        changes_by_device(merging.events),
        uids,
        merging.goals,
        tuple(moved),
        tuple(merging.sentences),
        tuple(merging.goal_changes),
        merging.conflicts,
    )


def look_for_conflicts(store: GoalStore, copies: Iterable[Copy]) -> tuple[Conflict, ...]:
    """The goals in which copies that are merged would contradict ours, or each other."""
    merging = _Merging(store.storage, copies)
    merging.make()
    return merging.conflicts


class _Merging:
    """The changes that copies make of the tables of a file, and what there is to say of them."""

    def __init__(self, storage: JournalStorage, copies: Iterable[Copy]) -> None:
        self._storage, self._copies = storage, copies
        self._changes: dict[str, dict[str, Raw]] = {}
        self.read: list[tuple[Copy, FileStamp | None]] = []
        self.sentences: list[str] = []
        self.events: list[Event] = []
        self.goal_changes: list[CopiedChanges] = []
        self.conflicts: tuple[Conflict, ...] = ()
        self.goals = 0
        self.united: list[tuple[Meta, bool]] = []
        """The databases that were united, and whether all that they hold came in."""

    def make(self, stamp: NewStamp | None = None) -> Mapping[str, Mapping[str, Raw]]:
        """The documents that the copies change; those that cannot be read are left out.

        Without a `stamp` nothing in them tells of a union: they are only looked at.
        """
        here, top = tables_of(self._storage)
        for copy in self._copies:
            try:
                found = self._read(copy)
            except StoreError as error:
                self.sentences.append(str(error))
                continue
            known = found is not None and bool(found.meta.names & self._storage.meta.names)
            if found is None and copy.own:
                continue  # brought back already
            if found is None or not (known or copy.foreign):
                self.sentences.append(
                    f"{copy.copy_name.name} is not a copy of the data file any more."
                )
                continue
            new = changes_from(here, found.tables, top)
            parts = new.changes
            if not known:
                self.united.append((found.meta, not new.refused))
            if stamp and (copy.own or found.left or not known):
                parts = with_unions(here, parts, stamp, "" if known else found.meta.db)
            for name, part in parts.items():
                here[name] = {**here.get(name, {}), **part}
                self._changes.setdefault(name, {}).update(part)
            self.events += new.events
            self.goal_changes += new.goal_changes
            self.conflicts += new.conflicts
            self.goals += new.goals
            self.read.append((copy, found.seen))
        goals = here.get(GOALS, {}).values()
        self.conflicts = joined_conflicts(self.conflicts, map(bytes, goals))
        return self._changes

    def _read(self, copy: Copy) -> CopyContent | None:
        if not copy.own:
            return read_again(copy, self._storage.meta)
        missing = self._storage.missing
        return CopyContent(self._storage.meta, missing.tables) if missing else None


def _is_done(copy: Copy) -> bool:
    """Whether nobody needs a copy any more: another name may be that of a file in use."""
    name = copy.copy_name
    return name.sure or (bool(name.tool) and copy.has_changes and not copy.foreign)


def _put_aside(path: Path, seen: FileStamp | None, folder: Path) -> Path:
    """Move a file into a folder under a free name; its new path.

    Raises StoreError with the file where it was.
    """
    files.make_folder(folder)
    place = new_files.copy_to_free_name(path, folder / path.name)
    with files.store_errors(f"{path.name} was merged, but could not be moved away"):
        if files.stamp(path) == seen:
            path.unlink()
    return place
