"""How much falls into each week: due dates and markers with a date, of all roads that go on."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.model.calendar import later

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.horizon.axis import Axis
    from lastmile_tui.domain.model.goal import Goal

_MOST_DIGIT: Final = 9
"""The most that one sign can say; more is a plus."""


def load_of(goals: Iterable[Goal]) -> Counter[date]:
    """How many due dates, and dates of markers ahead, there are by the Monday of their week."""
    load: Counter[date] = Counter()
    for goal in goals:
        if goal.sealed or goal.let_go or goal.hidden:
            continue
        if goal.due:
            load[_monday(goal.due)] += 1
        if any(marker.due for marker in goal.markers):
            for marker, end in zip(goal.markers, goal.ends, strict=True):
                if marker.due and end > goal.position:
                    load[_monday(marker.due)] += 1
    return load


def columns_of(load: Counter[date], axis: Axis) -> dict[int, int]:
    """The load by the column in which a week begins; weeks that share a column are added up.

    A week that began before the axis counts at its first column.
    """
    columns: dict[int, int] = {}
    for monday, count in load.items():
        sunday = later(monday, 6)
        if sunday >= axis.start and monday <= axis.last:
            column = axis.column(max(monday, axis.start))
            columns[column] = columns.get(column, 0) + count
    return columns


def _monday(day: date) -> date:
    return date.fromordinal(max(day.toordinal() - day.weekday(), 1))


def load_sign(count: int) -> str:
    """How much falls into a week, in one cell."""
    return str(count) if count <= _MOST_DIGIT else "+"
