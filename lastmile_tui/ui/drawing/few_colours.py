"""Our own themes for terminals of 256 and of 16 colours.

Textual mixes colours, and rich takes the nearest of those there are, so that amber may become red
and grey nothing. Every colour here is one that such a terminal has, and none is mixed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.theme import Theme

from lastmile_tui.terminals import TRUECOLOUR
from lastmile_tui.ui.drawing.palette import STRONG
from lastmile_tui.ui.drawing.themes import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator


class DeckColours(Struct, frozen=True):
    """The grounds of a deck, and the lines on them."""

    passed: tuple[str, str]
    ahead: tuple[str, str]
    final: tuple[str, str]
    final_passed: tuple[str, str]
    vehicle: tuple[str, str | None]
    roadblock: tuple[str, str | None]
    """These two stand on the ground of the deck if they have none."""


class FewColours(Struct, frozen=True):
    """The colours of a theme, by what they are for."""

    ground: str
    ink: str
    muted: str
    faint: str
    bar: str
    """The ground of the bars, and of lines to type in."""
    chosen: str
    key: str
    """Names of keys and panels, and borders of these: bold, which may be bright."""
    amber: str
    amber_text: str
    green: str
    green_text: str
    red: str
    notice: str
    """A warning on the bar."""
    edge: str
    """Borders and scrollbars."""
    line: tuple[str, str]
    """The ground and the ink of the line that is chosen in the palette, which has no mark."""
    deck: DeckColours


DARK_256 = FewColours(
    ground="#121212",
    ink="#e4e4e4",
    muted="#a8a8a8",
    faint="#949494",
    bar="#262626",
    chosen="#1c1c1c",
    key="#ffaf00",
    amber="#ffaf00",
    amber_text="#ffd75f",
    green="#5fd787",
    green_text="#5fd787",
    red="#ff5f5f",
    notice="#ff5f5f",
    edge="#626262",
    line=("#262626", "#e4e4e4"),
    deck=DeckColours(
        passed=("#005f00", "#afffaf"),
        ahead=("#303030", "#949494"),
        final=("#875f00", "#ffd75f"),
        final_passed=("#af5f00", "#ffffd7"),
        vehicle=("#ffffff", None),
        roadblock=("#ffffff", "#af0000"),
    ),
)

LIGHT_256 = FewColours(
    ground="#ffffff",
    ink="#1c1c1c",
    muted="#585858",
    faint="#626262",
    bar="#eeeeee",
    chosen="#eeeeee",
    key="#875f00",
    amber="#875f00",
    amber_text="#875f00",
    green="#005f00",
    green_text="#005f00",
    red="#af0000",
    notice="#af0000",
    edge="#8a8a8a",
    line=("#eeeeee", "#1c1c1c"),
    deck=DeckColours(
        passed=("#008700", "#ffffff"),
        ahead=("#dadada", "#626262"),
        final=("#ffd75f", "#875f00"),
        final_passed=("#af5f00", "#ffffff"),
        vehicle=("#1c1c1c", None),
        roadblock=("#ffffff", "#af0000"),
    ),
)

_BLACK, _WHITE, _GREY = "#000000", "#ffffff", "#aaaaaa"
_RED, _GREEN, _BROWN, _BLUE, _MAGENTA = "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa"
_BRIGHT_RED, _BRIGHT_GREEN, _BRIGHT_YELLOW = "#ff5555", "#55ff55", "#ffff55"
_BRIGHT_BLUE = "#5555ff"
"""Names of the 16 colours: rich knows them by these values, and terminals have their own."""

# A console has no bright grounds: it shows those as the dark ones. Two yellows would be one there.
_DECK_16 = DeckColours(
    passed=(_GREEN, _BLACK),
    ahead=(_BLACK, _GREY),
    final=(_BLACK, _BRIGHT_YELLOW),
    final_passed=(_BROWN, _BLACK),
    vehicle=(_BLACK, _WHITE),
    roadblock=(_WHITE, _RED),
)

DARK_16 = FewColours(
    ground=_BLACK,
    ink=_WHITE,
    muted=_GREY,
    faint=_GREY,
    bar=_BLUE,
    chosen=_BLACK,
    key=_BRIGHT_YELLOW,
    amber=_BRIGHT_YELLOW,
    amber_text=_BRIGHT_YELLOW,
    green=_BRIGHT_GREEN,
    green_text=_BRIGHT_GREEN,
    red=_BRIGHT_RED,
    notice=_BRIGHT_YELLOW,
    edge=_GREY,
    line=(_BLUE, _WHITE),
    deck=_DECK_16,
)

LIGHT_16 = FewColours(
    ground=_WHITE,
    ink=_BLACK,
    muted=_BRIGHT_BLUE,
    faint=_BRIGHT_BLUE,
    bar=_WHITE,
    chosen=_WHITE,
    key=_BLUE,
    amber=_MAGENTA,
    amber_text=_MAGENTA,
    green=_BLUE,
    green_text=_BLUE,
    red=_RED,
    notice=_RED,
    edge=_BLUE,
    line=(_BLUE, _WHITE),
    deck=DeckColours(
        passed=(_GREEN, _BLACK),
        ahead=(_GREY, _BLACK),
        final=(_WHITE, _MAGENTA),
        final_passed=(_BROWN, _BLACK),
        vehicle=(_WHITE, _BLACK),
        roadblock=(_WHITE, _RED),
    ),
)

_OURS = {
    (DARK.name, 256): DARK_256,
    (LIGHT.name, 256): LIGHT_256,
    (DARK.name, 16): DARK_16,
    (LIGHT.name, 16): LIGHT_16,
}


_OWN = (
    *("primary", "secondary", "accent", "warning", "error", "success"),
    *("background", "surface", "panel", "foreground"),
)
"""The colours of a theme that Textual would compute with."""


def themes_for(colours: int) -> Iterator[Theme]:
    """Our themes, by their own names, for a terminal of so many colours."""
    for theme in THEMES:
        few = _OURS.get((theme.name, colours)) if colours < TRUECOLOUR else None
        yield _theme(theme, few) if few else theme


def _theme(like: Theme, few: FewColours) -> Theme:
    theme = Theme(
        name=like.name,
        dark=like.dark,
        primary=few.key,
        secondary=few.green,
        accent=few.key,
        warning=few.amber,
        error=few.red,
        success=few.green,
        background=few.ground,
        surface=few.ground,
        panel=few.bar,
        boost=few.ground,
        foreground=few.ink,
    )
    # The variables say the same again: Textual computes with the others, and comes out beside them.
    own = {name: getattr(theme, name) for name in _OWN}
    return replace(theme, variables={**own, **_textual(few), **_road(few)})


def _textual(few: FewColours) -> dict[str, str]:
    """The variables that Textual would mix."""
    inks = dict.fromkeys(
        (
            "text",
            "footer-foreground",
            "footer-description-foreground",
            "button-foreground",
            "input-cursor-background",
            "input-selection-foreground",
            "link-color",
        ),
        few.ink,
    )
    muted = dict.fromkeys(
        ("text-muted", "text-disabled", "foreground-muted", "foreground-disabled"), few.muted
    )
    grounds = dict.fromkeys(
        (
            "input-cursor-foreground",
            "block-cursor-foreground",
            "panel-darken-1",
            "scrollbar-background",
            "scrollbar-background-hover",
            "scrollbar-background-active",
            "scrollbar-corner-color",
        ),
        few.ground,
    )
    edges = dict.fromkeys(("border", "border-blurred", "scrollbar", "scrollbar-hover"), few.edge)
    bars = dict.fromkeys(
        (
            "footer-background",
            "block-hover-background",
            "input-selection-background",
            "screen-selection-background",
        ),
        few.bar,
    )
    keys = dict.fromkeys(
        (
            "block-cursor-background",
            "footer-key-foreground",
            "scrollbar-active",
            "text-primary",
            "text-accent",
        ),
        few.key,
    )
    return {
        **inks,
        **muted,
        **grounds,
        **edges,
        **bars,
        **keys,
        "text-warning": few.amber_text,
        "text-success": few.green_text,
        "text-secondary": few.green_text,
        "text-error": few.red,
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": few.line[0],
        "block-cursor-blurred-foreground": few.line[1],
        # Many terminals of 16 colours make a grey of bold black.
        STRONG: "not bold" if few.ink == _BLACK else "bold",
    }


def _road(few: FewColours) -> dict[str, str]:
    deck = few.deck
    pairs = {
        "road-passed": deck.passed,
        "road-ahead": deck.ahead,
        "road-final": deck.final,
        "road-final-passed": deck.final_passed,
    }
    found = {name: ground for name, (ground, _) in pairs.items()}
    found |= {f"{name}-line": line for name, (_, line) in pairs.items()}
    for name, (ink, ground) in (
        ("road-vehicle", deck.vehicle),
        ("road-roadblock", deck.roadblock),
    ):
        found[name] = ink
        if ground:
            found[f"{name}-ground"] = ground
    return {
        **found,
        "road-muted": few.muted,
        "road-faint": few.faint,
        "road-chosen": few.chosen,
        "road-notice": few.notice,
        "road-ahead-post": deck.ahead[1],
        "road-passed-text": few.green_text,
        "road-final-text": few.amber_text,
    }
