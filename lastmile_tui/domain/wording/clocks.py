"""Entries that a clock dated ahead, in words: nobody has said yet when they were done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates.words import MONTHS
from lastmile_tui.domain.model.events import EventKind, made_at
from lastmile_tui.domain.model.text import clean_line, counted, fit
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.merge import say_device

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from lastmile_tui.domain.model.events import Event, Log

_CELLS = 40


def entries_ahead(log: Log, today: date, limit: datetime) -> tuple[Event, ...]:
    """The entries that stand and were made after an instant by their own clock, but not dated."""
    if not log or log[-1].at <= limit:
        return ()
    times = times_of(log, today)
    return tuple(
        event
        for event in standing(log)
        if event.at > limit and made_at(event) > limit
        and event.kind != EventKind.DATED and not times.dated(event)
    )  # fmt: skip


def say_ahead(title: str, events: Sequence[Event], today: date, own: str = "") -> str:
    """What is dated ahead, and whose clock it was; `own` is the id of this device.

    `1 entry of ‘Sell the Volvo’ is dated Jun 2027; the clock of thinkpad ran ahead`
    """
    latest = max(events, key=made_at)
    made = made_at(latest)
    month = MONTHS[made.month - 1][:3].title()
    month = f"{made.day} {month}" if made.year == today.year else f"{month} {made.year}"
    devices = dict.fromkeys(say_device(event.dev, own) for event in events)
    are = "is" if len(events) == 1 else "are"
    if len({(made_at(event).year, made_at(event).month) for event in events}) > 1:
        month = f"up to {month}"
    entries = f"{counted(len(events), 'entry', 'entries')} of ‘{fit(clean_line(title), _CELLS)}’"
    return f"{entries} {are} dated {month}; the clock of {' and '.join(devices)} ran ahead"
