"""Changing one goal, and printing what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.output import say, say_json
from lastmile_tui.domain.changes.days import on_day
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import join_facts, say_change
from lastmile_tui.errors import DateError, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.model.record import Move, Record


def change(context: Context, args: Namespace, move: Move) -> Record:
    """Apply a move to the goal that the arguments name."""
    with context.store() as store:
        return store.change(find(store.goals.values(), args.goal).uid, move)


def day_done(context: Context, args: Namespace, option: str = "on") -> date | None:
    """The day on which it was done, None for now; UsageError where the option is no day."""
    text: str | None = getattr(args, option)
    if text is None:
        return None
    from lastmile_tui.dates import read_past  # noqa: PLC0415 # with the option only

    try:
        return read_past(text, context.today)
    except DateError as error:
        raise UsageError(f"--{option}: {error}") from error


def change_on(context: Context, args: Namespace, move: Move, option: str = "on") -> Record:
    """Apply a move that was done on the day of the option, or now, to the goal of the arguments."""
    return change(context, args, on_day(move, day_done(context, args, option)))


def answer(context: Context, record: Record, **more: object) -> dict[str, Any]:
    """What a verb about a goal answers to scripts: the goal as it is now, and more."""
    from lastmile_tui.domain.export.as_json import answer_json  # noqa: PLC0415 # for scripts only

    goal = record.goal
    return answer_json(goal, record.log, context.measure(goal), context.today, **more)


def say_others(context: Context, args: Namespace, followed: Sequence[Record] | None = None) -> None:
    """Say what was done to others, by the end of the goal or as told; nothing to scripts."""
    followed = context.opened.followed if followed is None else followed
    if followed and not args.json:
        from lastmile_tui.domain.crossing.follow_ups import say_followed  # noqa: PLC0415 # rarely

        say(*say_followed(followed, context.today), plain=context.plain)


def print_change(context: Context, args: Namespace, record: Record, *facts: str) -> None:
    """Print what the newest change did in one line, or with --json the goal as it is now."""
    if args.json:
        say_json(answer(context, record))
    else:
        say(join_facts(say_change(record), *facts), plain=context.plain)
