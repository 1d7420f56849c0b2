"""Choosing a backup: by its number in the list, a day, or a file."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates import read_past, say_plain
from lastmile_tui.errors import DateError, NotFoundError
from lastmile_tui.store.backup.backups import BEFORE
from lastmile_tui.store.backup.times import day_of, say_made

if TYPE_CHECKING:
    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.backup.backups import Backups
    from lastmile_tui.store.backup.times import Backup, BackupKind

KINDS: Final[dict[BackupKind, str]] = {
    "daily": "",
    "by-hand": "made by hand",
    "before-restore": "before a restore",
    "before-undo": "before a restore was taken back",
}
"""A kind of backup in words, next to its day."""

_FILES: Final = (".json", ".gz")
_LAST: Final = datetime.max.replace(tzinfo=UTC)


class BackupChoice(Struct, frozen=True):
    """A backup to restore.

    `text` goes into the log, and is empty when a restore is undone. `name` is the backup in words,
    `heading` comes before the changes, `outcome` says what was done, `next_undo` what --undo does.
    """

    path: Path
    text: str
    name: str
    heading: str
    outcome: str = "Restored"
    next_undo: str = "takes it back"


def list_backups(backups: Backups, context: Context) -> list[Backup]:
    """All backups, the newest first by local days; they are numbered from 1 in this order."""
    return sorted(
        backups.list_all(),
        key=lambda backup: (day_of(backup, context.calendar), backup.time or _LAST, backup.number),
        reverse=True,
    )


def newest_choices(backups: Backups, context: Context) -> list[BackupChoice]:
    """The backups that a restore without a name may use, newest first; none made before one."""
    found = list_backups(backups, context)
    states = [index for index, each in enumerate(found) if each.kind not in BEFORE]
    return [_choice(found, index, context) for index in states]


def choose_backup(which: str, backups: Backups, context: Context) -> BackupChoice:
    """The backup that `which` names; NotFoundError if there is none."""
    found = list_backups(backups, context)
    if which.isascii() and which.isdigit():
        number = int(which[:9])
        if not 0 < number <= len(found):
            raise NotFoundError(f"There is no backup {which:.9}; see lastmile backup --list.")
        return _choice(found, number - 1, context)
    path = Path(which).expanduser()
    if os.sep in which or path.suffix in _FILES or path.is_file():
        path = path.absolute()
        for number, backup in enumerate(found):
            if backup.path == path:
                return _choice(found, number, context)
        name = f"The backup {path}"
        return BackupChoice(path, path.name, name, name)
    return _choose_day(which, found, context)


def undo_choice(backups: Backups, context: Context) -> BackupChoice:
    """The state before the last restore, or before its undo."""
    found = list_backups(backups, context)
    backup = next((backup for backup in found if backup.kind in BEFORE), None)
    if backup is None:
        raise NotFoundError("No restore was made here, so there is none to take back.")
    when = say_made(backup, context.calendar, context.today)
    if backup.kind == "before-restore":
        name = f"The state before the restore of {when}"
        return BackupChoice(
            backup.path, "", name, f"Takes back the restore of {when}",
            "Restore taken back", "makes it again",
        )  # fmt: skip
    name = f"The state before the restore was taken back {when}"
    day = day_of(backup, context.calendar).isoformat()
    heading = f"Makes the restore again that was taken back {when}"
    return BackupChoice(backup.path, day, name, heading, "Restored again")


def _choose_day(which: str, found: list[Backup], context: Context) -> BackupChoice:
    """The newest backup of a day, leaving out those made before a restore."""
    try:
        day = read_past(which, context.today)
    except DateError as error:
        raise NotFoundError(
            f"{error} A number of lastmile backup --list or a path names a backup too."
        ) from error
    days = [day_of(each, context.calendar) if each.kind not in BEFORE else None for each in found]
    if day in days:
        return _choice(found, days.index(day), context)
    name = say_plain(day, context.today)
    if day > context.today:
        raise NotFoundError(f"{name} is still ahead; name a day such as yesterday.")
    if earlier := next((each for each in days if each and each < day), None):
        raise NotFoundError(
            f"There is no backup of {name}; the one before it is of "
            f"{say_plain(earlier, context.today)}: lastmile restore {earlier.isoformat()}."
        )
    raise NotFoundError(f"There is no backup of {name}; lastmile backup --list shows them.")


def _choice(found: list[Backup], index: int, context: Context) -> BackupChoice:
    backup = found[index]
    kind = KINDS[backup.kind]
    made = say_made(backup, context.calendar, context.today)
    name = f"Backup {index + 1}, {made}{f' ({kind})' if kind else ''}"
    return BackupChoice(backup.path, day_of(backup, context.calendar).isoformat(), name, name)
