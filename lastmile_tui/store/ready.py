"""What msgspec builds of a type when it is first used, built before a second thread can use it.

msgspec before 0.23 shows a type to all threads while one still builds it: whoever reads through it
then ends in a segmentation fault. A Decoder that a module makes builds its types with the module,
which other threads wait for; here are the types that are used without one.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec.json import Decoder

from lastmile_tui.domain.model import registers
from lastmile_tui.domain.model.events import Log
from lastmile_tui.domain.model.goal import Goal
from lastmile_tui.store.db.snapshot import Meta

_TYPES: Final[tuple[Any, ...]] = (Goal, Log, Meta)


def make_ready() -> None:
    """Build the types that threads may share. The app calls this before it starts its first one.

    The command line has one thread, and does without.
    """
    registers.check(())
    for kind in _TYPES:
        Decoder(kind)
