"""The days of a goal's history: the line of days, and the page as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from lastmile_tui.dates import say_days, say_plain, say_short
from lastmile_tui.domain.rows.ids import RowKind
from lastmile_tui.domain.wording.history import HistoryEntry  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.ui.drawing.canvas import Row, truncate
from lastmile_tui.ui.drawing.glyphs import spell
from lastmile_tui.ui.drawing.lane import MARGIN
from lastmile_tui.ui.drawing.page import (
    GAP,
    Page,
    PageRow,
    Role,
    TextRun,
    heading,
    join_sections,
    paragraph,
)
from lastmile_tui.ui.road.draw_rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.strip import Strip

    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.pen import Pen

DAYS_ROWS = 3
"""The day in words, the line of all days, and an empty row."""

_LEAST = 8
"""Cells of the shortest line of days."""


class DayPicker(Struct, frozen=True):
    """The days on which something changed, oldest first, and the selected one."""

    days: tuple[date, ...]
    index: int

    @property
    def day(self) -> date:
        return self.days[self.index]


def draw_days(picker: DayPicker, width: int, pen: Pen) -> list[Strip]:
    """`DAYS_ROWS` strips of exactly `width` cells."""
    rows = [Row(width) for _ in range(DAYS_ROWS)]
    palette, glyphs = pen.palette, pen.glyphs
    count = f"{picker.index + 1:,} of {len(picker.days):,}"
    room = width - 2 * MARGIN - cell_len(count) - 2
    text = f"As it was on {say_plain(picker.day, pen.today)} · {say_days(picker.day, pen.today)}"
    rows[0].put(MARGIN, truncate(spell(text, glyphs), room, glyphs.ellipsis), palette.accent)
    rows[0].put(width - MARGIN - cell_len(count), count, palette.muted)
    _draw_line(rows[1], picker, width, pen)
    return [row.strip(palette.base) for row in rows]


def _draw_line(row: Row, picker: DayPicker, width: int, pen: Pen) -> None:
    """All days to scale, driven as far as the selected one."""
    palette, glyphs = pen.palette, pen.glyphs
    first, last = (say_short(picker.days[end], pen.today) for end in (0, -1))
    start = MARGIN + cell_len(first) + 1
    size = width - MARGIN - cell_len(last) - 1 - start
    if len(picker.days) == 1 or size < _LEAST:
        return
    row.put(MARGIN, first, palette.muted)
    row.put(width - MARGIN - cell_len(last), last, palette.muted)
    here = _cell(picker, picker.index, size)
    row.put(start, glyphs.passed * here, palette.passed_text)
    row.put(start + here, glyphs.ahead * (size - here), palette.faint)
    for index in range(len(picker.days)):
        style = palette.passed_text if index < picker.index else palette.muted
        row.put(start + _cell(picker, index, size), glyphs.post, style)
    row.put(start + here, glyphs.vehicle, palette.accent)


def _cell(picker: DayPicker, index: int, size: int) -> int:
    """The cell of a day on a line of `size` cells."""
    days = picker.days
    return (days[index] - days[0]).days * (size - 1) // (days[-1] - days[0]).days


def past_rows(
    page: Page | None, changes: Sequence[HistoryEntry], glyphs: Glyphs, width: int
) -> tuple[PageRow, ...]:
    """The changes of the day, and the page as of its end; no row can be chosen."""
    rows = [heading("Changed that day", width)]
    for change in changes:
        role: Role = "faint" if change.undone else "base"
        words = f"{change.words} (undone since)" if change.undone else change.words
        first, *rest = paragraph(MARGIN + 2, words, width, role)
        rows.append(PageRow(((TextRun(MARGIN, glyphs.dot, "muted"), *first), *rest)))
    if page is None:
        rows.append(PageRow(paragraph(MARGIN, "How it was cannot be shown.", width, "warning")))
        return tuple(rows)
    return join_sections([rows, *_past_sections(page, glyphs, width)])


def _past_sections(page: Page, glyphs: Glyphs, width: int) -> list[list[PageRow]]:
    """The sections of a page, without empty fields and without the title, which is in the head."""
    sections: list[list[PageRow]] = [[]]
    for item in rows_of(page, glyphs, width):
        if item == GAP:
            sections.append([])
        elif item.spot is None or not (item.spot.kind is RowKind.TITLE or _is_empty(item)):
            sections[-1].append(replace(item, spot=None))
    return sections


def _is_empty(item: PageRow) -> bool:
    """Whether a field is empty."""
    return item.spot is not None and not item.spot.id and item.lines[0][-1].role == "faint"
