"""Keys: how they are written, and which command has which.

The names are Textual's: a letter, digit or other character, or its Unicode name in small letters
with `_` for spaces (`question_mark`), or a name of its own (`pagedown`, `f2`), after modifiers in
alphabetical order (`ctrl+shift+left`).
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress
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
_ALIASES = {
    "del": "delete",
    "esc": "escape",
    "ins": "insert",
    "period": "full_stop",
    "pgdn": "pagedown",
    "pgup": "pageup",
    "return": "enter",
}
_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}
_SHORT_NAMES = {
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
    """The keys of every command of `defaults`; an override replaces all of them, "" removes them.

    A key in an override is taken from the command that has it by default, so that a new default
    never takes a user's own key. ConfigError if two overrides have the same key, or one is no key.
    Overrides of other commands are ignored, so that each screen can ask for its own keys.
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
        name: keys[name] if name in keys else tuple(_remaining(usual, owners))
        for name, usual in defaults.items()
    }


def _remaining(usual: Iterable[str], taken: Container[str]) -> Iterator[str]:
    """The default keys that no override has taken."""
    return (key for key in map(_normal, usual) if key not in taken)


def user_keys(overrides: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The user's keys of all commands; ConfigError like `keymap`."""
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
    """Return Textual's name of a key."""
    if text == "+" or text.endswith("++"):
        modifier_names, last = text[:-2].split("+") if len(text) > 1 else [], "+"
    else:
        *modifier_names, last = text.split("+")
    modifiers = {name.casefold() for name in modifier_names}
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
    """Textual's name of a character; empty if a terminal cannot send it."""
    if char.isalnum():
        return char
    name = unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name)


def character_of(key: str) -> str:
    """The character that a key types; empty for one that types none, or a space."""
    if len(key) == 1:
        return key
    char = _sign(key)
    return char if char.isprintable() and not char.isspace() else ""


def _sign(name: str) -> str:
    """The character of Textual's name for it, which has `_` for hyphens too; empty for none."""
    known = next((sign for sign in map(chr, range(33, 127)) if _character(sign) == name), "")
    with suppress(KeyError):
        return known or unicodedata.lookup(name.replace("_", " "))
    return ""


def _named(name: str) -> str:
    name = _ALIASES.get(name, name)
    if name in _NAMED or name in _SHORT_NAMES.values():
        return name
    char = _sign(name)
    return _character(char) if len(char) == 1 else _SHORT_NAMES.get(name, "")
