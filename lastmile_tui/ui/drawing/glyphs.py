"""The signs that roads are drawn with; no emoji, and nothing that a terminal may draw two wide."""

from __future__ import annotations

import sys

from msgspec import Struct
from textual.content import Content


class Glyphs(Struct, frozen=True):
    """One cell each. What was driven, what is ahead and the final stretch differ without colour."""

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
    """The glyphs that were asked for, or that the terminal's encoding can carry."""
    if wanted == "auto":
        encoding = (sys.__stdout__.encoding if sys.__stdout__ else "") or ""
        return UNICODE if encoding.casefold().startswith("utf") else ASCII
    return ASCII if wanted == "ascii" else UNICODE


def spelled(words: Content, glyphs: Glyphs) -> Content:
    """Sentences of ours in the signs that are asked for, one for one."""
    return Content(spell(words.plain, glyphs), list(words.spans)) if glyphs is ASCII else words


def spell(text: str, glyphs: Glyphs) -> str:
    """The same for a text that is drawn cell by cell."""
    return text.translate(_PLAIN) if glyphs is ASCII else text
