"""A timeline as a row of marks, one for each column of an axis."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum, auto
from itertools import groupby
from typing import TYPE_CHECKING

from lastmile_tui.domain.model.calendar import later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lastmile_tui.domain.horizon.axis import Axis
    from lastmile_tui.domain.horizon.timeline import GoalTimeline


class DayMark(Enum):
    """What stands in a column; of several the one that comes later here."""

    NONE = auto()
    TODAY = auto()
    DRIVEN = auto()
    RESTING = auto()
    """The days since the last progress."""
    WIDE = auto()
    LIKELY = auto()
    OVER = auto()
    """The days from the due date to a range that lies wholly behind it."""
    BEFORE = auto()
    AFTER = auto()
    """At the ends: something that matters lies out of sight."""
    WAITS = auto()
    """Today, of a road that waits for another one."""
    REACHED = auto()
    STEP = auto()
    BACK = auto()
    PLANNED = auto()
    LET_GO = auto()
    SEALED = auto()
    DUE = auto()
    LATE = auto()
    """A due date that stands before the whole range."""


def bar_of(line: GoalTimeline, axis: Axis, *, let_go: bool = False) -> list[DayMark]:
    """The marks of a timeline; `let_go` tells how it ended, if it did."""
    row = [DayMark.NONE] * axis.columns
    _put(row, axis, [axis.today], DayMark.TODAY)
    if line.moved:
        first, last = line.moved
        _fill(row, axis.span(first, last), DayMark.DRIVEN)
        if not line.ended:
            yesterday = axis.today - timedelta(axis.today > date.min)
            resting = axis.span(later(last, 1), yesterday)
            _fill(row, resting, DayMark.RESTING, over=(DayMark.DRIVEN, DayMark.TODAY))
    if line.wide:
        _fill(row, axis.span(*line.wide), DayMark.WIDE)
    if line.likely:
        _fill(row, axis.span(*line.likely), DayMark.LIKELY)
    if line.late and line.due and line.wide:
        between = axis.span(later(line.due, 1), line.wide[0])
        _fill(row, between, DayMark.OVER, over=(DayMark.WIDE, DayMark.LIKELY))
    _out_of_sight(row, axis, line)
    if line.waits:
        _put(row, axis, [axis.today], DayMark.WAITS)
    _put(row, axis, [stage.on for stage in line.reached], DayMark.REACHED)
    _put(row, axis, [line.step], DayMark.STEP)
    _put(row, axis, [line.back], DayMark.BACK)
    _put(row, axis, [stage.on for stage in line.planned], DayMark.PLANNED)
    _put(row, axis, [line.ended], DayMark.LET_GO if let_go else DayMark.SEALED)
    _put(row, axis, [line.due], DayMark.LATE if line.late else DayMark.DUE)
    return row


def free_room(row: Sequence[DayMark]) -> range:
    """The longest run of columns without marks, a column apart from them; the last of several.

    Of a road that waits it lies behind today, where it is seen.
    """
    longest, start = range(0), 0
    earliest = row.index(DayMark.WAITS) if DayMark.WAITS in row else 0
    for mark, run in groupby(row):
        end = start + len([*run])
        if mark is DayMark.NONE and start >= earliest:
            room = range(start + (start > 0), end - (end < len(row)))
            longest = max(longest, room, key=lambda each: (len(each), each.start))
        start = end
    return longest


def _put(row: list[DayMark], axis: Axis, days: Iterable[date | None], mark: DayMark) -> None:
    for day in days:
        if day is not None and axis.shows(day):
            row[axis.column(day)] = mark


def _fill(
    row: list[DayMark], columns: range, mark: DayMark, over: tuple[DayMark, ...] = ()
) -> None:
    """Fill columns, but for those in which a mark of `over` stands."""
    for column in columns:
        if row[column] not in over:
            row[column] = mark


def _out_of_sight(row: list[DayMark], axis: Axis, line: GoalTimeline) -> None:
    """Point to days ahead that are not in sight, and to a due date that lies behind."""
    ahead = [line.due, line.back, line.step, *(stage.on for stage in line.planned)]
    ahead += line.wide or ()
    if any(day and day > axis.last for day in ahead):
        row[-1] = DayMark.AFTER
    if any(day and day < axis.start for day in ahead):
        row[0] = DayMark.BEFORE
