"""The styles that roads are drawn with, taken from a theme's variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.style import Style
from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Mapping


class Palette(Struct, frozen=True):
    """One style a role. The final stretch is bold, the road ahead is not: weight before colour."""

    base: Style
    chosen: Style
    title: Style
    muted: Style
    faint: Style
    accent: Style
    passed_text: Style
    final_text: Style
    warning: Style
    danger: Style
    edge: Style
    passed: Style
    ahead: Style
    final: Style
    final_passed: Style
    passed_post: Style
    ahead_post: Style
    final_post: Style
    vehicle: Style
    chequer: Style
    roadblock: Style


def palette_of(variables: Mapping[str, str]) -> Palette:
    """The palette of a theme.

    A theme may set `road-passed`, `road-ahead`, `road-final` and `road-final-passed`, the grounds
    of the deck, and the lines on them; the others follow from its own colours. A theme of terminal
    colours has no ground to blend with, so its deck has none.
    """
    ground, ink = _colour(variables, "background"), _colour(variables, "foreground")
    green, amber = _colour(variables, "success"), _colour(variables, "warning")
    red, accent = _colour(variables, "error"), _colour(variables, "road-accent", amber)
    plain = ground.ansi is not None or ink.ansi is not None

    def mix(colour: Color, share: float) -> Color:
        return ink if plain else ground.blend(colour, share)

    def deck(name: str, colour: Color, share: float) -> str | None:
        return None if plain else _rich(_colour(variables, name, ground.blend(colour, share)))

    passed, ahead = deck("road-passed", green, 0.45), deck("road-ahead", ink, 0.12)
    final = deck("road-final", amber, 0.3)
    final_passed = deck("road-final-passed", amber, 0.6)

    def line(name: str, colour: Color, deck_ground: str | None) -> str:
        """The colour of a line on the deck: the theme's, or the one with most contrast."""
        return _rich(colour if plain else _colour(variables, name, _best(deck_ground, ground, ink)))

    passed_line = line("road-passed-line", green, passed)
    final_passed_line = line("road-final-passed-line", amber, final_passed)
    muted = Style(color=_rich(mix(ink, 0.65)), dim=plain or None)
    return Palette(
        base=Style(color=_rich(ink), bgcolor=None if plain else _rich(ground)),
        chosen=Style(
            bgcolor=None if plain else _rich(_colour(variables, "road-chosen", mix(ink, 0.06)))
        ),
        title=Style(color=_rich(ink), bold=True),
        muted=muted,
        faint=Style(color=_rich(mix(ink, 0.45)), dim=plain or None),
        accent=Style(color=_rich(accent), bold=True),
        passed_text=Style(color=_rich(_colour(variables, "road-passed-text", green))),
        final_text=Style(color=_rich(_colour(variables, "road-final-text", amber))),
        warning=Style(color=_rich(_colour(variables, "road-final-text", amber)), bold=True),
        danger=Style(color=_rich(red), bold=True),
        edge=Style(color=_rich(accent), bold=True),
        passed=Style(color=passed_line, bgcolor=passed, bold=True),
        ahead=Style(color=_rich(mix(ink, 0.5)), bgcolor=ahead),
        final=Style(
            color=_rich(_colour(variables, "road-final-line", amber)), bgcolor=final, bold=True
        ),
        final_passed=Style(color=final_passed_line, bgcolor=final_passed, bold=True),
        passed_post=Style(color=passed_line, bgcolor=passed, bold=True),
        ahead_post=Style(color=_rich(mix(ink, 0.8)), bgcolor=ahead),
        final_post=Style(
            color=_rich(_colour(variables, "road-final-line", amber)), bgcolor=final, bold=True
        ),
        vehicle=Style(color=_rich(_colour(variables, "road-vehicle", ink)), bold=True),
        chequer=Style(color=_rich(ink), bold=True),
        roadblock=Style(color=_rich(red), bold=True),
    )


def _colour(variables: Mapping[str, str], name: str, default: Color | None = None) -> Color:
    value = variables.get(name)
    if value is None:
        return default or Color.parse("ansi_default")
    return Color.parse(value)


def _rich(colour: Color) -> str:
    """The name of a colour in rich."""
    return colour.rich_color.name


def _best(ground: str | None, *inks: Color) -> Color:
    """The ink with most contrast to a ground."""
    back = Color.parse(ground or "#000000")
    return max(inks, key=lambda ink: abs(ink.brightness - back.brightness))
