"""The Horizon as rows of text: the axis, how much is due when, a row for each road."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from lastmile_tui.cli.listing import styles
from lastmile_tui.domain.horizon.axis import axis_of, ticks_of
from lastmile_tui.domain.horizon.bar import DayMark, bar_of, free_room
from lastmile_tui.domain.horizon.load import MANY, load_line
from lastmile_tui.domain.horizon.signs import UNICODE, legend
from lastmile_tui.domain.horizon.wording import NOTE_CELLS, say_waiting
from lastmile_tui.domain.model.text import cells, clean_line, fit

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lastmile_tui.cli.listing.styles import Span
    from lastmile_tui.domain.horizon.axis import Axis, Zoom
    from lastmile_tui.domain.horizon.load import LoadLine
    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.model.goal import Goal

WIDEST: Final = 160
"""The widest row, as of a list."""

TITLE_SHARE: Final = 0.3
"""The share of a row that its title takes at most."""

_GAP = "  "

_STYLES: Final = {
    DayMark.TODAY: styles.MUTED,
    DayMark.DRIVEN: styles.GREEN,
    DayMark.RESTING: styles.MUTED,
    DayMark.WIDE: styles.MUTED,
    DayMark.OVER: styles.DANGER,
    DayMark.BEFORE: styles.MUTED,
    DayMark.AFTER: styles.MUTED,
    DayMark.WAITS: styles.WARNING,
    DayMark.REACHED: styles.GREEN,
    DayMark.STEP: styles.BOLD,
    DayMark.PLANNED: styles.BOLD,
    DayMark.LET_GO: styles.MUTED,
    DayMark.SEALED: styles.GREEN,
    DayMark.DUE: styles.WARNING,
    DayMark.LATE: styles.DANGER,
}


def lines_of(
    roads: Sequence[tuple[Goal, str, GoalTimeline]],
    load: Counter[date],
    today: date,
    zoom: Zoom,
    width: int,
) -> Iterator[list[Span]]:
    """The lines of roads with their ids and timelines; `roads` has one at least."""
    width = min(width, WIDEST)
    ids = max(cells(short) for _, short, _ in roads)
    longest = max(cells(clean_line(goal.title)) for goal, _, _ in roads)
    title = min(longest, int(width * TITLE_SHARE))
    before = ids + title + 2 * len(_GAP)
    reaches = [line.reach for _, _, line in roads]
    first = min((reach[0] for reach in reaches if reach), default=today)
    last = max((reach[1] for reach in reaches if reach), default=today)
    axis = axis_of(today, width - before, zoom, reach=(first, last))
    yield [(" " * before + _labels(axis), styles.MUTED)]
    due = load_line(load, axis)
    yield _load(due, axis, before)
    seen: set[DayMark] = set()
    for goal, short, line in roads:
        bar = bar_of(line, axis, let_go=goal.let_go is not None)
        seen.update(bar)
        row = [
            (short.ljust(ids), styles.MUTED),
            (_GAP, styles.PLAIN),
            (fit(clean_line(goal.title), title, pad=True), styles.BOLD),
            (_GAP, styles.PLAIN),
        ]
        yield row + _bar(bar, say_waiting(line))
    yield []
    explained = [f"{sign} {words}" for sign, words in legend(UNICODE, seen - {DayMark.TODAY})]
    if due.has_many:
        explained.insert(0, " ".join(MANY))
    if due.unit not in due.label(before - len(_GAP)):
        explained.insert(0, f"numbers: due per {due.unit}")
    for text in _wrapped(explained, width):
        yield [(text, styles.MUTED)]


def _bar(bar: Sequence[DayMark], words: str) -> list[Span]:
    """A bar, with words where it has room for them."""
    room = free_room(bar)
    if not words or len(room) < NOTE_CELLS:
        return _runs(bar)
    note = (fit(words, len(room), pad=True), styles.MUTED)
    return [*_runs(bar[: room.start]), note, *_runs(bar[room.stop :])]


def _runs(bar: Sequence[DayMark]) -> list[Span]:
    return [
        (UNICODE[mark] * len([*run]), _STYLES.get(mark, styles.PLAIN)) for mark, run in groupby(bar)
    ]


def _labels(axis: Axis) -> str:
    text = ""
    for tick in ticks_of(axis):
        text = text.ljust(tick.column) + tick.text
    return text


def _load(due: LoadLine, axis: Axis, before: int) -> list[Span]:
    """How much falls into each week or longer, with the day that it is."""
    signs = [" "] * axis.columns
    for column, number in due.numbers.items():
        signs[column : column + len(number)] = number
    here = axis.column(axis.today)
    if signs[here] == " ":
        signs[here] = UNICODE[DayMark.TODAY]
    words = due.label(before - len(_GAP))
    return [(words.ljust(before), styles.MUTED), ("".join(signs).rstrip(), styles.BOLD)]


def _wrapped(texts: Sequence[str], width: int) -> Iterator[str]:
    """Texts on as few lines as they need, three cells apart."""
    line = ""
    for text in texts:
        if line and cells(line) + len("   ") + cells(text) > width:
            yield line
            line = ""
        line = f"{line}   {text}" if line else text
    if line:
        yield line
