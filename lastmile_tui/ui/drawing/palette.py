"""The styles that roads are drawn with, taken from a theme's variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.style import Style
from textual.color import BLACK, WHITE, Color

from lastmile_tui.terminals import TRUECOLOUR
from lastmile_tui.ui.drawing.contrast import LINE_CONTRAST, is_dark_of_16, least_contrast

if TYPE_CHECKING:
    from collections.abc import Mapping


COLOURS = "road-colours"
"""The variable with the number of colours that the terminal has."""

WITHOUT_COLOUR = "road-without-colour"
"""The variable that is set where only brightness is shown, as `NO_COLOR` asks."""

STRONG = "ink-strong"
"""The variable with the style of a strong text in the colour of all text."""


class Palette(Struct, frozen=True):
    """One style a role. The final stretch is bold, the road ahead is not: weight before colour."""

    base: Style
    chosen: Style
    title: Style
    muted: Style
    faint: Style
    accent: Style
    badge: Style
    """The name of the screen that is open."""
    passed_text: Style
    final_text: Style
    warning: Style
    danger: Style
    notice: Style
    """A danger that is told on a bar."""
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
    roadblock_passed: Style
    """A roadblock at the end of a road, behind the vehicle."""


def palette_of(variables: Mapping[str, str]) -> Palette:
    """The palette of a theme, for a terminal of `road-colours` colours.

    A theme may set `road-passed`, `road-ahead`, `road-final` and `road-final-passed`, the grounds
    of the deck, and the lines on them; the others follow from its own colours. A line that its
    ground would swallow is drawn in black or white. A theme of terminal colours has no ground to
    blend with, so its deck has none.
    """
    ground, ink = _colour(variables, "background"), _colour(variables, "foreground")
    green, amber = _colour(variables, "success"), _colour(variables, "warning")
    red, accent = _colour(variables, "error"), _colour(variables, "road-accent", amber)
    plain = ground.ansi is not None or ink.ansi is not None
    grey = WITHOUT_COLOUR in variables
    if grey:  # of which red would become the darkest
        red = ink if plain else max(BLACK, WHITE, key=lambda end: _apart(end, ground))
    colours = int(variables.get(COLOURS, TRUECOLOUR))

    def mix(colour: Color, share: float) -> Color:
        return ink if plain else ground.blend(colour, share)

    def deck(name: str, colour: Color, share: float) -> str | None:
        return None if plain else _rich(_colour(variables, name, ground.blend(colour, share)))

    passed, ahead = deck("road-passed", green, 0.45), deck("road-ahead", ink, 0.12)
    final = deck("road-final", amber, 0.3)
    final_passed = deck("road-final-passed", amber, 0.6)

    def strong(colour: Color, on: str | None = None) -> Style:
        """Bold, where that does not make another colour of it."""
        name = _rich(colour)
        bold = plain or not is_dark_of_16(name, colours)
        return Style(color=name, bgcolor=on, bold=bold or None)

    def line(name: str, colour: Color, on: str | None, *, bold: bool = True) -> Style:
        """A line on the deck: of the theme's colour for it, or of the one given."""
        wanted = colour if plain else _colour(variables, name, colour)
        seen = wanted if on is None else _on_ground(wanted, on, ground, ink, colours)
        return strong(seen, on) if bold else Style(color=_rich(seen), bgcolor=on)

    passed_line = line("road-passed-line", green if plain else _best(passed, ground, ink), passed)
    final_passed_line = line(
        "road-final-passed-line",
        amber if plain else _best(final_passed, ground, ink),
        final_passed,
    )
    final_line = line("road-final-line", amber, final)
    final_text = ink if grey else _colour(variables, "road-final-text", amber)
    notice = red if grey else _colour(variables, "road-notice", red)
    blocked = _colour(variables, "road-roadblock", red)
    block_ground = _ground_of(variables, "road-roadblock-ground")
    if grey and not plain:
        blocked, block_ground = ground, _rich(red)
    return Palette(
        base=Style(color=_rich(ink), bgcolor=None if plain else _rich(ground)),
        chosen=Style(
            bgcolor=None if plain else _rich(_colour(variables, "road-chosen", mix(ink, 0.06)))
        ),
        title=strong(ink),
        muted=Style(
            color=_rich(_colour(variables, "road-muted", mix(ink, 0.65))), dim=plain or None
        ),
        faint=Style(
            color=_rich(_colour(variables, "road-faint", mix(ink, 0.45))), dim=plain or None
        ),
        accent=strong(accent),
        badge=Style(reverse=True, bold=True) if plain else strong(ground, _rich(accent)),
        passed_text=Style(color=_rich(_colour(variables, "road-passed-text", green))),
        final_text=Style(color=_rich(final_text)),
        warning=strong(final_text),
        danger=strong(red),
        notice=strong(notice),
        edge=strong(accent),
        passed=passed_line,
        ahead=line("road-ahead-line", mix(ink, 0.5), ahead, bold=False),
        final=final_line,
        final_passed=final_passed_line,
        passed_post=passed_line,
        ahead_post=line("road-ahead-post", mix(ink, 0.8), ahead, bold=False),
        final_post=final_line,
        vehicle=strong(
            _colour(variables, "road-vehicle", ink), _ground_of(variables, "road-vehicle-ground")
        ),
        chequer=strong(ink),
        roadblock=strong(blocked, block_ground),
        roadblock_passed=strong(ink) if plain else strong(ground, _rich(red)),
    )


def _on_ground(line: Color, on: str, ground: Color, ink: Color, colours: int) -> Color:
    """A line where its ground does not swallow it, else what has most contrast."""

    def apart(colour: Color) -> float:
        return least_contrast(_rich(colour), on, colours)

    return line if apart(line) >= LINE_CONTRAST else max(ink, ground, BLACK, WHITE, key=apart)


def _ground_of(variables: Mapping[str, str], name: str) -> str | None:
    return _rich(_colour(variables, name)) if name in variables else None


def _colour(variables: Mapping[str, str], name: str, default: Color | None = None) -> Color:
    value = variables.get(name)
    if value is None:
        return default or Color.parse("ansi_default")
    return Color.parse(value)


def _rich(colour: Color) -> str:
    """The name of a colour in rich."""
    return colour.rich_color.name


def _apart(one: Color, other: Color) -> float:
    return abs(one.brightness - other.brightness)


def _best(ground: str | None, *inks: Color) -> Color:
    """The ink with most contrast to a ground."""
    back = Color.parse(ground or "#000000")
    return max(inks, key=lambda ink: abs(ink.brightness - back.brightness))
