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
from lastmile_tui.store.documents import is_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.store.documents import Tables

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
_NEXT: Final = b"},"
_OPEN: Final = b":{"
_END: Final = b"\n}}\n"
_members: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
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
        parts += b"\n", _NEXT, msgspec.json.encode(name), _OPEN
        between = b'\n"'
        for doc_id, raw in table.items():
            parts += between, doc_id.encode(), b'":', raw
            between = b',\n"'
    body = b"".join((*parts, _END))
    return b"".join((head, _CRC, b"%d}" % crc32(body, crc32(head)), body))


def decode(data: bytes) -> Snapshot:
    """Read a file.

    Raises StoreError, which names the line, for what is no JSON object.
    """
    return _pristine(data) or _foreign(data)


def _pristine(data: bytes) -> Snapshot | None:
    """Read a file that is byte for byte as `encode` wrote it, by its lines.

    Its documents were JSON when they were written; a look at each would cost as much as all else.
    """
    line = data[: data.find(b"\n", len(_HEAD))].removesuffix(b",")
    head, _, tail = line.rpartition(_CRC)
    body = memoryview(data)[len(line) :]
    if not head.startswith(_HEAD) or tail != b"%d}" % crc32(body, crc32(head)):
        return None
    try:
        meta = _meta.decode(line[len(_HEAD) :])
    except (ValueError, RecursionError):
        return None
    tables: Tables = {META: {}}
    table = tables[META]
    for text in data[: -len(_END)].split(b"\n")[1:]:
        if text.startswith(_NEXT):
            table = tables.setdefault(msgspec.json.decode(text[len(_NEXT) : -len(_OPEN)]), {})
        else:
            name, _, document = text.partition(b'":')
            doc_id = name[1:].decode()
            if not is_id(doc_id) or not document.startswith(b"{"):
                return None
            table[doc_id] = document.removesuffix(b",")
    return Snapshot(meta, tables, pristine=True)


def _foreign(data: bytes) -> Snapshot:
    read = Reading(data)
    problem = read.problem
    try:
        meta = _meta.decode(read.tables.get(META, {}).get("1", b"{}"))
    except ValueError:
        meta, problem = Meta(), f'document 1 of "{META}" is not as lastmile writes it'
    return Snapshot(meta, read.tables, mended=read.mended, problem=problem)
