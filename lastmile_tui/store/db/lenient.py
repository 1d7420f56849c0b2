"""Read a data file that another program wrote: any JSON that stock TinyDB takes.

Data that is no JSON is refused with a reason; `salvage` reads it.
"""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.documents import encode, is_id
from lastmile_tui.store.db.schema import GOALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.store.db.documents import Tables

_ADVICE: Final = (
    "It was left as it is: mend it with lastmile doctor --repair, or restore a backup with "
    "lastmile restore."
)

REPAIR: Final = "; lastmile doctor --repair mends what can be mended"
"""Appended to the reason why a file must not be written."""

_BREAK: Final = "\n"
_ENDLESS: Final = "Unterminated string"
"""Python's message for a string without its closing quote, which can only be the last one."""

_ID_DIGITS: Final = 17
"""Digits of an id, one fewer than we write, so that there is always a next id."""

_LONG_NUMBER: Final = rb"\d{4301}"
"""More digits than Python converts to a number: 4,300."""

_NESTING: Final = rb'(?s)"(?:[^"\\]|\\.)*+"?|[\[{\]}]'
_TOO_DEEP: Final = 250
"""Nested levels: many more than our files have, and few enough for every Python."""


class _RepeatedKeys(dict[str, Any]):
    """A JSON object that names a key more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


class LenientReader:
    """The tables of a file.

    `mended` means that reading changed something: NaN becomes null, half a surrogate pair U+FFFD.
    If a table has an id twice, the last document keeps it, as in Python's json, and the others
    get new ids. `problem` is the first thing that had to be left out.

    Raises StoreError, which begins with `what` and names the line, if the data is no JSON object.
    """

    def __init__(self, data: bytes, what: str = "The data file") -> None:
        self.tables: Tables = {}
        self.mended = False
        self.problem = ""
        top = self._parse(data, what)
        if not isinstance(top, dict):
            raise StoreError(f"{what} cannot be read: it is JSON, but not of lastmile. {_ADVICE}")
        for name, table in _pairs(top):
            if isinstance(table, dict):
                self._read_table(_clean(name), table)
            else:
                self._leave_out(f"{name!a:.40} is not as lastmile writes it")

    def _parse(self, data: bytes, what: str) -> Any:
        try:
            return json.loads(data.decode("utf-8-sig"), object_pairs_hook=self._object)
        except json.JSONDecodeError as error:
            why = _where(error)
        except UnicodeDecodeError as error:
            why = f"it is not UTF-8 text, {_line(data, error.start)}"
        except ValueError:
            found = re.search(_LONG_NUMBER, data)
            where = f", {_line(data, found.start())}" if found else ""
            why = f"it holds a number that is too long{where}"
        except RecursionError:
            why = f"its objects are nested too deep, {_line(data, _deepest(data))}"
        raise StoreError(f"{what} cannot be read: {why}. {_ADVICE}")

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self.mended = True
        return _RepeatedKeys(pairs)

    def _read_table(self, name: str, table: dict[str, Any]) -> None:
        documents = self.tables.setdefault(name, {})
        displaced = []
        for doc_id, value in _pairs(table):
            if not is_id(doc_id) or len(doc_id) > _ID_DIGITS:
                self._leave_out(f"{_entry(name, ascii(doc_id))} has no number")
            elif (raw := self._encode(value)) is None:
                self._leave_out(f"{_entry(name, doc_id)} {_reason(value)}")
            elif documents.setdefault(doc_id, raw) != raw:
                displaced.append(documents[doc_id])
                documents[doc_id] = raw
        for other in displaced:
            documents[str(max(map(int, documents)) + 1)] = other

    def _encode(self, value: Any) -> bytes | None:
        if not isinstance(value, dict):
            return None
        try:
            return encode(value)
        except StoreError:
            self.mended = True
        try:
            return encode(_clean(value))
        except (StoreError, RecursionError):
            return None

    def _leave_out(self, what: str) -> None:
        self.problem = self.problem or what + REPAIR


def _pairs(found: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return found.pairs if isinstance(found, _RepeatedKeys) else found.items()


def _where(error: json.JSONDecodeError) -> str:
    """Where a text stops being JSON, or that its end is missing."""
    if error.msg.startswith(_ENDLESS) or not error.doc[error.pos :].strip():
        return f"it breaks off in line {error.doc.rstrip().count(_BREAK) + 1}"
    return f"it is no JSON from line {error.lineno}, column {error.colno} on"


def _entry(name: str, doc_id: str) -> str:
    return f"goal {doc_id:.40}" if name == GOALS else f"entry {doc_id:.40} of {name!a:.40}"


def _reason(value: Any) -> str:
    """Why a document cannot be kept."""
    if not isinstance(value, dict):
        return "is not as lastmile writes it"
    return "is nested too deep, or holds a number that is too large"


def _line(data: bytes, at: int) -> str:
    return f"line {data.count(bytes([10]), 0, at) + 1}"


def _deepest(data: bytes) -> int:
    """The position at which a file is nested too deep."""
    depth = 0
    for found in re.finditer(_NESTING, data):
        sign = found[0]
        depth += (sign in b"[{") - (sign in b"]}")
        if depth > _TOO_DEEP:
            return found.start()
    return 0


def _clean(value: Any) -> Any:
    """Replace values that only Python's json accepts by ones that every JSON reader accepts."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(part) for key, part in value.items()}
    return value
