"""The verb restore: show what a backup would change, ask, and restore it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.cli.backup.preview import AFTER, preview, say_about, say_absent
from lastmile_tui.cli.backup.which import choose_backup, newest_choices, undo_choice
from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.wording.differences import differences
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.errors import LockedError, StoreError, UsageError
from lastmile_tui.store.backup import restore
from lastmile_tui.store.backup.backups import Backups, count_goals, read_backup
from lastmile_tui.store.db.own.known import known_names
from lastmile_tui.store.db.own.ring import read_ring
from lastmile_tui.store.db.snapshot import META
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from lastmile_tui.cli.backup.which import BackupChoice
    from lastmile_tui.cli.context import Context
    from lastmile_tui.errors import KnownFile
    from lastmile_tui.store.backup.restore import RestoreStep
    from lastmile_tui.store.db.snapshot import Snapshot
    from lastmile_tui.store.goals import GoalStore


class _RestorePlan(Struct, frozen=True):
    """A backup that was read, the steps to restore it, and the command that asked for it.

    What this machine did after it comes back too where the `whole` file was lost, also where one
    was begun anew since, and nobody asked for one day. `lost` is whether this machine knows an
    older file there than the one it finds.
    """

    context: Context
    args: Namespace
    chosen: BackupChoice
    backup: Snapshot
    data: bytes
    whole: bool
    lost: bool
    steps: tuple[RestoreStep, ...] = ()


def run_restore(context: Context, args: Namespace) -> None:
    if args.undo and args.which:
        raise UsageError(
            f"--undo takes back the last restore; leave ‘{args.which:.40}’ out, or --undo."
        )
    trouble, store, lost, names = "", None, None, frozenset[str]()
    try:
        opened = context.open_to_read(quiet=True)
        opened.storage.settle()  # so that backups of where it was before are there
        lost = opened.storage.rights.lost
        names = frozenset() if lost else opened.storage.meta.names
        tables = opened.storage.image()[1]
        if any(documents for name, documents in tables.items() if name != META):
            store = opened
        if failure := context.back_up(opened):
            complain(failure)
    except LockedError:
        raise
    except StoreError as error:
        trouble = str(error)
    if failure := context.finish_backups():
        complain(failure)
    backups = Backups(context.locations.backups)
    options = _options(args, backups, context)
    try:
        plan = _read(options, store, context, args, names, lost=lost is not None)
    except StoreError as error:
        if store or args.undo or args.which or not (lost and lost.changes):
            raise
        _make_again(context, args, lost, str(error) if options else "")
        return
    if store:
        _restore(plan, store, backups)
    else:
        _put_in_place(plan, trouble)


def _options(args: Namespace, backups: Backups, context: Context) -> list[BackupChoice]:
    """The backups that may be restored, the best first."""
    if args.undo:
        return [undo_choice(backups, context)]
    if args.which is None:
        return newest_choices(backups, context)
    return [choose_backup(args.which, backups, context)]


def _read(
    options: list[BackupChoice],
    store: GoalStore | None,
    context: Context,
    args: Namespace,
    names: frozenset[str],
    *,
    lost: bool,
) -> _RestorePlan:
    """Read the first backup that would change something, else the first one.

    `names` are those of the database that stays; of one that is gone none.
    """
    same, damage = None, None
    for chosen in options:
        try:
            backup, data = read_backup(chosen.path)
        except StoreError as error:
            damage = damage or error
            continue
        undo = not chosen.text
        steps = restore.restore_steps(store, backup, undo=undo) if store else ()
        unasked = args.which is None and not args.undo
        whole = unasked and names.isdisjoint(backup.meta.names)
        plan = _RestorePlan(context, args, chosen, backup, data, whole, lost, steps)
        if steps or not store:
            return plan
        same = same or plan
    if same is None:
        raise damage or StoreError("There is no backup yet; name a file to restore from.")
    return same


def _restore(plan: _RestorePlan, store: GoalStore, backups: Backups) -> None:
    """Show what would change in a readable file, ask, and change it by events."""
    context, args, chosen, steps = plan.context, plan.args, plan.chosen, plan.steps
    if not args.json:
        about = say_about(store, plan.backup, after=_comes_back(plan))
        if steps and chosen.text and about:
            say(about, plain=context.plain, wrap=True)
        say(*preview(steps, chosen, context.today), plain=context.plain, wrap=True)
    backup = None
    if steps and _confirm(args):
        now = context.clock.now()
        with context.store(lost=True) as current:
            current.storage.rights.begin = True  # what is known comes back into this one
            steps, backup = restore.apply(current, plan.backup, chosen.text, backups, now)
            _see_to_the_rest(plan, current)
    if args.json:
        say_json(
            _json(chosen, restored=backup is not None)
            | {
                "changes": [_step_json(step, context.today) for step in steps],
                "before": _path(backup),
            }
        )
    elif backup:
        done = counted(len(steps), "goal")
        say(
            join_facts(chosen.outcome, done, f"lastmile restore --undo {chosen.next_undo}"),
            plain=context.plain,
            wrap=True,
        )


def _comes_back(plan: _RestorePlan) -> bool:
    """Whether this machine knows what it did after the backup, and that comes back too."""
    place, names = plan.context.place, plan.backup.meta.names
    return plan.whole and (not names.isdisjoint(known_names(place)) or place.has_aside(names))


def _put_in_place(plan: _RestorePlan, trouble: str) -> None:
    """Put a backup in the place of a file that is missing or cannot be read."""
    context, args, chosen = plan.context, plan.args, plan.chosen
    goals = counted(count_goals(plan.backup), "goal")
    if not args.json:
        copied = "; a copy of the old file is kept beside it" if trouble else ""
        kept = any(map(read_ring, context.place.known()))
        but = ", but for the last ones of this machine, which are kept" if kept else ""
        after = AFTER if _comes_back(plan) else f"Changes made after it are lost{but}."
        say(
            trouble or say_absent(context.locations.data, lost=plan.lost),
            f"{chosen.name}, with {goals}, would take its place{copied}.",
            after,
            plain=context.plain,
            wrap=True,
        )
    restored, copy = _confirm(args), None
    if restored:
        when = files.file_time(context.clock.now())
        copy, others = restore.put_in_place(context.place, plan.data, when)
        with context.store() as store:  # merges the journal that is still there
            for sentence in store.storage.report.sentences:
                complain(sentence)
            _see_to_the_rest(plan, store, others)
    if args.json:
        say_json(
            _json(chosen, restored=restored) | {"trouble": trouble or None, "kept": _path(copy)}
        )
    elif restored:
        _say_restored(context, goals, copy)


def _say_restored(context: Context, goals: str, copy: Path | None) -> None:
    say(join_facts("Restored", goals, str(context.locations.data)), plain=context.plain)
    if copy:
        say(f"The old file is kept: {copy}", plain=context.plain)


def _make_again(context: Context, args: Namespace, lost: KnownFile, trouble: str) -> None:
    """Make a lost file again of what this machine did, where no backup can be read."""
    from lastmile_tui.store.copies.own import bring_back  # noqa: PLC0415 # rarely needed

    goals = counted(lost.goals, "goal")
    if trouble:
        complain(trouble)
    if not args.json:
        say(
            f"No backup can be read, but this machine keeps its own last changes, to {goals}: "
            "the file would be made again of these.",
            plain=context.plain,
            wrap=True,
        )
    restored, copy = _confirm(args), None
    if restored:
        when = files.file_time(context.clock.now())
        copy, others = restore.put_in_place(context.place, restore.file_of(lost.db, when), when)
        with context.store() as store:  # merges the journal that is still there
            bring_back(store, undoable=False)  # there is nothing without it
            _leave(context, store, others)
    if args.json:
        kept = {"trouble": trouble or None, "kept": _path(copy)}
        say_json({"version": VERSION, "backup": None, "restored": restored} | kept)
    elif restored:
        _say_restored(context, goals, copy)


def _see_to_the_rest(plan: _RestorePlan, store: GoalStore, others: Iterable[Path] = ()) -> None:
    """Bring back what this machine did and the restored file lacks, or leave it on purpose.

    What `others` have, of the databases that were here before, is left.
    """
    from lastmile_tui.store.copies import own  # noqa: PLC0415 # 5 ms, where it is restored only

    context = plan.context
    if plan.whole:
        merged = own.bring_back(store)
        if merged and not plan.args.json:
            changes = counted(merged.count, "change")
            undo = "; lastmile undo takes that back" if own.is_undone_next(store) else ""
            came = f"{changes} of this machine came after it, and came back too{undo}."
            say(came, plain=context.plain, wrap=True)
    _leave(context, store, others)


def _leave(context: Context, store: GoalStore, others: Iterable[Path]) -> None:
    """Leave what the file still lacks of this machine, and say where it is kept."""
    from lastmile_tui.store.copies.own import leave  # noqa: PLC0415 # 5 ms, where it is restored only

    if path := leave(store, context.locations.backups, context.clock.now(), others):
        way = f"lastmile merge {shlex.quote(str(path))} brings it back."
        complain(f"What this machine did after that is kept: {way}")


def _confirm(args: Namespace) -> bool:
    """Whether to go on; UsageError if nobody can be asked."""
    if args.dry_run:
        return False
    if args.yes:
        return True
    if args.json or not can_ask():
        raise UsageError("Nobody can be asked here: --yes restores, --dry-run only shows.")
    yes = ask_yes_no("Restore this? [y/N] ", plain=False)
    if not yes:
        say("Nothing was changed.")
    return yes


def _json(chosen: BackupChoice, *, restored: bool) -> dict[str, Any]:
    return {"version": VERSION, "backup": str(chosen.path), "restored": restored}


def _step_json(step: RestoreStep, today: date) -> dict[str, Any]:
    goal = step.now or step.restored
    return {
        "id": goal.uid if goal else None,
        "title": goal.title if goal else None,
        "changes": list(differences(step.now, step.restored, today)),
    }


def _path(path: Path | None) -> str | None:
    return str(path) if path else None
