"""One document: a dict outside, one line of JSON inside.

The storage holds bytes only, and each reader decodes its own dict: nothing that is handed out
is shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

Raw: TypeAlias = bytes | memoryview
"""A document's JSON: on its own, or as a view of the file it was read with."""

Tables: TypeAlias = dict[str, dict[str, Raw]]
"""Table -> doc id -> the document's JSON."""

DEPTH: Final = 32
"""How deep the objects and lists of a document may stand in each other."""


class Checked(bytes):
    """The JSON of a document that was looked at as `encode` does."""

    __slots__ = ()


_NO_BRACKETS: Final = bytes(set(range(256)) - set(b"{}[]"))
_ID_DIGITS: Final = 18
_object: Final = msgspec.json.Decoder(dict[str, Any])


def is_id(text: str) -> bool:
    """Tell whether `text` is an id as TinyDB writes one: ASCII digits with no leading zero."""
    digits = text.isascii() and text.isdigit() and len(text) <= _ID_DIGITS
    return digits and (text[0] != "0" or text == "0")


def are_alike(one: Raw | None, two: Raw | None) -> bool:
    """Tell whether two documents are the same, as bytes: views are compared ten times as slowly."""
    if one is None or two is None:
        return one is two
    return len(one) == len(two) and bytes(one) == bytes(two)


def encode(document: Mapping[str, Any] | Raw) -> bytes:
    """Give the JSON of a document; bytes are taken as JSON that is ready.

    Raises StoreError for what JSON cannot give back as it was, such as NaN, keys that are no
    strings, tuples and dates, for what is no JSON object, and for more levels than DEPTH.
    """
    if isinstance(document, Checked):
        return document
    if isinstance(document, memoryview):
        document = bytes(document)
    try:
        raw = one_line(document) if isinstance(document, bytes) else msgspec.json.encode(document)
        read = _object.decode(raw)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise StoreError(f"A document cannot be written as JSON: {error}.") from error
    if not isinstance(document, bytes) and read != document:
        raise StoreError("A document holds a value that cannot be written as JSON.")
    if not (_is_shallow(raw) or _fits(read, DEPTH - 1)):
        raise StoreError(f"A document is more than {DEPTH} levels deep.")
    return raw


def encode_known(document: Mapping[str, Any], new: Mapping[str, Any]) -> Checked:
    """Give the JSON of a document, of which all that is not in `new` was JSON before.

    Raises StoreError as `encode`, for what is new.
    """
    raw = encode(new)
    return Checked(raw if new is document else msgspec.json.encode(document))


def encode_merged(document: Mapping[str, Any]) -> Checked:
    """Give the JSON of a document whose parts were all JSON before; StoreError if too deep."""
    raw = Checked(msgspec.json.encode(document))
    if not (_is_shallow(raw) or _fits(document, DEPTH - 1)):
        raise StoreError(f"A document is more than {DEPTH} levels deep.")
    return raw


def encode_all(tables: Mapping[str, Mapping[str, Mapping[str, Any] | Raw]]) -> Tables:
    """Give the JSON of all documents of some tables; StoreError as `encode`."""
    return {
        name: {doc_id: encode(document) for doc_id, document in table.items()}
        for name, table in tables.items()
    }


def decode(raw: Raw, table: str, doc_id: str) -> dict[str, Any]:
    """Read a document.

    Raises StoreError, which names the document.
    """
    try:
        return _object.decode(raw)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"Entry {doc_id} of {table!a:.40} cannot be read.") from error


def one_line(raw: bytes) -> bytes:
    """Give the same JSON without line breaks.

    Raises msgspec.DecodeError for what is no JSON.
    """
    return msgspec.json.format(raw, indent=-1) if b"\n" in raw else raw


def _is_shallow(raw: bytes) -> bool:
    """Whether JSON surely has no more than DEPTH levels; a bracket in a text leaves it open.

    Each round takes away one level at least, and two at most.
    """
    brackets = raw.translate(None, _NO_BRACKETS)
    for _ in range(DEPTH // 2):
        if not brackets:
            break
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return not brackets


def _fits(value: Any, levels: int) -> bool:
    """Whether no more than so many objects and lists stand in each other."""
    inner = [value]
    while inner:
        if levels < 0:
            return False
        levels -= 1
        inner = [
            part
            for outer in inner
            for part in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(part, dict | list)
        ]
    return True
