"""A data file that lost its goals looks like a first start; its newest backup tells them apart."""

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
    """The sentence for a file without any goal whose newest backup holds some; else None.

    With a goal in the file, also a removed one, nothing is read. Never raises.
    """
    if store.goals or store.broken:
        return None
    return say_missed(backups, calendar, today)


def say_missed(backups: Path, calendar: Calendar, today: date) -> str | None:
    """The sentence for a file without goals; None where its newest backup holds none either."""
    try:
        newest = next(one for one in Backups(backups).found() if one.kind not in BEFORE)
        count = count_goals(read_backup(newest.path)[0])
    except (StopIteration, StoreError):
        return None
    if not count:
        return None
    which, them = say_made(newest, calendar, today), "it" if count == 1 else "them"
    has = f"the backup of {which} has {counted(count, 'goal')}"
    return f"The data file is empty, but {has}: lastmile restore brings {them} back."
