"""The verb config: what is in force and from where, what is wrong, and files to begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import asdict

from lastmile_tui import private_files
from lastmile_tui.cli.output import complain, in_columns, say, say_json
from lastmile_tui.commands import BY_ID
from lastmile_tui.config.colours import DARK_COLOURS, LIGHT_COLOURS
from lastmile_tui.config.sample import sample_text
from lastmile_tui.config.settings import read
from lastmile_tui.config.table import SETTINGS, TABLES
from lastmile_tui.config.themes import ENDING, name_fault, read_themes, theme_text, unknown_themes
from lastmile_tui.config.toml import say_absent, say_dangling, toml_of
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lastmile_tui.cli.context import Context
    from lastmile_tui.config.kept import SettingsInForce
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
    rows = [*_rows(found, context.in_force)]
    unknown = unknown_themes(found.toml, themes)
    faults = [fault.of(places.config) for fault in (*found.faults, *unknown)]
    faults += [fault.of(theme.path) for theme in themes for fault in theme.faults]
    if args.json:
        say_json(_as_json(context, rows, (*found.faults, *unknown), themes))
    else:
        if not args.check:
            _show(context, rows, themes)
        for theme in themes:
            say(
                *(clean_line(warning.of(theme.path), _LIMIT) for warning in theme.warnings),
                wrap=True,
            )
        for fault in faults:
            complain(fault)
        if args.check and not (faults or places.config.exists()):
            say(say_absent(places.config), wrap=True)
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
        if words := say_dangling(path):
            raise LastmileError(f"{path}: {words}") from None
        raise LastmileError(f"{path} is there already; nothing is written over it.") from None
    if args.json:
        say_json({"version": 1, "path": str(path)})
    else:
        say(f"Wrote {path}.", wrap=True)


def _show(context: Context, rows: Sequence[_Row], themes: Sequence[ThemeFile]) -> None:
    path, in_force = context.locations.config, context.in_force
    there = path.exists() or say_dangling(path)
    say(f"{path}" if there else say_absent(path), "")
    texts = [(row.name, toml_of(row.value), row.where) for row in rows]
    widths = [max(len(text[at]) for text in texts) for at in (0, 1)]
    for name, value, where in texts:
        say(in_columns(f"{name:<{widths[0]}}", f"{value:<{widths[1]}}", where))
    if in_force.fault:
        say("", f"Something is wrong in the file. {in_force.what}.", wrap=True)
    if sound := [file.theme for file in themes if file.theme]:
        shades = (f"{theme.name} ({'dark' if theme.dark else 'light'})" for theme in sound)
        say("", f"Own themes in {context.locations.themes}: {', '.join(shades)}.", wrap=True)


class _Row(NamedTuple):
    """A setting, one of a table by a full stop; the line is that of the file which gives it."""

    name: str
    value: Any
    line: int | None
    where: str


def _rows(found: SettingsFile, in_force: SettingsInForce) -> Iterator[_Row]:
    config, lines, kept = in_force.config, dict[tuple[str, ...], int](), in_force.kept is not None
    if in_force.fault is None:
        lines = found.toml.lines
    elif in_force.kept:
        lines = in_force.kept.lines

    def row(value: Any, *path: str) -> _Row:
        line = lines.get(path)
        where = "default" if line is None else "as it was" if kept else f"line {line}"
        return _Row(".".join(path), value, None if kept else line, where)

    for name in SETTINGS:
        value = getattr(config, name)
        if name not in TABLES:
            yield row(value, name)
        elif name == "sync":
            yield row(config.auto_sync, name, "auto")
            yield row(config.sync.get("every"), name, "every")
        else:
            for command, keys in value.items():
                yield row(keys, name, command)


def _as_json(
    context: Context, rows: Sequence[_Row], faults: Sequence[Fault], themes: Sequence[ThemeFile]
) -> dict[str, Any]:
    return {
        "version": 1,
        "path": str(context.locations.config),
        "kept": context.in_force.kept is not None,
        "settings": [{"name": row.name, "value": row.value, "line": row.line} for row in rows],
        "faults": [asdict(fault) for fault in faults],
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
