"""How a sync ends when a signal comes: git, which has a session of its own, ends with it."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNALLED: Final = 128
"""What a shell adds to the number of a signal that ended a program."""

_NAMES: Final = ("SIGTERM", "SIGHUP")


@contextmanager
def signals_end_git() -> Iterator[None]:
    """Raise SystemExit when a signal comes, so that a git that runs is ended.

    One that is ignored, as by nohup, stays so.
    """
    before = {}
    if threading.current_thread() is threading.main_thread():
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def is_signalled(ended: SystemExit) -> bool:
    """Whether a signal ended what ran."""
    return isinstance(ended.code, int) and ended.code > SIGNALLED


def _end(number: int, _: object) -> None:
    sys.exit(SIGNALLED + number)
