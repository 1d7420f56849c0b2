"""The user's own themes that an app may begin with; the others are read once it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.locations import themes_beside

if TYPE_CHECKING:
    from pathlib import Path

    from lastmile_tui.config import Config
    from lastmile_tui.config.colours import ThemeColours


def own_themes(settings: Path | None, config: Config, remembered: str | None) -> list[ThemeColours]:
    """Those that the settings name, or that were worn last, beside the file of the settings."""
    folder = themes_beside(settings) if settings else None
    if folder is None or not folder.is_dir():
        return []
    from lastmile_tui.config.themes import ENDING, read_theme  # noqa: PLC0415 # where there are some

    names = {config.theme, config.theme_light, config.theme_dark, remembered}
    paths = [folder / f"{name}{ENDING}" for name in names if name and "/" not in name]
    files = [read_theme(path) for path in paths if path.is_file()]
    return [file.theme for file in files if file.theme]
