"""What a copy of the data file brings, in words: 3 changes from thinkpad, 20 Nov."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.describe import counted
from lastmile_tui.domain.text import clean_line, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from lastmile_tui.domain.events import Event

_NAMED = re.compile(r"([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-[0-9a-hjkmnp-tv-z]{8}")
"""A device's id with the name of its machine in front."""

_CELLS = 24
"""How wide a device's name is told at most."""

OTHER = "another device"


class Gain(Struct, frozen=True):
    """Changes of one device that are new here; `day` is the local date of the newest one."""

    device: str
    count: int
    day: date


def gains_of(events: Iterable[Event]) -> tuple[Gain, ...]:
    """The changes by device, the device with the newest one first."""
    held: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.order, reverse=True):
        held.setdefault(event.dev, []).append(event)
    return tuple(Gain(device, len(made), made[0].day) for device, made in held.items())


def say_device(device: str, own: str = "") -> str:
    """The name of a device by its id; `own` is that of this one."""
    if own and device == own:
        return "this device"
    named = _NAMED.fullmatch(device)
    return fit(clean_line(named[1]), _CELLS).rstrip() if named else OTHER


def say_gains(gains: Iterable[Gain], say_day: Callable[[date], str], own: str = "") -> str:
    """What a copy brings: `3 changes from thinkpad, 20 Nov; 1 change from this device, 2 Mar`."""
    merged: dict[str, Gain] = {}
    for gain in gains:
        name = say_device(gain.device, own)
        more = merged.get(name, Gain(name, 0, gain.day))
        merged[name] = Gain(name, more.count + gain.count, max(more.day, gain.day))
    return "; ".join(
        f"{counted(gain.count, 'change')} from {name}, {say_day(gain.day)}"
        for name, gain in merged.items()
    )
