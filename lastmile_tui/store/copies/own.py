"""What this machine did and the data file lacks: brought back, or left for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.store.codec import merge
from lastmile_tui.store.copies.find import FOLDER, own_copy
from lastmile_tui.store.copies.merge import merge_copies
from lastmile_tui.store.copies.read import LEFT
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.own.gaps import unite_all
from lastmile_tui.store.db.own.ring import missing_in
from lastmile_tui.store.db.snapshot import Meta
from lastmile_tui.store.disk import files, new_files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lastmile_tui.store.copies.find import Copy
    from lastmile_tui.store.copies.merge import MergeResult
    from lastmile_tui.store.goals import GoalStore


def bring_back(store: GoalStore, *, undoable: bool = True) -> MergeResult | None:
    """Bring back what is missing, as one change that one undo takes back; None where nothing is.

    Raises StoreError with nothing changed.
    """
    copy = own_copy(store.storage)
    return merge_copies(store, [copy], Path(), undoable=undoable) if copy else None


def say_back(store: GoalStore, copies: Iterable[Copy], undo: str) -> list[str]:
    """Say that what is back of copies that were just merged is taken back by `undo`, if so.

    It is not where only days of reviews came back.
    """
    if not (any(copy.brings_back for copy in copies) and is_undone_next(store)):
        return []
    return [f"All that was missing in the file is back; {undo} takes that back."]


def is_undone_next(store: GoalStore) -> bool:
    """Whether one undo now takes back what was brought back, all of it."""
    event = store.last_change()
    return event is not None and event.kind == EventKind.BROUGHT_BACK


def leave(
    store: GoalStore, backups: Path, now: datetime, others: Iterable[Path] = ()
) -> Path | None:
    """Leave what is missing for good; the data file that it is kept in. None where nothing is.

    So is what `others` have, the rings and journals of the databases that were here before.
    Raises StoreError with nothing left.
    """
    storage = store.storage
    with storage.transaction():
        here, tables = storage.image()
        found = [storage.missing, missing_in(others, here, tables, merge)]
        layers = [missing.tables for missing in found if missing]
        if not layers:
            return None
        name = f"{LEFT}{files.file_time(now)}"
        meta = Meta(db=here.db, gen=name, schema=here.schema)
        folder = backups / FOLDER
        files.make_folder(folder)
        path = folder / f"{name}.json"
        data = snapshot.encode(meta, unite_all(layers, merge))
        new_files.create(path, data, what="What is left")
        storage.leave_missing()
    return path
