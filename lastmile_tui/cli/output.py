"""Printing: lines to stdout, sentences to stderr; no text can bring terminal control codes."""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.model.text import cells, clean_key, clean_note
from lastmile_tui.early import printed
from lastmile_tui.terminals import this_terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PLAIN = {
    "━": "=",
    "▸": ">",
    "▴": "!",
    "▧": "X",
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
    "–": "-",
    "—": "-",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
}
"""ASCII replacements for our signs, if the encoding of the output lacks them."""

_TO_PLAIN = str.maketrans(PLAIN)

_TO_WORDS = str.maketrans({"·": ",", "…": "..."})
"""The same for who listens, whose sentences have none of the other signs; a title keeps its own."""

_ERRORS = "lastmile.plain"

_LINE_LIMIT = 1 << 20
"""The longest line that is printed; only a guard, since every text has its own limit."""


_INDENT = 2
"""Cells by which the continuation of a long line is indented further, but for who listens."""

_DEFAULT_COLUMNS = 80
"""The columns of a terminal that does not report them."""


def prepare() -> None:
    """Let stdout and stderr accept every character, whatever their encoding.

    A terminal whose locale is not one of UTF-8 gets ASCII; files and pipes keep their encoding.
    """
    codecs.register_error(_ERRORS, _plain)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):  # closed with `>&-`, or not a file at all
            _reconfigure(stream, errors=_ERRORS)
            if stream.isatty() and not this_terminal().utf8:
                _reconfigure(stream, encoding="ascii", errors=_ERRORS)


def allow_unicode() -> None:
    """Let terminals have UTF-8 whatever their locale says, since the user knows better."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            if stream.isatty():
                _reconfigure(stream, encoding="utf-8", errors=_ERRORS)


def _reconfigure(stream: Any, **how: str) -> None:
    stream.reconfigure(**how)


def say(*lines: str, plain: bool = False, wrap: bool = False) -> None:
    """Print lines for a person, with `plain` in ASCII signs.

    With `wrap`, and for who listens, lines are broken between words in a terminal.
    """
    _write(sys.stdout, "".join(f"{line}\n" for line in _spoken(lines, plain=plain, wrap=wrap)))


def as_printed(line: str, *, plain: bool) -> str:
    """A line as `say` prints it."""
    return _spoken([line], plain=plain, wrap=False)[0]


def say_document(parts: Iterable[str]) -> None:
    """Print what is a file of its own, in parts, just as it is; a terminal gets none it obeys."""
    in_terminal = sys.stdout is not None and sys.stdout.isatty()
    for part in parts:
        _write(sys.stdout, part.translate(_INERT) if in_terminal else part)


class _Inert(dict[int, str]):
    """A table for `str.translate` that fills itself: what a terminal would obey goes."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = char if char in _WRITTEN else clean_key(char)
        return found


_WRITTEN = "\n\t\u00a0\u200b"
"""What no title has, and a file may need: Org parts signs by a space without width."""

_INERT = _Inert()


def say_marked(
    mark: str, words: str, style: str = "", *, plain: bool = False, to: TextIO | None = None
) -> None:
    """Print words with a mark in front of them that has a style; lines break as with `wrap`."""
    stream = to or sys.stdout
    signs = (_TO_PLAIN if plain else {}) | (_TO_WORDS if SPELLED.get() else {})
    text = _wrap(_clean(f"{mark} {words}").translate(signs), columns(stream))
    if style and text.startswith(mark):
        text = f"\x1b[{style}m{mark}\x1b[m{text.removeprefix(mark)}"
    _write(stream, f"{text}\n")


def say_spans(lines: Iterable[Iterable[tuple[str, str]]], *, plain: bool, styled: bool) -> None:
    """Print lines made of texts, each with the SGR parameters that it has where that is wanted."""
    if not styled:
        say(*("".join([text for text, _ in line]) for line in lines), plain=plain)
        return
    out = []
    for line in lines:
        out += [_styled(text, style, plain=plain) for text, style in line]
        out.append("\n")
    _write(sys.stdout, "".join(out))


def _styled(text: str, style: str, *, plain: bool) -> str:
    """A text as it is printed, with the spaces around it, which make columns."""
    words = _spoken([text], plain=plain, wrap=False)[0].strip(" ")
    before, behind = (len(text) - len(bare) for bare in (text.lstrip(" "), text.rstrip(" ")))
    spaced = f"{' ' * before}{words}{' ' * behind}" if words else " " * before
    return f"\x1b[{style}m{spaced}\x1b[m" if style else spaced


def prompt(line: str, *, plain: bool = False) -> None:
    """Print a line that what is typed stands behind."""
    _write(sys.stdout, f"{_spoken([line], plain=plain, wrap=True)[0]} ")
    if sys.stdout is not None:
        sys.stdout.flush()


