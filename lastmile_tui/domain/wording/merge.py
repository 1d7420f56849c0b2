"""What a copy of the data file brings, in words: by device, and goal by goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.wording.events import say_name
from lastmile_tui.domain.wording.history import happened

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.domain.model.goal import Goal

_NAMED = re.compile(r"([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-[0-9a-hjkmnp-tv-z]{8}")
"""A device's id with the name of its machine in front."""

_CELLS = 24
"""How wide a device's name is told at most."""

_WIDE = 60
"""How wide a title or a change is told at most."""

_TOLD = 3
"""Changes of one goal that are told."""

OTHER = "another device"


class DeviceChanges(Struct, frozen=True):
    """Changes of one device that are new here; `day` is the local date of the newest one."""

    device: str
    count: int
    day: date


class CopiedChanges(Struct, frozen=True):
    """A goal that a copy brings changes of, by its title here; what they did, oldest first."""

    title: str
    words: tuple[str, ...]


def brought_of(now: Goal | None, then: Goal, log: Log, held: Collection[str]) -> CopiedChanges:
    """What a copy brings of a goal: `log` is that of both, `held` the ids of its events here.

    A goal that is not here, `now` being None, is told as added, whatever was done to it since.
    """
    title = say_name(now or then)
    if now is None:
        return CopiedChanges(title, ("added",))
    told = (change.words for change in happened(log) if change.event.id not in held)
    return CopiedChanges(title, tuple(map(clean_line, told)))


def say_brought(brought: CopiedChanges) -> str:
    """One line: `Paint the fence: renamed to ‘Paint the gate’; reached ‘posts’`."""
    words = [fit(each, _WIDE).rstrip() for each in brought.words[:_TOLD]]
    if more := len(brought.words) - len(words):
        words.append(f"{more:,} more")
    return f"{fit(brought.title, _WIDE).rstrip()}: {'; '.join(words)}"


def say_roads(brought: Sequence[CopiedChanges], most: int = 2) -> str:
    """The goals in a part of a sentence: `‘Call Aunt May’, ‘Paint the fence’ and 2 more roads`."""
    titles = list(dict.fromkeys(one.title for one in brought))
    named = [f"‘{fit(title, _CELLS).rstrip()}’" for title in titles[:most]]
    if more := len(titles) - len(named):
        named.append(counted(more, "more road"))
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def gains_of(events: Iterable[Event]) -> tuple[DeviceChanges, ...]:
    """The changes by device, the device with the newest one first."""
    held: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.order, reverse=True):
        held.setdefault(event.dev, []).append(event)
    return tuple(DeviceChanges(device, len(made), made[0].day) for device, made in held.items())


def say_device(device: str, own: str = "") -> str:
    """The name of a device by its id; `own` is that of this one."""
    if own and device == own:
        return "this device"
    named = _NAMED.fullmatch(device)
    return fit(clean_line(named[1]), _CELLS).rstrip() if named else OTHER


def say_gains(gains: Iterable[DeviceChanges], say_day: Callable[[date], str], own: str = "") -> str:
    """What a copy brings: `3 changes from thinkpad, 20 Nov; 1 change from this device, 2 Mar`."""
    merged: dict[str, DeviceChanges] = {}
    for gain in gains:
        name = say_device(gain.device, own)
        more = merged.get(name, DeviceChanges(name, 0, gain.day))
        merged[name] = DeviceChanges(name, more.count + gain.count, max(more.day, gain.day))
    return "; ".join(
        f"{counted(gain.count, 'change')} from {name}, {say_day(gain.day)}"
        for name, gain in merged.items()
    )
