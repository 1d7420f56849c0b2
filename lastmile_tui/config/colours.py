"""Colours as data: what each is for, those of our own themes, and how far two are apart."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
"""A colour as it is written: `#fb2` or `#ffb020`."""

MAIN: Final = {
    "background": "The ground of everything.",
    "foreground": "All text.",
    "primary": "Names of panels, and what the keyboard acts on.",
    "secondary": "The second colour of pictures.",
    "accent": "The cursor, keys, and the name of the screen that is open.",
    "warning": "The final stretch, and what needs a look.",
    "error": "Dangers and roadblocks.",
    "success": "What was driven.",
    "surface": "The ground of panels.",
    "panel": "The ground of bars, and of lines to type in.",
}
"""The colours that others are mixed of."""

SINGLE: Final = {
    "text-muted": "Text that stands back.",
    "road-muted": "The same on roads.",
    "road-faint": "Text that stands further back.",
    "road-passed": "The ground of the road that was driven.",
    "road-passed-line": "The line on it.",
    "road-passed-text": "Titles of markers that were passed.",
    "road-ahead": "The ground of the road ahead.",
    "road-ahead-line": "The line on it.",
    "road-ahead-post": "The posts of its markers.",
    "road-final": "The ground of the final stretch.",
    "road-final-line": "The line on it.",
    "road-final-text": "Titles of its markers.",
    "road-final-passed": "The ground of the final stretch that was driven.",
    "road-final-passed-line": "The line on it.",
    "road-vehicle": "The vehicle.",
    "road-vehicle-ground": "What it stands on.",
    "road-roadblock": "A roadblock.",
    "road-roadblock-ground": "What it stands on.",
    "road-accent": "Names of groups.",
    "road-notice": "A danger that is told on a bar.",
    "road-chosen": "The ground of the road that is chosen.",
    "footer-background": "The ground of the bar of keys.",
    "footer-key-foreground": "Keys in it.",
    "block-cursor-background": "The ground of the line that is chosen in a list.",
    "block-cursor-foreground": "The text of it.",
    "input-selection-background": "What is selected while typing.",
    "border": "Borders around what has the keyboard.",
    "border-blurred": "Other borders.",
    "scrollbar": "The grip of a scroll bar.",
    "scrollbar-hover": "The same under the mouse.",
    "scrollbar-active": "The same when it is held.",
    "scrollbar-background": "The ground of a scroll bar.",
    "scrollbar-background-hover": "The same under the mouse.",
    "scrollbar-background-active": "The same when it is held.",
}
"""The others, each mixed of the main ones unless it is given."""


class ThemeColours(Struct, frozen=True):
    """The colours of a theme by their names, main and single ones."""

    name: str
    dark: bool
    colours: dict[str, str]

    @property
    def main(self) -> dict[str, str]:
        """The colours that others are mixed of."""
        return {name: value for name, value in self.colours.items() if name in MAIN}

    @property
    def single(self) -> dict[str, str]:
        """The others."""
        return {name: value for name, value in self.colours.items() if name not in MAIN}


DARK_COLOURS = ThemeColours(
    "lastmile-dark",
    True,
    {
        "background": "#121417",
        "foreground": "#e4e7ec",
        "primary": "#ffb020",
        "secondary": "#62d98c",
        "accent": "#ffb020",
        "warning": "#ffb020",
        "error": "#ff5f56",
        "success": "#62d98c",
        "surface": "#181b20",
        "panel": "#1d2128",
        "text-muted": "#a1a4a9",
        "road-muted": "#a1a4a9",
        "road-faint": "#8b8e93",
        "road-passed": "#15752b",
        "road-passed-line": "#a8f0c0",
        "road-passed-text": "#62d98c",
        "road-ahead": "#262b33",
        "road-final": "#5a3b06",
        "road-final-passed": "#a86a14",
        "road-final-passed-line": "#ffe9c2",
        "road-final-text": "#ffcf70",
        "road-final-line": "#ffb020",
        "road-vehicle": "#ffffff",
        "road-chosen": "#1d2128",
        "footer-background": "#1d2128",
        "footer-key-foreground": "#ffb020",
        "block-cursor-background": "#ffb020",
        "block-cursor-foreground": "#121417",
        "input-selection-background": "#5a3b06",
        "border": "#3a404a",
        "border-blurred": "#2a2f37",
        "scrollbar": "#3a404a",
        "scrollbar-hover": "#555d6a",
        "scrollbar-active": "#ffb020",
        "scrollbar-background": "#121417",
        "scrollbar-background-hover": "#121417",
        "scrollbar-background-active": "#121417",
    },
)

LIGHT_COLOURS = ThemeColours(
    "lastmile-light",
    False,
    {
        "background": "#fbfaf7",
        "foreground": "#1d2026",
        "primary": "#935600",
        "secondary": "#18794e",
        "accent": "#935600",
        "warning": "#935600",
        "error": "#c4231c",
        "success": "#147a3c",
        "surface": "#f4f2ec",
        "panel": "#ebe8df",
        "text-muted": "#5a5c5f",
        "road-muted": "#5a5c5f",
        "road-faint": "#66686a",
        "road-ahead-line": "#6f7072",
        "road-passed": "#178a2e",
        "road-passed-line": "#e9fbe9",
        "road-passed-text": "#126b30",
        "road-ahead": "#dcd9d0",
        "road-final": "#f5d37a",
        "road-final-passed": "#b87400",
        "road-final-passed-line": "#fff6e0",
        "road-final-text": "#8a4f00",
        "road-final-line": "#7a4500",
        "road-vehicle": "#1d2026",
        "road-chosen": "#efece3",
        "footer-background": "#ebe8df",
        "footer-key-foreground": "#935600",
        "block-cursor-background": "#935600",
        "block-cursor-foreground": "#ffffff",
        "border": "#b9b4a6",
        "border-blurred": "#d5d1c5",
        "scrollbar": "#c5c0b2",
        "scrollbar-hover": "#a8a292",
        "scrollbar-active": "#935600",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#fbfaf7",
        "scrollbar-background-active": "#fbfaf7",
    },
)

OURS = {theme.name: theme for theme in (DARK_COLOURS, LIGHT_COLOURS)}
"""Our own themes by name."""

TEXTUAL_THEMES = frozenset(
    (
        *("ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe"),
        *("catppuccin-latte", "catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki"),
        *("gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn", "rose-pine-moon"),
        *("solarized-dark", "solarized-light", "textual-ansi", "textual-dark", "textual-light"),
        "tokyo-night",
    )
)
"""Those that Textual brings along, for what must not import it."""

TEXT, SIGN = 4.5, 3.0
"""The contrast that a text needs, and a sign or a faint text (WCAG 2.2, 1.4.3 and 1.4.11)."""

PAIRS: Final = (
    ("foreground", "background", TEXT),
    ("text-muted", "background", TEXT),
    ("road-muted", "background", TEXT),
    ("road-faint", "background", SIGN),
    ("accent", "background", SIGN),
    ("warning", "background", SIGN),
    ("error", "background", SIGN),
    ("success", "background", SIGN),
    ("road-passed-text", "background", SIGN),
    ("road-final-text", "background", SIGN),
    ("footer-key-foreground", "footer-background", SIGN),
    ("block-cursor-foreground", "block-cursor-background", TEXT),
)
"""Which colours stand on which, with the contrast that they need."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def is_dark(parts: tuple[float, float, float]) -> bool:
    """Whether white is read better than black on a ground of red, green and blue, 0 to 1 each."""
    ground = _of_parts(parts)
    return (1.05 / (ground + 0.05)) > ((ground + 0.05) / 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 # one for each part
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return _of_parts((red, green, blue))


def _of_parts(parts: tuple[float, float, float]) -> float:
    """The relative luminance, 0 to 1."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 # sRGB
        for part in parts
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
