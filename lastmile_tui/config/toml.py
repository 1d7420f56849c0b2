"""TOML with the lines that its names stand on, for what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.errors import ConfigError
from lastmile_tui.owners import say_owner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
"""Where the parser found what it cannot read."""


class Fault(Struct, frozen=True):
    """What is wrong with a file, on a line that counts from 1, or with all of it."""

    sentence: str
    line: int | None = None

    def of(self, path: Path | str) -> str:
        """The same with the file in front."""
        where = f"{path}, line {self.line}" if self.line else f"{path}"
        return f"{where}: {self.sentence}"


class Toml(Struct, frozen=True):
    """What a file says; a file that is not there says nothing."""

    values: dict[str, Any]
    text: str = ""

    @property
    def lines(self) -> dict[tuple[str, ...], int]:
        """The lines that values begin on, by their names and those of the tables around them."""
        return lines_of(self.text)

    def faults(self, found: Iterable[tuple[tuple[str, ...], str]]) -> tuple[Fault, ...]:
        """What is wrong, each by the names of where it stands, in the order of the lines.

        What is not in the file has no line, and comes first.
        """
        pairs = [*found]
        lines = self.lines if pairs else {}
        faults = [Fault(words, lines.get(where)) for where, words in pairs]
        return tuple(sorted(faults, key=lambda fault: fault.line or 0))


class TomlError(ConfigError):
    """A file that is no TOML, or cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


def nearest(name: str, known: Collection[str]) -> str:
    """The question whether a name was meant that is like a wrong one; empty where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 # 7 ms, for a mistake only

    near = get_close_matches(name.casefold(), known, n=1)
    return f"did you mean {near[0]}?" if near else ""


def read_toml(path: Path) -> Toml:
    """Read a file; TomlError says what to change."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Toml({})
    except IsADirectoryError:
        raise TomlError(Fault("This is a directory; name the file in it.")) from None
    except OSError as error:
        why = ": ".join(filter(None, (error.strerror, say_owner(path))))
        raise TomlError(Fault(f"The file cannot be read: {why}.")) from error
    except UnicodeDecodeError as error:
        raise TomlError(Fault("The file is not UTF-8 text; save it as UTF-8.")) from error
    import tomllib  # noqa: PLC0415 # 3 ms, for those who have a file

    try:
        return Toml(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(_fault(str(error), text)) from error
    except (ValueError, RecursionError) as error:
        raise TomlError(Fault("A value is too long or too deep; shorten it.")) from error


def _fault(words: str, text: str) -> Fault:
    """What the parser says, with its line apart."""
    found = re.search(_PLACE, words)
    if found is None:
        return Fault(f"Correct the TOML: {words}.")
    what = words[: found.start()]
    if found[1] is None:
        return Fault(f"Correct the TOML: {what} at the end of the file.", text.count("\n") + 1)
    return Fault(f"Correct the TOML: {what} at column {found[2]}.", int(found[1]))


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The lines on which the tables and values of a valid text begin, by the path of their names.

    The parser knows no lines. It reads one statement after another here, each with as many lines as
    it needs to be whole, so that no syntax is known twice.
    """
    lines: dict[tuple[str, ...], int] = {}
    head: tuple[str, ...] = ()
    for number, statement in _statements(text):
        is_head = statement.lstrip().startswith("[")
        values = _parsed(statement) or {}
        if is_head:
            head = _path_of_head(values)
            paths = [head[:depth] for depth in range(1, len(head) + 1)]
        else:
            paths = [(*head, *path) for path in _paths(values)]
        for path in paths:
            lines.setdefault(path, number)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The tables and values, each with the line that it begins on."""
    begun, kept = 1, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        begun, kept = (begun, f"{kept}\n{line}") if kept else (number, line)
        if (values := _parsed(kept)) is not None:
            if values:
                yield begun, kept
            kept = ""


def _parsed(text: str) -> dict[str, Any] | None:
    import tomllib  # noqa: PLC0415 # as above

    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _path_of_head(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The one path of names in the head of a table, or of one in a list of them."""
    path: list[str] = []
    inner: Any = values
    while isinstance(inner, dict | list) and inner:
        if isinstance(inner, list):
            inner = inner[0]
            continue
        ((name, inner),) = inner.items()
        path.append(name)
    return tuple(path)


def _paths(values: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for name, value in values.items():
        yield (name,)
        if isinstance(value, dict):
            yield from ((name, *inner) for inner in _paths(value))
