"""Merge copies of the data file into it, and move them aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lastmile_tui.domain.wording.merge import CopiedChanges, DeviceChanges, changes_by_device
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.find import changes_from, read_copy, tables_of
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.goals import GoalStore, NewStamp

FOLDER = "merged"
"""The folder of merged copies, in that of the backups."""


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


def merge_copies(store: GoalStore, copies: Iterable[Copy], backups: Path) -> MergeResult:
    """Merge copies into the file in one change, then move them into `backups`.

    Each is read again, since its tool may have written it meanwhile. A copy stays where it is if
    it does not lie beside the data file, or if its name leaves a doubt and it adds nothing. Nothing
    is ever deleted: a copy that cannot be moved is reported, and stays.

    Raises StoreError with nothing changed if the file cannot be written.
    """
    read: list[tuple[Copy, FileStamp | None]] = []
    sentences: list[str] = []
    events: list[Event] = []
    goal_changes: list[CopiedChanges] = []
    added: list[int] = []

    def make(_: NewStamp) -> Mapping[str, Mapping[str, Raw]]:
        here, top = tables_of(store.storage)
        changes: dict[str, dict[str, Raw]] = {}
        for copy in copies:
            try:
                found = read_copy(Path(copy.path), store.storage.meta.db)
            except StoreError as error:
                sentences.append(str(error))
                continue
            if found is None:
                sentences.append(f"{copy.copy_name.name} is no copy of the data file any more.")
                continue
            new = changes_from(here, found[0], top)
            for name, part in new.changes.items():
                here[name] = {**here.get(name, {}), **part}
                changes.setdefault(name, {}).update(part)
            events.extend(new.events)
            goal_changes.extend(new.goal_changes)
            added.append(new.goals)
            read.append((copy, found[1]))
        return changes

    uids = store.bring(make)
    moved = []
    folder = store.storage.path.parent
    for copy, seen in read:
        path = Path(copy.path)
        if path.parent != folder or not (copy.copy_name.sure or copy.has_changes):
            continue
        try:
            moved.append(str(_put_aside(path, seen, backups / FOLDER)))
        except StoreError as error:
            sentences.append(str(error))
    return MergeResult(
        changes_by_device(events),
        uids,
        sum(added),
        tuple(moved),
        tuple(sentences),
        tuple(goal_changes),
    )


def _put_aside(path: Path, seen: FileStamp | None, folder: Path) -> Path:
    """Move a file into a folder under a free name; its new path.

    Raises StoreError with the file where it was.
    """
    files.make_folder(folder)
    place = files.copy_to_free_name(path, folder / path.name)
    with files.store_errors(f"{path.name} was merged, but could not be moved away"):
        if files.stamp(path) == seen:
            path.unlink()
    return place
