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
    from lastmile_tui.store.goals import GoalStore


def say_emptied(store: GoalStore, backups: Path, calendar: Calendar, today: date) -> str | None:
    """The warning for a file without any goal whose newest backup has some; else None.

    If the file has a goal, even a removed one, no backup is read. Never raises.
    """
    if store.goals or store.broken:
        return None
    return say_missing(backups, calendar, today)


def say_missing(backups: Path, calendar: Calendar, today: date) -> str | None:
    """The warning for a file without goals; None if its newest backup has none either."""
    try:
        newest = next(backup for backup in Backups(backups).list_all() if backup.kind not in BEFORE)
        count = count_goals(read_backup(newest.path)[0])
    except (StopIteration, StoreError):
        return None
    if not count:
        return None
    which, them = say_made(newest, calendar, today), "it" if count == 1 else "them"
    has = f"the backup of {which} has {counted(count, 'goal')}"
    return f"The data file is empty, but {has}: lastmile restore brings {them} back."
