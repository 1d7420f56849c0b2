"""Backups made by hand."""

from __future__ import annotations

from datetime import UTC, datetime

from lastmile_tui.store.backup.backups import read_backup

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def uid_of(store, title):
    return next(uid for uid, goal in store.goals.items() if goal.title == title)


def backup(store, backups):
    return read_backup(backups.make(store.storage, "by-hand", NOW))[0]
