"""The signs that roads are drawn with; no emoji, and nothing that a terminal may draw two wide."""

from __future__ import annotations

from msgspec import Struct


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
