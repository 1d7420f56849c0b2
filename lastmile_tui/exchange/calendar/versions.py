"""When a part of a goal last changed, and how often: what calendars tell changes by.

The number is the place in the log of the last change that concerns the part. A log only grows, so
that it grows with each change and stays without one, on every device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import apply
from lastmile_tui.domain.model.numbers import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.fold import Registers

MARKER = "marker:"


class PartVersion(Struct, frozen=True):
    """The number of a version, 0 of the first, and since when it is that."""

    number: int
    at: datetime


class Versions:
    """The versions of the parts of a goal by the registers that they are made of.

    With `here` only what was changed here counts: what came by imports stands over there as well.
    """

    def __init__(self, log: Log, *, here: bool = False) -> None:
        self._log = log
        self._last: dict[str, int] = {}
        brought = brought_by(log) if here else set()
        registers: Registers = {}
        behind: set[str] = set()
        for number, event in enumerate(log):
            apply(registers, event)
            own = number and event.id not in brought and event.kind != EventKind.IMPORTED
            if "position" in event.set or any(name.startswith(MARKER) for name in event.set):
                now = _behind(registers)
                if own:
                    self._last |= dict.fromkeys((reach(name) for name in now ^ behind), number)
                behind = now
            if own:
                self._last |= dict.fromkeys(event.set, number)
                kinds = {name.partition(":")[0] for name in event.set}
                self._last |= dict.fromkeys((f"{kind}:" for kind in kinds), number)

    def of(self, names: Iterable[str]) -> PartVersion:
        """The version of what is made of these registers, `tag:` being all that begin so."""
        number = max((self._last.get(name, 0) for name in names), default=0)
        return PartVersion(number, self._log[number].at)


def brought_by(log: Log) -> set[str]:
    """The ids of the events that came by imports."""
    return {name for event in log if event.kind == EventKind.IMPORTED for name in event.revives}


def reach(marker: str) -> str:
    """What stands for whether a marker is reached."""
    return f"reach {marker}"


def _behind(registers: Registers) -> set[str]:
    """The ids of the markers that lie behind the vehicle."""
    markers = [
        (part.get("rank") or 0.0, name.removeprefix(MARKER), part.get("miles") or 1.0)
        for name, part in registers.items()
        if name.startswith(MARKER) and not part.get("gone")
    ]
    position, end, found = registers.get("position") or 0.0, 0.0, set()
    for _, name, miles in sorted(markers):
        end = rounded(end + miles)
        if end > position:
            break
        found.add(name)
    return found
