"""What the app does where the data file is missing, or is another one: it asks, and does that."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.text import counted
from lastmile_tui.errors import BEGIN, RESTORE, UNITE, StoreError
from lastmile_tui.store.backup.backups import BEFORE, Backups, count_goals, read_backup
from lastmile_tui.store.backup.times import say_made

if TYPE_CHECKING:
    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.goals import GoalStore

_PLUG_IN = "If it is on a stick or another disk, plug that in and start lastmile again."


def ask(context: Context, store: GoalStore) -> str:
    """Ask what shall be done; empty for who leaves."""
    from lastmile_tui.ui.lost_file import ask_about_lost_file  # noqa: PLC0415 # for the app only

    about, hints = ways(context, store)
    way = ask_about_lost_file(
        context.locations.data.name, about, hints, config=context.config, terminal=context.terminal
    )
    return way or ""


def ways(context: Context, store: GoalStore) -> tuple[str, dict[str, str]]:
    """What happened to the file, in a sentence, and what each way that can be gone would do."""
    lost, remains = store.storage.rights.lost, context.remains()
    another = lost is not None and lost.found == "another"
    hints = {}
    if backup := _newest_backup(context):
        beside = ", beside what is here" if another else ""
        hints[RESTORE] = f"{backup}, and what came after{beside}"
    elif lost and lost.changes and not another:
        hints[RESTORE] = f"{counted(lost.goals, 'goal')}, of what this machine did last"
    if remains:
        hints[UNITE] = " and ".join(remains.names[:2])
    else:
        hints[UNITE] = "ends here; lastmile merge FILE takes the copy that you name"
    about = remains.sentence if remains else context.say_lost(store).partition(": ")[0] + "."
    if lost and lost.found == "away":
        return f"{about} {_PLUG_IN}", hints
    hints[BEGIN] = (
        "this file counts from now on" if another else "what was known stays in the backups"
    )
    return about, hints


def do(context: Context, way: str) -> bool:
    """Do what was chosen, with the words of the verb; whether the app may go on."""
    if way == RESTORE:
        from lastmile_tui.cli.backup.restore import run_restore  # noqa: PLC0415 # rarely needed

        run_restore(context, Namespace(which=None, undo=False, dry_run=False, yes=True, json=False))
        return True
    if way == BEGIN:
        from lastmile_tui.cli.backup.begin import run_begin  # noqa: PLC0415 # rarely needed

        run_begin(context, Namespace(yes=True, json=False))
        return True
    if way == UNITE and context.remains():
        from lastmile_tui.cli.copies.merge import run_merge  # noqa: PLC0415 # rarely needed

        run_merge(context, Namespace(paths=[], dry_run=False, yes=False, leave=False, json=False))
        return True
    return False


def _newest_backup(context: Context) -> str:
    """The newest backup in words, such as `3 goals, yesterday 18:00`; empty without one."""
    try:
        for backup in Backups(context.locations.backups).list_all():
            if backup.kind not in BEFORE:
                goals = counted(count_goals(read_backup(backup.path)[0]), "goal")
                return f"{goals}, {say_made(backup, context.calendar, context.today)}"
    except StoreError:
        pass
    return ""
