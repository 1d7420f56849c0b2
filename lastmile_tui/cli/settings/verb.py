"""The verb config: what is in force and from where, what is wrong, and files to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from lastmile_tui import private_files
from lastmile_tui.cli.output import complain, in_columns, say, say_json
from lastmile_tui.commands import BY_ID
from lastmile_tui.config.colours import DARK_COLOURS, LIGHT_COLOURS
from lastmile_tui.config.sample import sample_text
from lastmile_tui.config.settings import Config, read
from lastmile_tui.config.table import SETTINGS, TABLES
from lastmile_tui.config.themes import ENDING, name_fault, read_themes, theme_text, unknown_themes
from lastmile_tui.config.toml import toml_of
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lastmile_tui.cli.context import Context
    from lastmile_tui.config.settings import SettingsFile
    from lastmile_tui.config.themes import ThemeFile
    from lastmile_tui.config.toml import Fault

WRONG = 1
"""The exit code where something is wrong."""

_LIMIT = 2000
"""Characters of a line; a path may be long."""


def run_config(context: Context, args: Namespace) -> int | None:
    """Show the settings, say only what is wrong with them, or write a file to begin with."""
    places = context.locations
    if args.init:
        _write(places.config, sample_text(), args)
        return None
    if args.theme is not None:
        _begin_theme(places.themes, args)
        return None
    found, themes = read(places.config, BY_ID), read_themes(places.themes)
    unknown = unknown_themes(found.toml, themes)
    faults = [fault.of(places.config) for fault in (*found.faults, *unknown)]
    faults += [fault.of(theme.path) for theme in themes for fault in theme.faults]
    if args.json:
        say_json(_as_json(places.config, found, themes, unknown))
    else:
        if not args.check:
            _show(context, found, themes)
        for theme in themes:
            say(
                *(clean_line(warning.of(theme.path), _LIMIT) for warning in theme.warnings),
                wrap=True,
            )
        for fault in faults:
            complain(fault)
        if args.check and not (faults or places.config.exists()):
            say(f"There is no file at {places.config}: everything is as it comes.", wrap=True)
        elif args.check and not faults:
            about = f" and {counted(len(themes), 'theme')}" if themes else ""
            say(f"{places.config}{about} can be used.", wrap=True)
    return WRONG if faults else None


def _begin_theme(folder: Path, args: Namespace) -> None:
    if words := name_fault(args.theme):
        raise LastmileError(words)
    path = folder / f"{args.theme}{ENDING}"
    like = DARK_COLOURS if args.like == "dark" else LIGHT_COLOURS
    _write(path, theme_text(like, f"{args.theme}{ENDING}"), args)


def _write(path: Path, text: str, args: Namespace) -> None:
    """Write a new file, and say where it is; LastmileError where there is one already."""
    try:
        private_files.make_folder(path.parent)
        private_files.create(path, text.encode())
    except FileExistsError:
        raise LastmileError(f"{path} is there already; nothing is written over it.") from None
    if args.json:
        say_json({"version": 1, "path": str(path)})
    else:
        say(f"Wrote {path}.", wrap=True)


def _show(context: Context, found: SettingsFile, themes: Sequence[ThemeFile]) -> None:
    path = context.locations.config
    there = path.exists()
    say(f"{path}" if there else f"There is no file at {path}: everything is as it comes.", "")
    rows = [(name, toml_of(value), _where(line)) for name, value, line in _in_force(found)]
    widths = [max(len(row[at]) for row in rows) for at in (0, 1)]
    for name, value, where in rows:
        say(in_columns(f"{name:<{widths[0]}}", f"{value:<{widths[1]}}", where))
    if found.faults:
        say("", "Something is wrong in the file, so that nothing of it is in force.")
    if sound := [file.theme for file in themes if file.theme]:
        shades = (f"{theme.name} ({'dark' if theme.dark else 'light'})" for theme in sound)
        say("", f"Own themes in {context.locations.themes}: {', '.join(shades)}.", wrap=True)


def _where(line: int | None) -> str:
    return f"line {line}" if line else "as it comes"


def _in_force(found: SettingsFile) -> Iterator[tuple[str, Any, int | None]]:
    """The settings by name, those of tables behind a full stop, with the line that gives them."""
    config = Config() if found.faults else found.config
    lines = found.toml.lines
    for name in SETTINGS:
        value = getattr(config, name)
        if name not in TABLES:
            yield name, value, lines.get((name,))
        elif name == "sync":
            yield "sync.auto", config.auto_sync, lines.get((name, "auto"))
            yield "sync.every", config.sync.get("every"), lines.get((name, "every"))
        else:
            for command, keys in value.items():
                yield f"keys.{command}", keys, lines.get((name, command))


def _as_json(
    path: Path, found: SettingsFile, themes: Sequence[ThemeFile], unknown: Sequence[Fault]
) -> dict[str, Any]:
    return {
        "version": 1,
        "path": str(path),
        "settings": [
            {"name": name, "value": value, "line": line} for name, value, line in _in_force(found)
        ],
        "faults": [asdict(fault) for fault in (*found.faults, *unknown)],
        "themes": [
            {
                "name": theme.path.stem,
                "path": str(theme.path),
                "dark": theme.theme.dark if theme.theme else None,
                "faults": [asdict(fault) for fault in theme.faults],
                "warnings": [asdict(fault) for fault in theme.warnings],
            }
            for theme in themes
        ],
    }
