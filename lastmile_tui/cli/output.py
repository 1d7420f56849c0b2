"""Printing: lines to stdout, sentences to stderr, nothing that a terminal would obey."""

from __future__ import annotations

import codecs
import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from lastmile_tui.domain.model.text import cells, clean_note

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


_HANG = 2
"""Cells by which the second line of a long one is indented further than the first."""

_USUAL = 80
"""The columns of a terminal that does not tell them."""


def prepare() -> None:
    """Let stdout and stderr take every character, whatever their encoding."""
    codecs.register_error(_ERRORS, _plain)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # closed with `>&-`, or not a file at all
            stream.reconfigure(errors=_ERRORS)  # type: ignore[union-attr]


def say(*lines: str, plain: bool = False, wrap: bool = False) -> None:
    """Print lines for a person, with `plain` in signs of ASCII.

    With `wrap` a terminal shows no word of a long line in two parts.
    """
    width = _columns(sys.stdout) if wrap else 0
    text = "".join(f"{_wrapped(_inert(line), width)}\n" for line in lines)
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
        said = _inert(f"lastmile: {sentence}")
        _write(sys.stderr, f"{_wrapped(said, _columns(sys.stderr))}\n")


def _escaped(match: re.Match[str]) -> str:
    """A character as JSON escapes it: by its UTF-16 units."""
    units = match[0].encode("utf-16-be").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _columns(stream: TextIO | None) -> int:
    """The columns of a terminal; 0 for what is none."""
    if stream is None or not stream.isatty():
        return 0
    with suppress(OSError):
        return os.get_terminal_size(stream.fileno()).columns or _USUAL
    return _USUAL


def _wrapped(text: str, width: int) -> str:
    return "\n".join(_folded(line, width) for line in text.split("\n")) if width else text


def _folded(line: str, width: int) -> str:
    """Break a line at its spaces, and indent what follows.

    A word that no line has room for beside the indent, such as a path, begins a line of its own.
    """
    if cells(line) <= width:
        return line
    words = line.split(" ")
    margin = " " * (next((n for n, word in enumerate(words) if word), 0) + _HANG)
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if cells(longer) <= width or not lines[-1].strip():
            lines[-1] = longer
        elif cells(margin + word) <= width:
            lines.append(margin + word)
        else:
            lines.append(word)
    return "\n".join(lines)


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
