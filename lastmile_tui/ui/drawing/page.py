"""One goal as a page: its parts, and its rows as texts at cells, independent of themes."""

from __future__ import annotations

from datetime import date  # noqa: TC003 # msgspec resolves the annotations
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from rich.cells import cell_len
from rich.style import Style
from textual.content import Content

from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.record import Record  # noqa: TC001
from lastmile_tui.domain.rows.ids import RowId  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.domain.wording.track_record import ForecastNotes
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.glyphs import (
    Glyphs,
    spell,
)
from lastmile_tui.ui.drawing.lane import MARGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.strip import Strip

    from lastmile_tui.ui.drawing.palette import Palette

LABEL = 12
"""Cells of the column with the names of fields."""

Role: TypeAlias = Literal[
    "base",
    "title",
    "muted",
    "faint",
    "accent",
    "passed_text",
    "final_text",
    "warning",
    "danger",
]
"""The style of the palette that a text is drawn in."""


class Page(Struct, frozen=True):
    """A goal with its log, the day, and its measures in ready sentences.

    `level` is its attention, 0 to 3, with the reasons for it, and `overdue` whether its due date or
    its time has passed. The `notes` stand on the page of a road only.
    """

    record: Record
    today: date
    level: int = 0
    reasons: tuple[str, ...] = ()
    stake: str = ""
    forecast: str = ""
    notes: ForecastNotes = ForecastNotes()
    overdue: bool = False
    notation: Notation = Notation.POINT


class TextRun(Struct, frozen=True):
    """A text at a cell of a line."""

    x: int
    text: str
    role: Role = "base"


Line: TypeAlias = tuple[TextRun, ...]


class PageRow(Struct, frozen=True):
    """A row of one line or more. The cursor stops on it if it has a spot.

    Its text to edit begins at the cell `at`.
    """

    lines: tuple[Line, ...]
    spot: RowId | None = None
    at: int = MARGIN


GAP = PageRow(((),))
"""An empty line."""


def heading(name: str, width: int, side: str = "", role: Role = "title") -> PageRow:
    """The name of a section, with a text at its side."""
    words = name.upper()
    line = (TextRun(MARGIN, words, role), *_at_end(side, width, "muted"))
    return PageRow((line,))


def field(
    label: str,
    text: str,
    width: int,
    spot: RowId | None = None,
    *,
    role: Role = "base",
    side: str = "",
    side_role: Role = "muted",
) -> PageRow:
    """A named row: the text wraps beside the name; the side text is at the end."""
    at = MARGIN + LABEL
    lines = paragraph(at, text, width, role, side=side, side_role=side_role)
    name = TextRun(MARGIN, label, "muted")
    return PageRow(((name, *lines[0]), *lines[1:]), spot, at)


def paragraph(
    x: int, text: str, width: int, role: Role, *, side: str = "", side_role: Role = "muted"
) -> tuple[Line, ...]:
    """A text from a cell on, wrapped before the side text."""
    room = width - MARGIN - x - (cell_len(side) + 2 if side else 0)
    first, *rest = wrap(text, room)
    return (
        (TextRun(x, first, role), *_at_end(side, width, side_role)),
        *((TextRun(x, line, role),) for line in rest),
    )


@lru_cache(maxsize=8192)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The lines of a text, broken between words so that each has at most `width` cells.

    They are cached: of a long log only a line or two are new after a change.
    """
    if len(text) <= width and text.isascii() and "\n" not in text:
        return (text,)
    lines = (line.plain.rstrip() for line in Content(text).wrap(max(width, 2)))
    return tuple(lines) or ("",)


def join_sections(sections: Sequence[Sequence[PageRow]]) -> tuple[PageRow, ...]:
    """The rows of all sections that have some, with an empty line between two of them."""
    rows: list[PageRow] = []
    for section in sections:
        rows += ([GAP] if rows and section else []) + [*section]
    return tuple(rows)


def draw_line(
    line: Line, width: int, palette: Palette, glyphs: Glyphs, *, chosen: bool = False
) -> Strip:
    """A line as a strip of exactly `width` cells; the chosen one has an edge and a ground."""
    row = Row(width)
    for run in line:
        style = Style.null() if run.role == "base" else getattr(palette, run.role)
        row.put(run.x, spell(run.text, glyphs), style)
    if not chosen:
        return row.strip(palette.base)
    row.put(0, glyphs.edge, palette.edge)
    return row.strip(palette.base + palette.chosen)


def _at_end(text: str, width: int, role: Role) -> Line:
    return (TextRun(width - MARGIN - cell_len(text), text, role),) if text else ()
