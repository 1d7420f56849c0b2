"""A data file that lost its goals looks like a first start; its newest backup shows that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import counted
from lastmile_tui.errors import StoreError
from lastmile_tui.store.backup.backups import BEFORE, Backups, count_goals, read_backup
from lastmile_tui.store.backup.times import say_made

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.store.db.snapshot import Meta
    from lastmile_tui.store.goals import GoalStore


def say_emptied(store: GoalStore, backups: Path, calendar: Calendar, today: date) -> str | None:
    """The warning for a file without any goal whose newest backup has some; else None.

    If the file has a goal, even a removed one, no backup is read. Never raises.
    """
    if store.goals or store.broken:
        return None
    return say_missing(backups, store.storage.meta, calendar, today)


def say_missing(backups: Path, meta: Meta, calendar: Calendar, today: date) -> str | None:
    """The warning for a file without goals; None if its newest backup has none either.

    A file of `meta` that was begun anew beside the backups of another one has lost nothing.
    """
    try:
        newest = next(backup for backup in Backups(backups).list_all() if backup.kind not in BEFORE)
        found, _ = read_backup(newest.path)
    except (StopIteration, StoreError):
        return None
    count = count_goals(found)
    if not count or (meta.db and found.meta.names.isdisjoint(meta.names)):
        return None
    which, them = say_made(newest, calendar, today), "it" if count == 1 else "them"
    has = f"the backup of {which} has {counted(count, 'goal')}"
    return f"The data file is empty, but {has}: lastmile restore brings {them} back."
