"""Printing: lines to stdout, sentences to stderr, nothing that a terminal would obey."""

from __future__ import annotations

import codecs
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from lastmile_tui.domain.text import clean_note

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = {
    "━": "=",
    "▸": ">",
    "▴": "!",
    "╌": "-",
    "═": "~",
    "┿": "+",
    "┼": "+",
    "╪": "+",
    "⚑": "F",
    "✓": "x",
    "○": "o",
    "·": "-",
    "…": "~",
    "‘": "'",
    "’": "'",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
}
"""What stands for our own signs where the encoding of the output has none of them."""

_TO_PLAIN = str.maketrans(PLAIN)

_BEYOND_ASCII = re.compile(r"[^\n -~]")

_ERRORS = "lastmile.plain"

_LINE_LIMIT = 1 << 20
"""No line that is printed is longer; only a guard, since every text has a limit of its own."""


def prepare() -> None:
    """Let stdout and stderr take every character, whatever their encoding."""
    codecs.register_error(_ERRORS, _plain)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # closed with `>&-`, or not a file at all
            stream.reconfigure(errors=_ERRORS)  # type: ignore[union-attr]


def say(*lines: str, plain: bool = False) -> None:
    """Print lines for a person, with `plain` in signs of ASCII."""
    text = "".join(f"{_inert(line)}\n" for line in lines)
    _write(sys.stdout, text.translate(_TO_PLAIN) if plain else text)


def say_json(value: Mapping[str, Any]) -> None:
    """Print JSON for a script."""
    _write(sys.stdout, f"{json_text(value)}\n")


def json_text(value: Mapping[str, Any]) -> str:
    """JSON in ASCII, so that it is inert in every terminal and encoding."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    except UnicodeEncodeError:  # a path that is not UTF-8, whose bytes Python's own json can say
        from json import dumps  # noqa: PLC0415 # 3 ms, for a strange path only

        return dumps(value, indent=2)
    return _BEYOND_ASCII.sub(_escaped, text)


def complain(sentence: str) -> None:
    """Print a sentence to stderr."""
    with suppress(OSError):  # nobody listens: the exit code still tells
        _write(sys.stderr, f"lastmile: {_inert(sentence)}\n")


def _escaped(match: re.Match[str]) -> str:
    """A character as JSON escapes it: by its UTF-16 units."""
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _inert(text: str) -> str:
    return clean_note(text, _LINE_LIMIT)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        stream.write(text)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    failed = error.object[error.start : error.end]
    return "".join(PLAIN.get(char, "?") for char in failed), error.end
