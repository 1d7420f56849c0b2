"""Verbs beside the driving: block, unblock, turn, next-step, park, resume, let-go."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.cli.arguments import REASONS
from lastmile_tui.cli.change import change, change_on, day_done, print_change, say_others
from lastmile_tui.cli.goal_lines import say_progress
from lastmile_tui.cli.output import complain
from lastmile_tui.cli.table.options import word
from lastmile_tui.cli.table.status_arguments import FORMER, KINDS
from lastmile_tui.dates import When, doubt_at_end, read_date, say_days, say_due, split_date
from lastmile_tui.domain.changes import roadblocks, status
from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.figures.road import say_of
from lastmile_tui.domain.model.goal import ROAD, WAITING
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.views.find import find
from lastmile_tui.errors import DateError, GoalError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Move, Record

_KIND = re.compile(
    rf"({'|'.join([*KINDS, *KIND_OF, *FORMER])})[:,]?(?: (.*))?".replace("-", "[- ]"), re.IGNORECASE
)


def run_block(context: Context, args: Namespace) -> None:
    text = clean_line(" ".join(args.text))
    if args.kind:
        kind = args.kind
    elif leading := _KIND.fullmatch(text):
        kind, text = word(leading[1]), leading[2] or ""
        kind = FORMER.get(kind, kind)
    else:
        kind = WAITING
    if args.road is not None or KINDS[kind] == ROAD:
        _block_on(context, args, text if args.road is None else args.road)
        return
    move = partial(roadblocks.block, kind=KINDS[kind], who=args.who, text=text)
    print_change(context, args, change_on(context, args, move, "since"))


def _block_on(context: Context, args: Namespace, other: str) -> None:
    """Put another road in front of a goal."""
    from lastmile_tui.domain.crossing.blocks import blocker  # noqa: PLC0415 # for this kind only

    with context.store() as store:
        goal = find(store.goals.values(), args.goal)
        move = on_day(blocker(goal, store.goals)(other), day_done(context, args, "since"))
        record = store.change(goal.uid, move)
    print_change(context, args, record)


def run_unblock(context: Context, args: Namespace) -> None:
    print_change(context, args, change_on(context, args, roadblocks.clear))


def run_turn(context: Context, args: Namespace) -> None:
    whose = "" if args.whose == "none" else args.whose
    print_change(context, args, change_on(context, args, partial(status.turn, whose=whose)))


def run_next_step(context: Context, args: Namespace) -> None:
    text = clean_line(" ".join(args.text))
    on, doubt = None, ""
    if args.on is not None:
        on = _day("--on", args.on, context.today)
    elif bool(text) == args.done:
        raise UsageError("Say what comes next, or else --done; lastmile next-step --help says how.")
    else:
        text, on = split_date(text.split(), context.today)
        doubt = "" if on else doubt_at_end(text.split(), context.today)
    move: Move = status.finish_step if args.done else partial(_plan_step, text=text, on=on)
    record = change(context, args, move)
    print_change(context, args, record, *([say_due(When(on), context.today)] if on else []))
    if doubt:
        complain(doubt)


def run_park(context: Context, args: Namespace) -> None:
    until = _day("--until", args.until, context.today)
    record = change(context, args, partial(status.park, until=until))
    print_change(context, args, record, say_days(until, context.today))


def run_resume(context: Context, args: Namespace) -> None:
    record = change(context, args, status.resume)
    print_change(context, args, record, say_progress(record.goal, context.today))


def run_let_go(context: Context, args: Namespace) -> None:
    kind = REASONS[args.kind] if args.kind else ""
    record = change_on(context, args, partial(status.let_go, reason=args.reason, kind=kind))
    goal = record.goal
    driven = say_of(goal)
    print_change(context, args, record, driven)
    say_others(context, args)


def _plan_step(record: Record, stamp: Stamp, text: str, on: date | None) -> Record:
    """Set the next step; without a text only its day changes."""
    return status.plan_step(record, stamp, text or _current_step(record), on)


def _current_step(record: Record) -> str:
    if record.goal.next_step is None:
        raise GoalError(f"‘{record.goal.title}’ has no next step yet; say what it is.")
    return record.goal.next_step.text


def _day(option: str, text: str, today: date) -> date:
    """Read the day of an option; UsageError if it is none. A time beside it is said to go."""
    try:
        when = read_date(text, today)
    except DateError as error:
        raise UsageError(f"{option}: {error}") from error
    if when.time:
        complain(f"{option} takes a day; the time {when.time:%H:%M} is left out.")
    return when.day
