"""The verbs that open the app: none at all, and demo."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lastmile_tui import locations, private_files
from lastmile_tui.cli.crash import AppBrokenError
from lastmile_tui.cli.terminal import why_no_app
from lastmile_tui.domain.views.lineup import View
from lastmile_tui.early import start
from lastmile_tui.errors import LastmileError, StoreError, UsageError
from lastmile_tui.store.app_state import AppState, load_state, save_state
from lastmile_tui.store.db.read_ahead import ReadAhead
from lastmile_tui.store.disk.place import place_of
from lastmile_tui.store.inbox import Inbox
from lastmile_tui.store.ready import make_ready
from lastmile_tui.terminals import in_screen

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from types import FrameType

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.ui.first_frame.next_start import NextStart

_SIGNALS = ("SIGTERM", "SIGHUP")
"""Signals that end the app: a shutdown, a closed terminal window."""

_ID_BITS = 80

_PLAIN = "lastmile review --plain asks line by line, "

PATIENCE = 0.5
"""Seconds that a key waits for another process that writes to the file: it can be pressed again."""


def run_app(context: Context, _: Namespace, opening: str | None = None) -> None:
    """Open the user's file, at a command if given; after the demo the app returns to it."""
    _require_terminal(_PLAIN if opening == "review" else "")
    make_ready()
    ahead = ReadAhead(context.locations.data)
    import lastmile_tui.ui.app  # noqa: F401, PLC0415 # 150 ms, in which the file is read

    with signals_unwind():
        while True:
            with context.store(ahead, PATIENCE, lost=True) as store:
                places, way, next_start = context.locations, None, None
                if sentence := context.say_lost(store):
                    from lastmile_tui.cli.backup import lost_file  # noqa: PLC0415 # rarely needed

                    way = lost_file.ask(context, store)
                else:
                    inbox = Inbox(places.data, places.private)
                    next_start = _next_start(context, store)
                    outcome = _open(
                        context,
                        store,
                        places.state,
                        places.backups,
                        opening,
                        inbox=inbox,
                        next_start=next_start,
                    )
            if way is not None:
                if not lost_file.do(context, way):
                    raise StoreError(sentence)
                continue
            if next_start is not None:
                next_start.keep()
            opening = None
            if outcome != "demo":
                return
            _demo(context, None)


def look_at_app(context: Context) -> None:
    """Open the user's file so that nothing of it can be changed, nor what the app remembers."""
    make_ready()
    import lastmile_tui.ui.app  # noqa: F401, PLC0415 # 150 ms, as above

    places = context.locations
    with signals_unwind(), private_files.scratch("look") as folder:
        save_state(folder, load_state(places.state))
        while True:
            with context.store_at(places.data, "", patience=PATIENCE, read_only=True) as store:
                outcome = _open(context, store, folder, places.backups)
            if outcome != "demo":
                return
            _demo(context, None)


def run_demo(context: Context, args: Namespace) -> None:
    """Open the demo roads in a file of their own."""
    keep = kept_at(args)
    _require_terminal()
    make_ready()
    with signals_unwind():
        _demo(context, keep)


def kept_at(args: Namespace) -> Path | None:
    """Where the demo file is to be kept; UsageError where a file was named another way."""
    if args.file:
        raise UsageError("Demo has a file of its own; demo --keep PATH says where it is kept.")
    return Path(args.keep).expanduser() if args.keep else None


def _demo(context: Context, keep: Path | None) -> None:
    """Make the demo file and open it; without `keep` it is deleted at the end."""
    with demo_store(context, keep) as (store, folder):
        _open(context, store, folder, demo="kept" if keep else "thrown away")


@contextmanager
def demo_store(context: Context, keep: Path | None) -> Iterator[tuple[GoalStore, Path]]:
    """The demo roads in a file of their own, and a folder that is deleted at the end.

    Without `keep` the file is in that folder. All of the roads are shown at first, also those that
    are off the road.
    """
    from random import Random  # noqa: PLC0415 # 5 ms with the next one, which the app itself needs not

    from lastmile_tui.domain.examples.demo import DEVICE, demo_records  # noqa: PLC0415

    with private_files.scratch("demo") as folder:
        path = _free_path(keep) if keep else folder / "lastmile.json"
        random = Random(context.today.toordinal())  # noqa: S311 # one day, one demo: no secrets in it
        records = demo_records(
            context.clock.now(), context.calendar, lambda: random.getrandbits(_ID_BITS)
        )
        private = locations.find(os.environ, file=path).private if keep else folder / "private"
        with context.store_at(path, DEVICE, private=private) as store:
            store.insert(records)
            save_state(folder, AppState(view=View.ALL))
            yield store, folder


def _open(
    context: Context,
    store: GoalStore,
    state_dir: Path,
    backups: Path | None = None,
    opening: str | None = None,
    *,
    demo: Literal["", "kept", "thrown away"] = "",
    inbox: Inbox | None = None,
    next_start: NextStart | None = None,
) -> str | None:
    """Open the app; returns "demo" if it was left for the demo. AppBrokenError if it crashes."""
    from lastmile_tui.ui.app import run  # noqa: PLC0415 # 200 ms, for the app only

    config, calendar, clock = context.config, context.calendar, context.clock
    try:
        return run(
            store,
            config=config,
            calendar=calendar,
            clock=clock,
            state_dir=state_dir,
            backups=backups,
            opening=opening,
            demo=demo,
            inbox=inbox,
            next_start=next_start,
            settings=context.locations.config,
            terminal=context.terminal,
            sync=_sync_words(context) if backups else None,
        )
    except Exception as error:
        raise AppBrokenError from error


def _next_start(context: Context, store: GoalStore) -> NextStart | None:
    """What keeps the first frame of the next start, where this one may have shown one."""
    began, places = start.began, context.locations
    if began is None or began.places.private != str(places.private):
        return None
    from lastmile_tui.ui.first_frame.next_start import NextStart  # noqa: PLC0415 # with the app only

    return NextStart(began, store, places.state)


def _sync_words(context: Context) -> list[str]:
    """The words of the process that syncs the user's file, in its own time."""
    places = context.locations
    options = ("--file", str(places.data), "--config", str(places.config))
    return [sys.executable, "-m", "lastmile_tui", *options, "sync", "--json"]


def _require_terminal(instead: str = "") -> None:
    """Check for a terminal before anything is opened; Textual draws on stderr."""
    if "TEXTUAL_DRIVER" in os.environ:
        return
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if why := why_no_app(os.environ, streams):
        raise LastmileError(
            f"{why}; {instead}lastmile --linear does all of it in lines,"
            " and lastmile list prints the roads anywhere."
        )
    if in_screen(os.environ):  # rich would ask for colours that screen makes grey
        os.environ.pop("COLORTERM", None)


def _free_path(path: Path) -> Path:
    """The path itself; LastmileError if there is a file, or a journal of an older version."""
    found = locations.find(os.environ, file=path)
    place = place_of(found.data, found.private)
    for taken in (found.data, place.old_journal, *place.known()):
        if os.path.lexists(taken):
            raise LastmileError(f"{taken} is there already; give --keep the path of a new file.")
    return found.data


@contextmanager
def signals_unwind() -> Iterator[None]:
    """Let signals unwind the app, so that files are closed and the demo is removed."""

    def end(number: int, _: FrameType | None) -> None:
        for other in numbers:
            signal.signal(other, signal.SIG_IGN)
        raise SystemExit(128 + number)

    numbers = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
