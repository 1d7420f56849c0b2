"""Clocks of other devices that run ahead: their changes are shown, and are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.copies_words import say_device
from lastmile_tui.domain.describe import counted
from lastmile_tui.domain.events import made_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from lastmile_tui.domain.events import Log
    from lastmile_tui.domain.goal import Goal


class Ahead(Struct, frozen=True):
    """A device that made changes at an instant to come: the last of them, and in how many goals."""

    device: str
    until: datetime
    goals: int


def clocks_ahead(
    goals: Iterable[Goal], log_of: Callable[[str], Log], now: datetime, limit: timedelta
) -> tuple[Ahead, ...]:
    """The devices with changes more than `limit` ahead of now; only logs that hold one are read."""
    found: dict[str, Ahead] = {}
    for goal in goals:
        if goal.changed - now <= limit:
            continue
        until: dict[str, datetime] = {}
        for event in log_of(goal.uid):
            made = made_at(event)
            if made - now > limit:
                until[event.dev] = max(made, until.get(event.dev, made))
        for device, last in until.items():
            held = found.get(device, Ahead(device, last, 0))
            found[device] = Ahead(device, max(last, held.until), held.goals + 1)
    return tuple(found[device] for device in sorted(found))


def say_ahead(ahead: Ahead, say_instant: Callable[[datetime], str], own: str = "") -> str:
    """A sentence of warning that says what to do."""
    name = say_device(ahead.device, own)
    return (
        f"The clock of {name} ran ahead: {counted(ahead.goals, 'goal')} changed at "
        f"{say_instant(ahead.until)}. Set it right; what you change here counts all the same."
    )
