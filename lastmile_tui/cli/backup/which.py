"""Which backup a person means: a number of the list, a day, or a file."""

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
"""What is said of a backup beside its day."""

_FILES: Final = (".json", ".gz")
_LAST: Final = datetime.max.replace(tzinfo=UTC)


class BackupChoice(Struct, frozen=True):
    """A backup to bring back.

    `text` goes into the log and is empty where a restore is taken back, `said` names the backup,
    `head` leads the changes, `done` says what was done, and `then` what --undo does next.
    """

    path: Path
    text: str
    said: str
    head: str
    done: str = "Restored"
    then: str = "takes it back"


def listed(backups: Backups, context: Context) -> list[Backup]:
    """The backups as they are numbered from 1: the newest first, as the user counts days."""
    return sorted(
        backups.list_all(),
        key=lambda backup: (day_of(backup, context.calendar), backup.time or _LAST, backup.number),
        reverse=True,
    )


def newest(backups: Backups, context: Context) -> list[BackupChoice]:
    """What a restore without a name may bring back, the newest first; nothing from before one."""
    found = listed(backups, context)
    states = [index for index, each in enumerate(found) if each.kind not in BEFORE]
    return [_numbered(found, index, context) for index in states]


def choose(which: str, backups: Backups, context: Context) -> BackupChoice:
    """The backup that is meant; NotFoundError where there is none."""
    found = listed(backups, context)
    if which.isascii() and which.isdigit():
        number = int(which[:9])
        if not 0 < number <= len(found):
            raise NotFoundError(f"There is no backup {which:.9}; see lastmile backup --list.")
        return _numbered(found, number - 1, context)
    path = Path(which).expanduser()
    if os.sep in which or path.suffix in _FILES or path.is_file():
        path = path.absolute()
        for number, backup in enumerate(found):
            if backup.path == path:
                return _numbered(found, number, context)
        said = f"The backup {path}"
        return BackupChoice(path, path.name, said, said)
    return _of_day(which, found, context)


def undone(backups: Backups, context: Context) -> BackupChoice:
    """The state before the last restore, or before that was taken back."""
    found = listed(backups, context)
    backup = next((backup for backup in found if backup.kind in BEFORE), None)
    if backup is None:
        raise NotFoundError("No restore was made here, so there is none to take back.")
    when = say_made(backup, context.calendar, context.today)
    if backup.kind == "before-restore":
        said = f"The state before the restore of {when}"
        return BackupChoice(
            backup.path, "", said, f"Takes back the restore of {when}",
            "Restore taken back", "makes it again",
        )  # fmt: skip
    said = f"The state before the restore was taken back {when}"
    day = day_of(backup, context.calendar).isoformat()
    head = f"Makes the restore again that was taken back {when}"
    return BackupChoice(backup.path, day, said, head, "Restored again")


def _of_day(which: str, found: list[Backup], context: Context) -> BackupChoice:
    """The newest state of a day, but for those before a restore."""
    try:
        day = read_past(which, context.today)
    except DateError as error:
        raise NotFoundError(
            f"{error} A number of lastmile backup --list or a path names a backup too."
        ) from error
    days = [day_of(each, context.calendar) if each.kind not in BEFORE else None for each in found]
    if day in days:
        return _numbered(found, days.index(day), context)
    said = say_plain(day, context.today)
    if day > context.today:
        raise NotFoundError(f"{said} is still ahead; name a day such as yesterday.")
    if earlier := next((each for each in days if each and each < day), None):
        raise NotFoundError(
            f"There is no backup of {said}; the one before it is of "
            f"{say_plain(earlier, context.today)}: lastmile restore {earlier.isoformat()}."
        )
    raise NotFoundError(f"There is no backup of {said}; lastmile backup --list shows them.")


def _numbered(found: list[Backup], index: int, context: Context) -> BackupChoice:
    backup = found[index]
    kind = KINDS[backup.kind]
    made = say_made(backup, context.calendar, context.today)
    said = f"Backup {index + 1}, {made}{f' ({kind})' if kind else ''}"
    return BackupChoice(backup.path, day_of(backup, context.calendar).isoformat(), said, said)
