"""A timeline in words: what lies ahead first, then what is behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.dates import say_span
from lastmile_tui.dates.words import SPELLED, say_date, say_plain
from lastmile_tui.domain.model.text import cells, clean_line, counted, fit

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.horizon.timeline import Days, GoalTimeline


def say_timeline(line: GoalTimeline, today: date, room: int | None = None) -> str:
    """What waits, then all days of a timeline: `due Fri 4 Dec; likely 7–9 Dec`; empty without any.

    The rows show days and not which road waits for which: in so many cells that is what is told.
    """
    return "; ".join(filter(None, (_say_ties(line, room), *_parts(line, today))))


def _say_ties(line: GoalTimeline, room: int | None) -> str:
    """For which roads it waits, and which wait for it, of few and short titles in little room."""
    text = ""
    for most, longest in _TITLES:
        both = (say_waiting(line, most, longest), _say_held_up(line, most, longest))
        text = "; ".join(filter(None, both))
        if room is None or cells(text) <= room:
            break
    return text


def _parts(line: GoalTimeline, today: date) -> Iterator[str]:
    if line.back:
        yield f"back on {say_date(line.back, today)}"
    if line.step:
        yield f"next step {say_date(line.step, today)}"
    for stage in line.planned:
        lead = "was due" if stage.on < today else "by"
        yield f"{clean_line(stage.title)} {lead} {say_date(stage.on, today)}"
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


_TITLES: Final = ((3, 40), (3, 20), (2, 12), (1, 10))
"""How many titles of roads are told, and the cells of each: in full, and in ever less room."""


def say_waiting(line: GoalTimeline, most: int = 3, longest: int = 40) -> str:
    """What a row says beside its marks: for which road it waits; empty for none."""
    return f"waits for {_named(line.waits, most, longest)}" if line.waits else ""


def _say_held_up(line: GoalTimeline, most: int, longest: int) -> str:
    if not line.held_up:
        return ""
    wait = "waits" if len(line.held_up) == 1 else "wait"
    return f"{_named(line.held_up, most, longest)} {wait} for it"


def _named(titles: Sequence[str], most: int, longest: int) -> str:
    """Titles in quotation marks: `‘Floor’ and ‘Paint’`, of many the first ones."""
    names = [f"‘{fit(clean_line(title), longest)}’" for title in titles]
    if len(names) > most:
        shown = max(most - 1, 1)
        names = [*names[:shown], f"{len(names) - shown} more"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


NOTE_CELLS = 14
"""The fewest cells in which a row says for which road it waits."""


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
