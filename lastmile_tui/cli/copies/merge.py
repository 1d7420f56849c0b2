"""The verbs merge and merge-driver: copies of the data file become one file again."""

from __future__ import annotations

import os
import shlex
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.context import entropy
from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.dates import say_short
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.domain.model.events import ulid
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.merge import DeviceChanges, say_copied_changes, say_device
from lastmile_tui.errors import LostFileError, StoreError, UsageError
from lastmile_tui.store.copies.again import Remains, make_again, remains_of
from lastmile_tui.store.copies.conflicts import conflicts_json, say_conflicts, say_how_many
from lastmile_tui.store.copies.find import Copy, find_copies, inspect_copy, own_copy
from lastmile_tui.store.copies.git_driver import merge_files
from lastmile_tui.store.copies.merge import MergeResult, look_for_conflicts, merge_copies
from lastmile_tui.store.copies.own import say_back
from lastmile_tui.store.copies.unions import bring_again, undone_goals
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.goals import GoalStore


def run_merge(context: Context, args: Namespace) -> int:
    """Merge the copies that were named, else those beside the file; 1 if one was not merged.

    A file of which only copies are left is made again first. Another data file is united with this
    one if a person agrees.
    """
    if args.leave:
        return _leave(context, args)
    named = _named(args.paths)
    remains = _remains(context.locations.data, named)
    if remains and args.dry_run:
        say(remains.sentence, remains.advice, plain=context.plain, wrap=True)
        return 0
    kept = _make_again(context, remains, named, quiet=args.json) if remains else None
    merged, back, refused = MergeResult(), 0, list[str]()
    if args.dry_run:
        store = _open_to_look(context)
        copies = _find(store, named, kept)
        merged = MergeResult(conflicts=look_for_conflicts(store, copies))
        if not args.json:
            _preview(context, store, copies)
            _say_conflicts(context, store, merged)
            _say_back(context, _undone(store, copies) if named else (), "merge brings them back")
    else:
        with context.store(lost=True) as store:
            copies = _find(store, named, kept)
            if not args.json:
                _preview(context, store, copies, again=remains is not None)
            agreed, refused = _ask(args, store, copies)
            if agreed:
                merged = merge_copies(store, agreed, context.locations.backups)
                back = _bring_again(context, args, store, () if merged.uids else agreed, named)
            if agreed and not args.json:
                _print(context, store, agreed, merged, back)
    if args.json:
        say_json(_json(copies, merged, dry_run=args.dry_run) | {"back": back})
    troubles = [copy.problem for copy in copies if copy.problem]
    troubles += [*merged.sentences, *refused]
    for sentence in troubles:
        complain(sentence)
    return 1 if troubles else 0


def _open_to_look(context: Context) -> GoalStore:
    """Open the file; what is missing in it is no warning, but one of the copies that are shown."""
    store = context.open_to_read(quiet=True)
    if sentence := context.say_lost(store):
        complain(sentence)
    return store


def _leave(context: Context, args: Namespace) -> int:
    """Leave what this machine did and the file lacks, and say where it is kept."""
    from lastmile_tui.store.copies.own import leave  # noqa: PLC0415 # rarely asked for

    if args.paths or args.json:
        raise UsageError("--leave takes no PATH and no --json: it leaves what this machine did.")
    if args.dry_run:
        store = _open_to_look(context)
        if own := own_copy(store.storage):
            _preview(context, store, (own,))
        words = "lastmile merge --leave leaves that" if own else "Nothing is missing in the file"
        say(f"{words}.", plain=context.plain, wrap=True)
        return 0
    with context.store() as store:
        path = leave(store, context.locations.backups, context.clock.now())
    kept = f"Left. lastmile merge {shlex.quote(str(path))} brings it back."
    say(kept if path else "Nothing is missing in the file.", plain=context.plain, wrap=True)
    return 0


def _still_lost(store: GoalStore, agreed: Iterable[Copy]) -> str:
    """What to say of a lost file that none of the copies brings back; else they may be merged."""
    rights = store.storage.rights
    if rights.lost is None:
        return ""
    rights.begin = any(rights.lost.db in copy.names for copy in agreed)
    return str(LostFileError(rights.lost)) if rights.lost else ""


def merge_found(context: Context, store: GoalStore) -> None:
    """Merge the copies beside a file that is open, as the verb does, and print what was merged."""
    copies = _find(store, [], None)
    _preview(context, store, copies)
    agreed, troubles = _ask(Namespace(yes=False, json=False), store, copies)
    merged = merge_copies(store, agreed, context.locations.backups) if agreed else MergeResult()
    if agreed:
        _print(context, store, agreed, merged)
    problems = (copy.problem for copy in copies if copy.problem)
    for sentence in (*problems, *merged.sentences, *troubles):
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


def _named(paths: list[str]) -> list[Path]:
    """The files that were named; StoreError if one is missing."""
    named = list(dict.fromkeys(Path(path).expanduser().absolute() for path in paths))
    for path in named:
        if not path.exists():
            raise StoreError(f"There is no file {path}.")
    return named


def _remains(path: Path, named: list[Path]) -> Remains | None:
    """What the file can be made again of, where it is missing or has two versions in it."""
    if remains := remains_of(path):
        return remains
    path = Path(os.path.realpath(path))
    if named and snapshot.is_blank(files.read(path)[0]):
        return Remains(path, tuple(each.name for each in named), "Somebody")
    return None


