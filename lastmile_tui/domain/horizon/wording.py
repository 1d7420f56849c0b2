"""A timeline in words: what lies ahead first, then what is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.dates import say_span
from lastmile_tui.dates.words import SPELLED, say_date, say_plain
from lastmile_tui.domain.model.text import clean_line, counted

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.domain.horizon.timeline import Days, GoalTimeline


def say_timeline(line: GoalTimeline, today: date) -> str:
    """All days of a timeline, such as `due Fri 4 Dec; likely 7–9 Dec`; empty without any."""
    return "; ".join(_parts(line, today))


def _parts(line: GoalTimeline, today: date) -> Iterator[str]:
    if line.back:
        yield f"back on {say_date(line.back, today)}"
    if line.step:
        yield f"next step {say_date(line.step, today)}"
    for stage in line.planned:
        yield f"{clean_line(stage.title)} by {say_date(stage.on, today)}"
    if line.due:
        yield f"due {say_date(line.due, today)}"
    if line.late:
        yield say_late(line)
    if line.likely and line.wide:
        often = "in 4 of 5 cases" if SPELLED.get() else "80 %:"
        likely, wide = _say_days(line.likely, today), _say_days(line.wide, today)
        yield f"likely {likely}" if likely == wide else f"likely {likely}, {often} {wide}"
    if line.ended:
        yield f"ended {say_date(line.ended, today)}"
    elif line.moved:
        yield f"last moved {say_date(line.moved[1], today)}"


def say_late(line: GoalTimeline) -> str:
    """By how much the due date stands before the whole range."""
    return f"late by {counted(line.late, 'day')} at least"


def say_load(load: Counter[date], today: date) -> str:
    """How much falls into each week from this one on, `3 this week, 1 in the week of 7 Dec`."""
    monday = today.toordinal() - today.weekday()
    parts = []
    for week, count in sorted(load.items()):
        if week.toordinal() == monday:
            parts.append(f"{count} this week")
        elif week.toordinal() > monday:
            parts.append(f"{count} in the week of {say_plain(week, today)}")
    return ", ".join(parts)


def _say_days(days: Days, today: date) -> str:
    return say_span((days[0] - today).days, (days[1] - today).days, today)
