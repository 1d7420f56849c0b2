"""TOML with the lines that its names stand on, for what is wrong with them."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from lastmile_tui.errors import ConfigError
from lastmile_tui.owners import say_owner

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
"""Where the parser found what it cannot read."""


_SHOWN: Final = 40
"""Characters of a value that is wrong."""


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


def say_absent(path: Path) -> str:
    """That there is no file, and what goes by then."""
    return f"There is no file at {path}: the defaults are in force."


def say_dangling(path: Path) -> str:
    """That a file that is not there, or a folder of it, is a link to nowhere; empty for neither."""
    for each in (path, *path.parents):
        if each.is_symlink() and not each.exists():
            what, do = ("This", "write") if each == path else (f"The folder {each}", "make")
            gone = f"{what} is a link to {each.readlink()}, which is not there"
            return f"{gone}; {do} that, or remove the link."
    return ""


def read_toml(path: Path) -> Toml:
    """Read a file; TomlError says what to change."""
    try:
        data = path.read_bytes().removeprefix(BOM_UTF8)
    except FileNotFoundError:
        if words := say_dangling(path):
            raise TomlError(Fault(words)) from None
        return Toml({})
    except IsADirectoryError:
        raise TomlError(Fault("This is a folder; name a file, or put one in its place.")) from None
    except OSError as error:
        why = ": ".join(filter(None, (error.strerror, say_owner(path))))
        raise TomlError(Fault(f"The file cannot be read: {why}.")) from error
    try:
        text = data.decode().replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise TomlError(_foreign(data, error.start)) from error
    import tomllib  # noqa: PLC0415 # 3 ms, for those who have a file

    try:
        return Toml(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(_fault(str(error), text)) from error
    except (ValueError, RecursionError) as error:
        raise TomlError(Fault("A value is too long or too deep; shorten it.")) from error


def _foreign(data: bytes, at: int) -> Fault:
    """A sign that is no UTF-8, with its place."""
    before = data[:at].decode()
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Fault(f"What stands at column {column} is not UTF-8; save the file as UTF-8.", line)


def _fault(words: str, text: str) -> Fault:
    """What the parser says, as a person would, with its line apart."""
    found = re.search(_PLACE, words)
    if found is None:
        return Fault(f"Correct the TOML: {_plain(words)}.")
    what = _plain(words[: found.start()])
    lines = text.rstrip("\n").split("\n")
    at_end = found[1] is None
    if at_end or re.match(_BEGINS, lines[int(found[1]) - 1]):
        begun = _unclosed(lines if at_end else lines[: int(found[1]) - 1])
        if begun:
            return Fault("Correct the TOML: ] is missing at the end of this list.", begun)
    if at_end:
        return Fault(f"Correct the TOML: {what} at the end of the file.", len(lines))
    where = "" if what == _TWICE else f" at column {found[2]}"  # where the value ends, not the name
    return Fault(f"Correct the TOML: {what}{where}.", int(found[1]))


_BEGINS: Final = r"\s*(\[+[\w.-]+\]+\s*(#.*)?$|[\w.\"'-]+\s*=)"
"""How a line looks with which a table or a value begins: in a list it is none of its values."""

_DEEP: Final = 4
"""How many lists may stand in one another without an end, to be told from something else."""


def _unclosed(lines: Sequence[str]) -> int | None:
    """The line on which a list begins that has no end on any of these; None without one."""
    begun, kept = [(1, ""), *_statements("\n".join(lines))][-1]
    if _parsed(kept) is not None:
        return None
    ends = (f"{kept}\n{']' * depth}" for depth in range(1, _DEEP + 1))
    return begun if any(map(_parsed, ends)) else None


_TWICE: Final = "the name stands there twice"

_WORDS: Final = (
    (r"Invalid value", "a value is wanted, and texts in quotes,"),
    (r"Invalid (statement|initial character for a key part)", "a name is wanted"),
    (r"Expected '=' after a key in a key/value pair", "= is missing"),
    (r"Expected newline or end of document after a statement", "the value has ended"),
    (r"Expected '\]' at the end of a table declaration|Unclosed array", "] is missing"),
    (r"Expected '\]\]' at the end of an array declaration", "]] is missing"),
    (r"Unclosed inline table", "} is missing"),
    (r"Cannot (overwrite|declare|redefine|mutate) .*", _TWICE),
    (
        r"Illegal character '\\[nr]'|Unterminated string|Expected [\"'].*",
        "the end quote is missing",
    ),
    (r"Unescaped '\\' in a string|Invalid hex value", r"\ stands for itself in single quotes only"),
    (r"Illegal character .*", "a control character stands"),
)
"""What the parser says, and how a person would, before the place."""


def _plain(words: str) -> str:
    for pattern, plain in _WORDS:
        if re.fullmatch(pattern, words):
            return plain
    return words


def toml_of(value: Any) -> str:
    """A value of a setting as TOML; one that is none as `none`, which TOML has not."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml_of, value))}]"
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{_name(name)} = {toml_of(each)}' for name, each in value.items())}}}"
        )
    return _quoted(value) if isinstance(value, str) else f"{value}"


def shown(value: object) -> str:
    """The beginning of a value as it stands in the file, for what is wrong with it."""
    if isinstance(value, dict):
        return "a table"
    text = toml_of(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


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
    """The tables and values, each with the line that it begins on; a last one may lack its end."""
    begun, kept = 1, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        begun, kept = (begun, f"{kept}\n{line}") if kept else (number, line)
        if (values := _parsed(kept)) is not None:
            if values:
                yield begun, kept
            kept = ""
    if kept:
        yield begun, kept


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


def _name(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(map(_escaped, escaped))}"'


def _escaped(char: str) -> str:
    return char if char.isprintable() else f"\\U{ord(char):08x}"
