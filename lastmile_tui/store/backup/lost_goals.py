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
    there = store.storage.path.exists()
    return say_missing(backups, store.storage.meta, calendar, today, there=there)


def say_missing(
    backups: Path, meta: Meta, calendar: Calendar, today: date, *, there: bool
) -> str | None:
    """The warning for a file without goals; None if its newest backup has none either.

    `there` is whether there is a file at all.

    A file of `meta` that was begun anew beside the backups of another one has lost nothing.
    """
    has, count = _newest(backups, meta, calendar, today)
    if not count:
        return None
    is_so, them = "empty" if there else "missing", "it" if count == 1 else "them"
    return f"The data file is {is_so}, but {has}: lastmile restore brings {them} back."


def say_backup(backups: Path, meta: Meta, calendar: Calendar, today: date) -> str:
    """What the newest backup of a file that is lost has; empty for no goal. Never raises."""
    has, count = _newest(backups, meta, calendar, today)
    return has if count else ""


def _newest(backups: Path, meta: Meta, calendar: Calendar, today: date) -> tuple[str, int]:
    """What the newest backup has, in words, and how many goals that are."""
    try:
        newest = next(backup for backup in Backups(backups).list_all() if backup.kind not in BEFORE)
        found, _ = read_backup(newest.path)
    except (StopIteration, StoreError):
        return "", 0
    count = count_goals(found)
    if meta.db and found.meta.names.isdisjoint(meta.names):
        return "", 0
    which = say_made(newest, calendar, today)
    return f"the backup of {which} has {counted(count, 'goal')}", count
