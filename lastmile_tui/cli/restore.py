"""The verb restore: show what a backup would change, ask, and bring it back."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.cli.backups import KINDS, day_of
from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.cli.parser import UsageError
from lastmile_tui.domain.compare import differences, say_return
from lastmile_tui.domain.describe import counted
from lastmile_tui.domain.public import VERSION
from lastmile_tui.errors import DateError, LockedError, NotFoundError, StoreError
from lastmile_tui.store import restoring
from lastmile_tui.store.backups import Backups, count_goals, read_backup
from lastmile_tui.when import read_date, say_date

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.backups import Backup
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.restoring import Step
    from lastmile_tui.store.snapshot import Snapshot

_FILES = (".json", ".gz")
_TIME = "%Y%m%dT%H%M%SZ"


class _Chosen(Struct, frozen=True):
    """A backup to bring back; `text` goes into the log, `said` is shown."""

    path: Path
    text: str
    said: str


class _Way(Struct, frozen=True):
    """A backup that was read, and what was asked for."""

    context: Context
    args: Namespace
    chosen: _Chosen
    found: Snapshot
    data: bytes


def run_restore(context: Context, args: Namespace) -> None:
    if args.undo and args.which:
        raise UsageError("--undo takes back the last restore; it takes no WHICH.")
    backups = Backups(context.locations.backups)
    chosen = _undone(backups) if args.undo else _chosen(args.which, backups, context)
    way = _Way(context, args, chosen, *read_backup(chosen.path))
    try:
        store = context.look()
        held = bool(store.storage.image()[0].db)
        trouble = ""
    except LockedError:
        raise
    except StoreError as error:
        held, trouble = False, str(error)
    if held:
        _bring_back(way, store, backups)
    else:
        _put_in_place(way, trouble)


def _bring_back(way: _Way, store: GoalStore, backups: Backups) -> None:
    """Show what would change in a file that can be read, and change it by events."""
    context, args, chosen = way.context, way.args, way.chosen
    steps = restoring.steps_to(store, way.found)
    if not args.json:
        say(*_preview(steps, chosen), plain=context.plain)
    before = None
    if steps and _agreed(args):
        now = context.clock.now()
        with context.store() as current:
            steps, before = restoring.apply(current, way.found, chosen.text, backups, now)
    if args.json:
        say_json(
            _json(chosen, restored=before is not None)
            | {"changes": [_step_json(step) for step in steps], "before": _path(before)}
        )
    elif before:
        done = counted(len(steps), "goal")
        say(f"Restored · {done} · lastmile restore --undo takes it back", plain=context.plain)


def _put_in_place(way: _Way, trouble: str) -> None:
    """Put a backup where there is no file, or one that cannot be read."""
    context, args, chosen = way.context, way.args, way.chosen
    goals = counted(count_goals(way.found), "goal")
    if not args.json:
        kept = "; a copy of the old file is kept beside it" if trouble else ""
        say(
            trouble or "There is no data file yet, or an empty one.",
            f"{chosen.said}, with {goals}, would take its place{kept}.",
            plain=context.plain,
        )
    agreed, copy = _agreed(args), None
    if agreed:
        stamp = f"{context.clock.now().astimezone(UTC):{_TIME}}"
        copy = restoring.put_in_place(context.locations.data, way.data, stamp)
        with context.store() as store:  # takes in the journal that is still there
            for sentence in store.storage.report.sentences:
                complain(sentence)
    if args.json:
        say_json(_json(chosen, restored=agreed) | {"trouble": trouble or None, "kept": _path(copy)})
    elif agreed:
        say(f"Restored · {goals} · {context.locations.data}", plain=context.plain)
        if copy:
            say(f"The old file is kept: {copy}", plain=context.plain)


def _chosen(which: str | None, backups: Backups, context: Context) -> _Chosen:
    """The backup that a person means: a number of the list, a file, or a day."""
    found = backups.found()
    if which is None:
        newest = next((backup for backup in found if backup.kind != "before-restore"), None)
        if newest is None:
            raise NotFoundError("There is no backup yet; name a file to restore from.")
        return _of(newest, context)
    if which.isascii() and which.isdigit():
        number = int(which[:9])
        if not 0 < number <= len(found):
            raise NotFoundError(f"There is no backup {which:.9}; see lastmile backup --list.")
        return _of(found[number - 1], context)
    path = Path(which).expanduser()
    if os.sep in which or path.suffix in _FILES or path.is_file():
        path = path.absolute()
        named = next((backup for backup in found if backup.path == path), None)
        if named:
            return _of(named, context)
        return _Chosen(path, path.name, f"The backup {path}")
    try:
        day = read_date(which, context.today).day
    except DateError as error:
        raise NotFoundError(
            f"{error} A number of lastmile backup --list or a path names a backup too."
        ) from error
    of_day = [backup for backup in found if day_of(backup, context) == day]
    of_day.sort(key=lambda backup: ("by-hand", "daily", "before-restore").index(backup.kind))
    if not of_day:
        said = say_date(day, context.today)
        raise NotFoundError(f"There is no backup of {said}; lastmile backup --list shows them.")
    return _of(of_day[0], context)


def _undone(backups: Backups) -> _Chosen:
    """The state before the last restore."""
    for backup in backups.found():
        if backup.kind == "before-restore":
            return _Chosen(backup.path, "", "The state before the last restore")
    raise NotFoundError("No restore was made here, so there is none to take back.")


def _of(backup: Backup, context: Context) -> _Chosen:
    day = day_of(backup, context)
    kind = KINDS[backup.kind]
    said = f"The backup of {say_date(day, context.today)}{f' ({kind})' if kind else ''}"
    return _Chosen(backup.path, day.isoformat(), said)


def _preview(steps: Sequence[Step], chosen: _Chosen) -> list[str]:
    said = chosen.said
    if not steps:
        return [f"Nothing would change: the file stands as in {said[:1].lower()}{said[1:]}."]
    lines = [f"{said}:"]
    lines += [f"  {say_return(step.now, step.then)}" for step in steps]
    back = sum(step.now is None for step in steps)
    gone = sum(step.then is None for step in steps)
    counts = (
        (len(steps) - back - gone, "changed"),
        (back, "put back"),
        (gone, "removed"),
    )
    lines.append(", ".join(f"{count:,} {what}" for count, what in counts if count))
    return lines


def _agreed(args: Namespace) -> bool:
    """Whether to go on; UsageError where nobody can be asked."""
    if args.dry_run:
        return False
    if args.yes:
        return True
    streams = (sys.stdin, sys.stdout)
    if args.json or not all(stream is not None and stream.isatty() for stream in streams):
        raise UsageError("Nobody can be asked here: --yes restores, --dry-run only shows.")
    with suppress(EOFError):
        return input("Restore this? [y/N] ").strip().casefold() in ("y", "yes")
    return False


def _json(chosen: _Chosen, *, restored: bool) -> dict[str, Any]:
    return {"version": VERSION, "backup": str(chosen.path), "restored": restored}


def _step_json(step: Step) -> dict[str, Any]:
    goal = step.now or step.then
    return {
        "id": goal.uid if goal else None,
        "title": goal.title if goal else None,
        "changes": list(differences(step.now, step.then)),
    }


def _path(path: Path | None) -> str | None:
    return str(path) if path else None
