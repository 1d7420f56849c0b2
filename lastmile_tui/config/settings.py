"""Settings: config.toml, read strictly, so that a mistake is reported and not ignored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

from lastmile_tui.config.keys import read_keys
from lastmile_tui.config.syncs import check_sync, seconds_of
from lastmile_tui.dates.words import WEEKDAYS, quote
from lastmile_tui.dates.zones import zone
from lastmile_tui.errors import ConfigError
from lastmile_tui.owners import say_owner

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path


class Config(Struct, frozen=True):
    """The user's settings."""

    day_starts: int = 4
    """The hour at which a new day begins, 0 to 12."""
    timezone: str | None = None
    """A name of the time zone database; None is the machine's zone."""
    glyphs: Literal["auto", "unicode", "plain", "ascii"] = "auto"
    """The signs that are drawn; "plain" is for a font that lacks some."""
    animations: bool = True
    """Whether anything moves by itself."""
    theme: str | None = None
    """None is the theme last chosen in the app."""
    rest_days: list[str] = field(default_factory=list)
    """The weekdays on which no review is due, at most two."""
    weekly_look: str = "sunday"
    """The weekday of the weekly look, or "never"."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by the id of their command, several separated by commas, none in an empty text."""
    window_title: bool = True
    """Whether the title of the terminal's window names the goal at hand."""
    decimal: Literal["auto", "point", "comma"] = "auto"
    """Whether 1,000 is a thousand or 1.000 is; "auto" follows the locale."""
    linear: bool = False
    """Whether everything is asked and said in lines instead of on a screen."""
    sync: dict[str, Any] = field(default_factory=dict)
    """What the app does by itself to sync: `auto` and `every`."""
    unit: str = ""
    """What a mile of a road without amounts is called, its plural behind a slash; empty is mi."""

    @property
    def rest(self) -> frozenset[int]:
        """The rest days as numbers, Monday 0."""
        return frozenset(_DAYS[name.casefold()] for name in self.rest_days)

    @property
    def look_day(self) -> int | None:
        """The day of the weekly look as a number, Monday 0; None is never."""
        return _DAYS.get(self.weekly_look.casefold())

    @property
    def auto_sync(self) -> bool:
        """Whether the app syncs at its start, after changes, and at its end."""
        return bool(self.sync.get("auto", False))

    @property
    def sync_seconds(self) -> float | None:
        """How often the app syncs beside that; None is never."""
        return seconds_of(self.sync["every"]) if "every" in self.sync else None


_NEVER = "never"

_UNIT = re.compile(r"(?:[^\W\d_]{1,20}(?:/[^\W\d_]{1,20})?)?")
"""A word or two, or none."""

_DAYS = {name: number for number, day in enumerate(WEEKDAYS) for name in (day, day[:3])}
"""The numbers of the weekdays by their names, long and short."""

_REST_DAYS = 2
"""The most rest days of a week."""


def _is_day(name: object) -> bool:
    return isinstance(name, str) and name.casefold() in _DAYS


_ALLOWED: dict[str, tuple[Callable[[object], bool], str]] = {
    "day_starts": (lambda value: type(value) is int and 0 <= value <= 12, "an hour from 0 to 12"),  # noqa: PLR2004 # noon
    "timezone": (lambda value: isinstance(value, str), 'a name such as "Europe/Berlin"'),
    "glyphs": (
        lambda value: value in ("auto", "unicode", "plain", "ascii"),
        '"auto", "unicode", "plain" or "ascii"',
    ),
    "animations": (lambda value: isinstance(value, bool), "true or false"),
    "theme": (lambda value: isinstance(value, str), "the name of a theme in quotes"),
    "rest_days": (
        lambda value: (
            isinstance(value, list)
            and len(value) <= _REST_DAYS
            and all(_is_day(name) for name in value)
        ),
        'at most two weekdays such as ["sat", "sun"]',
    ),
    "weekly_look": (
        lambda value: value == _NEVER or _is_day(value),
        'a weekday such as "sunday", or "never"',
    ),
    "window_title": (lambda value: isinstance(value, bool), "true or false"),
    "unit": (
        lambda value: isinstance(value, str) and _UNIT.fullmatch(value) is not None,
        'one word such as "stage", or with its plural "foot/feet"',
    ),
    "linear": (lambda value: isinstance(value, bool), "true or false"),
    "decimal": (
        lambda value: value in ("auto", "point", "comma"),
        '"auto", "point" or "comma"',
    ),
    "sync": (lambda value: isinstance(value, dict), "a table that begins with [sync]"),
    "keys": (lambda value: isinstance(value, dict), "a table that begins with [keys]"),
}
"""The values that each setting may have, in code and in words."""


def load(path: Path, known: Collection[str]) -> Config:
    """Read the settings; without a file all are defaults.

    `known` has the ids that [keys] may name. ConfigError names the file and what to change.
    """
    try:
        values = _parse(path)
        for name, value in values.items():
            _check(name, value)
        check_sync(values.get("sync", {}))
        for name, keys in values.get("keys", {}).items():
            _check_keys(name, keys, known)
        if "timezone" in values:
            zone(values["timezone"])
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
    return Config(**values)


def _parse(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return {}
    except IsADirectoryError:
        raise ConfigError("This is a directory; name the file in it.") from None
    except OSError as error:
        why = ": ".join(filter(None, (error.strerror, say_owner(path))))
        raise ConfigError(f"The file cannot be read: {why}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError("The file is not UTF-8 text; save it as UTF-8.") from error
    import tomllib  # noqa: PLC0415 # 3 ms, for those who have a file

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"Correct the TOML: {error}.") from error
    except (ValueError, RecursionError) as error:
        raise ConfigError("A value is too long or too deep; shorten it.") from error


def _check(name: str, value: object) -> None:
    if name not in _ALLOWED:
        names = ", ".join(_ALLOWED)
        raise ConfigError(
            f"{quote(name)} is not a setting; {_nearest(name, _ALLOWED) or f'there are {names}.'}"
        )
    holds, words = _ALLOWED[name]
    if not holds(value):
        raise ConfigError(f"{name} must be {words}, not {repr(value)[:40]}.")


def _check_keys(name: str, keys: object, known: Collection[str]) -> None:
    if name in _ALLOWED and name not in known:
        raise ConfigError(f"{name} stands under [keys]; move it above that line.")
    if name not in known:
        near = _nearest(name, known) or "`lastmile keys` lists them."
        raise ConfigError(f"{quote(name)} under [keys] is no command; {near}")
    if not isinstance(keys, str):
        raise ConfigError(f'The keys of {name} must stand in quotes, such as "j,down".')
    read_keys(keys)


def _nearest(name: str, known: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 # 7 ms, for a mistake only

    near = get_close_matches(name.casefold(), known, n=1)
    return f"did you mean {near[0]}?" if near else ""
