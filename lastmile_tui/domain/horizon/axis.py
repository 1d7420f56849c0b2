"""The axis of time: which day stands in which column, and what is written above."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 # msgspec resolves the annotations
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.dates.words import MONTHS, WEEKDAYS
from lastmile_tui.domain.model.calendar import later

if TYPE_CHECKING:
    from collections.abc import Iterator

BEHIND: Final = 3
"""Today stands a third from the left: one unit of the zoom lies behind it, and two ahead."""

MOST_DAYS: Final = 36_525
"""The longest axis, a century: what lies further away is shown at its end."""

_STEPS: Final = 6
"""Steps of a pan over a whole axis: half a unit each."""

_GAP: Final = 2
"""Columns between two labels at least."""


class Zoom(StrEnum):
    """How much time is seen: three of its units, or all that there is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"

    def step(self, by: int) -> Zoom:
        """The zoom that is nearer (-1) or further (1); at an end it stays."""
        zooms = list(Zoom)
        return zooms[min(max(zooms.index(self) + by, 0), len(zooms) - 1)]


DAYS: Final = {Zoom.WEEK: 21, Zoom.MONTH: 91, Zoom.QUARTER: 273, Zoom.YEAR: 1096}
"""The days of an axis by its zoom."""


class Axis(Struct, frozen=True):
    """`columns` cells for `days` days from `start` on, both at least 1."""

    start: date
    days: int
    columns: int
    today: date

    @property
    def last(self) -> date:
        """The last day that is in sight."""
        return self.start + timedelta(self.days - 1)

    def column(self, day: date) -> int:
        """The first column of a day; it lies outside of the axis for a day that does."""
        return (day - self.start).days * self.columns // self.days

    def span(self, first: date, last: date) -> range:
        """The columns from one day to another, both with all of theirs, as far as they are seen.

        It is empty for what ends before it begins.
        """
        if last < first or last < self.start or first > self.last:
            return range(0)
        last = min(last, self.last)
        end = (last - self.start).days + 1  # where the next day begins
        stop = max(end * self.columns // self.days, self.column(last) + 1)
        return range(self.column(max(first, self.start)), stop)

    def shows(self, day: date) -> bool:
        """Whether a day is in sight."""
        return self.start <= day <= self.last


def axis_of(
    today: date, columns: int, zoom: Zoom, pan: int = 0, reach: tuple[date, date] | None = None
) -> Axis:
    """The axis of a zoom, `pan` steps to the right; `reach` are the first and last of all days.

    Of all days, today stands a third from the left too, and further right only where more lies
    behind than that holds.
    """
    columns = max(columns, 1)
    if zoom is Zoom.ALL and reach is not None:
        first, last = min(reach[0], today), max(reach[1], today)
        behind, ahead = (min(days.days, MOST_DAYS // 3) for days in (today - first, last - today))
        ahead = max(ahead, DAYS[Zoom.WEEK] * (BEHIND - 1) // BEHIND - 1)
        behind = max(behind, -(-ahead // (BEHIND - 1)))
        days = behind + ahead + 1
    else:
        days = DAYS.get(zoom, DAYS[Zoom.YEAR])
        behind = days // BEHIND
    offset = pan * max(days // _STEPS, 1) - behind
    earliest, latest = 1 - today.toordinal(), date.max.toordinal() - today.toordinal() - days
    return Axis(today + timedelta(min(max(offset, earliest), latest)), days, columns, today)


class Tick(Struct, frozen=True):
    """A label that begins in a column, where a unit of time begins."""

    column: int
    text: str


def ticks_of(axis: Axis) -> tuple[Tick, ...]:
    """Labels of the finest unit that has room: days, weeks, months, quarters, years."""
    room = (unit for unit in _UNITS if axis.columns * unit.days >= axis.days * (unit.cells + _GAP))
    unit = next(room, _UNITS[-1])
    ticks: list[Tick] = []
    for day in unit.firsts(axis):
        column, text = axis.column(day), unit.label(day)
        free = ticks[-1].column + len(ticks[-1].text) + _GAP if ticks else 0
        if column >= free and column + len(text) <= axis.columns:
            ticks.append(Tick(column, text))
    return tuple(ticks)


def unit_of(axis: Axis, columns: int) -> Unit:
    """The finest unit, from a week on, of which each has so many columns at least."""
    room = (unit for unit in _UNITS[1:] if axis.columns * unit.days >= axis.days * columns)
    return next(room, _UNITS[-1])


def _week(day: date) -> date:
    return later(day, -day.weekday() % 7)


def _month(day: date, months: int = 1) -> date:
    """The first of a month whose number, from 0, is a multiple."""
    number = day.year * 12 + day.month - 1 + (day.day > 1)
    number = -(-number // months) * months
    if number >= (date.max.year + 1) * 12:
        return date.max
    return date(number // 12, number % 12 + 1, 1)


def _year(day: date, years: int) -> date:
    year = -(-(day.year + ((day.month, day.day) > (1, 1))) // years) * years
    return date(year, 1, 1) if year <= date.max.year else date.max


def _say_day(day: date) -> str:
    return _say_week(day) if day.day == 1 else f"{WEEKDAYS[day.weekday()][:2].title()} {day.day}"


def _say_week(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3].title()}"


def _say_month(day: date) -> str:
    return _say_year(day) if day.month == 1 else MONTHS[day.month - 1][:3].title()


def _say_year(day: date) -> str:
    return f"{day.year:04}"


class Unit(Struct, frozen=True):
    """A unit of time: its fewest days, the cells of a label, where it begins, what that is called.

    `begins` finds the first day of a unit, on a day or later.
    """

    name: str
    days: int
    cells: int
    begins: Callable[[date], date]
    label: Callable[[date], str]

    def firsts(self, axis: Axis) -> Iterator[date]:
        """The days in sight on which one begins."""
        day = axis.start
        while (first := self.begins(day)) <= axis.last:
            yield first
            day = first + timedelta(1)

    def after(self, day: date) -> date:
        """The day on which the next one begins: it is the same for all days of one."""
        return self.begins(later(day, 1))


_UNITS: Final = (
    Unit("day", 1, 5, lambda day: day, _say_day),
    Unit("week", 7, 6, _week, _say_week),
    Unit("month", 28, 4, _month, _say_month),
    Unit("quarter", 90, 4, partial(_month, months=3), _say_month),
    Unit("year", 365, 4, partial(_year, years=1), _say_year),
    *(
        Unit(f"{years} years", 365 * years, 4, partial(_year, years=years), _say_year)
        for years in (2, 5, 10, 25)
    ),
)
"""From the finest to the coarsest."""
