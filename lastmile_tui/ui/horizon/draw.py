"""The Horizon line by line: its axis, how much is due when, and the rows of roads."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.cells import cell_len

from lastmile_tui.domain.horizon.axis import ticks_of
from lastmile_tui.domain.horizon.bar import DayMark, bar_of, free_room
from lastmile_tui.domain.horizon.load import MANY
from lastmile_tui.domain.horizon.signs import ASCII as ASCII_SIGNS
from lastmile_tui.domain.horizon.signs import PLAIN as PLAIN_SIGNS
from lastmile_tui.domain.horizon.signs import UNICODE as UNICODE_SIGNS
from lastmile_tui.domain.horizon.signs import legend
from lastmile_tui.domain.horizon.wording import NOTE_CELLS, say_waiting
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.glyphs import ASCII, PLAIN, spell
from lastmile_tui.ui.drawing.lane import MARGIN, MARKS, put_marks
from lastmile_tui.ui.drawing.pen import lane_strip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.style import Style
    from textual.strip import Strip

    from lastmile_tui.domain.horizon.axis import Axis
    from lastmile_tui.domain.horizon.load import LoadLine
    from lastmile_tui.domain.horizon.timeline import GoalTimeline
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette
    from lastmile_tui.ui.drawing.pen import Pen

LEAST_TITLE, MOST_TITLE = 12, 36
"""The cells of titles, three tenths of a screen between these."""

_GAP = 2
_BETWEEN = "  "


class Layout(Struct, frozen=True):
    """Where titles end and the axis begins, on a screen of so many cells."""

    title: int
    axis_at: int
    columns: int


def layout_of(width: int) -> Layout:
    """The layout of a screen; the axis has one column at least."""
    title = min(max(width * 3 // 10, LEAST_TITLE), MOST_TITLE)
    axis_at = MARGIN + MARKS + title + _GAP
    return Layout(title, axis_at, max(width - axis_at - MARGIN, 1))


def draw_axis(axis: Axis, words: str, width: int, palette: Palette) -> Strip:
    """How much time is seen, in words, and the labels of days, weeks, months or years."""
    row, layout = Row(width), layout_of(width)
    row.put(MARGIN + MARKS, truncate(words, layout.title, ""), palette.faint)
    for tick in ticks_of(axis):
        row.put(layout.axis_at + tick.column, tick.text, palette.muted)
    return row.strip(palette.base)


def draw_load(due: LoadLine, axis: Axis, width: int, pen: Pen) -> Strip:
    """How much falls into each week or longer, on its first day."""
    row, palette, layout = Row(width), pen.palette, layout_of(width)
    row.put(MARGIN + MARKS, due.label(layout.title), palette.faint)
    if line := line_of_today(axis, width, pen.glyphs):
        row.put(*line, palette.faint)
    for column, number in due.numbers.items():
        row.put(layout.axis_at + column, number, palette.title)
    return row.strip(palette.base)


def line_of_today(axis: Axis, width: int, glyphs: Glyphs) -> tuple[int, str] | None:
    """The cell of today on a screen, with its sign; None where today is out of sight."""
    if not axis.shows(axis.today):
        return None
    return layout_of(width).axis_at + axis.column(axis.today), _signs(glyphs)[DayMark.TODAY]


def draw_road(
    goal: Goal,
    line: GoalTimeline,
    axis: Axis,
    width: int,
    pen: Pen,
    *,
    measures: Measures | None,
    picked: bool,
    chosen: bool,
) -> Strip:
    """A road: its marks of attention, its title and its bar."""
    row, palette, layout = Row(width), pen.palette, layout_of(width)
    put_marks(row, measures, pen, picked=picked)
    row.put(MARGIN + MARKS, truncate(goal.title, layout.title, pen.glyphs.ellipsis), palette.title)
    signs, styles, x = _signs(pen.glyphs), _styles(palette), layout.axis_at
    bar = bar_of(line, axis, let_go=goal.let_go is not None)
    for mark, run in groupby(bar):
        cells = len([*run])
        if mark is not DayMark.NONE:
            row.put(x, signs[mark] * cells, styles[mark])
        x += cells
    if (words := say_waiting(line)) and len(room := free_room(bar)) >= NOTE_CELLS:
        words = truncate(spell(words, pen.glyphs), len(room), pen.glyphs.ellipsis)
        row.put(layout.axis_at + room.start, words, palette.muted)
    return lane_strip(row, pen, chosen=chosen)


def legend_of(glyphs: Glyphs) -> list[tuple[str, str]]:
    """Each sign with what it means, the most useful ones first."""
    return [*legend(_signs(glyphs)), MANY]


def legend_line(glyphs: Glyphs, cells: int, *, many: bool) -> str:
    """As many signs with their meanings as a line has room for, first that of `many` if there."""
    line = " ".join(MANY) if many else ""
    for sign, words in legend(_signs(glyphs)):
        longer = f"{line}{_BETWEEN}{sign} {words}" if line else f"{sign} {words}"
        if cell_len(longer) > cells:
            break
        line = longer
    return line


def _signs(glyphs: Glyphs) -> Mapping[DayMark, str]:
    if glyphs is ASCII:
        return ASCII_SIGNS
    return PLAIN_SIGNS if glyphs is PLAIN else UNICODE_SIGNS


def _styles(palette: Palette) -> dict[DayMark, Style]:
    return {
        DayMark.TODAY: palette.faint,
        DayMark.DRIVEN: palette.passed_text,
        DayMark.RESTING: palette.faint,
        DayMark.WIDE: palette.muted,
        DayMark.LIKELY: palette.accent,
        DayMark.OVER: palette.danger,
        DayMark.BEFORE: palette.muted,
        DayMark.AFTER: palette.muted,
        DayMark.WAITS: palette.warning,
        DayMark.REACHED: palette.passed_text,
        DayMark.STEP: palette.accent,
        DayMark.BACK: palette.accent,
        DayMark.PLANNED: palette.title,
        DayMark.LET_GO: palette.muted,
        DayMark.SEALED: palette.passed_text,
        DayMark.DUE: palette.final_text,
        DayMark.LATE: palette.danger,
    }
