"""The verb import: what the file of another tool becomes, after a look at the plan."""

from __future__ import annotations

import os
from collections import deque
from typing import TYPE_CHECKING

from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.context import entropy
from lastmile_tui.cli.exchange.given import given_file
from lastmile_tui.cli.exchange.meter import Meter
from lastmile_tui.cli.exchange.report import dry_lines, plan_json, print_plan, say_totals
from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.cli.parser import UsageError
from lastmile_tui.config.locales import month_first
from lastmile_tui.exchange.files import ImportFileError, Local
from lastmile_tui.exchange.formats import FORMATS, reader_of, recognise
from lastmile_tui.exchange.plan import Importer
from lastmile_tui.store.codec import encode_new

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.exchange.files import GivenFile
    from lastmile_tui.exchange.items import Reading
    from lastmile_tui.exchange.plan import ImportPlan
    from lastmile_tui.store.goals import GoalStore

    _Read = deque[tuple[str, Reading]]

INCOMPLETE = 1
"""The exit code when something could not be read, or the question was answered with no."""


def run_import(context: Context, args: Namespace) -> int | None:
    """Bring each file in, one after another; 1 if a line could not be read, or nothing was done."""
    zone, mapping, month = context.calendar.zone, _mapping(args.map), month_first(os.environ)
    local = Local(zone, context.today, context.notation, mapping=mapping, month_first=month)
    read = deque(_read(given_file(name), local, args.origin) for name in args.paths)
    incomplete = False
    while read:
        incomplete |= not _bring_in(context, args, read[0][0], read)
    return INCOMPLETE if incomplete else None


def _read(file: GivenFile, local: Local, origin: str | None) -> tuple[str, Reading]:
    """The name of a file and what is in it; the file itself is not needed any more."""
    name = origin or recognise(file)
    if name not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise ImportFileError(f"‘{name}’ is no format that is read; --from takes one of: {known}.")
    return file.name, reader_of(name).read(file, local)


def _bring_in(context: Context, args: Namespace, name: str, read: _Read) -> bool:
    """Plan the import of the first file, ask, and do it; whether all of it was read and done."""
    if args.dry_run:
        store = context.open_to_read()
        plan = _plan(context, args, store, name, read)
        if args.json:
            say_json(plan_json(plan, name, context.today, done=False))
        else:
            print_plan(plan, name, context.today, quiet=False, to=complain)
            say(*dry_lines(plan), plain=context.plain)
        return not plan.unread
    with context.store() as store:
        plan = _plan(context, args, store, name, read)
        news = bool(plan.created or plan.changed)
        if not args.json:
            print_plan(plan, name, context.today, quiet=False, to=say)
        if news and not args.yes and not args.json:
            if not can_ask():
                complain("Nothing was imported: --yes does it without a question.")
                return False
            if not ask_yes_no("Import this? [y/N] ", plain=context.plain):
                say("Nothing was imported.")
                return False
        if news:
            store.bring_in(plan.created, plan.changed)
        if args.json:
            say_json(plan_json(plan, name, context.today, done=news))
        else:
            say(say_totals(plan, name, done=news), plain=context.plain)
    return not plan.unread


def _plan(
    context: Context, args: Namespace, store: GoalStore, name: str, read: _Read
) -> ImportPlan:
    ways = store.goals, store.record, store.stamp
    importer = Importer(*ways, context.calendar, entropy, encode=encode_new)
    with Meter(f"Reading {name}") as meter:
        # Nobody else has the reading then: what is planned of it gives its memory back.
        return importer.plan(read.popleft()[1], lone=args.lone, progress=meter.show)


def _mapping(pairs: list[str]) -> dict[str, str]:
    """What `--map FIELD=NAME` says; UsageError where it says nothing."""
    found: dict[str, str] = {}
    for pair in pairs:
        field, sign, name = pair.partition("=")
        if not (sign and field.strip()):
            raise UsageError(f"--map ‘{pair:.40}’: write it like --map title=Task.")
        found[field.strip().casefold()] = name.strip()
    return found
