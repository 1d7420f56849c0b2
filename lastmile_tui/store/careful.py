"""Read a file that another program wrote: any JSON that stock TinyDB takes."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from lastmile_tui.errors import StoreError
from lastmile_tui.store.documents import encode, is_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.store.documents import Tables

_ADVICE: Final = "It was left as it is: mend it there, or restore a backup."


class _Twice(dict[str, Any]):
    """A JSON object that names a key more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


class Reading:
    """The tables of a file.

    `mended` tells that reading changed something: NaN becomes null, half a surrogate pair U+FFFD.
    Where a table names an id twice the last document has it, as in Python's json, and the others
    get new ids. `problem` is the first thing that had to be left out.

    Raises StoreError, which names the line, for what is no JSON object.
    """

    def __init__(self, data: bytes) -> None:
        self.tables: Tables = {}
        self.mended = False
        self.problem = ""
        top = self._parse(data)
        if not isinstance(top, dict):
            raise StoreError(f"The data file holds no tables. {_ADVICE}")
        for name, table in _pairs(top):
            if isinstance(table, dict):
                self._read_table(_clean(name), table)
            else:
                self._leave_out(f"{name!a:.40} is no table")

    def _parse(self, data: bytes) -> Any:
        try:
            return json.loads(data.decode("utf-8-sig"), object_pairs_hook=self._object)
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            why = f"{error.msg[:1].lower()}{error.msg[1:]}, {where}"
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            why = f"it is not UTF-8 text, line {line}"
        except ValueError:
            why = "it holds a number that is too long"
        except RecursionError:
            why = "its objects are nested too deep"
        raise StoreError(f"The data file cannot be read: {why}. {_ADVICE}")

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        self.mended = True
        return _Twice(pairs)

    def _read_table(self, name: str, table: dict[str, Any]) -> None:
        documents = self.tables.setdefault(name, {})
        displaced = []
        for doc_id, value in _pairs(table):
            raw = self._encode(value)
            if not is_id(doc_id):
                self._leave_out(f"document {doc_id!a:.40} of {name!a:.40} has no number")
            elif raw is None:
                self._leave_out(f"document {doc_id} of {name!a:.40} is no document")
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
        except StoreError:
            return None

    def _leave_out(self, what: str) -> None:
        self.problem = self.problem or what


def _pairs(found: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    return found.pairs if isinstance(found, _Twice) else found.items()


def _clean(value: Any) -> Any:
    """Change what only Python's json takes into what every reader of JSON takes."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, list):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(part) for key, part in value.items()}
    return value
