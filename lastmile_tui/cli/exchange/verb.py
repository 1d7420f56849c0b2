"""The verb import: what the files of other tools become, after a look at the plan."""

from __future__ import annotations

import os
import sys
from collections import deque
from typing import TYPE_CHECKING

from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.context import entropy
from lastmile_tui.cli.exchange.given import given_file
from lastmile_tui.cli.exchange.meter import Meter
from lastmile_tui.cli.exchange.report import (
    SHOWN,
    dry_lines,
    plan_lines,
    say_imported,
    say_nothing_new,
    say_totals,
)
from lastmile_tui.cli.listing.styles import wants_colour
from lastmile_tui.cli.output import complain, say, say_json, say_marked
from lastmile_tui.config.locales import month_first
from lastmile_tui.domain.model.text import counted
from lastmile_tui.errors import UsageError
from lastmile_tui.exchange.files import ImportFileError, Local
from lastmile_tui.exchange.formats import FORMATS, reader_of, recognise
from lastmile_tui.exchange.plan import Importer
from lastmile_tui.store.codec import encode_new, read_log

if TYPE_CHECKING:
    from argparse import Namespace

    from lastmile_tui.cli.context import Context
    from lastmile_tui.exchange.files import GivenFile
    from lastmile_tui.exchange.items import Reading
    from lastmile_tui.exchange.plan import ImportPlan
    from lastmile_tui.store.goals import GoalStore

    _Read = deque[tuple[str, Reading]]
    _Plans = list[tuple[str, ImportPlan]]

INCOMPLETE = 1
"""The exit code when something could not be read, or the question was answered with no."""


def run_import(context: Context, args: Namespace) -> int | None:
    """Bring all files in, in one change; 1 if a line could not be read, or nothing was done."""
    zone, mapping, month = context.calendar.zone, _mapping(args.map), month_first(os.environ)
    local = Local(zone, context.today, context.notation, mapping=mapping, month_first=month)
    read: _Read = deque()
    for path in args.paths:
        with Meter(f"Reading {path}") as meter:
            file = given_file(path)
            meter.begin(f"Reading {path}, {len(file.data) / 1e6:.1f} MB")
            read.append(_read(file, local, args.origin))
            del file  # what is read of it is enough, and the file may be large
    if args.dry_run:
        importer, plans = _plan(context, args, context.open_to_read(), read)
        if args.json:
            _answer(context, plans, done=False)
        else:
            _print(context, plans, importer, args.color, dry=True)
            say(*dry_lines(goal for goal, _ in importer.created), plain=context.plain)
        done = True
    else:
        with context.store() as store:
            importer, plans = _plan(context, args, store, read)
            done = _bring_in(context, args, store, importer, plans)
    return None if done and not any(plan.unread for _, plan in plans) else INCOMPLETE


def _read(file: GivenFile, local: Local, origin: str | None) -> tuple[str, Reading]:
    """The name of a file and what is in it; the file itself is not needed any more."""
    name = origin or recognise(file)
    if name not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise ImportFileError(f"‘{name}’ is no format that is read; --from takes one of: {known}.")
    return file.name, reader_of(name).read(file, local)


def _plan(
    context: Context, args: Namespace, store: GoalStore, read: _Read
) -> tuple[Importer, _Plans]:
    ways = store.goals, store.record, store.stamp
    importer = Importer(*ways, context.calendar, entropy, encode=encode_new, decode=read_log)
    plans: _Plans = []
    while read:
        name = read[0][0]
        with Meter(f"Looking through {name}") as meter:
            # Nobody else has the reading then: what is planned of it gives its memory back.
            plan = importer.plan(read.popleft()[1], lone=args.lone, progress=meter.show)
        plans.append((name, plan))
    return importer, plans


def _bring_in(
    context: Context, args: Namespace, store: GoalStore, importer: Importer, plans: _Plans
) -> bool:
    """Show the plan, ask, and do it; whether there was nothing to do, or all of it was done."""
    created, changed = importer.created, importer.changed
    news = bool(created or changed)
    if not args.json:
        _print(context, plans, importer, args.color)
    done = news and _confirmed(context, args)
    if done:
        with Meter(f"Writing {counted(len(created) + len(changed), 'road')}"):
            store.bring_in(created, changed)
    if args.json:
        _answer(context, plans, done=done)
    elif done:
        roads = [*(goal for goal, _ in created), *(one.goal for _, one in changed.values())]
        lines = say_imported(roads, context.today)
        say(*lines, plain=context.plain, wrap=True)
    return done or not news


def _answer(context: Context, plans: _Plans, *, done: bool) -> None:
    from lastmile_tui.cli.exchange.answer import import_json  # noqa: PLC0415 # for scripts only

    say_json(import_json(plans, context.today, done=done))


def _confirmed(context: Context, args: Namespace) -> bool:
    """Whether the user wants it."""
    if args.yes:
        return True
    if args.json or not can_ask():
        complain("Nothing was imported: --yes does it without a question.")
        return False
    if ask_yes_no("Import this? [y/N] ", plain=context.plain):
        return True
    say("Nothing was imported.")
    return False


def _print(
    context: Context, plans: _Plans, importer: Importer, color: str, *, dry: bool = False
) -> None:
    """Print the plan; of a dry run beside what is printed to be read on, and whole."""
    to = sys.stderr if dry else sys.stdout
    styled, plain = wants_colour(to, wanted=color), context.plain
    for name, plan in plans:
        for line in plan_lines(plan, name, context.today, None if dry else SHOWN):
            say_marked(line.mark, line.words, line.style if styled else "", plain=plain, to=to)
    created, changed = [goal for goal, _ in importer.created], len(importer.changed)
    only = [plan for _, plan in plans]
    if created or changed:
        say_marked(say_totals(only, created, changed), "", plain=plain, to=to)
    else:
        names = [name for name, _ in plans]
        say_marked(say_nothing_new(only, names), "", plain=plain, to=to)


def _mapping(pairs: list[str]) -> dict[str, str]:
    """What `--map FIELD=NAME` says; UsageError where it says nothing."""
    found: dict[str, str] = {}
    for pair in pairs:
        field, sign, name = pair.partition("=")
        if not (sign and field.strip()):
            raise UsageError(f"--map ‘{pair:.40}’: write it like --map title=Task.")
        found[field.strip().casefold()] = name.strip()
    return found
