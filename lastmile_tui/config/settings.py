"""Settings: config.toml, read strictly, so that a mistake is reported and not ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

from lastmile_tui.config.keys import read_keys, user_keys
from lastmile_tui.config.syncs import seconds_of
from lastmile_tui.config.table import DAYS, SETTINGS, SYNC
from lastmile_tui.config.toml import Fault, Toml, TomlError, nearest, read_toml, shown
from lastmile_tui.dates.words import quote
from lastmile_tui.dates.zones import zone
from lastmile_tui.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from lastmile_tui.config.table import Setting


class Config(Struct, frozen=True):
    """The user's settings; `table.py` says what each means, and which values it may have."""

    day_starts: int = 4
    timezone: str | None = None
    """None is the machine's zone."""
    glyphs: Literal["auto", "unicode", "plain", "ascii"] = "auto"
    """The signs that are drawn; "plain" is for a font that lacks some."""
    animations: bool = True
    """Whether anything moves by itself."""
    theme: str | None = None
    """None is the theme last chosen in the app."""
    rest_days: list[str] = field(default_factory=list)
    weekly_look: str = "sunday"
    keys: dict[str, str] = field(default_factory=dict)
    window_title: bool = True
    decimal: Literal["auto", "point", "comma"] = "auto"
    linear: bool = False
    sync: dict[str, Any] = field(default_factory=dict)
    unit: str = ""
    theme_light: str = "lastmile-light"
    theme_dark: str = "lastmile-dark"

    @property
    def rest(self) -> frozenset[int]:
        """The rest days as numbers, Monday 0."""
        return frozenset(DAYS[name.casefold()] for name in self.rest_days)

    @property
    def look_day(self) -> int | None:
        """The day of the weekly look as a number, Monday 0; None is never."""
        return DAYS.get(self.weekly_look.casefold())

    @property
    def auto_sync(self) -> bool:
        """Whether the app syncs at its start, after changes, and at its end."""
        return bool(self.sync.get("auto", False))

    @property
    def sync_seconds(self) -> float | None:
        """How often the app syncs beside that; None is never."""
        return seconds_of(self.sync["every"]) if "every" in self.sync else None


class SettingsFile(Struct, frozen=True):
    """A file of settings as it is: what it says, and what is wrong with it, line by line."""

    toml: Toml
    faults: tuple[Fault, ...] = ()

    @property
    def config(self) -> Config:
        """The settings; only where there is no fault."""
        return Config(**self.toml.values)


def read(path: Path, known: Collection[str]) -> SettingsFile:
    """Read the settings with all that is wrong with them, in the order of the lines.

    Without a file all are defaults. `known` has the ids that [keys] may name.
    """
    try:
        toml = read_toml(path)
    except TomlError as error:
        return SettingsFile(Toml({}), (error.fault,))
    return SettingsFile(toml, toml.faults(_faults(toml.values, known)))


def _faults(
    values: Mapping[str, Any], known: Collection[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is wrong, each with the names of where it stands."""
    for name, value in values.items():
        if words := _check(name, value, SETTINGS, known):
            yield (name,), words
        elif name == "timezone":
            try:
                zone(value)
            except ConfigError as error:
                yield (name,), str(error)
    if isinstance(sync := values.get("sync", {}), dict):
        for name, value in sync.items():
            if words := _check(name, value, SYNC, known):
                yield ("sync", name), words
    if isinstance(keys := values.get("keys", {}), dict):
        yield from _key_faults(keys, known)


def _check(
    name: str, value: object, settings: Mapping[str, Setting], known: Collection[str]
) -> str:
    """What is wrong with a setting; empty for nothing."""
    if (setting := settings.get(name)) is not None:
        holds = setting.allows(value)
        return "" if holds else f"{name} must be {setting.words}, not {shown(value)}."
    where = "" if settings is SETTINGS else " of [sync]"
    return f"{quote(name)} is not a setting{where}; {_advice(name, settings, known)}"


def _advice(name: str, settings: Mapping[str, Setting], known: Collection[str]) -> str:
    """Where it belongs, what it resembles, or what there is."""
    if name in SETTINGS:
        return "move it above that line."
    if name in SYNC or name in known:
        return f"it stands under [{'sync' if name in SYNC else 'keys'}]."
    return nearest(name, settings) or f"there are {', '.join(settings)}."


def _key_faults(
    keys: Mapping[str, object], known: Collection[str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    sound: dict[str, str] = {}
    for name, text in keys.items():
        try:
            sound[name] = _check_keys(name, text, known)
        except ConfigError as error:
            yield ("keys", name), str(error)
    try:
        user_keys(sound)
    except ConfigError:
        yield from _clashes(sound)


def _clashes(keys: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The keys that stand above already, for another command."""
    above: dict[str, str] = {}
    for name, text in keys.items():
        try:
            user_keys(above | {name: text})
        except ConfigError as error:
            yield ("keys", name), str(error)
        else:
            above[name] = text


def _check_keys(name: str, keys: object, known: Collection[str]) -> str:
    """The keys, which can be read; ConfigError for others."""
    if name in SETTINGS and name not in known:
        raise ConfigError(f"{name} stands under [keys]; move it above that line.")
    if name not in known:
        near = nearest(name, known) or "`lastmile keys` lists them."
        raise ConfigError(f"{quote(name)} under [keys] is no command; {near}")
    if not isinstance(keys, str):
        raise ConfigError(f'The keys of {name} must stand in quotes, such as "j,down".')
    read_keys(keys)
    return keys
