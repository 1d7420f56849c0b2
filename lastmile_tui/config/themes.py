"""Own themes: the files of the folder `themes`, read as strictly as the settings.

A file that gives none of the main colours is one of our themes with single colours changed. Of one
that gives some, the single colours that it does not give are mixed of the main ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui.config.colours import (
    COLOUR,
    DARK_COLOURS,
    LIGHT_COLOURS,
    MAIN,
    OURS,
    PAIRS,
    SINGLE,
    TEXTUAL_THEMES,
    ThemeColours,
    contrast,
)
from lastmile_tui.config.table import AUTO, THEMES
from lastmile_tui.config.toml import Fault, TomlError, nearest, read_toml, shown
from lastmile_tui.dates.words import quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from lastmile_tui.config.toml import Toml

ENDING = ".toml"

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

_MOST = 200
"""Files that are read; more are no themes."""


class ThemeFile(Struct, frozen=True):
    """A file of the folder: its theme, unless something is wrong, and what is told of it."""

    path: Path
    theme: ThemeColours | None = None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    """What is allowed, but read badly."""


def theme_paths(folder: Path) -> list[Path]:
    """The files that are themes, by name; none where there is no folder."""
    try:
        found = [path for path in folder.iterdir() if path.suffix == ENDING]
    except OSError:
        return []
    return sorted(path for path in found if not path.name.startswith("."))[:_MOST]


def read_themes(folder: Path) -> list[ThemeFile]:
    """Read all themes of a folder."""
    return [read_theme(path) for path in theme_paths(folder)]


def unknown_themes(
    settings: Toml,
    files: Collection[ThemeFile],
    others: Collection[str] = OURS.keys() | TEXTUAL_THEMES,
) -> tuple[Fault, ...]:
    """The themes that settings name, and that cannot be worn: lastmile-dark is, in their place.

    Settings are in force all the same, for the file of a theme may come and go.
    """
    own = sorted(file.theme.name for file in files if file.theme)
    broken = {file.path.stem: file.path.name for file in files if not file.theme}
    return settings.faults(_unknown(settings.values, others, own, broken))


def _unknown(
    values: Mapping[str, object],
    others: Collection[str],
    own: Sequence[str],
    broken: Mapping[str, str],
) -> Iterator[tuple[tuple[str, ...], str]]:
    there = {*others, *own}
    listed = f"yours: {', '.join(own)}; " if own else ""
    for setting in THEMES:
        name = values.get(setting)
        known = {*there, AUTO} if setting == "theme" else there
        if not name or not isinstance(name, str) or name in known:
            continue
        if name in broken:
            yield (setting,), f"{quote(name)} cannot be worn before {broken[name]} is mended."
        else:
            # A slip keeps the beginning: ansi-light is much like night, and not meant by it.
            like = sorted(each for each in known if each[0] == name[0].casefold())
            near = nearest(name, like) or f"{listed}the palette of the app shows all."
            file = (
                "" if name_fault(name) else f", and themes/{name}{ENDING} is not beside this file"
            )
            yield (setting,), f"{quote(name)} is no theme{file}; {near}"


def name_fault(name: str) -> str:
    """What is wrong with the name of a theme; empty for nothing."""
    if name in OURS or name == AUTO:
        return f"{name} is taken; give the theme another name."
    if not _NAME.fullmatch(name):
        return f"{quote(name)} is no name; take small letters, digits, - and _, such as night-2."
    return ""


def read_theme(path: Path) -> ThemeFile:
    """Read a theme, whose name is that of its file."""
    if words := name_fault(path.name.removesuffix(ENDING)):
        return ThemeFile(path, None, (Fault(words),))
    try:
        toml = read_toml(path)
    except TomlError as error:
        return ThemeFile(path, None, (error.fault,))
    faults = toml.faults(_faults(toml.values))
    if faults:
        return ThemeFile(path, None, faults)
    theme = _theme(path.stem, toml.values)
    return ThemeFile(path, theme, (), toml.faults(_told_of(theme.colours)))


def _theme(name: str, values: Mapping[str, object]) -> ThemeColours:
    own = {key: str(value) for key, value in values.items() if key != "dark"}
    like = DARK_COLOURS if values.get("dark", True) else LIGHT_COLOURS
    usual = like.main if own.keys() & MAIN.keys() else like.colours
    return ThemeColours(name, like.dark, usual | own)


def _faults(values: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is wrong, each with the name that it stands at."""
    for name, value in values.items():
        if name == "dark":
            if not isinstance(value, bool):
                yield (name,), f"dark must be true or false, not {shown(value)}."
        elif name not in MAIN and name not in SINGLE:
            yield (name,), f"{quote(name)} is no colour of a theme; {_advice(name)}"
        elif not isinstance(value, str) or not COLOUR.fullmatch(value):
            yield (name,), f'{name} must be a colour such as "#ffb020", not {shown(value)}.'


def _told_of(colours: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is read badly."""
    for ink, ground, least in PAIRS:
        if ink in colours and ground in colours:
            found = contrast(colours[ink], colours[ground])
            if found < least:
                least_words = f"from {least:g} on it is read well"
                yield (ink,), f"{ink} on {ground} has a contrast of {found:.1f}; {least_words}."


def _advice(name: str) -> str:
    there = "lastmile config --theme NAME writes a file with all there are."
    return nearest(name, ("dark", *MAIN, *SINGLE)) or there


def theme_text(like: ThemeColours, path: str) -> str:
    """A file with every colour of one of our themes, and what each is for."""
    lines = [
        f"# A theme of lastmile, begun from {like.name}; it is called like its file, {path}.",
        "# It is seen as soon as it is saved. Wear it by its name in config.toml,",
        "# or look at it in the palette of the app, under Theme.",
        "",
        "# Whether the ground is dark.",
        f"dark = {str(like.dark).lower()}",
        "",
        "# The main colours. What is left out is as in lastmile's own theme.",
    ]
    for name, words in MAIN.items():
        lines.append(f'{name} = "{like.colours[name]}"  # {words}')
    lines += ["", "# Single colours. What is left out is mixed of the main ones."]
    for name, words in SINGLE.items():
        mark, value = ("", like.colours[name]) if name in like.colours else ("# ", "#…")
        lines.append(f'{mark}{name} = "{value}"  # {words}')
    return "\n".join((*lines, ""))
