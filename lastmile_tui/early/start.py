"""The start: shows the frame that was kept where it is still true; if in doubt, nothing.

The code that draws is not in the stamp: who changes it without a new version sees what the old one
drew, until the app has started.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.early.places import EarlyPlaces
    from lastmile_tui.early.terminal import EarlyTerminal

_STREAMS = (0, 1, 2)

_CANNOT_MOVE = ("", "dumb", "emacs", "unknown")


class Start:
    """How this process began: what a frame for the next one has to agree with."""

    __slots__ = ("env", "fixed", "places", "terminal")

    def __init__(self, places: EarlyPlaces, fixed: bytes, terminal: EarlyTerminal) -> None:
        self.places, self.fixed, self.terminal = places, fixed, terminal
        self.env = dict(os.environ)
        """What the user has set: the app may change some for itself."""


began: Start | None = None
"""None where neither a frame is shown nor one is kept."""


def begin(argv: Sequence[str]) -> None:
    """Show the first frame, if these arguments open the app and the frame is true."""
    global began  # noqa: PLW0603 # one process, one start
    verb = bool(argv) and not argv[0].startswith("--")  # for which nothing is imported
    if began is None and not verb and _may_be_shown():
        try:
            began = _begin(argv)
        except Exception:  # noqa: BLE001 # whatever is odd here, the app starts without it
            end()
            began = None


def end() -> None:
    """Give the terminal back, where no app has done so."""
    if began is not None:
        began.terminal.give_back()


def _may_be_shown() -> bool:
    """Whether the app may be drawn here at all."""
    env = os.environ
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in env or "TEXTUAL_ALLOW_SIGNALS" in env:
        return False
    if env.get("LASTMILE_LINEAR"):
        return False
    if env.get("COLUMNS") or env.get("LINES"):  # which Textual heeds, whatever the terminal says
        return False
    if env.get("TERM", "") in _CANNOT_MOVE or not all(map(os.isatty, _STREAMS)):
        return False
    from lastmile_tui.early import frames  # noqa: PLC0415 # not elsewhere than in a terminal

    return not frames.are_off(env)


def _begin(argv: Sequence[str]) -> Start | None:
    from lastmile_tui.early.places import options_of, places_of  # noqa: PLC0415 # not elsewhere than in a terminal
    from lastmile_tui.early.terminal import EarlyTerminal  # noqa: PLC0415 # as above

    options = options_of(argv)
    if options is None or not _is_one_terminal():
        return None
    places = places_of(os.environ, *options)
    if places is None:
        return None
    from lastmile_tui.early.stamp import fixed_of  # noqa: PLC0415 # as above

    start = Start(places, fixed_of(places, os.environ), EarlyTerminal(2))
    if frame := _true_frame(start):
        start.terminal.take(frame)
    return start


def _is_one_terminal() -> bool:
    """Whether all streams are one terminal, which this process may write to and set."""
    devices = {os.fstat(fd).st_rdev for fd in _STREAMS}
    try:
        return len(devices) == 1 and os.tcgetpgrp(0) == os.getpgrp()
    except OSError:  # no controlling terminal
        return len(devices) == 1


def _true_frame(start: Start) -> bytes:
    from time import time  # noqa: PLC0415 # built in

    from lastmile_tui.early import frames  # noqa: PLC0415 # as above
    from lastmile_tui.early.stamp import changing_of  # noqa: PLC0415 # as above

    size = os.get_terminal_size(1)
    data = frames.read(start.places.frames, frames.name_of(start.fixed, (size.columns, size.lines)))
    found = frames.unpack(data, time()) if data else None
    if found is None:
        return b""
    stamp, frame = found
    same = stamp == start.fixed + changing_of(start.places, (size.columns, size.lines))
    return frame if same else b""