def _spoken(lines: Iterable[str], *, plain: bool, wrap: bool) -> list[str]:
    heard = SPELLED.get()
    signs = (_TO_PLAIN if plain else {}) | (_TO_WORDS if heard else {})
    width = columns(sys.stdout) if wrap or heard else 0
    return [_wrap(_clean(line).translate(signs), width) for line in lines]


def in_columns(*texts: str) -> str:
    """Texts of one row, two cells apart; for who listens, the texts alone with commas."""
    if SPELLED.get():
        return ", ".join(filter(None, (text.strip() for text in texts)))
    return "  ".join(texts).rstrip()


def say_json(value: Mapping[str, Any]) -> None:
    """Print JSON for a script."""
    _write(sys.stdout, f"{json_text(value)}\n")


def say_json_list(head: Mapping[str, Any], name: str, items: Iterable[str]) -> None:
    """Print JSON whose last key is a list, item by item as they come, each a `json_item`."""
    for part in json_list(head, name, items):
        _write(sys.stdout, part)
    _write(sys.stdout, "\n")


def say_json_lines(items: Iterable[Mapping[str, Any]]) -> None:
    """Print values as JSON Lines: each on a line of its own."""
    for item in items:
        _write(sys.stdout, f"{json_line(item)}\n")


def json_line(value: Mapping[str, Any]) -> str:
    """JSON on one line, in ASCII as `json_text`."""
    raw = _json_in_ascii(value)
    return json_text(value).replace("\n", " ") if raw is None else raw.decode()


def json_list(head: Mapping[str, Any], name: str, items: Iterable[str]) -> Iterator[str]:
    """The text of `head | {name: [*items]}` in parts: only one item is in memory."""
    yield f'{json_text(head).removesuffix("}").rstrip()},\n  "{name}": ['
    between = "\n    "
    for item in items:
        yield between + item
        between = ",\n    "
    yield "]\n}" if between.startswith("\n") else "\n  ]\n}"


def json_item(value: Mapping[str, Any]) -> str:
    """The JSON of an item of a list."""
    raw = _json_in_ascii(value)
    if raw is None:
        return json_text(value).replace("\n", "\n    ")
    # In two lists of its own, it stands as deep as where it comes to stand.
    return msgspec.json.format(b"[[%b]]" % raw, indent=2)[_DEEP].decode()


_DEEP = slice(len("[\n  [\n    "), -len("\n  ]\n]"))


def json_text(value: Mapping[str, Any]) -> str:
    """JSON in ASCII, so that it is inert in every terminal and encoding."""
    raw = _json_in_ascii(value)
    if raw is None:
        from json import dumps  # noqa: PLC0415 # 3 ms, for a strange path only

        return dumps(value, indent=2).replace("\x7f", "\\u007f")
    return msgspec.json.format(raw, indent=2).decode()


def _json_in_ascii(value: Mapping[str, Any]) -> bytes | None:
    """The JSON with all signs escaped; None for a path that is not UTF-8, which Python encodes."""
    try:
        raw = msgspec.json.encode(value)
    except UnicodeEncodeError:
        return None
    if not raw.isascii():
        raw = raw.decode().encode("ascii", _JSON_ERRORS)
    return raw.replace(b"\x7f", b"\\u007f")  # the other controls are escaped already


def _escape(error: UnicodeError) -> tuple[bytes, int]:
    """Characters as JSON escapes them: by their UTF-16 units."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be").hex()
    escaped = "".join([f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)])
    return escaped.encode(), error.end


_JSON_ERRORS = "lastmile.json"

codecs.register_error(_JSON_ERRORS, _escape)


def complain(sentence: str) -> None:
    """Print a sentence to stderr, behind the name of the program unless it begins with that."""
    with suppress(OSError):  # stderr is closed; the exit code still counts
        text = _clean(sentence if sentence.startswith("lastmile ") else f"lastmile: {sentence}")
        _write(sys.stderr, f"{_wrap(text, columns(sys.stderr))}\n")


def columns(stream: TextIO | None) -> int:
    """The columns of a terminal; 0 if the stream is none."""
    if stream is None or not stream.isatty():
        return 0
    with suppress(OSError):
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_COLUMNS
    return _DEFAULT_COLUMNS


def _wrap(text: str, width: int) -> str:
    return "\n".join(_wrap_line(line, width) for line in text.split("\n")) if width else text


def _wrap_line(line: str, width: int) -> str:
    """Break a line at its spaces, and indent the continuation.

    A word that is too long for an indented line, such as a path, begins a line without indent.
    """
    if cells(line) <= width:
        return line
    words = line.split(" ")
    indent = 0 if SPELLED.get() else _INDENT
    margin = " " * (next((n for n, word in enumerate(words) if word), 0) + indent)
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


def _clean(text: str) -> str:
    return clean_note(text, _LINE_LIMIT)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        stream.write(text)
        printed.hear(text, complaint=stream is not sys.stdout)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from lastmile_tui.domain.model.ascii_text import in_ascii  # noqa: PLC0415 # rarely needed

    failed = error.object[error.start : error.end]
    return in_ascii(failed.translate(_TO_PLAIN)), error.end
