"""Devices whose clocks run ahead: their changes count, but one of the clocks is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.events import made_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from lastmile_tui.domain.model.events import Log


class FastClock(Struct, frozen=True):
    """A device that dated changes in the future: the last one, and how many goals have some."""

    device: str
    until: datetime
    goals: int


def clocks_ahead(logs: Iterable[Log], now: datetime, limit: timedelta) -> tuple[FastClock, ...]:
    """The devices with changes that were made more than `limit` from now, by the logs of goals."""
    found: dict[str, FastClock] = {}
    for log in logs:
        until: dict[str, datetime] = {}
        for event in log:
            made = made_at(event) if event.at - now > limit else now
            if made - now > limit:
                until[event.dev] = max(made, until.get(event.dev, made))
        for device, last in until.items():
            clock = found.get(device, FastClock(device, last, 0))
            found[device] = FastClock(device, max(last, clock.until), clock.goals + 1)
    return tuple(found[device] for device in sorted(found))
