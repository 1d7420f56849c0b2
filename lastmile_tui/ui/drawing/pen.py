"""The pen that roads are drawn with."""

from __future__ import annotations

from datetime import date  # noqa: TC003 # msgspec resolves the annotations
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.style import Style

from lastmile_tui.ui.drawing.glyphs import Glyphs  # noqa: TC001
from lastmile_tui.ui.drawing.palette import Palette  # noqa: TC001

if TYPE_CHECKING:
    from textual.strip import Strip

    from lastmile_tui.ui.drawing.canvas import Row


class Pen(Struct, frozen=True):
    """Colours, signs, and the day that dates are relative to."""

    palette: Palette
    glyphs: Glyphs
    today: date


def ink_on(ink: Style, ground: Style) -> Style:
    """The ink of one style on the ground of another."""
    return Style(color=ink.color, bgcolor=ground.bgcolor, bold=ink.bold)


def sign_on(sign: Style, ground: Style) -> Style:
    """A sign on the ground of another style, or on its own one, if it has one."""
    return sign if sign.bgcolor is not None else ink_on(sign, ground)


def lane_strip(row: Row, pen: Pen, *, chosen: bool) -> Strip:
    """A row of a lane as a strip; the chosen lane has an edge and a ground of its own."""
    if not chosen:
        return row.strip(pen.palette.base)
    row.put(0, pen.glyphs.edge, pen.palette.edge)
    return row.strip(pen.palette.base + pen.palette.chosen)
