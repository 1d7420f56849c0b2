"""Textual bindings from the one table of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.commands import Command


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """One binding a command; its id is the command's, so that a keymap finds it."""
    return [
        Binding(
            ",".join(command.keys),
            f"command('{command.id}')",
            command.label,
            show=command.footer,
            tooltip=command.help,
            id=command.id,
        )
        for command in commands
        if command.keys
    ]
