"""The verb remind: what is due now, once each; and the timer that asks for it."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.cli.remind.memory import LOCK, is_new_fault, keep, known_of
from lastmile_tui.domain.review.reminders import known_since, reminders, untold
from lastmile_tui.errors import LastmileError, UsageError
from lastmile_tui.locations import find
from lastmile_tui.store.disk.files import make_folder
from lastmile_tui.store.disk.lock import PATIENCE, FileLock
from lastmile_tui.store.review_days import ReviewDays

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from lastmile_tui.cli.context import Context
    from lastmile_tui.domain.review.reminders import Reminder
    from lastmile_tui.locations import Locations

NOT_DONE = 1

_KEY = len("-1234abcd")
"""The end of the name of a private folder, by which files differ."""


def run_remind(context: Context, args: Namespace) -> int | None:
    """Print or show what is due and was not told; or put a timer for that in, or away."""
    if args.install or args.uninstall:
        if args.notify or args.json:
            raise UsageError("--install and --uninstall go without --notify and --json.")
        if args.install:
            return _install(context, args)
        _uninstall(context)
        return None
    if args.notify and args.json:
        raise UsageError("--json prints for scripts; leave out --notify.")
    store, today = context.open_to_read(quiet=True), context.today
    context.require_found(store)
    review_due = ReviewDays(store, context.config.rest).due(today)
    due = [*reminders(store.goals.values(), today, context.now, review_due=review_due)]
    private = context.locations.private
    if args.notify:
        fault = context.in_force.say_fault(context.locations.config)
        if _is_to_be_told(private, "settings", fault):
            complain(fault)
    if not due and not args.json:
        return None
    make_folder(private)
    with FileLock(private / LOCK, PATIENCE).hold():
        known = known_of(private)
        news = untold(due, known)
        if (code := _tell(news, context, args)) is not None:
            return code
        since = known_since(known, due, today)
        if since != known:
            keep(private, since)
    return None


def _tell(news: Sequence[Reminder], context: Context, args: Namespace) -> int | None:
    if args.json:
        say_json({"version": 1, "reminders": [_json(reminder) for reminder in news]})
    elif news and args.notify:
        from lastmile_tui.cli.remind.notification import notify  # noqa: PLC0415 # 20 ms, for this only

        why = ""
        try:
            notify([reminder.text for reminder in news])
        except LastmileError as error:
            why = str(error)
        if _is_to_be_told(context.locations.private, "notification", why):
            complain(why)
        if why:
            return NOT_DONE
    elif news:
        say(*(f"{reminder.text}." for reminder in news), plain=context.plain)
    if sys.stdout is not None:
        sys.stdout.flush()  # what nobody could read is not known
    return None


def _is_to_be_told(private: Path, what: str, fault: str) -> bool:
    """Whether a fault is complained about: each time to who asks in a terminal, else once.

    A timer asks every ten minutes, and cron sends what it is told as a mail.
    """
    if sys.stderr is not None and sys.stderr.isatty():
        return bool(fault)
    return is_new_fault(private, what, fault)


def _json(reminder: Reminder) -> dict[str, str | None]:
    goal = reminder.goal
    return {
        "kind": reminder.kind,
        "id": goal.uid if goal else None,
        "title": goal.title if goal else None,
        "text": reminder.text,
    }


def _where_state_is() -> tuple[str, ...]:
    """What tells a timer, which has none of the shell's variables, what was told already."""
    state = os.environ.get("XDG_STATE_HOME", "")
    return ("/usr/bin/env", f"XDG_STATE_HOME={state}") if os.path.isabs(state) else ()  # noqa: PTH117


def _key_of(places: Locations) -> str:
    """What parts the timer of a file from that of the default one."""
    from lastmile_tui.cli.remind.timers import is_served  # noqa: PLC0415 # as below

    default = places.private.name == find({}).private.name
    return "" if default or is_served(places.data) else places.private.name[-_KEY:]


def _install(context: Context, args: Namespace) -> int | None:
    from lastmile_tui.cli.remind import timers  # noqa: PLC0415 # 20 ms, for this only

    context.config  # noqa: B018 # settings that cannot be used are said here, where one sees it
    places = context.locations
    options = ("--file", str(places.data), "--config", str(places.config))
    program = (*_where_state_is(), sys.executable, "-P", "-m", "lastmile_tui")
    plan = timers.plan_install((*program, *options, "remind", "--notify"), _key_of(places))
    if timers.is_done(plan):
        say(f"It is there already: {plan.name}.")
        return None
    say(f"This is {plan.name}, for reminders {timers.WHEN}:", *plan.lines)
    if not args.yes:
        if not can_ask():
            say("Nothing was written: add --yes where nobody can answer.")
            return NOT_DONE
        if not ask_yes_no("Write that? [y/N] ", plain=context.plain):
            return NOT_DONE
    timers.carry_out(plan)
    same = f" --file {shlex.quote(args.file)}" if args.file else ""
    say(f"Done; lastmile remind --uninstall{same} takes it away again.")
    return None


def _uninstall(context: Context) -> None:
    from lastmile_tui.cli.remind import timers  # noqa: PLC0415 # as above

    plans = timers.plan_uninstall(_key_of(context.locations))
    for plan in plans:
        timers.carry_out(plan)
        say(f"Taken away: {plan.name}.", *plan.lines, plain=context.plain)
    if not plans:
        say(f"There is nothing to take away for {context.locations.data}.", plain=context.plain)
