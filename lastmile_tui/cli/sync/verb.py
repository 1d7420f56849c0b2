"""The verb sync: changes go to other devices and come from them, by way of git."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.output import complain, say, say_json
from lastmile_tui.cli.sync.signals import signals_end_git
from lastmile_tui.errors import ConfigError, StoreError, UsageError
from lastmile_tui.store.sync.failures import SyncError, shown_url
from lastmile_tui.store.sync.git import Git
from lastmile_tui.store.sync.memory import Memory
from lastmile_tui.store.sync.places import read_url
from lastmile_tui.store.sync.report import say_exchanged
from lastmile_tui.store.sync.service import SyncService
from lastmile_tui.store.sync.unfinished import require_finished

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.sync.exchange import Exchanged

_PAUSE = 0.2
"""Seconds to wait at most after the first race that was lost; twice as long after the next."""


def run_sync(context: Context, args: Namespace) -> int:
    """Sync, set it up, or show how it stands; the exit code says why it could not be done."""
    if args.url and args.what != "init":
        raise UsageError("Only lastmile sync init takes a URL.")
    if args.status and args.what:
        raise UsageError("Give --status alone.")
    if args.every is not None and (args.what or args.status or args.json):
        raise UsageError("Give --every alone: it goes on until you end it.")
    seconds = 0.0 if args.every is None else _seconds(args.every)
    memory = Memory(context.locations.private)
    try:
        if args.what == "log":
            _log(context, memory, args)
        elif args.status:
            _status(context, memory, args)
        else:
            with signals_end_git():
                if seconds:
                    _sync_every(context, memory, args, seconds)
                else:
                    _sync(context, memory, args)
    except SyncError as error:
        if args.json:
            _say_json({"error": str(error), "code": int(error.failure)})
        complain(str(error))
        return int(error.failure)
    return 0


def _seconds(text: str) -> float:
    """The seconds of --every, as the setting has them; UsageError."""
    from lastmile_tui.config.syncs import seconds_of  # noqa: PLC0415 # for this only

    try:
        return seconds_of(text)
    except ConfigError as error:
        raise UsageError(f"--{error}") from error


def _sync_every(context: Context, memory: Memory, args: Namespace, seconds: float) -> None:
    """Sync until a signal comes; only the first time somebody may be asked for a password."""
    from lastmile_tui.cli.context import Context  # noqa: PLC0415 # as below
    from lastmile_tui.cli.sync.every import sync_again_and_again  # noqa: PLC0415 # for this only

    known = context.in_force.fault

    def sync(first: bool) -> list[str]:
        nonlocal known
        git = Git(memory.repository, os.environ, asking=first and can_ask())
        # A context of its own, since the day of another one is that of its start.
        new = Context(args, known=known)
        known = new.in_force.fault
        exchanged, _, device = _exchange(new, memory, args, git)
        return _describe(exchanged, device) if exchanged.is_news else []

    if can_ask():
        say(f"Syncing every {args.every}; ctrl+c ends it.", plain=context.plain)
    sync_again_and_again(
        sync,
        seconds,
        wall=context.wall,
        elapsed=time.monotonic,
        wait=time.sleep,
        plain=context.plain,
    )


def _sync(context: Context, memory: Memory, args: Namespace) -> None:
    asking = can_ask() and not args.json
    waiting = partial(_say_waiting, context) if asking else None
    git = Git(memory.repository, os.environ, asking=asking, waiting=waiting)
    exchanged, lines, device = _exchange(context, memory, args, git)
    lines += [*(_setting(memory) if args.what == "init" else []), *_describe(exchanged, device)]
    if args.json:
        _say_json({"text": "\n".join(lines)} | _exchanged_json(exchanged))
        return
    say(*lines, plain=context.plain, wrap=True)


def _exchange(
    context: Context, memory: Memory, args: Namespace, git: Git
) -> tuple[Exchanged, list[str], str]:
    """Sync once: what was exchanged, what else was done, and the id of this device."""
    done: list[str] = []
    try:
        url = read_url(args.url, Path.home(), Path.cwd()) if args.url else ""
    except SyncError as error:
        raise UsageError(str(error)) from error
    try:
        with context.store() as store:
            service = SyncService(store, memory, git, now=context.clock.now, pause=_pause)
            if args.what == "init":
                exchanged, done = service.set_up(url, lambda text: _agree(context, args, text))
            else:
                exchanged = service.sync()
    except SyncError:
        raise
    except StoreError:
        require_finished(Path(os.path.realpath(context.locations.data)), git)
        raise
    return exchanged, done, store.device


def _describe(exchanged: Exchanged, device: str) -> list[str]:
    """What was exchanged, and a line for each goal in conflict."""
    count = len(exchanged.conflicts)
    text = say_exchanged(exchanged.sent, exchanged.received, count, device, exchanged.back)
    undo = ["lastmile undo takes back what was brought back."] if exchanged.undone_next else []
    if not exchanged.conflicts:
        return [text, *undo]
    from lastmile_tui.store.copies.conflicts import say_conflicts  # noqa: PLC0415 # seldom so

    return [text, *say_conflicts(exchanged.conflicts, device), *undo]


def sync_found(context: Context, store: GoalStore) -> None:
    """Sync a file that is open, as the verb does, and print what was exchanged; SyncError."""
    memory = Memory(context.locations.private)
    git = Git(memory.repository, os.environ, asking=can_ask())
    exchanged = SyncService(store, memory, git, now=context.clock.now, pause=_pause).sync()
    say(*_describe(exchanged, store.device), plain=context.plain, wrap=True)


def _agree(context: Context, args: Namespace, question: str) -> bool:
    if args.yes:
        return True
    if not can_ask() or args.json:
        raise UsageError(f"{question} --yes says so.")
    return ask_yes_no(f"{question} [y/N] ", plain=context.plain)


def _say_waiting(context: Context) -> None:
    say("No answer yet; ctrl+c ends it, and everything is saved here.", plain=context.plain)
    sys.stdout.flush()


def _pause(number: int) -> None:
    from random import SystemRandom  # noqa: PLC0415 # 5 ms, for a race that was lost

    time.sleep(SystemRandom().uniform(0, _PAUSE * 2**number))


def _setting(memory: Memory) -> list[str]:
    """What is set up, in words."""
    url = memory.load().url
    if url:
        return [f"Goals are exchanged with {shown_url(url)}."]
    return [
        "Changes are kept on this machine; lastmile sync init URL names another place for them."
    ]


def _status(context: Context, memory: Memory, args: Namespace) -> None:
    from lastmile_tui.store.sync.status import look  # noqa: PLC0415 # for this only

    store = context.open_to_read()
    store.storage.settle()
    found = look(store, memory, Git(memory.repository, os.environ))
    if args.json:
        _say_json(
            {
                "url": shown_url(found.url) or None,
                "last": found.last,
                "to_send": found.ahead,
                "to_receive": found.behind,
                "error": found.sentence or None,
                "code": found.failure or None,
            }
        )
        return
    say(*found.lines(context.calendar.wall, context.today), plain=context.plain, wrap=True)


def _log(context: Context, memory: Memory, args: Namespace) -> None:
    from lastmile_tui.dates import say_short  # noqa: PLC0415 # for this only

    with suppress(StoreError):  # a file that cannot be read has a log, too
        context.open_to_read(quiet=True).storage.settle()
    entries = memory.entries()[::-1]
    if args.json:
        rows = [
            {
                "at": entry.at,
                "sent": sum(entry.sent.values()),
                "received": _devices_json(entry.received),
                "conflicts": list(entry.conflicts),
                "back": entry.back,
            }
            for entry in entries
        ]
        _say_json({"syncs": rows})
        return
    lines = []
    for entry in entries:
        at = context.calendar.wall(entry.at)
        day = say_short(min(at.date(), context.today), context.today)
        count = len(entry.conflicts)
        text = say_exchanged(entry.sent, entry.received, count, back=entry.back)
        goals = f": {'; '.join(entry.conflicts)}" if entry.conflicts else ""
        lines.append(f"{day} {at:%H:%M}  {text}{goals}")
    say(*(lines or ["Nothing has been sent or received yet."]), plain=context.plain, wrap=True)


def _say_json(values: Mapping[str, Any]) -> None:
    from lastmile_tui.domain.export.as_json import VERSION  # noqa: PLC0415 # 7 ms, for scripts only

    say_json({"version": VERSION, **values})


def _exchanged_json(done: Exchanged) -> dict[str, Any]:
    from lastmile_tui.store.copies.conflicts import conflicts_json  # noqa: PLC0415 # as above

    return {
        "sent": sum(done.sent.values()),
        "received": _devices_json(done.received),
        "back": done.back,
        "conflicts": conflicts_json(done.conflicts),
    }


def _devices_json(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    from lastmile_tui.domain.wording.merge import say_device  # noqa: PLC0415 # as above

    return [
        {"device": device, "name": say_device(device), "count": count}
        for device, count in counts.items()
    ]
