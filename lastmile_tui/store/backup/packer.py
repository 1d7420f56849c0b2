"""Packing the backups of large files in a process of its own, so that nobody waits for it.

It outlives the command that began it, works with low priority, and may be killed at any time: what
it has not packed is still there for the next one.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lastmile_tui.dates import SystemClock
from lastmile_tui.store.backup import captures
from lastmile_tui.store.backup.backups import finish

if TYPE_CHECKING:
    from subprocess import Popen

_NICE: Final = 10

_OVERDUE: Final = 3600
"""Seconds after which no other process is waited for: it seems to fail, and nobody hears why."""

_begun: list[Popen[bytes]] = []
"""Processes that may not have ended yet."""


def finish_later(folder: Path, now: float) -> str:
    """Have the backups packed that were taken; returns why that failed, else an empty text.

    `now` is in seconds since 1970.
    """
    taken = captures.find(folder)
    if not taken:
        return ""
    if min(map(captures.taken_at, taken)) < now - _OVERDUE:
        return finish(folder, now)
    _begun[:] = [process for process in _begun if process.poll() is None]
    try:
        if not _begun:
            _begun.append(_begin(folder))
    except OSError:
        return finish(folder, now)
    return ""


def _begin(folder: Path) -> Popen[bytes]:
    from subprocess import DEVNULL, Popen  # noqa: PLC0415 # 15 ms, for large files only

    # -P: no module is taken from the folder that somebody happens to stand in.
    command = [sys.executable, "-P", "-m", __name__, str(folder)]
    return Popen(  # noqa: S603 # ourselves
        command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
    )


if __name__ == "__main__":
    with suppress(OSError, AttributeError):  # not every system has priorities
        os.nice(_NICE)
    finish(Path(sys.argv[1]), SystemClock().now().timestamp())
