"""The snapshot: the whole file as TinyDB's JSON, one document a line. Pure, over bytes.

    {"_meta":{
    "1":{"db":"…","gen":"…","seq":17,"schema":1,…,"crc":2594042289}
    },"goals":{
    "1":{…},
    "2":{…}
    }}

`crc` is the CRC-32 of everything before and behind it. Where it is right, the file is as lastmile
wrote it: "pristine". Anything else, such as a file of stock TinyDB or one that was
edited by hand, counts as written by another program and is read with more care.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.store.careful import Reading
from lastmile_tui.store.documents import Tables, is_id

if TYPE_CHECKING:
    from collections.abc import Mapping

META: Final = "_meta"
"""The table that is the storage's own. Document 1 is `Meta` and the keys of a later lastmile."""

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


class Meta(msgspec.Struct, frozen=True):
    """What a file says of itself.

    `db` names the file and its copies on other devices, `gen` this very snapshot, `seq` the last
    change in it. `taken` and `taken_crc` are the size in bytes and the CRC-32 of the journal that
    the snapshot took in. `top` is the highest id that each table has given away.
    """

    db: str = ""
    gen: str = ""
    seq: Count = 0
    schema: Count = 0
    taken: Count = 0
    taken_crc: Count = 0
    top: dict[str, Count] = {}


class Snapshot(msgspec.Struct, frozen=True):
    """A file as it was read.

    `mended` tells that something was changed to read it, so that the file is worth a copy, and
    `problem` why it must not be written at all: `tables` leaves out what could not be read.
    """

    meta: Meta
    tables: Tables
    pristine: bool = False
    mended: bool = False
    problem: str = ""


_HEAD: Final = b'{"_meta":{\n"1":'
_CRC: Final = b',"crc":'
_members: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_tables: Final = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_meta: Final = msgspec.json.Decoder(Meta)


def encode(meta: Meta, tables: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """Write a file."""
    own = dict(tables.get(META, {}))
    about = _members.decode(own.pop("1", b"{}"))
    about.pop("crc", None)
    line = msgspec.json.encode(about | msgspec.structs.asdict(meta))
    head = _HEAD + line.removesuffix(b"}")
    parts: list[bytes] = []
    for doc_id, raw in own.items():
        parts += b',\n"', doc_id.encode(), b'":', raw
    for name, table in tables.items():
        if name == META:
            continue
        parts += b"\n},", msgspec.json.encode(name), b":{"
        between = b'\n"'
        for doc_id, raw in table.items():
            parts += between, doc_id.encode(), b'":', raw
            between = b',\n"'
    body = b"".join((*parts, b"\n}}\n"))
    return b"".join((head, _CRC, b"%d}" % crc32(body, crc32(head)), body))


def decode(data: bytes) -> Snapshot:
    """Read a file.

    Raises StoreError, which names the line, for what is no JSON object.
    """
    return _pristine(data) or _foreign(data)


def _pristine(data: bytes) -> Snapshot | None:
    line = data[: data.find(b"\n", len(_HEAD))].removesuffix(b",")
    head, _, tail = line.rpartition(_CRC)
    about = line[len(_HEAD) :]
    body = memoryview(data)[len(line) :]
    if not head.startswith(_HEAD) or tail != b"%d}" % crc32(body, crc32(head)):
        return None
    try:
        meta = _meta.decode(about)
        raw = _tables.decode(data)
    except (ValueError, RecursionError):
        return None
    tables = {
        name: {doc_id: bytes(document) for doc_id, document in table.items()}
        for name, table in raw.items()
    }
    sound = tables[META].get("1") == about and all(
        is_id(doc_id) and document.startswith(b"{")
        for table in tables.values()
        for doc_id, document in table.items()
    )
    return Snapshot(meta, tables, pristine=True) if sound else None


def _foreign(data: bytes) -> Snapshot:
    read = Reading(data)
    problem = read.problem
    try:
        meta = _meta.decode(read.tables.get(META, {}).get("1", b"{}"))
    except ValueError:
        meta, problem = Meta(), f'document 1 of "{META}" is not as lastmile writes it'
    return Snapshot(meta, read.tables, mended=read.mended, problem=problem)
