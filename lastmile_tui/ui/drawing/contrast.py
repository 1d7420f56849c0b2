"""Contrast of colours as a terminal shows them, which may have few."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.color import Color, ColorSystem

from lastmile_tui.config.colours import SIGN, contrast
from lastmile_tui.terminals import TRUECOLOUR

if TYPE_CHECKING:
    Parts = tuple[int, int, int]

_XTERM = (
    "000000cd000000cd00cdcd000000eecd00cd00cdcde5e5e5"
    "7f7f7fff000000ff00ffff005c5cffff00ff00ffffffffff"
)
_PC = (
    "000000aa000000aa00aa55000000aaaa00aa00aaaaaaaaaa"
    "555555ff555555ff55ffff555555ffff55ff55ffffffffff"
)
_PALETTES = tuple(
    [(raw[at], raw[at + 1], raw[at + 2]) for at in range(0, len(raw), 3)]
    for raw in map(bytes.fromhex, (_XTERM, _PC))
)
"""The 16 colours as terminals have them: those of xterm, and of the PC and its consoles."""

LINE_CONTRAST = SIGN
"""What a line needs on its ground."""

_BRIGHT = 8
"""The first of the bright colours: bold makes them of the others in many terminals of 16."""


def least_contrast(one: str, other: str, colours: int) -> float:
    """The contrast of two colours of rich in a terminal with so many colours; the least of several.

    1 to 21 (WCAG 2.2, relative luminance).
    """
    pair = _downgraded(one, colours), _downgraded(other, colours)
    if colours > 16:  # noqa: PLR2004 # as many have values that every terminal agrees on
        return _contrast(*(colour.get_truecolor() for colour in pair))
    return min(_contrast(*(of_16[colour.number or 0] for colour in pair)) for of_16 in _PALETTES)


def is_dark_of_16(colour: str, colours: int) -> bool:
    """Whether bold would make another colour of it."""
    return colours <= 16 and (_downgraded(colour, colours).number or 0) < _BRIGHT  # noqa: PLR2004 # as many as there are


def _contrast(one: Parts, other: Parts) -> float:
    return contrast(*("#" + bytes(parts).hex() for parts in (one, other)))


def _downgraded(colour: str, colours: int) -> Color:
    parsed = Color.parse(colour)
    if colours >= TRUECOLOUR:
        return parsed
    return parsed.downgrade(ColorSystem.EIGHT_BIT if colours > 16 else ColorSystem.STANDARD)  # noqa: PLR2004 # the least
