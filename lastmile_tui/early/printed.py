"""What `lastmile list` printed, kept: printed again while it is true, before anything is imported.

It is kept as a first frame is, by the same stamp, for each way to ask (`cli/prompt/keep_list.py`).
"""

from __future__ import annotations

import os
import sys
from time import time

from lastmile_tui.early import frames
from lastmile_tui.early.places import options_of, places_of
from lastmile_tui.early.stamp import changing_of, fixed_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.early.places import EarlyPlaces

VERB = "list"

_OPTIONS = ("--view", "--sort", "--tag", "--color", "--plain")
"""With these it says the same until the day ends or a due time passes."""


class AskedList:
    """What a process was asked to print, the stamp of that, and what it has printed since."""

    __slots__ = ("argv", "complained", "fixed", "places", "size", "stamp", "texts")

    def __init__(self, argv: Sequence[str], places: EarlyPlaces) -> None:
        self.argv, self.places = [*argv], places
        self.size = (os.get_terminal_size(1).columns if os.isatty(1) else 0, 0)
        self.fixed = fixed_of(places, os.environ) + os.fsencode(repr(self.argv))
        self.stamp = self.stamp_now()
        self.texts: list[str] = []
        self.complained = False
        """Whether something was said beside, which is not kept."""

    @property
    def name(self) -> str:
        """The file in which it is kept."""
        return frames.name_of(self.fixed, self.size)

    def stamp_now(self) -> bytes:
        """What tells whether it is still the same."""
        return self.fixed + changing_of(self.places, self.size)

    def kept(self, now: float) -> bytes:
        """What was printed when all was as it is; empty where that is not known."""
        data = frames.read(self.places.lists, self.name)
        found = frames.unpack(data, now) if data else None
        return found[1] if found and found[0] == self.stamp else b""


asked: AskedList | None = None
"""None where nothing is kept."""


def show(argv: Sequence[str]) -> bool:
    """Print what was kept for these arguments; False where the command line has to look."""
    global asked  # noqa: PLW0603 # a process is asked once
    try:
        asked = _asked(argv)
        text = asked.kept(time()) if asked else b""
        rest = text
        while rest:
            rest = rest[os.write(1, rest) :]
    except (OSError, ValueError):
        return False  # the command line says what is wrong
    return bool(text)


def hear(text: str, *, complaint: bool) -> None:
    """Note what is printed."""
    if asked is not None:
        asked.texts.append(text)
        asked.complained |= complaint


def _asked(argv: Sequence[str]) -> AskedList | None:
    at = next((at for at, word in enumerate(argv) if word == VERB), len(argv))
    options = {word.partition("=")[0] for word in argv[at + 1 :] if word.startswith("-")}
    given = options_of(argv[:at])
    if given is None or not options <= {*_OPTIONS} or sys.platform == "win32":
        return None
    if sys.stdout is None or frames.are_off(os.environ):
        return None
    places = places_of(os.environ, *given)
    return AskedList(argv, places) if places else None
