"""What a list may show of one goal, by the names of its columns and placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.goal_lines import draw_road, say_progress, say_when
from lastmile_tui.cli.listing import styles
from lastmile_tui.domain.export.as_json import spelled
from lastmile_tui.domain.measures.reasons import say_briefly
from lastmile_tui.domain.model.text import cells, clean_line, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime

    from lastmile_tui.cli.listing.styles import Span
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.goal import Goal

ROAD_CELLS: Final = 20
LEAST_TITLE: Final = 16
"""The least cells of a title in a terminal that is too narrow."""

_GAP: Final = "  "
_NUMBERS: Final = frozenset(("level", "left", "to_go"))
"""Columns that end where their widest one ends."""

_AT_RISK: Final = frozenset(("marks", "reason"))
"""Columns in the colour of how much the goal is at risk."""

_STYLES: Final = {"id": styles.MUTED, "title": styles.BOLD, "tags": styles.MUTED}


class Fields:
    """The values of a goal by name; `measure` may know nothing of it.

    `say_marks` has the marks of a level of attention; `now` is what the user's clock shows.
    """

    def __init__(
        self,
        shorts: dict[str, str],
        measure: Callable[[Goal], Measures | None],
        say_marks: Callable[[int], str],
        *,
        calendar: Calendar,
        today: date,
        now: datetime,
    ) -> None:
        self._shorts, self._measure, self._say_marks = shorts, measure, say_marks
        self._calendar, self._today, self._now = calendar, today, now

    def value(self, goal: Goal, name: str) -> str:
        """One of the values, empty where there is nothing to tell."""
        return clean_line(getattr(self, f"_{name}")(goal))

    def _id(self, goal: Goal) -> str:
        return self._shorts[goal.uid]

    def _title(self, goal: Goal) -> str:
        return goal.title

    def _road(self, goal: Goal) -> str:
        return draw_road(goal, ROAD_CELLS, posts=True)

    def _marks(self, goal: Goal) -> str:
        return self._say_marks(self.level_of(goal))

    def _level(self, goal: Goal) -> str:
        return str(self.level_of(goal) or "")

    def _reason(self, goal: Goal) -> str:
        measures = self._measure(goal)
        reasons = measures.attention.reasons if measures else ()
        return say_briefly(reasons[0]) if reasons else ""

    def _left(self, goal: Goal) -> str:
        return say_progress(goal, self._today)

    def _to_go(self, goal: Goal) -> str:
        return f"{goal.to_go:.6f}".rstrip("0").rstrip(".")

    def _due(self, goal: Goal) -> str:
        return say_when(goal, self._calendar, self._today, self._now)

    def _state(self, goal: Goal) -> str:
        return spelled(goal.state(self._today))

    def _tags(self, goal: Goal) -> str:
        return " ".join(f"#{tag}" for tag in goal.tags)

    def _text(self, goal: Goal) -> str:
        reason, marks = self._reason(goal), self._marks(goal)
        return f"{marks} {goal.title}{f': {reason}' if reason else ''}".strip()

    def level_of(self, goal: Goal) -> int:
        """How much it is at risk, 0 to 3."""
        measures = self._measure(goal)
        return measures.attention.level if measures else 0


def table_of(
    goals: Sequence[Goal], names: Sequence[str], fields: Fields, width: int
) -> Iterator[list[Span]]:
    """A row for each goal with some columns; titles are cut where that is too wide, but for 0."""
    rows = [[fields.value(goal, name) for name in names] for goal in goals]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    if width and over > 0 and "title" in names:
        at = names.index("title")
        widths[at] = max(widths[at] - over, min(widths[at], LEAST_TITLE))
    risky = not _AT_RISK.isdisjoint(names)
    for goal, row in zip(goals, rows, strict=True):
        spans: list[Span] = []
        level = fields.level_of(goal) if risky else 0
        for text, name, cell in zip(row, names, widths, strict=True):
            spans += _cell(fit(text, cell), name, cell, level)
            spans.append((_GAP, styles.PLAIN))
        yield styles.trimmed(spans)


def _cell(text: str, name: str, width: int, level: int) -> Iterator[Span]:
    room = " " * (width - cells(text))
    if name == "road":
        yield from styles.road_spans(text)
    elif name in _NUMBERS:
        yield room + text, styles.PLAIN
        return
    else:
        risk = styles.BY_LEVEL[level] if name in _AT_RISK else styles.PLAIN
        yield text, _STYLES.get(name, risk)
    yield room, styles.PLAIN
