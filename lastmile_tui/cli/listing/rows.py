"""Roads as rows of text: id, deck, marks, title and figures in columns, and hints below them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct

from lastmile_tui.cli.goal_lines import draw_road, say_progress, say_when
from lastmile_tui.cli.listing import styles
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.text import cells, clean_line, counted, fit
from lastmile_tui.domain.views.lineup import SectionKind, heading_of
from lastmile_tui.domain.wording.forecast import say_forecast_briefly
from lastmile_tui.ui.drawing.facts import hints_of
from lastmile_tui.ui.state.loudness import say_quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from lastmile_tui.cli.listing.styles import Span
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.calendar import Calendar
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.views.lineup import Lineup
    from lastmile_tui.ui.drawing.facts import Fact

WIDEST: Final = 160
"""The widest row: over more cells no eye keeps its line."""

TITLE_CELLS: Final = 16
"""The least cells of a title, and the share of a title and its deck that it takes at most."""
TITLE_SHARE: Final = 2 / 3

LEAST_DECK, POSTS_DECK, WIDEST_DECK = 8, 20, 80
"""The least cells of a deck, those from which it shows its markers, and the most."""

DATE_ROOM: Final = 32
"""Cells that title and deck need before dates have a column of their own."""

_GAP = "  "

_DOT: Span = (" · ", styles.MUTED)

_MARK, _BLOCK = "▴", "▧"

_UNDER_WAY = (State.DOOR, State.STRETCH, State.DRIVING, State.PLANNED)

_DECK = styles.ROAD | {_BLOCK: styles.DANGER}

About: TypeAlias = "Callable[[Goal, SectionKind], Fact | None]"
"""Why a goal stands in a section, where that has to be said."""


def _nothing(*_: object) -> None:
    """Nothing has to be said of it."""


class Facts(Struct, frozen=True):
    """What the columns of one goal say."""

    short: str
    left: str
    when: str
    level: int
    overdue: bool


class Columns(Struct, frozen=True):
    """The cells of each column, 0 for one that is left out."""

    ids: int
    deck: int
    marks: int
    title: int
    left: int
    when: int


class Rows:
    """The rows of a lineup in columns as wide as their widest text, fitted into `width` cells.

    `measure` may know nothing of a goal; `now` is what the user's clock shows. What `about` says of
    a goal stands first below it, and `quiet` counts the goals that need attention beside the loud
    ones.
    """

    def __init__(
        self,
        lineup: Lineup,
        shorts: dict[str, str],
        measure: Callable[[Goal], Measures | None],
        calendar: Calendar,
        *,
        now: datetime,
        width: int,
        about: About = _nothing,
        quiet: int = 0,
    ) -> None:
        self._lineup, self._today, self._width = lineup, lineup.today, min(width, WIDEST)
        self._about, self._quiet = about, quiet
        self._measures = {goal.uid: measure(goal) for goal in lineup.goals}
        self._facts = {
            goal.uid: self._facts_of(goal, shorts[goal.uid], calendar, now) for goal in lineup.goals
        }

    def lines(self) -> Iterator[list[Span]]:
        """The headings, each with its goals."""
        before: list[list[Span]] = []
        for section in self._lineup.sections:
            if section.goals:
                style = styles.WARNING if section.part == "final stretch" else styles.BOLD
                heading = heading_of(section.part, self._today).upper()
                yield from (*before, [(heading, style), *self._beside(section.part, heading)])
                for goal in section.goals:
                    yield styles.trimmed(self._row(goal))
                    yield from self._hints(goal, self._about(goal, section.part))
                before = [[]]

    def _beside(self, part: SectionKind, heading: str) -> Iterator[Span]:
        """How many goals need attention beside the loud ones, as the Highway says it."""
        if part is SectionKind.STRETCH:
            words = say_quiet(self._quiet, self._width - len(heading) - len(_GAP))
            if words:
                yield (_GAP + words, styles.MUTED)

    def _facts_of(self, goal: Goal, short: str, calendar: Calendar, now: datetime) -> Facts:
        measures, today = self._measures[goal.uid], self._today
        return Facts(
            short=short,
            left=say_progress(goal, today),
            when=say_when(goal, calendar, today, now),
            level=measures.attention.level if measures else 0,
            overdue=goal.is_overdue(today, now),
        )

    def _widest(self, texts: Iterable[str]) -> int:
        return max(map(cells, texts), default=0)

    @cached_property
    def _columns(self) -> Columns:
        facts, gap = self._facts.values(), len(_GAP)
        ids = self._widest(fact.short for fact in facts)
        left = self._widest(fact.left for fact in facts)
        when = self._widest(fact.when for fact in facts)
        marks = max(fact.level for fact in facts)
        titles = self._widest(clean_line(goal.title) for goal in self._lineup.goals)
        room = self._width - ids - left - 2 * gap - (marks + 1 if marks else 0)
        if room - when - gap >= DATE_ROOM:
            room -= when + gap
            title = _title_cells(titles, room)
            deck = min(room - title - gap, WIDEST_DECK)
        else:  # no wider than where dates begin to have a column, since decks grow with the width
            when, most = 0, DATE_ROOM - _title_cells(titles, DATE_ROOM) - gap
            title = max(min(titles, room - gap - most), TITLE_CELLS)
            deck = min(room - title - gap, most)
        if deck < LEAST_DECK:
            deck, title = 0, max(min(room, titles), TITLE_CELLS)
        return Columns(ids, deck, marks, title, left, when)

    def _row(self, goal: Goal) -> Iterator[Span]:
        columns, facts = self._columns, self._facts[goal.uid]
        at_door = goal.state(self._today) is State.DOOR
        yield facts.short.ljust(columns.ids), styles.MUTED
        yield _GAP, styles.PLAIN
        if columns.deck:
            yield from self._deck(goal, columns.deck)
            yield _GAP, styles.PLAIN
        if columns.marks:
            yield (_MARK * facts.level).ljust(columns.marks + 1), styles.BY_LEVEL[facts.level]
        yield fit(clean_line(goal.title), columns.title, pad=True), styles.BOLD
        yield _GAP, styles.PLAIN
        yield facts.left.rjust(columns.left), styles.WARNING if at_door else styles.PLAIN
        if columns.when:
            yield _GAP, styles.PLAIN
            yield facts.when, self._date_style(goal)

    def _deck(self, goal: Goal, width: int) -> Iterator[Span]:
        state = goal.state(self._today)
        posts = width >= max(POSTS_DECK, 3 * len(goal.markers))
        road = draw_road(goal, width, posts=posts)
        if goal.roadblocks and state in _UNDER_WAY:
            vehicle = road.index("▸")
            at = vehicle + 2 if vehicle + 2 < len(road) - 1 else vehicle - 1  # as on the Highway
            road = f"{road[:at]}{_BLOCK}{road[at + 1 :]}"
        return styles.road_spans(road, _DECK)

    def _date_style(self, goal: Goal) -> str:
        if goal.due is None or goal.state(self._today) not in _UNDER_WAY:
            return styles.MUTED
        if self._facts[goal.uid].overdue:
            return styles.DANGER
        return styles.WARNING if (goal.due - self._today).days <= 1 else styles.PLAIN

    # What stands below a row

    def _hints(self, goal: Goal, about: Fact | None) -> Iterator[list[Span]]:
        """The hints of a goal in as many lines as they need, behind the ids."""
        indent = self._columns.ids + len(_GAP)
        room, start = self._width - indent, (" " * indent, styles.PLAIN)
        line, used = [start], 0
        for text, style in self._hint_texts(goal, about):
            words = fit(text, room)
            if used and used + len(_DOT[0]) + cells(words) > room:
                yield line
                line, used = [start], 0
            if used:
                line.append(_DOT)
                used += len(_DOT[0])
            line.append((words, style))
            used += cells(words)
        if used:
            yield line

    def _hint_texts(self, goal: Goal, about: Fact | None) -> Iterator[Span]:
        if about and about.text != self._facts[goal.uid].when:
            yield clean_line(about.text), styles.BY_WEIGHT[about.weight]
        measures, state = self._measures[goal.uid], goal.state(self._today)
        when = self._facts[goal.uid].when
        if when and not self._columns.when:
            yield when, self._date_style(goal)
        if state is State.LET_GO and goal.let_go:
            if why := clean_line(goal.let_go.reason or goal.let_go.kind):
                yield why, styles.MUTED
        elif state in _UNDER_WAY:
            if state is State.DOOR:
                count = len(goal.open_items)
                yield (
                    f"{counted(count, 'thing')} to confirm" if count else "ready to seal",
                    styles.WARNING,
                )
            for hint in hints_of(goal, self._today, measures):
                known = about is not None and hint.topic in about.instead_of
                if hint.text != when and not known:  # that it is due today is said already
                    yield clean_line(hint.text), styles.BY_WEIGHT[hint.weight]
            if measures and measures.forecast:
                yield say_forecast_briefly(measures.forecast, self._today), styles.MUTED


def _title_cells(widest: int, room: int) -> int:
    """The cells of titles that share a room with their decks."""
    return max(min(widest, int(room * TITLE_SHARE)), TITLE_CELLS)
