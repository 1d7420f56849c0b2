"""The verbs merge and merge-driver: copies of the data file become one file again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.dates import say_short
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import DeviceChanges, say_copied_changes, say_device
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.find import Copy, find_copies, inspect_copy
from lastmile_tui.store.copies.git_driver import merge_files
from lastmile_tui.store.copies.merge import MergeResult, merge_copies
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.goals import GoalStore


def run_merge(context: Context, args: Namespace) -> int:
    """Merge the copies that were named, else those beside the file; 1 if one was not merged."""
    if args.dry_run:
        store = context.open_to_read()
        copies = _find(store, args.paths)
        merged = MergeResult()
    else:
        with context.store() as store:
            copies = _find(store, args.paths)
            readable = [copy for copy in copies if not copy.problem]
            merged = MergeResult()
            if readable:
                merged = merge_copies(store, readable, context.locations.backups)
    troubles = [*(copy.problem for copy in copies if copy.problem), *merged.sentences]
    if args.json:
        say_json(_json(copies, merged, dry_run=args.dry_run))
    else:
        _print(context, store, copies, merged, dry_run=args.dry_run)
    for sentence in troubles:
        complain(sentence)
    return 1 if troubles else 0


def merge_found(context: Context, store: GoalStore) -> None:
    """Merge the copies beside a file that is open, and print what was merged."""
    copies = find_copies(store.storage)
    readable = [copy for copy in copies if not copy.problem]
    merged = merge_copies(store, readable, context.locations.backups) if readable else MergeResult()
    _print(context, store, copies, merged, dry_run=False)
    for sentence in (*(copy.problem for copy in copies if copy.problem), *merged.sentences):
        complain(sentence)


def run_merge_driver(_: Context, args: Namespace) -> None:
    """Merge THEIRS into OURS; a StoreError leaves OURS as it is, and git reports a conflict."""
    ours = Path(args.ours)
    data, seen = files.read(ours)
    theirs, _seen = files.read(Path(args.theirs))
    try:
        base, _seen = files.read(Path(args.base))
    except StoreError:
        base = b""  # such as /dev/null
    files.replace(ours, merge_files(base, data, theirs), seen=seen, durable=False)


def _find(store: GoalStore, paths: list[str]) -> tuple[Copy, ...]:
    """The copies that were named, else those beside the file; StoreError if one is no copy."""
    if not paths:
        return find_copies(store.storage)
    copies = []
    for given in dict.fromkeys(Path(path).expanduser().absolute() for path in paths):
        if not given.exists():
            raise StoreError(f"There is no file {given}.")
        copy = inspect_copy(store.storage, given)
        if copy is None or given.resolve() == store.storage.path:
            raise StoreError(f"{given} is no copy of {store.storage.path}: nothing was merged.")
        copies.append(copy)
    return tuple(copies)


def _print(
    context: Context,
    store: GoalStore,
    copies: tuple[Copy, ...],
    merged: MergeResult,
    *,
    dry_run: bool,
) -> None:
    today = context.today

    def say_day(day: date) -> str:
        return say_short(min(day, today), today)

    lines = []
    for copy in copies:
        if not copy.problem:
            name = f"{copy.copy_name.name}{_say_tool(copy)}"
            lines.append(f"{name}: {copy.say(say_day, store.device)}")
            lines += [f"  {say_copied_changes(one)}" for one in copy.goal_changes]
    if not copies:
        lines.append(f"No copies of {store.storage.path.name} lie beside it.")
    elif lines and not dry_run:
        count = sum(change.count for change in merged.device_changes)
        text = f"{counted(count, 'change')} merged" if count else "Nothing new to merge"
        new = f", {counted(merged.goals, 'new goal')}" if merged.goals else ""
        lines.append(f"{text}{new}.")
        lines += [f"Kept: {path}" for path in merged.moved]
    say(*lines, plain=context.plain, wrap=True)


def _say_tool(copy: Copy) -> str:
    return f" ({copy.copy_name.tool})" if copy.copy_name.tool else ""


def _json(copies: tuple[Copy, ...], merged: MergeResult, *, dry_run: bool) -> dict[str, Any]:
    return {
        "version": VERSION,
        "dry_run": dry_run,
        "copies": [
            {
                "path": copy.path,
                "tool": copy.copy_name.tool or None,
                "changes": _changes_json(copy.device_changes),
                "new_goals": copy.goals,
                "goals": [{"title": one.title, "changes": one.words} for one in copy.goal_changes],
                "problem": copy.problem or None,
            }
            for copy in copies
        ],
        "merged": _changes_json(merged.device_changes),
        "new_goals": merged.goals,
        "kept": list(merged.moved),
    }


def _changes_json(changes: Iterable[DeviceChanges]) -> list[dict[str, Any]]:
    return [
        {
            "device": change.device,
            "name": say_device(change.device),
            "count": change.count,
            "day": change.day.isoformat(),
        }
        for change in changes
    ]
