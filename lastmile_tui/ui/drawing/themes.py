"""Themes of colours: our own dark and light ones, and those that are the user's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.theme import Theme

from lastmile_tui.config.colours import DARK_COLOURS, LIGHT_COLOURS

if TYPE_CHECKING:
    from lastmile_tui.config.colours import ThemeColours


def theme_of(theme: ThemeColours) -> Theme:
    """Textual's theme of some colours."""
    main: dict[str, Any] = theme.main
    return Theme(name=theme.name, dark=theme.dark, variables=theme.single, **main)


DARK, LIGHT = theme_of(DARK_COLOURS), theme_of(LIGHT_COLOURS)

THEMES = (DARK, LIGHT)
"""Our themes by the names that settings know; `few_colours.py` has the same for few colours."""
