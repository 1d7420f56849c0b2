"""Textual bindings of the commands, and keys as they are printed on a keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from textual.binding import Binding, BindingType
from textual.keys import format_key

from lastmile_tui.commands import BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.commands import Command

Keys: TypeAlias = Mapping[str, tuple[str, ...]]
"""The user's keys by the id of their command; a command may have none."""

_WORDS = {"enter": "enter", "backspace": "backspace"}
"""Keys for which Textual has a sign that many terminals draw badly."""

_ARROWS = ("up", "down", "left", "right")


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """One binding a command; its id is the command's, so that a keymap finds it."""
    return [
        Binding(
            _key_text(command.id, command.keys),
            f"command('{command.id}')",
            command.label,
            show=command.footer,
            tooltip=command.help,
            id=command.id,
        )
        for command in commands
    ]


def keymap_of(keys: Keys) -> dict[str, str]:
    """Textual's keymap for the commands whose keys are not the default ones."""
    return {
        command: _key_text(command, own)
        for command, own in keys.items()
        if own != BY_ID[command].keys
    }


def key_name(key: str, *, plain: bool = False) -> str:
    """A key as it is printed on a keyboard; with `plain` the arrows are words too."""
    *modifiers, last = key.split("+")
    word = last if plain and last in _ARROWS else _WORDS.get(last) or format_key(last)
    return "+".join((*modifiers, word))


def first_key(keys: Keys, command: str, *, plain: bool = False) -> str:
    """The first key of a command as it is printed on a keyboard; empty without one."""
    return key_name(keys[command][0], plain=plain) if keys[command] else ""


def _key_text(command: str, keys: tuple[str, ...]) -> str:
    """Keys for Textual; a command without one gets a key that no keyboard has.

    A keymap can neither give a key to what has no binding, nor take the last one away.
    """
    return ",".join(keys) or f"no-key-{command}"
