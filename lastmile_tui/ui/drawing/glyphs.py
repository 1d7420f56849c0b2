"""The signs that roads are drawn with: no emoji, and none that may be two cells wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from textual.content import Content

if TYPE_CHECKING:
    from lastmile_tui.terminals import Terminal


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
    door: str
    """The gate where it stands large, at the head of a page."""
    done: str
    now: str
    to_come: str
    """A step of several: done, the one at hand, and one that is still to come."""
    dot: str
    ellipsis: str

    @property
    def arrow(self) -> str:
        """An arrow, three cells wide, from what was to what is."""
        return "-->" if self is ASCII else " → "

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
    door="║",
    done="●",
    now="◉",
    to_come="○",
    dot="·",
    ellipsis="…",
)

PLAIN = Glyphs(
    passed="─",
    ahead="-",
    final="═",
    post="│",
    gate="╟",
    vehicle="►",
    chequer="▒",
    flag="P",
    check="√",
    tick="x",
    roadblock="X",
    attention="!",
    edge="▌",
    door="║",
    done="●",
    now="►",
    to_come="○",
    dot="·",
    ellipsis="…",
)
"""Only signs that nearly every font has, those of the WGL4 set, also named Pan-European."""

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
    door="|",
    done="*",
    now="@",
    to_come="o",
    dot="-",
    ellipsis="~",
)


_BY_NAME = {"unicode": UNICODE, "plain": PLAIN, "ascii": ASCII}

_TO_ASCII = str.maketrans({"‘": "'", "’": "'", "·": "-", "–": "-", "—": "-", "…": "~"})


def glyphs_for(wanted: str, terminal: Terminal) -> Glyphs:
    """The glyphs of the settings, or those that the terminal can show."""
    shown = UNICODE if terminal.utf8 and terminal.signs else ASCII
    return _BY_NAME.get(wanted, shown)


def spell_content(words: Content, glyphs: Glyphs) -> Content:
    """Our own text in the wanted signs, one for one."""
    return Content(spell(words.plain, glyphs), list(words.spans)) if glyphs is ASCII else words


def spell(text: str, glyphs: Glyphs) -> str:
    """The same for a text that is drawn cell by cell."""
    return text.translate(_TO_ASCII) if glyphs is ASCII else text
