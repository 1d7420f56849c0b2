"""Signs, inks and bars of the pictures of the mirror."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.color import Color, blend_rgb
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual.renderables.sparkline import Sparkline

from lastmile_tui.dates.words import MONTHS
from lastmile_tui.ui.drawing.canvas import Row
from lastmile_tui.ui.drawing.glyphs import ASCII, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lastmile_tui.ui.drawing.glyphs import Glyphs
    from lastmile_tui.ui.drawing.palette import Palette


class ChartGlyphs(Struct, frozen=True):
    """Signs of one cell, or of steps up to a whole cell, which comes last."""

    rising: tuple[str, ...]
    growing: tuple[str, ...]
    shade: str
    sides: tuple[str, str]
    """The left and the right cell of a bar that is only an outline."""
    lid: tuple[str, str, str]
    """The left, an inner and the right cell of its top."""
    rule: str
    ends: tuple[str, str]
    tick: str
    span: str
    value: str
    beyond: tuple[str, str]
    levels: tuple[str, ...]
    """Five signs that grow heavier: a day without entries first."""
    done: str
    missed: str
    pip: str
    times: str
    half: str


_UNICODE = ChartGlyphs(
    rising=tuple(Sparkline.BARS),
    growing=("╸", "━"),
    shade="▒",
    sides=("▌", "▐"),
    lid=("▛", "▀", "▜"),
    rule="─",
    ends=("├", "┤"),
    tick="┼",
    span="━",
    value="◆",
    beyond=("◂", "▸"),
    levels=("·", *Sparkline.BARS[::2]),
    done="●",
    missed="·",
    pip="▪",
    times="×",
    half="½",
)

_PLAIN = ChartGlyphs(
    rising=("▄", "█"),
    growing=("═",),
    shade="▒",
    sides=("│", "│"),
    lid=("┌", "─", "┐"),
    rule="─",
    ends=("├", "┤"),
    tick="┼",
    span="═",
    value="■",
    beyond=("◄", "►"),
    levels=("·", "░", "▒", "▓", "█"),
    done="●",
    missed="·",
    pip="▪",
    times="×",
    half="½",
)

_ASCII = ChartGlyphs(
    rising=("#",),
    growing=("=",),
    shade=":",
    sides=("|", "|"),
    lid=(".", "-", "."),
    rule="-",
    ends=("|", "|"),
    tick="+",
    span="=",
    value="O",
    beyond=("<", ">"),
    levels=(".", ":", "+", "*", "#"),
    done="#",
    missed=".",
    pip="*",
    times="x",
    half="1/2",
)

_HEAT = (0.45, 0.65, 0.85, 1.0)
"""How much of the green the four levels of activity have, on the ground of the theme."""

_HEAT_ON_BRIGHT = (0.45, 0.7, 0.97, 1.0)
"""The same on a bright ground: of 256 colours each is another one, of 16 the higher two are green.
"""

_PURE, _SHARE = ColorTriplet(0, 128, 0), 0.25
"""The green of 16 colours, and how much of it is mixed in there, so that dark green is no grey."""

_BRIGHT = 128
"""The mean of red, green and blue above which a ground is bright."""


def signs_of(glyphs: Glyphs) -> ChartGlyphs:
    """The chart signs that go with glyphs."""
    if glyphs is ASCII:
        return _ASCII
    return _PLAIN if glyphs is PLAIN else _UNICODE


@lru_cache(maxsize=4)
def heat_styles(palette: Palette) -> tuple[Style, ...]:
    """The styles of the five levels of activity; a theme of terminal colours only has weights."""
    ground, green = palette.base.bgcolor, palette.passed_text.color
    if ground is None or green is None:
        ink = palette.passed_text
        weights = (Style(dim=True), Style(), Style(bold=True), Style(bold=True))
        return (palette.faint, *(ink + weight for weight in weights))
    low, high, shares = ground.get_truecolor(), green.get_truecolor(), _HEAT
    bright = sum(low) / 3 > _BRIGHT
    if bright:
        high, shares = blend_rgb(high, _PURE, _SHARE), _HEAT_ON_BRIGHT
    *inks, most = (Style(color=Color.from_triplet(blend_rgb(low, high, share))) for share in shares)
    return (palette.faint, *inks, most + Style(bold=bright or None))


def bar_cells(value: float, top: float, cells: int, steps: tuple[str, ...]) -> list[str]:
    """The cells of a bar from its foot: `value` of `top` on `cells`, in the steps there are.

    A value above 0 takes at least one step, so that it is seen.
    """
    parts = len(steps)
    count = min(max(round(value / top * cells * parts), 1), cells * parts) if value > 0 else 0
    whole, rest = divmod(count, parts)
    return [steps[-1]] * whole + ([steps[rest - 1]] if rest else [])


def month_name(day: date) -> str:
    """The month of a day in three letters, in English whatever the locale."""
    return MONTHS[day.month - 1][:3].title()


def legend(width: int, parts: Iterable[tuple[str, Style, str]], words: Style) -> Row:
    """Signs and their meanings, as many as fit into one row."""
    row, x = Row(width), 0
    for sign, ink, text in parts:
        end = x + len(sign) + 1 + len(text)
        if end > width:
            break
        row.put(x, sign, ink)
        row.put(x + len(sign) + 1, text, words)
        x = end + 3
    return row
