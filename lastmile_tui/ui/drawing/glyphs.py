"""The signs that roads are drawn with: no emoji, and none that may be two cells wide."""

from __future__ import annotations

import sys

from msgspec import Struct
from textual.content import Content


class Glyphs(Struct, frozen=True):
    """Signs of one cell each; the parts of a road differ even without colour."""

    passed: str
    ahead: str
    final: str
    post: str
    gate: str
    vehicle: str
    chequer: str
    flag: str
    check: str
    tick: str
    roadblock: str
    attention: str
    edge: str
    dot: str
    ellipsis: str

    def box(self, *, ticked: bool) -> str:
        """A box, three cells wide, of a list to tick."""
        return f"[{self.tick if ticked else ' '}]"


UNICODE = Glyphs(
    passed="━",
    ahead="╌",
    final="═",
    post="┃",
    gate="╟",
    vehicle="►",
    chequer="▞",
    flag="⚑",
    check="✓",
    tick="✓",
    roadblock="▧",
    attention="▴",
    edge="▌",
    dot="·",
    ellipsis="…",
)

ASCII = Glyphs(
    passed="#",
    ahead="-",
    final="=",
    post="|",
    gate="[",
    vehicle=">",
    chequer="%",
    flag="P",
    check="v",
    tick="x",
    roadblock="X",
    attention="!",
    edge="|",
    dot="-",
    ellipsis="~",
)


_PLAIN = str.maketrans({"‘": "'", "’": "'", "·": "-", "…": "~"})


def glyphs_for(wanted: str) -> Glyphs:
    """The glyphs of the settings, or those that the terminal's encoding allows."""
    if wanted == "auto":
        encoding = (sys.__stdout__.encoding if sys.__stdout__ else "") or ""
        return UNICODE if encoding.casefold().startswith("utf") else ASCII
    return ASCII if wanted == "ascii" else UNICODE


def spell_content(words: Content, glyphs: Glyphs) -> Content:
    """Our own text in the wanted signs, one for one."""
    return Content(spell(words.plain, glyphs), list(words.spans)) if glyphs is ASCII else words


def spell(text: str, glyphs: Glyphs) -> str:
    """The same for a text that is drawn cell by cell."""
    return text.translate(_PLAIN) if glyphs is ASCII else text
