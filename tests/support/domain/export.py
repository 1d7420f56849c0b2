"""Goals to export, driven hour by hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.measures.measurer import Measurer
from lastmile_tui.domain.model.events import Stamp, ulid

MORNING = datetime(2026, 11, 2, 8, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def at(hour: int) -> datetime:
    return MORNING + timedelta(hours=hour)


def stamp(hour: int) -> Stamp:
    return Stamp(ulid(at(hour), hour + 1), at(hour), "here", at(hour).date())


def driven(line: str, *steps):
    """A goal to which each step was done an hour after the one before."""
    record = add(read_line(line, lambda _: None), stamp(0))
    for hour, step in enumerate(steps, 1):
        record = step(record, stamp(hour))
    return record


def measured(record, today=TODAY):
    """The measures of a goal that stands alone in its file."""
    watch = Measurer([record.goal], lambda _: record.log)
    return watch.measure(record.goal, today)
