"""JSON as tools write it: whole, an object a line, arrays behind one another, or cut short."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastmile_tui.exchange.files import GivenFile

BROKEN = "is no whole JSON"

_FAILURES = 1_000
"""Places at which no value can be read after which a file is no JSON at all."""

_GAP = re.compile(r"[\s,\[\]]*")

ERRORS = (ValueError, RecursionError)
"""What is raised for what is no JSON, or too deep."""


def whole(file: GivenFile) -> Any:
    """The one value of a file; ImportFileError where it is none."""
    try:
        return msgspec.json.decode(file.data)
    except ERRORS:
        pass  # such as a byte order mark, or numbers that only Python reads
    text = _text(file)
    try:
        return json.loads(text)
    except ERRORS as error:
        raise ImportFileError(f"{file.name} {BROKEN}{_where(error)}.") from error


def objects(file: GivenFile) -> tuple[list[Any], list[Left]]:
    """The objects of a file, of its arrays or of its lines, and what of it cannot be read.

    An object that is broken ends at the next line that begins with another one.
    """
    try:
        found = msgspec.json.decode(file.data)
    except ERRORS:
        return _one_by_one(_text(file), file.name)
    return _flat(found), []


def one_after_another(file: GivenFile) -> Iterator[Any]:
    """The objects of a file that is one whole array: one at a time is decoded.

    The objects of an array in it come as its own. Raises one of ERRORS for any other file, also
    when it has given some: `objects` reads it then.
    """
    for raw in msgspec.json.decode(file.data, type=list[msgspec.Raw]):
        value = msgspec.json.decode(raw)
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _flat(value: Any) -> list[Any]:
    """The values of a list, and of the lists in it, as pages that were put together are."""
    if not isinstance(value, list):
        return [value]
    if not any(isinstance(one, list) for one in value):
        return value
    return [part for one in value for part in (one if isinstance(one, list) else [one])]


def _one_by_one(text: str, name: str) -> tuple[list[Any], list[Left]]:
    read = json.JSONDecoder().raw_decode
    found: list[Any] = []
    left: list[Left] = []
    at, line, counted = _gap(text, 0), 1, 0
    while at < len(text):
        try:
            value, end = read(text, at)
        except ERRORS as error:
            line, counted = line + text.count("\n", counted, at), at
            left.append(Left(BROKEN, text[at : at + 200].split("\n", 1)[0], line))
            if len(left) >= _FAILURES:
                raise ImportFileError(f"{name} {BROKEN}{_where(error)}.") from error
            at = _next(text, at)
        else:
            found += _flat(value)
            at = _gap(text, end)
    if not found and left:
        raise ImportFileError(f"{name} {BROKEN}; export it again with the tool that it is from.")
    return found, left


def _next(text: str, at: int) -> int:
    """Where the next line begins as that of a broken object does, so that it is none inside it."""
    begun = text.rfind("\n", 0, at) + 1
    indent = "" if text[begun:at].strip() else text[begun:at]
    after = text.find(f"\n{indent}{{", at)
    return after + 1 + len(indent) if after >= 0 else len(text)


def _gap(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at


def _text(file: GivenFile) -> str:
    """The text; what tools made of characters beyond the first plane, in two halves, is whole."""
    try:
        return file.text
    except ImportFileError:
        try:
            halves = file.data.decode(errors="surrogatepass")
            return halves.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeError:
            pass
        raise


def _where(error: BaseException) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f" (line {error.lineno})"
    return ""