def _make_again(
    context: Context, remains: Remains, named: list[Path], *, quiet: bool
) -> Path | None:
    """Put a version in the place of the file, and say so; where the marked file is kept now."""
    now = context.clock.now()
    kept = make_again(remains, named, lambda: ulid(now, entropy()), context.locations)
    if not quiet:
        of = "our version in it" if remains.marked else "what is left of it"
        lines = [f"{remains.path} is made again of {of}."]
        lines += [f"Kept: {kept}"] if kept else []
        say(*lines, plain=context.plain, wrap=True)
    return kept


def _find(store: GoalStore, named: list[Path], kept: Path | None) -> tuple[Copy, ...]:
    """The copies that were named, else those beside the file; StoreError if one is no copy.

    `kept` is a file with two versions in it, which is one of them.
    """
    copies = [] if named else [*find_copies(store.storage)]
    for path in (*named, *filter(None, [kept])):
        if path.resolve() == store.storage.path:
            raise StoreError(f"{path} is the data file itself: nothing was merged.")
        copy = inspect_copy(store.storage, path)
        if copy is None:
            raise StoreError(f"{path} is not a copy of {store.storage.path}: nothing was merged.")
        copies.append(copy)
    return tuple(copies)


def _ask(args: Namespace, store: GoalStore, copies: Iterable[Copy]) -> tuple[list[Copy], list[str]]:
    """The copies that may be merged, and a sentence for each that nobody agreed to.

    A copy of this data file needs no question; another data file does.
    """
    agreed: list[Copy] = []
    refused: list[str] = []
    for copy in copies:
        if copy.problem:
            continue
        if not copy.foreign or args.yes:
            agreed.append(copy)
        elif args.json or not can_ask():
            how = f"lastmile merge --yes {shlex.quote(copy.path)}"
            refused.append(
                f"{copy.path} is not a copy of {store.storage.path}, but another data file: "
                f"{how} unites the two."
            )
        elif ask_yes_no(f"Unite {copy.copy_name.name} with this data file? [y/N] ", plain=False):
            agreed.append(copy)
    if lost := _still_lost(store, agreed):
        return [], [*refused, lost]
    return agreed, refused


def _preview(
    context: Context, store: GoalStore, copies: tuple[Copy, ...], *, again: bool = False
) -> None:
    """Show what the copies hold; of one of them the file was made `again`."""
    today = context.today

    def say_day(day: date) -> str:
        return say_short(min(day, today), today)

    lines = []
    for copy in copies:
        if not copy.problem:
            other = ", another data file" if copy.foreign else ""
            name = f"{copy.copy_name.name}{_say_tool(copy)}{other}"
            done = again and not (copy.has_changes or copy.refused)
            text = "all of it is in the file" if done else copy.say(say_day, store.device)
            lines.append(f"{name}: {text}")
            lines += [f"  {say_copied_changes(one)}" for one in copy.goal_changes]
    if not copies and store.storage.rights.lost is None:
        lines.append(f"No copies of {store.storage.path.name} lie beside it.")
    say(*lines, plain=context.plain, wrap=True)


def _say_conflicts(context: Context, store: GoalStore, merged: MergeResult) -> None:
    """Say where the changes of copies and ours would contradict each other."""
    if lines := say_conflicts(merged.conflicts, store.device):
        say(f"{len(lines):,} in conflict:", *lines, plain=context.plain, wrap=True)


def _print(
    context: Context, store: GoalStore, copies: Iterable[Copy], merged: MergeResult, back: int = 0
) -> None:
    """Say what was merged, and what is left to do; that goals came `back` was said."""
    text = f"{counted(merged.count, 'change')} merged" if merged.count else "Nothing new to merge"
    new = f", {counted(merged.goals, 'new goal')}" if merged.goals else ""
    lines = [] if back and not merged.count else [f"{text}{new}{say_how_many(merged.conflicts)}."]
    lines += say_conflicts(merged.conflicts, store.device)
    lines += [f"Kept: {path}" for path in merged.moved]
    lines += say_back(store, copies, "lastmile undo")
    if any(copy.foreign for copy in copies):
        undo = "; lastmile undo takes that back" if merged.uids else ""
        lines.append(f"The two are one data file now{undo}.")
    if any(copy.blob for copy in copies):
        name = shlex.quote(store.storage.path.name)
        lines.append(f"git waits to be told that it is merged: git add {name}")
    say(*lines, plain=context.plain, wrap=True)


def _bring_again(
    context: Context, args: Namespace, store: GoalStore, copies: Iterable[Copy], named: list[Path]
) -> int:
    """Unite with what was named, and has nothing but what an undo took back; how many goals."""
    undone = _undone(store, copies) if named else ()
    if undone:
        bring_again(store, undone)
        if not args.json:
            _say_back(context, undone, "they are back; lastmile undo takes that back")
    return len(undone)


def _undone(store: GoalStore, copies: Iterable[Copy]) -> Sequence[str]:
    """The goals of copies that were united with the file before, and taken back by undo."""
    return undone_goals(store, {name for copy in copies if not copy.foreign for name in copy.names})


def _say_back(context: Context, undone: Sequence[str], what: str) -> None:
    if undone:
        goals = counted(len(undone), "goal")
        came = f"{goals} of it came in before and {'was' if len(undone) == 1 else 'were'} undone"
        say(f"{came}: {what}.", plain=context.plain, wrap=True)


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
                "conflicts": conflicts_json(copy.conflicts),
                "foreign": copy.foreign,
                "problem": copy.problem or None,
            }
            for copy in copies
        ],
        "merged": _changes_json(merged.device_changes),
        "new_goals": merged.goals,
        "conflicts": conflicts_json(merged.conflicts),
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
