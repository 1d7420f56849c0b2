"""A seal list in words and lines: its status, and its items with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.content import Content

from lastmile_tui.dates import say_plain
from lastmile_tui.domain.wording.events import say_left
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.page import wrap

if TYPE_CHECKING:
    from datetime import date

    from lastmile_tui.domain.model.goal import Goal, SealItem
    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette

BOX_CELLS = 4
"""Cells of the box before an item."""

GAP = 3
"""Cells between an item and the evidence on its row."""


def seal_status(goal: Goal, today: date) -> Content:
    """How much is open, and how far it is to the seal."""
    still, count = len(goal.open_items), len(goal.seal)
    if goal.seal_day:
        place = f"sealed {say_plain(goal.seal_day, today)}"
    elif goal.let_go:
        place = "let go; resume it before you seal it"
    elif goal.to_go > 0:
        place = f"{say_left(goal)} before it can be sealed"
    else:
        place = "at the finish" if still else "at the finish, ready to seal"
    if not count:
        return Content(place)
    marked = (
        (f"{still} of {count} open", "b $text-warning") if still else ("all ticked", "$success")
    )
    return Content.assemble(marked, f" · {place}")


def draw_item(
    item: SealItem, glyphs: Glyphs, width: int, palette: Palette, *, following: bool
) -> list[Row]:
    """An item, strong when it is the `following` one, with its evidence beside or under it."""
    style = palette.passed_text if item.done else palette.title if following else Style.null()
    lines = wrap(item.text, width - BOX_CELLS)
    rows = [_line(line, style, width) for line in lines]
    rows[0].put(0, glyphs.box(ticked=item.done), style)
    beside = BOX_CELLS + cell_len(lines[0]) + GAP
    if len(lines) == 1 and beside + cell_len(item.evidence) <= width:
        rows[0].put(beside, item.evidence, palette.muted)
    else:
        proof = wrap(item.evidence, width - BOX_CELLS) if item.evidence else ()
        rows += [_line(line, palette.muted, width) for line in proof]
    return rows


def _line(text: str, style: Style, width: int) -> Row:
    row = Row(width)
    row.put(BOX_CELLS, text, style)
    return row
