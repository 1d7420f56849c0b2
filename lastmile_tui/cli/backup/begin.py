"""The verb begin: start anew where this machine knows an older data file, or go on with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.output import say, say_json
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.errors import LostFileError, StoreError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context


def run_begin(context: Context, args: Namespace) -> None:
    """Ask, and let the file that is there count, or a new one."""
    path, begun = context.locations.data, False
    with context.store(lost=True) as store:
        storage = store.storage
        remains = context.remains() if not storage.meta.db else None
        lost = storage.rights.lost
        if lost and lost.found == "away":
            raise StoreError(f"{LostFileError(lost)} To begin anew there, make the folder first.")
        needed = lost is not None or remains is not None
        another = lost is not None and lost.found == "another"
        if needed and _confirm(args, another=another):
            storage.rights.begin = begun = True
            storage.establish()
    if args.json:
        say_json({"version": VERSION, "begun": begun, "path": str(path)})
    elif begun and another:
        say(f"This file counts from now on · {path}", plain=context.plain, wrap=True)
    elif begun:
        say(f"Begun anew · {path}", plain=context.plain, wrap=True)
    elif not needed:
        there = "is the one that this machine knows" if storage.meta.db else "is not there yet"
        last = "There is nothing to begin anew." if storage.meta.db else "The first goal makes it."
        say(f"{path} {there}. {last}", plain=context.plain, wrap=True)
    if begun:
        say(f"What was known stays in {context.locations.backups}.", plain=context.plain, wrap=True)


def _confirm(args: Namespace, *, another: bool) -> bool:
    """Whether to begin; UsageError if nobody can be asked."""
    if args.yes:
        return True
    if args.json or not can_ask():
        raise UsageError("Nobody can be asked here: --yes begins anew.")
    question = "Go on with the file that is there?" if another else "Begin anew, with no goals?"
    yes = ask_yes_no(f"{question} [y/N] ", plain=False)
    if not yes:
        say("Nothing was changed.")
    return yes
