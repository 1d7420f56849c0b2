"""Drives that were taken back at once: there and back within a day is as if it had not been.

A finger that slipped is no day of work, no leg, and nothing that a forecast may learn from. Who
comes back on a later day has driven: what was done did not hold.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.event_log import EventLog, written
from lastmile_tui.domain.model.events import DRIVES

if TYPE_CHECKING:
    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.domain.model.times import Times

AT_ONCE = timedelta(hours=1)
"""Within so much a drive is taken back at once also across the turn of the day."""


def without_there_and_back(live: Log, times: Times) -> Log:
    """The events without drives that led away from a place and, at once, to it again."""
    moves = written(live, "position")
    if not any(map(_leads_back, moves)):
        return live  # as most do
    dropped: set[str] = set()
    trail: list[tuple[float, Event]] = []
    position = 0.0
    for event in moves:
        start, position = position, event.set["position"] or 0.0
        if event.kind not in DRIVES:
            trail.clear()  # an edit of the road that carries the vehicle along
            continue
        if start == position:
            continue
        trail.append((start, event))
        for at in range(len(trail) - 1, -1, -1):
            left, first = trail[at]
            if not _is_at_once(first, event, times):
                break
            if left == position:
                dropped.update(each.id for _, each in trail[at:])
                del trail[at:]
                break
    return EventLog([event for event in live if event.id not in dropped])


def _leads_back(event: Event) -> bool:
    """Whether an event drove backwards, as far as it knew."""
    if event.kind not in DRIVES:
        return False
    return (event.set["position"] or 0.0) < (event.was.get("position") or 0.0)


def _is_at_once(first: Event, last: Event, times: Times) -> bool:
    if times.certain_day(first) == times.certain_day(last):
        return True
    return abs(times.certain_at(last) - times.certain_at(first)) <= AT_ONCE
