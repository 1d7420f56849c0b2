"""Syncing again and again: a line for each exchange that brought or sent something, or failed."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from lastmile_tui.cli.output import complain, say
from lastmile_tui.cli.sync.signals import is_signalled
from lastmile_tui.errors import LastmileError, StoreError
from lastmile_tui.store.sync.failures import Failure, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def sync_again_and_again(
    sync: Callable[[bool], list[str]],
    seconds: float,
    *,
    wall: Callable[[], datetime],
    elapsed: Callable[[], float],
    wait: Callable[[float], None],
    plain: bool,
) -> None:
    """Call `sync` now and every so many seconds, until ctrl+c or a signal comes.

    `sync` is given whether it is the first time, and returns what there is to say. When one takes
    longer than that, those that were due meanwhile are left out. SyncError at the first time, where
    a later one could not go better.
    """
    gc.enable()
    first = True
    try:
        while True:
            began = elapsed()
            try:
                lines = sync(first)
            except LastmileError as error:
                if first and _is_for_good(error):
                    raise
                complain(f"{wall():%H:%M}  {error}")
            else:
                time = f"{wall():%H:%M}"
                for number, line in enumerate(lines):
                    say(f"{' ' * len(time) if number else time}  {line}", plain=plain)
            if sys.stdout is not None:
                sys.stdout.flush()
            first = False
            wait(seconds - (elapsed() - began) % seconds)
    except KeyboardInterrupt:
        return
    except SystemExit as ended:
        if not is_signalled(ended):
            raise


def _is_for_good(error: LastmileError) -> bool:
    """Whether no waiting mends it."""
    if isinstance(error, SyncError):
        return error.failure in (Failure.NOT_SET_UP, Failure.NO_GIT)
    return not isinstance(error, StoreError)
