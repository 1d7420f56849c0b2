"""A file of settings to begin with: every one, its default, and what it means.

It is made of the table that reads them. Every line counts once its mark is taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastmile_tui.commands import TABLES as COMMAND_TABLES
from lastmile_tui.config.settings import Config
from lastmile_tui.config.table import SETTINGS, SYNC, TABLES
from lastmile_tui.config.toml import toml_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.config.table import Setting

_HEAD = (
    "# The settings of lastmile. Take the # in front of a line away to change it.",
    "# lastmile sees that as soon as it is saved. A line says how it is without it, or an example.",
)


def sample_text() -> str:
    """The file."""
    return "\n".join((*_lines(), ""))


def _lines() -> Iterator[str]:
    yield from _HEAD
    usual = Config()
    for name, setting in SETTINGS.items():
        if name not in TABLES:
            yield from _about(name, setting, getattr(usual, name))
    yield from ("", f"# {SETTINGS['sync'].meaning}", "[sync]")
    defaults = {"auto": usual.auto_sync, "every": usual.sync_seconds}
    for name, setting in SYNC.items():
        yield from _about(name, setting, defaults[name])
    yield from ("", f"# {SETTINGS['keys'].meaning}", "[keys]")
    for table in COMMAND_TABLES:
        for command in table:
            yield f"# {command.id} = {toml_of(','.join(command.keys))}  # {command.help}"


def _about(name: str, setting: Setting, usual: object) -> Iterator[str]:
    yield ""
    yield f"# {setting.meaning}"
    when = " Read at the start." if setting.at_start else ""
    yield f"# {setting.words[0].upper()}{setting.words[1:]}.{when}"
    value = f"{setting.example}  # an example" if usual is None else toml_of(usual)
    yield f"# {name} = {value}"
