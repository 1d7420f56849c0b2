"""Keys: how they are written, and who gets which.

The names are Textual's: a letter, digit or other character, or its Unicode name in small letters
with `_` for spaces (`question_mark`), or a name of its own (`pagedown`, `f2`), after modifiers in
alphabetical order (`ctrl+shift+left`).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from lastmile_tui.commands import TABLES
from lastmile_tui.dates.words import quote
from lastmile_tui.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

_NAMED = {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"),
    *("escape", "enter", "tab", "backspace", *(f"f{number}" for number in range(1, 25))),
}
_ALSO = {
    "del": "delete",
    "esc": "escape",
    "ins": "insert",
    "period": "full_stop",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "return": "enter",
}
_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}
_SHORT = {
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "low_line": "underscore",
    "plus_sign": "plus",
    "reverse_solidus": "backslash",
    "solidus": "slash",
}
"""The characters that Textual calls by a shorter name than Unicode does."""


def keymap(
    defaults: Mapping[str, tuple[str, ...]], overrides: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Give every command of `defaults` its keys; an override replaces all of them, "" takes them.

    A key that an override gives away is no longer that of the command which had it by default, so
    that a new default never takes a user's own key. ConfigError when two overrides give the same
    key, or what is no key. Commands outside `defaults` are left out, so that each screen can be
    asked for by itself.
    """
    owners: dict[str, str] = {}
    keys: dict[str, tuple[str, ...]] = {}
    for name in overrides.keys() & defaults:
        keys[name] = read_keys(overrides[name])
        for key in keys[name]:
            if (other := owners.setdefault(key, name)) != name:
                first, second = sorted((name, other))
                raise ConfigError(
                    f"The key {quote(key)} belongs to both {first} and {second}; "
                    "give one of them another under [keys]."
                )
    return {
        name: keys[name] if name in keys else tuple(_left(usual, owners))
        for name, usual in defaults.items()
    }


def _left(usual: Iterable[str], taken: Container[str]) -> Iterator[str]:
    """The default keys that nobody has taken."""
    return (key for key in map(_normal, usual) if key not in taken)


def user_keys(overrides: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The user's keys of all commands; ConfigError as `keymap`."""
    keys: dict[str, tuple[str, ...]] = {}
    for table in TABLES:
        keys |= keymap({command.id: command.keys for command in table}, overrides)
    return keys


def read_keys(text: str) -> tuple[str, ...]:
    """Read keys separated by commas; ConfigError when one of them is no key."""
    if not text.strip():
        return ()
    parts = ["comma"] if text.strip() == "," else text.split(",")
    return tuple(dict.fromkeys(_normal(part.strip()) for part in parts))


def _normal(text: str) -> str:
    """Return the one name that Textual gives to a key."""
    if text == "+" or text.endswith("++"):
        held, last = text[:-2].split("+") if len(text) > 1 else [], "+"
    else:
        *held, last = text.split("+")
    modifiers = {name.casefold() for name in held}
    key = _character(last) if len(last) == 1 else _named(last.casefold())
    if not key or not modifiers <= _MODIFIERS:
        raise ConfigError(
            f"{quote(text)} is not a key; write it like j, G, ctrl+r, f2, comma or pagedown."
        )
    if len(key) == 1 and modifiers:
        if modifiers == {"shift"}:  # terminals send the capital letter instead
            return key.upper()
        key = key.lower()
    return "+".join([*sorted(modifiers), key])


def _character(char: str) -> str:
    """Name a character, or nothing when a terminal cannot send it."""
    if char.isalnum():
        return char
    name = unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT.get(name, name)


def _named(name: str) -> str:
    name = _ALSO.get(name, name)
    if name in _NAMED or name in _SHORT.values():
        return name
    try:
        char = unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return _SHORT.get(name, "")
    return _character(char) if len(char) == 1 else ""
