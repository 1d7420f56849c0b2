"""The Horizon as a table of words: how much falls into each week, then the days of each road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.spoken.facts import sentence
from lastmile_tui.dates import say_span
from lastmile_tui.domain.horizon.load import load_of
from lastmile_tui.domain.horizon.wording import say_load, say_waiting
from lastmile_tui.domain.model.text import cells, clean_line, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from lastmile_tui.domain.horizon.timeline import Days, GoalTimeline
    from lastmile_tui.domain.model.goal import Goal

_HEADINGS: Final = (
    *("Road", "Driven", "Dates", "Due", "Likely finish", "In 4 of 5 cases", "Parked until"),
    "Waits",
)
_TITLE_CELLS: Final = 30
_NONE: Final = "none"
_GAP: Final = "  "


def say_horizon(
    roads: Iterable[tuple[Goal, GoalTimeline]], today: date, width: int
) -> Iterator[str]:
    """A sentence for the weeks, and a row for each road.

    Where the rows are wider than a terminal, of `width` cells if it is one, each says its headings.
    """
    roads = [*roads]
    weeks = say_load(load_of(goal for goal, _ in roads), today)
    yield f"Due dates and markers: {weeks or 'none ahead'}."
    rows = [[clean_line(goal.title), *_cells(line, today)] for goal, line in roads]
    table = [*_table(rows)]
    if width and max(map(cells, table)) > width:
        table = [_labelled(row) for row in rows]
    yield from table


def _cells(line: GoalTimeline, today: date) -> Iterator[str]:
    """What stands behind the title of a road; empty for none."""

    def say(days: Days | date | None) -> str:
        if days is None:
            return ""
        first, last = days if isinstance(days, tuple) else (days, days)
        return say_span((first - today).days, (last - today).days, today)

    yield say(line.moved)
    plans = [(stage.on, clean_line(stage.title)) for stage in line.planned]
    plans += [(line.step, "next step")] if line.step else []
    yield "; ".join(f"{fit(title, _TITLE_CELLS)}, {say(on)}" for on, title in sorted(plans))
    yield f"{say(line.due)}, late" if line.late else say(line.due)
    yield say(line.likely)
    yield say(line.wide)
    yield say(line.back)
    yield say_waiting(line).removeprefix("waits ")


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows below their headings, in columns; the last one is only there where a road waits."""
    count = len(_HEADINGS) if any(row[-1] for row in rows) else len(_HEADINGS) - 1
    texts = [_HEADINGS[:count]]
    texts += [
        (fit(row[0], _TITLE_CELLS), *(text or _NONE for text in row[1:count])) for row in rows
    ]
    widths = [max(map(cells, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        columns = (fit(text, room, pad=True) for text, room in zip(row, widths, strict=True))
        yield _GAP.join(columns).rstrip()


def _labelled(row: Sequence[str]) -> str:
    """A row in which each text stands behind its heading."""
    title, *texts = row
    parts = [f"{name}: {text}" for name, text in zip(_HEADINGS[1:], texts, strict=True) if text]
    return " ".join(map(sentence, (title, *(parts or ["no dates"]))))
