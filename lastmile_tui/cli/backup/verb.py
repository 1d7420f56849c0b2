"""The verb backup: make one, or list them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.backup.which import KINDS, list_backups
from lastmile_tui.cli.output import complain, in_columns, say, say_json
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.domain.model.text import cells, counted
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.errors import StoreError, UsageError
from lastmile_tui.store.backup.archive import pack
from lastmile_tui.store.backup.backups import (
    Backups,
    check_backup,
    free_path,
    image,
)
from lastmile_tui.store.backup.times import day_of, say_made
from lastmile_tui.store.disk import new_files
from lastmile_tui.store.doctor.checks import say_size

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.backup.times import Backup

_PACKED = ".gz"

_FINE = ("KB", "MB")
"""The units of sizes with a fraction: backups are small."""


def run_backup(context: Context, args: Namespace) -> None:
    backups = Backups(context.locations.backups)
    if args.list:
        if args.path:
            raise UsageError("--list shows the backups that there are; it takes no PATH.")
        with suppress(StoreError):  # a file that cannot be read may still have backups
            store = context.open_to_read(lost=True)
            if lost := context.say_lost(store):
                complain(lost)
            store.storage.settle()
            context.back_up(store)
        context.finish_backups()
        _print_list(context, args, list_backups(backups, context))
        return
    store = context.open_migrated()
    if lost := context.say_lost(store):
        if not store.storage.meta.db:
            raise StoreError(lost)  # there is nothing to back up
        complain(lost)
    if args.path is None:
        path = backups.make(store.storage, "by-hand", context.clock.now())
    else:
        path = _target_path(Path(args.path).expanduser().absolute(), context.today)
        data = image(store.storage)
        data = pack(data) if path.suffix == _PACKED else data
        new_files.create(path, data, what="The backup")
    if args.json:
        say_json({"version": VERSION, "path": str(path), "bytes": path.stat().st_size})
    else:
        goals = counted(sum(not goal.hidden for goal in store.goals.values()), "goal")
        say(join_facts("Backed up", goals, str(path)), plain=context.plain)


def _target_path(path: Path, today: date) -> Path:
    """Where to write: a free name if the path is a folder, else the path itself."""
    if not path.is_dir():
        if path.is_symlink() or path.exists():
            raise StoreError(f"{path} is there already; name a new file.")
        return path
    return free_path(lambda number: path / f"lastmile-{today.isoformat()}{number}.json{_PACKED}")


def _print_list(context: Context, args: Namespace, found: list[Backup]) -> None:
    goals = [_count(backup) for backup in found]
    if args.json:
        entries = [
            _json(number, backup, count, context)
            for number, (backup, count) in enumerate(zip(found, goals, strict=True), 1)
        ]
        folder = str(context.locations.backups)
        say_json({"version": VERSION, "folder": folder, "backups": entries})
    elif found:
        say(*_lines(found, goals, context), plain=context.plain)
    else:
        say(
            "No backups yet: every day with a change makes one; lastmile backup makes one now.",
            plain=context.plain,
        )


def _count(backup: Backup) -> int | None:
    """How many goals a backup has; None if it cannot be read."""
    try:
        return check_backup(backup.path)
    except StoreError:
        return None


def _json(number: int, backup: Backup, goals: int | None, context: Context) -> dict[str, Any]:
    return {
        "number": number,
        "kind": backup.kind,
        "day": day_of(backup, context.calendar).isoformat(),
        "at": backup.time.astimezone(UTC).isoformat() if backup.time else None,
        "bytes": backup.size,
        "goals": goals,
        "path": str(backup.path),
    }


def _lines(found: list[Backup], goals: list[int | None], context: Context) -> Iterator[str]:
    rows = [
        (
            str(number),
            say_made(backup, context.calendar, context.today),
            "cannot be read" if count is None else counted(count, "goal"),
            say_size(backup.size, _FINE),
            KINDS[backup.kind],
        )
        for number, (backup, count) in enumerate(zip(found, goals, strict=True), 1)
    ]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        number, when, count, size, kind = (
            " " * (width - cells(text)) + text if index in (0, 3) else text.ljust(width)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield in_columns(number, when, count, size, kind)
    yield ""
    yield f"In {context.locations.backups}"
