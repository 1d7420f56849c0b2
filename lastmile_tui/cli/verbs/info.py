"""Verbs about lastmile itself: paths, keys, help."""

from __future__ import annotations

from contextlib import suppress
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from lastmile_tui.cli.output import in_columns, say, say_json
from lastmile_tui.cli.parser import parse
from lastmile_tui.commands import BY_ID
from lastmile_tui.config import user_keys
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.model.numbers import in_own_unit

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from lastmile_tui.cli.context import Context

SIGNS = {
    "plus": "+",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "minus": "-",
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "comma": ",",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
"""The signs of keys that have longer names."""


def run_help(_: Context, args: Namespace) -> None:
    with suppress(SystemExit):  # argparse has shown it
        parse([*args.words, "--help"])


def run_paths(context: Context, args: Namespace) -> None:
    paths = {name: str(path) for name, path in context.locations.shown.items()}
    if args.json:
        say_json({"version": 1} | paths)
    else:
        say(*(in_columns(f"{name:<8}", path) for name, path in paths.items()))


def run_keys(context: Context, args: Namespace) -> None:
    keys = user_keys(context.config.keys)
    if args.json:
        commands = [asdict(command) | {"keys": keys[command.id]} for command in BY_ID.values()]
        say_json({"version": 1, "commands": commands})
    else:
        say(*_table(keys), plain=context.plain)


def _table(keys: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The commands by group, each with its keys, its id and what it does."""
    key_texts = {name: " ".join(map(_say_key, own)) for name, own in keys.items()}
    widest = max(map(len, key_texts.values()))
    longest = max(map(len, key_texts))
    before: list[str] = []
    for group, commands in groupby(BY_ID.values(), attrgetter("group")):
        yield from (*before, group.upper())
        for command in commands:
            key, name = f"{key_texts[command.id]:<{widest}}", f"{command.id:<{longest}}"
            row = in_columns(key, name, in_own_unit(command.help))
            yield row if SPELLED.get() else f"  {row}"
        before = [""]


def _say_key(key: str) -> str:
    """A key by its sign; who listens hears the names of arrows."""
    sign = SIGNS.get(key, key)
    return sign if sign.isascii() or not SPELLED.get() else key
