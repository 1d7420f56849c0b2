"""The snapshot: the whole file as TinyDB's JSON, one document a line.

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
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

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


_FIRST: Final = b'"1":'
_HEAD: Final = b'{"_meta":{\n' + _FIRST
_CRC: Final = b',"crc":'
_NEXT: Final = b"},"
_OPEN: Final = b":{\n"
_END: Final = b"}}\n"
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
    parts.append(b"\n")
    for name, table in tables.items():
        if name == META:
            continue
        parts += _NEXT, msgspec.json.encode(name), _OPEN
        between = b'"'
        for doc_id, raw in table.items():
            parts += between, doc_id.encode(), b'":', raw
            between = b',\n"'
        parts.append(b"\n" if table else b"")
    body = b"".join((*parts, _END))
    return b"".join((head, _CRC, b"%d}" % crc32(body, crc32(head)), body))


def read(file: BinaryIO) -> Snapshot | None:
    """Read a file from its start; None where it is blank.

    Raises StoreError, which names the line, for what is no JSON object.
    """
    if found := _pristine(iter(file)):
        return found
    file.seek(0)
    data = file.read()
    return _foreign(data) if data and not data.isspace() else None


def _pristine(lines: Iterator[bytes]) -> Snapshot | None:
    """Read a file that is byte for byte as `encode` wrote it, line by line.

    Its documents were JSON when they were written; a look at each would cost as much as all else,
    and so would the whole file in memory beside its documents.
    """
    opening, line = next(lines, b""), next(lines, b"")
    if not (opening + line).startswith(_HEAD):
        return None
    head, _, tail = line.rpartition(_CRC)
    number, _, rest = tail.partition(b"}")
    crc = crc32(rest, crc32(opening + head))
    about = line[len(_FIRST) : len(line) - len(rest)]
    tables: Tables = {META: {"1": about}}
    table = tables[META]
    try:
        meta = _meta.decode(about)
        for line in lines:  # one at a time
            crc = crc32(line, crc)
            if line == _END:
                break
            if line.startswith(_NEXT):
                name = msgspec.json.decode(line[len(_NEXT) : -len(_OPEN)], type=str)
                table = tables.setdefault(name, {})
                continue
            colon = line.find(b'":')
            doc_id = line[1:colon].decode()
            if not is_id(doc_id) or not line.startswith(b"{", colon + 2):
                return None
            table[doc_id] = line[colon + 2 : -2 if line.endswith(b",\n") else -1]
    except (ValueError, RecursionError):
        return None
    whole = line == _END and next(lines, None) is None and number == b"%d" % crc
    return Snapshot(meta, tables, pristine=True) if whole else None


def _foreign(data: bytes) -> Snapshot:
    read = Reading(data)
    problem = read.problem
    try:
        meta = _meta.decode(read.tables.get(META, {}).get("1", b"{}"))
    except ValueError:
        meta, problem = Meta(), f'document 1 of "{META}" is not as lastmile writes it'
    return Snapshot(meta, read.tables, mended=read.mended, problem=problem)
