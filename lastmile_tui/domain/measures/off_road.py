"""The days on which a goal was off the road: parked, let go or sealed, and brought back since.

Nobody could drive it then, so they are no days of driving. A day counts as off the road when the
goal was that from its beginning to its end: the day it was parked on and the day it came back on
are days on the road.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.model.event_log import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.domain.model.times import Times

    Spell = tuple[int, int]
    """The number (`date.toordinal`) of the first day off the road, and of the day of coming back;
    the same number twice where no whole day lay between."""

_PARKED, _LET_GO, _SEALED = "parked_until", "let_go", "sealed"
_REGISTERS = frozenset((_PARKED, _LET_GO, _SEALED))

_NEVER = date.max.toordinal() + 1


def spells_of(live: Log, times: Times) -> tuple[Spell, ...]:
    """The spells off the road, oldest first, from the events that stand.

    A parked goal comes back on the day it is parked until, or earlier with what takes the parking
    off; what is parked again before that was off the road all the time. One that is off the road
    for good never comes back, which is the day after all days.
    """
    if not (written(live, _PARKED) or written(live, _LET_GO) or written(live, _SEALED)):
        return ()
    changes = [event for event in live if not _REGISTERS.isdisjoint(event.set)]
    changes.sort(key=times.day)
    spells: list[Spell] = []
    registers: dict[str, Any] = {}
    since, until = 0, 0  # off the road as long as `until` lies ahead
    for event in changes:
        day = times.day(event).toordinal()
        registers |= {name: event.set[name] for name in _REGISTERS & event.set.keys()}
        back = _back(registers)
        if until > day:
            if back <= day:
                spells.append(_spell(since, day))
        else:
            if until:
                spells.append(_spell(since, until))
            since = day
        until = back if back > day else 0
    if until:
        spells.append(_spell(since, until))
    return tuple(spells)


def _back(registers: dict[str, Any]) -> int:
    """The number of the day on which a goal is on the road by itself; 0 where it always was."""
    if registers.get(_LET_GO) or registers.get(_SEALED):
        return _NEVER
    parked = registers.get(_PARKED)
    return date.fromisoformat(parked).toordinal() if parked else 0


def _spell(since: int, back: int) -> Spell:
    return min(since + 1, back), back


def road_days(spells: Sequence[Spell], since: date, until: date) -> int:
    """The days on the road from one day to another, as they are subtracted: 1 to the next day.

    Negative where the second lies before the first.
    """
    if not spells:
        return (until - since).days
    start, end = since.toordinal(), until.toordinal()
    off = sum(max(min(back - 1, end) - max(first, start + 1) + 1, 0) for first, back in spells)
    return end - start - off


def day_back(spells: Sequence[Spell]) -> date | None:
    """The day on which a goal came back last, or will; None where it never does, or never left."""
    return next((date.fromordinal(back) for _, back in reversed(spells) if back < _NEVER), None)
