"""Merge the copies that `copies` found into the data file, and put them aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from lastmile_tui.domain.wording.merge import CopiedChanges, DeviceChanges, gains_of
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.find import news_of, read_copy, tables_of
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastmile_tui.domain.model.events import Event
    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.store.db.documents import Raw
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.goals import GoalStore, NewStamp

FOLDER = "merged"
"""Where merged copies are kept, in the folder of the backups."""


class MergeResult(msgspec.Struct, frozen=True):
    """What was merged: the changes by device, the goals that they are of, and those added.

    `brought` tells the changes goal by goal; a goal of two copies may stand in it twice.
    `kept` holds where each copy is now, in the order they were given, and `sentences` what went
    wrong with one of them while the others were merged.
    """

    gains: tuple[DeviceChanges, ...] = ()
    uids: frozenset[str] = frozenset()
    goals: int = 0
    kept: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    brought: tuple[CopiedChanges, ...] = ()


def merge_copies(store: GoalStore, copies: Iterable[Copy], backups: Path) -> MergeResult:
    """Merge copies into the file in one change, and move them into `backups` when it is saved.

    Each is read again, for its tool may have written it since it was found. A copy that does not
    lie beside the data file, or that only may be one by its name and brings nothing, stays where
    it is. Nothing is ever removed: a copy that cannot be moved is told, and stays.

    Raises StoreError with nothing changed when the file cannot be written.
    """
    read: list[tuple[Copy, FileStamp | None]] = []
    sentences: list[str] = []
    events: list[Event] = []
    brought: list[CopiedChanges] = []
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
                sentences.append(f"{copy.nominee.name} is no copy of the data file any more.")
                continue
            news = news_of(here, found[0], top)
            for name, part in news.changes.items():
                here[name] = {**here.get(name, {}), **part}
                changes.setdefault(name, {}).update(part)
            events.extend(news.events)
            brought.extend(news.brought)
            added.append(news.goals)
            read.append((copy, found[1]))
        return changes

    uids = store.bring(make)
    kept = []
    folder = store.storage.path.parent
    for copy, seen in read:
        path = Path(copy.path)
        if path.parent != folder or not (copy.nominee.sure or copy.brings):
            continue
        try:
            kept.append(str(_put_aside(path, seen, backups / FOLDER)))
        except StoreError as error:
            sentences.append(str(error))
    return MergeResult(
        gains_of(events), uids, sum(added), tuple(kept), tuple(sentences), tuple(brought)
    )


def _put_aside(path: Path, seen: FileStamp | None, folder: Path) -> Path:
    """Move a file into a folder under a name that is not taken; its new place.

    Raises StoreError with the file where it is.
    """
    files.make_folder(folder)
    kept = files.keep(path, folder / path.name)
    with files.explained(f"{path.name} was merged, but could not be moved away"):
        if files.stamp(path) == seen:
            path.unlink()
    return kept
