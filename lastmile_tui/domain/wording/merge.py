"""The changes in a copy of the data file, in words: by device, and goal by goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.wording.clashes import new_clashes
from lastmile_tui.domain.wording.events import say_name
from lastmile_tui.domain.wording.history import say_new

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import date

    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.domain.model.goal import Goal

_NAMED_ID = r"([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)-[0-9a-hjkmnp-tv-z]{8}"
"""A device id that begins with the name of its machine."""

_NAME_CELLS = 24
"""The most cells of a device's name."""

_TITLE_CELLS = 60
"""The most cells of a title or a change."""

_MOST_CHANGES = 3
"""The most changes of one goal that are named."""

OTHER = "another device"


class DeviceChanges(Struct, frozen=True):
    """New changes of one device; `day` is the local date of the newest one."""

    device: str
    count: int
    day: date


class CopiedChanges(Struct, frozen=True):
    """The changes of one goal in a copy, oldest first, and its title here."""

    title: str
    words: tuple[str, ...]


def copied_changes(
    here: Goal | None, there: Goal, log: Log, known: Collection[str]
) -> CopiedChanges:
    """A copy's changes of a goal: `log` is the merged one, `known` the ids of its events here.

    A goal that is new, with no goal `here`, is only called added.
    """
    title = say_name(here or there)
    if here is None:
        return CopiedChanges(title, ("added",))
    clashes = [clash.words for clash in new_clashes(log, known)]
    return CopiedChanges(title, tuple(map(clean_line, (*clashes, *say_new(log, known)))))


def say_copied_changes(goal: CopiedChanges) -> str:
    """One line: `Paint the fence: renamed to ‘Paint the gate’; reached ‘posts’`."""
    words = [fit(each, _TITLE_CELLS).rstrip() for each in goal.words[:_MOST_CHANGES]]
    if more := len(goal.words) - len(words):
        words.append(f"{more:,} more")
    return f"{fit(goal.title, _TITLE_CELLS).rstrip()}: {'; '.join(words)}"


def say_changed_goals(goals: Sequence[CopiedChanges], most: int = 2) -> str:
    """The goals as part of a sentence: `‘Call Aunt May’, ‘Paint the fence’ and 2 more roads`."""
    titles = list(dict.fromkeys(goal.title for goal in goals))
    named = [f"‘{fit(title, _NAME_CELLS).rstrip()}’" for title in titles[:most]]
    if more := len(titles) - len(named):
        named.append(counted(more, "more road"))
    return " and ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def changes_by_device(events: Iterable[Event]) -> tuple[DeviceChanges, ...]:
    """The changes by device, the one with the newest change first."""
    by_device: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.order, reverse=True):
        by_device.setdefault(event.dev, []).append(event)
    return tuple(
        DeviceChanges(device, len(newest_first), newest_first[0].day)
        for device, newest_first in by_device.items()
    )


def say_device(device: str, own: str = "") -> str:
    """The name of a device by its id; `own` is that of this one."""
    if own and device == own:
        return "this device"
    named = re.fullmatch(_NAMED_ID, device)
    return fit(clean_line(named[1]), _NAME_CELLS).rstrip() if named else OTHER


def say_devices(devices: Iterable[str], own: str = "") -> str:
    """Devices as part of a sentence: `laptop, phone and this device`."""
    names = list(dict.fromkeys(say_device(device, own) for device in devices))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def say_changes_missing(count: int, way: str) -> str:
    """Changes of this machine that the file lacks, and the key or the verb that is the way back."""
    are, them = ("is", "it") if count == 1 else ("are", "them")
    changes = counted(count, "change")
    return f"{changes} of this machine {are} missing in the file: {way} brings {them} back."


def say_device_changes(
    changes: Iterable[DeviceChanges], say_day: Callable[[date], str], own: str = ""
) -> str:
    """The changes in words: `3 changes from thinkpad, 20 Nov; 1 change from this device, 2 Mar`."""
    merged: dict[str, DeviceChanges] = {}
    for change in changes:
        name = say_device(change.device, own)
        more = merged.get(name, DeviceChanges(name, 0, change.day))
        merged[name] = DeviceChanges(name, more.count + change.count, max(more.day, change.day))
    return "; ".join(
        f"{counted(change.count, 'change')} from {name}, {say_day(change.day)}"
        for name, change in merged.items()
    )
