"""The journal: one change a line, added at the end. Pure, over bytes.

    {"crc":"9ae0f1b2","rec":{"s":17,"db":"…","g":"…","dev":"…","run":"…","t":1796000000,
    "was":{"goals":{"12":1234567}},"d":{"goals":{"12":{…},"13":null}}}}

`crc` is the CRC-32 of the bytes of `rec`, in hex. `s` counts the changes of a file, `db` and `g`
name the file and the generation of the snapshot that the change was made on. `dev` and `run` name
the device and the opening of the file that made the change, `t` is its time in whole seconds, UTC.
`d` holds each changed document whole, null for a document that was removed and for a table that
was dropped; `was` the CRC-32 of the JSON of each document that it replaces. Older versions wrote
none of the four.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final, NamedTuple, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.store.db.documents import Raw, Tables, is_id

Changes: TypeAlias = Mapping[str, Mapping[str, Raw | None] | None]
"""Table -> doc id -> the document's JSON; None for what is no longer there."""

Crcs: TypeAlias = Mapping[str, Mapping[str, int]]
"""Table -> doc id -> the CRC-32 of the document's JSON."""

_HEAD: Final = b'{"crc":"%08x","rec":'
_START: Final = len(_HEAD % 0)

_MOST: Final = 1 << 62
"""Changes that a file can count; beyond, it could not be written."""


class JournalRecord(msgspec.Struct, frozen=True):
    """One change; `time` is in whole seconds since 1970, 0 in a line of an older version."""

    seq: int
    db: str
    gen: str
    changes: Changes
    device: str = ""
    run: str = ""
    time: int = 0
    was: Crcs = {}

    def follows(self, tables: Tables) -> bool:
        """Tell whether these tables hold the very documents that the change was made on."""
        for name, part in self.changes.items():
            here, was = tables.get(name, {}), self.was.get(name, {})
            for doc_id in part or ():
                old = here.get(doc_id)
                if (None if old is None else crc32(old)) != was.get(doc_id):
                    return False
        return True


class Alone(NamedTuple):
    """A change that is all of a journal of so many bytes with this CRC-32."""

    record: JournalRecord
    size: int
    crc: int


class _Line(msgspec.Struct):
    s: Annotated[int, msgspec.Meta(ge=0, le=_MOST)]
    db: str
    g: str
    d: dict[str, dict[str, msgspec.Raw] | None]
    dev: str = ""
    run: str = ""
    t: Annotated[int, msgspec.Meta(ge=0, le=_MOST)] = 0
    was: dict[str, dict[str, int]] = {}


_line: Final = msgspec.json.Decoder(_Line)


def encode(record: JournalRecord) -> bytes:
    """Give the line of a change, with its newline."""
    return b"".join(encode_parts(record))


def encode_parts(record: JournalRecord) -> Sequence[Raw]:
    """Give the same bytes in parts: the documents of a large change are not copied."""
    text = msgspec.json.encode
    head = b'{"s":%d,"db":%s,"g":%s,"dev":%s,"run":%s,"t":%d,"was":%s,"d":{' % (
        record.seq,
        text(record.db),
        text(record.gen),
        text(record.device),
        text(record.run),
        record.time,
        text(record.was),
    )
    parts: list[Raw] = [head]
    for name, table in record.changes.items():
        parts += (b"," if len(parts) > 1 else b"", text(name), b":")
        _add_table(parts, table)
    return _framed([*parts, b"}}"])


def frame(body: bytes) -> bytes:
    """Give the line with a body, with its checksum and its newline."""
    return b"".join(_framed([body]))


def _framed(parts: Sequence[Raw]) -> Sequence[Raw]:
    """Give the line of a body in parts."""
    return [_HEAD % crc_of(parts), *parts, b"}\n"]


def crc_of(parts: Iterable[Raw], crc: int = 0) -> int:
    """Give the CRC-32 of parts behind one another, going on from that of what is before them."""
    for part in parts:
        crc = crc32(part, crc)
    return crc


def unframe(line: bytes) -> bytes | None:
    """Give the body of a line without its newline; None if its checksum is wrong."""
    body = line[_START:-1]
    whole = line[-1:] == b"}" and line[:_START] == _HEAD % crc32(body)
    return body if whole else None


def decode(line: bytes) -> JournalRecord | None:
    """Read a line without its newline; None if it is not as `encode` made it."""
    body = unframe(line)
    if body is None:
        return None
    try:
        if not body.isascii():
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
    return JournalRecord(read.s, read.db, read.g, changes, read.dev, read.run, read.t, read.was)


def finished(lines: bytes) -> bytes:
    """The lines of a journal without one whose end is not there yet."""
    return lines[: lines.rfind(b"\n") + 1]


def crcs_of(changes: Changes, tables: Tables) -> Crcs:
    """Give the CRC-32 of each document in the tables that changes replace or remove."""
    found: dict[str, dict[str, int]] = {}
    for name, part in changes.items():
        here = tables.get(name, {})
        olds = ((doc_id, here.get(doc_id)) for doc_id in part or ())
        if was := {doc_id: crc32(old) for doc_id, old in olds if old is not None}:
            found[name] = was
    return found


def _add_table(parts: list[Raw], table: Mapping[str, Raw | None] | None) -> None:
    if table is None:
        parts.append(b"null")
        return
    between = b"{"
    for key, raw in table.items():
        parts += (b'%s"%s":' % (between, key.encode()), b"null" if raw is None else raw)
        between = b","
    parts.append(b"}" if table else b"{}")


def _document(raw: bytes) -> bytes | None:
    """None for a removed document, empty for what is no document."""
    if raw == b"null":
        return None
    return raw if raw.startswith(b"{") else b""
