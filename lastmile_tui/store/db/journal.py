"""The journal: one change a line, added at the end. Pure, over bytes.

    {"crc":"9ae0f1b2","rec":{"s":17,"db":"…","g":"…","d":{"goals":{"12":{…},"13":null}}}}

`crc` is the CRC-32 of the bytes of `rec`, in hex. `s` counts the changes of a file, `db` and `g`
name the file and the generation of the snapshot that the change was made on. `d` holds each
changed document whole, null for a document that was removed and for a table that was dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.store.db.documents import Raw, is_id

Changes: TypeAlias = Mapping[str, Mapping[str, Raw | None] | None]
"""Table -> doc id -> the document's JSON; None for what is no longer there."""

_HEAD: Final = b'{"crc":"%08x","rec":'
_START: Final = len(_HEAD % 0)

_MOST: Final = 1 << 62
"""Changes that a file can count; beyond, it could not be written."""


class JournalRecord(msgspec.Struct, frozen=True):
    """One change."""

    seq: int
    db: str
    gen: str
    changes: Changes


class _Line(msgspec.Struct):
    s: Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
    db: str
    g: str
    d: dict[str, dict[str, msgspec.Raw] | None]


_line: Final = msgspec.json.Decoder(_Line)


def encode(record: JournalRecord) -> bytes:
    """Give the line of a change, with its newline."""
    text = msgspec.json.encode
    tables = [text(name) + b":" + _table(table) for name, table in record.changes.items()]
    body = b'{"s":%d,"db":%s,"g":%s,"d":{%s}}' % (
        record.seq,
        text(record.db),
        text(record.gen),
        b",".join(tables),
    )
    return _HEAD % crc32(body) + body + b"}\n"


def decode(line: bytes) -> JournalRecord | None:
    """Read a line without its newline; None if it is not as `encode` made it."""
    body = line[_START:-1]
    if line != _HEAD % crc32(body) + body + b"}":
        return None
    try:
        body.decode()
        read = _line.decode(body)
    except (ValueError, RecursionError):
        return None
    changes: dict[str, dict[str, bytes | None] | None] = {}
    for name, table in read.d.items():
        documents = {key: _document(bytes(raw)) for key, raw in (table or {}).items()}
        if not all(is_id(key) and raw != b"" for key, raw in documents.items()):
            return None
        changes[name] = None if table is None else documents
    return JournalRecord(seq=read.s, db=read.db, gen=read.g, changes=changes)


def _table(table: Mapping[str, Raw | None] | None) -> bytes:
    if table is None:
        return b"null"
    return b"{%s}" % b",".join(
        b'"%s":%s' % (key.encode(), b"null" if raw is None else raw) for key, raw in table.items()
    )


def _document(raw: bytes) -> bytes | None:
    """None for a removed document, empty for what is no document."""
    if raw == b"null":
        return None
    return raw if raw.startswith(b"{") else b""
