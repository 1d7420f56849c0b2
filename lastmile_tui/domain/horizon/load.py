"""How much falls into each week or longer: due dates, and markers with a date, of living roads.

A last marker with the date of its road is that date, and counts once.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.domain.horizon.axis import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.horizon.axis import Axis
    from lastmile_tui.domain.model.goal import Goal

MANY: Final = ("+", "ten or more due")
"""The sign of a number that has no room, and what it means."""

_LEAST: Final = 2
"""The fewest columns that are counted together: a digit, and a blank before the next one."""


def load_of(goals: Iterable[Goal]) -> Counter[date]:
    """How many due dates, and dates of markers ahead, there are by the Monday of their week."""
    load: Counter[date] = Counter()
    for day, count in daily_load(goals).items():
        load[date.fromordinal(max(day.toordinal() - day.weekday(), 1))] += count
    return load


def daily_load(goals: Iterable[Goal]) -> Counter[date]:
    """How many due dates, and dates of markers ahead, there are by their day."""
    load: Counter[date] = Counter()
    for goal in goals:
        if goal.sealed or goal.let_go or goal.hidden:
            continue
        if goal.due:
            load[goal.due] += 1
        if any(marker.due for marker in goal.markers):
            last = goal.markers[-1]
            for marker, end in zip(goal.markers, goal.ends, strict=True):
                again = marker is last and marker.due == goal.due
                if marker.due and end > goal.position and not again:
                    load[marker.due] += 1
    return load


class LoadLine(Struct, frozen=True):
    """What is counted together, a `week` or longer, and the numbers by their first column."""

    unit: str
    numbers: dict[int, str]

    @property
    def has_many(self) -> bool:
        """Whether a number had no room."""
        return MANY[0] in self.numbers.values()

    def label(self, room: int) -> str:
        """What the numbers are, in the same words wherever there is room for them; else nothing."""
        words = f"due per {self.unit}"
        return words if len(words) <= room else ""


def load_line(load: Counter[date], axis: Axis) -> LoadLine:
    """The load of days, counted by the finest unit whose numbers do not touch.

    A unit that began before the axis counts at its first column, with all of its days, unless it
    has no room there.
    """
    unit = unit_of(axis, _LEAST)
    counts: Counter[date] = Counter()
    for day, count in load.items():
        counts[unit.after(day)] += count
    starts = dict.fromkeys((axis.start, *unit.firsts(axis)))
    stops = [*map(axis.column, starts), axis.columns + 1]  # no blank is needed after the last
    numbers = {}
    for start, (column, stop) in zip(starts, pairwise(stops), strict=True):
        count, room = counts[unit.after(start)], stop - column - 1
        if count and room > 0:
            numbers[column] = str(count) if len(str(count)) <= room else MANY[0]
    return LoadLine(unit.name, numbers)
