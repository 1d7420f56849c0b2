"""The question on which day an entry of a log was done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lastmile_tui.dates import read_past, say_date, say_days, say_plain
from lastmile_tui.domain.changes import days
from lastmile_tui.domain.input.questions import Line
from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import join_facts, say_event
from lastmile_tui.errors import DateError, GoalError

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.model.record import Record

_CELLS = 50
"""Cells of an entry that the hint names."""


def when_was_it(record: Record, entry: str | None, today: date) -> Line:
    """Ask on which day an entry was done, by its id, or the one that was written last."""
    there = {event.id: event for event in standing(record.log)}
    event = there[entry] if entry in there else days.newest_entry(record)

    def day_of(line: str) -> date:
        if not line.strip():
            raise DateError("Type a day, such as yesterday, fri or 3 days ago.")
        return days.past(read_past(line, today), today)

    def meaning(line: str) -> str:
        if not line.strip():
            return ""
        try:
            day = day_of(line)
        except (DateError, GoalError) as error:
            return str(error)
        return f"{say_plain(day, today)}, {say_days(day, today)}"

    day = times_of(record.log, today).shown_day(event)
    return Line(
        "When was it",
        "When was it?",
        lambda line: partial(days.date_entry, entry=event.id, day=day_of(line)),
        example="yesterday",
        hint=join_facts(fit(clean_line(say_event(event)), _CELLS), say_date(day, today)),
        meaning=meaning,
    )
