"""How long a file may be half there, since other programs unlink or cut it before they write it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

_STEP = 0.05


class Grace(Struct, frozen=True):
    """Seconds in which a file that is missing or no JSON is looked at again; 0 for none."""

    seconds: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def is_over(self, since: float) -> bool:
        """Tell whether the time is up for what was first seen at `since`, by the clock."""
        return self.clock() - since >= self.seconds

    def wait(self) -> None:
        """Wait before the next look."""
        self.sleep(_STEP)
