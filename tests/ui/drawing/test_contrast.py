"""What is written and drawn can be read in every theme of ours, in however few colours."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from lastmile_tui.terminals import TRUECOLOUR
from lastmile_tui.ui.drawing.few_colours import themes_for
from lastmile_tui.ui.drawing.palette import COLOURS, STRONG, WITHOUT_COLOUR, palette_of

XTERM = bytes.fromhex(
    "000000cd000000cd00cdcd000000eecd00cd00cdcde5e5e5"
    "7f7f7fff000000ff00ffff005c5cffff00ff00ffffffffff"
)
VGA = bytes.fromhex(
    "000000aa000000aa00aa55000000aaaa00aa00aaaaaaaaaa"
    "555555ff555555ff55ffff555555ffff55ff55ffffffffff"
)
"""The 16 colours of xterm, and of the PC and its Linux console."""

TERMINALS = {
    "16 million": (TRUECOLOUR, None),
    "256": (256, None),
    "16 of xterm": (16, XTERM),
    "16 of the PC": (16, VGA),
}
OURS = ("lastmile-dark", "lastmile-light")

in_every_terminal = pytest.mark.parametrize("terminal", TERMINALS.values(), ids=TERMINALS)
in_both = pytest.mark.parametrize("name", OURS)

TEXT = ("base", "title", "muted", "faint", "accent", "passed_text", "final_text", "warning")
TEXT += ("danger", "chequer")
ON_BARS = ("title", "muted", "faint", "accent", "passed_text", "notice")
LINES = ("passed", "ahead", "final", "final_passed", "ahead_post", "roadblock_passed")
SIGNS = {
    "vehicle": ("passed", "ahead", "final", "final_passed"),
    "roadblock": ("ahead", "final"),
    "passed_post": ("passed", "final_passed"),
    "final_post": ("final",),
    "edge": ("chosen",),
}
"""What stands on which grounds of others."""

INKS = ("foreground", "text-muted", "primary", "text-warning", "text-success", "error")
BAR_INKS = ("footer-foreground", "footer-key-foreground", "foreground")


def variables(theme, colours):
    found = theme.to_color_system().generate()
    return {COLOURS: str(colours), **found, **theme.variables}


def theme_of(name, colours):
    return next(theme for theme in themes_for(colours) if theme.name == name)


def shown(colour, colours, sixteen, *, bold=False):
    """The values that a terminal may show a colour of rich with: bold may be bright."""
    if colours == TRUECOLOUR:
        return [tuple(colour.get_truecolor())]
    system = ColorSystem.EIGHT_BIT if colours == 256 else ColorSystem.STANDARD
    down = colour.downgrade(system)
    if colours == 256:
        return [tuple(down.get_truecolor())]
    numbers = [down.number, down.number + 8] if bold and down.number < 8 else [down.number]
    return [tuple(sixteen[3 * number : 3 * number + 3]) for number in numbers]


def luminance(rgb):
    linear = [
        v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
        for v in (part / 255 for part in rgb)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least(ink, ground, terminal, *, bold=False):
    """The least contrast that an ink may have on a ground."""
    (back,) = shown(ground, *terminal)
    return min(ratio(rgb, back) for rgb in shown(ink, *terminal, bold=bold))


def rich(found, name):
    return Color.parse(found[name]).rich_color


def chosen_line(found):
    """The ground of the line that is chosen in the palette, which may be mixed."""
    return (
        Color.parse(found["surface"]) + Color.parse(found["block-cursor-blurred-background"])
    ).rich_color


@in_both
@in_every_terminal
def test_every_text_can_be_read(name, terminal):
    found = variables(theme_of(name, terminal[0]), terminal[0])
    palette = palette_of(found)
    low = {}
    grounds = {"ground": palette.base.bgcolor, "chosen": palette.chosen.bgcolor}
    for role in TEXT:
        style = getattr(palette, role)
        for where, ground in grounds.items():
            low[role, where] = least(style.color, ground, terminal, bold=style.bold)
    for role in ON_BARS:
        style = getattr(palette, role)
        low[role, "bar"] = least(style.color, rich(found, "panel"), terminal, bold=style.bold)
    badge = palette.badge
    low["badge"] = least(badge.color, badge.bgcolor, terminal, bold=badge.bold)
    for ink in INKS:
        bold = ink == "primary"
        low[ink] = least(rich(found, ink), palette.base.bgcolor, terminal, bold=bold)
    for ink in BAR_INKS:
        bold = "key" in ink
        low[ink, "bar"] = least(rich(found, ink), rich(found, "panel"), terminal, bold=bold)
    cursor = rich(found, "block-cursor-background")
    low["cursor"] = least(rich(found, "block-cursor-foreground"), cursor, terminal)
    ink = rich(found, "block-cursor-blurred-foreground")
    low["line of the palette"] = least(ink, chosen_line(found), terminal)
    strong = found.get(STRONG, "bold") == "bold"
    low["strong"] = least(rich(found, "foreground"), palette.base.bgcolor, terminal, bold=strong)
    assert {role: round(one, 2) for role, one in low.items() if one < 4.5} == {}


@in_both
@in_every_terminal
def test_the_line_of_the_palette_that_enter_chooses_can_be_seen(name, terminal):
    found = variables(theme_of(name, terminal[0]), terminal[0])
    ground = rich(found, "panel-darken-1" if theme_of(name, terminal[0]).dark else "surface")
    assert shown(chosen_line(found), *terminal) != shown(ground, *terminal)


@in_both
@in_every_terminal
def test_every_line_and_sign_of_a_deck_can_be_seen(name, terminal):
    palette = palette_of(variables(theme_of(name, terminal[0]), terminal[0]))
    low = {}
    for role in LINES:
        style = getattr(palette, role)
        low[role] = least(style.color, style.bgcolor, terminal, bold=style.bold)
    for role, grounds in SIGNS.items():
        style = getattr(palette, role)
        for where in grounds:
            own = style.bgcolor if role in ("vehicle", "roadblock") else None
            ground = own or getattr(palette, where).bgcolor
            low[role, where] = least(style.color, ground, terminal, bold=style.bold)
    assert {role: round(one, 2) for role, one in low.items() if one < 3} == {}


@in_both
@pytest.mark.parametrize("colours", [256, 16])
def test_of_few_colours_none_is_mixed(name, colours):
    """Every colour that a theme for few colours names is one that such a terminal has."""
    theme = theme_of(name, colours)
    palette = palette_of(variables(theme, colours))
    styles = [getattr(palette, role) for role in palette.__struct_fields__]
    named = {colour for style in styles for colour in (style.color, style.bgcolor) if colour}
    system = ColorSystem.EIGHT_BIT if colours == 256 else ColorSystem.STANDARD
    wrong = set()
    for colour in named:
        down = colour.downgrade(system)
        real = (
            tuple(down.get_truecolor())
            if colours == 256
            else tuple(VGA[3 * down.number : 3 * down.number + 3])
        )
        # Rich shows light greys by the next darker one, which is 10 of 255 away.
        named_as = colour.get_truecolor()
        if max(abs(a - b) for a, b in zip(real, named_as, strict=True)) > 10:
            wrong.add(colour.name)
    assert not wrong


OTHERS = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]


@pytest.mark.parametrize("theme", OTHERS, ids=lambda theme: theme.name)
@in_every_terminal
def test_a_theme_of_others_does_not_lose_the_road_ahead(theme, terminal):
    palette = palette_of(variables(theme, terminal[0]))
    for role in ("ahead", "final", "passed", "final_passed", "ahead_post"):
        style = getattr(palette, role)
        assert least(style.color, style.bgcolor, terminal) >= 3, role


def brightness_seen(style, ground):
    """How far the ink of a style is from a ground of greys, 0 to 1."""
    ink = Color.from_rich_color(style.color).monochrome
    if style.bgcolor is not None:
        ground = Color.from_rich_color(style.bgcolor)
    return abs(ink.brightness - ground.monochrome.brightness)


EVERY_THEME = (*OURS, "nord", "gruvbox", "dracula", "textual-light", "solarized-light")


@in_every_terminal
@pytest.mark.parametrize("name", EVERY_THEME)
def test_without_colour_what_is_worst_is_boldest(terminal, name):
    colours = terminal[0]
    theme = theme_of(name, colours) if name in OURS else BUILTIN_THEMES[name]
    palette = palette_of({**variables(theme, colours), WITHOUT_COLOUR: "yes"})
    ground = Color.from_rich_color(palette.base.bgcolor)
    worst, warned, plain, least = (
        brightness_seen(style, ground)
        for style in (palette.danger, palette.warning, palette.muted, palette.faint)
    )
    assert worst >= warned > plain >= least
    assert worst >= brightness_seen(palette.base, ground)
    assert brightness_seen(palette.notice, ground) == worst
    assert brightness_seen(palette.roadblock, ground) > 0.5


@pytest.mark.parametrize("name", OURS)
def test_a_console_without_bright_grounds_has_one_yellow_at_most_in_a_deck(name):
    palette = palette_of(variables(theme_of(name, 16), 16))

    def ground(style):
        number = style.bgcolor.downgrade(ColorSystem.STANDARD).number
        return number % 8

    final, driven = ground(palette.final), ground(palette.final_passed)
    assert len({final, driven}) == 2
    for style in (palette.passed, palette.ahead, palette.final, palette.final_passed):
        ink = style.color.downgrade(ColorSystem.STANDARD).number % 8
        assert ink != ground(style)
