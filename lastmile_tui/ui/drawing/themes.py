"""Our own dark and light themes.

Every ground of the deck is saturated enough that terminals of 256 and of 16 colours still show
green as green and amber as amber.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="lastmile-dark",
    dark=True,
    primary="#ffb020",
    secondary="#62d98c",
    accent="#ffb020",
    warning="#ffb020",
    error="#ff5f56",
    success="#62d98c",
    background="#121417",
    surface="#181b20",
    panel="#1d2128",
    foreground="#e4e7ec",
    variables={
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

LIGHT = Theme(
    name="lastmile-light",
    dark=False,
    primary="#9a5b00",
    secondary="#18794e",
    accent="#9a5b00",
    warning="#9a5b00",
    error="#c4231c",
    success="#147a3c",
    background="#fbfaf7",
    surface="#f4f2ec",
    panel="#ebe8df",
    foreground="#1d2026",
    variables={
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
        "footer-key-foreground": "#9a5b00",
        "block-cursor-background": "#9a5b00",
        "block-cursor-foreground": "#ffffff",
        "border": "#b9b4a6",
        "border-blurred": "#d5d1c5",
        "scrollbar": "#c5c0b2",
        "scrollbar-hover": "#a8a292",
        "scrollbar-active": "#9a5b00",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#fbfaf7",
        "scrollbar-background-active": "#fbfaf7",
    },
)

THEMES = (DARK, LIGHT)
