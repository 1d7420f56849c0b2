"""The snapshot: the whole file as TinyDB's JSON, one document a line.

    {"_meta":{
    "1":{"db":"…","gen":"…","seq":17,"schema":1,…,"crc":2594042289}
    },"goals":{
    "1":{…},
    "2":{…}
    }}

`crc` is the CRC-32 of everything before and after it. If it is right, the file is as lastmile wrote
it: "pristine". Any other file, such as one of stock TinyDB or one edited by hand, counts as written
by another program and is read with more care.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias
from zlib import crc32

import msgspec

from lastmile_tui.errors import StoreError
from lastmile_tui.private_files import in_large
from lastmile_tui.store.db.documents import is_id
from lastmile_tui.store.db.lenient import REPAIR, LenientReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lastmile_tui.store.db.documents import Raw, Tables

META: Final = "_meta"
"""The storage's own table. Document 1 is `Meta`, with the keys that a later lastmile adds."""

ANCESTORS: Final = 64
"""How many snapshots a lineage names; an older one is merged once more."""

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


class Meta(msgspec.Struct, frozen=True):
    """The header of a file.

    `db` names the file and its copies on other devices, `gen` this snapshot, `seq` the last change
    in it. `taken` and `taken_crc` are the size in bytes and the CRC-32 of the journal that was
    compacted into it. `top` is the highest id that each table has used. `lineage` names up to
    `ANCESTORS` snapshots that this one descends from, oldest first: it has all that they had.

    `former` names the databases that were united into this one, sorted. Two files are of one
    database when they have a name in common, so that a device that still has a file of a former
    name goes on with it. An older lastmile keeps the key, and goes by `db` alone.
    """

    db: str = ""
    gen: str = ""
    seq: Count = 0
    schema: Count = 0
    taken: Count = 0
    taken_crc: Count = 0
    top: dict[str, Count] = {}
    lineage: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """All names that the database goes by; none of a file without a name."""
        return frozenset(filter(None, (self.db, *self.former)))


def joined_names(mine: Meta, theirs: Meta) -> tuple[str, tuple[str, ...]]:
    """The `db` and the `former` names of two united databases; the same in either order."""
    first, *others = sorted(mine.names | theirs.names) or [""]
    return first, tuple(others)


def joined_meta(mine: Meta, theirs: Meta, *, whole: bool) -> Meta:
    """Mine, going by the names of both.

    It descends from theirs too if the `whole` of that came in.
    """
    former = tuple(sorted((mine.names | theirs.names) - {mine.db}))
    lineage = joined_lineage(mine, theirs) if whole else mine.lineage
    return msgspec.structs.replace(mine, former=former, lineage=lineage)


def next_lineage(meta: Meta) -> tuple[str, ...]:
    """The lineage of the snapshot that follows one."""
    return (*meta.lineage, meta.gen)[-ANCESTORS:] if meta.gen else meta.lineage


def joined_lineage(mine: Meta, theirs: Meta) -> tuple[str, ...]:
    """The lineage of the merger of two snapshots; the same in either order."""
    most = ANCESTORS // 2
    return tuple(sorted({*next_lineage(mine)[-most:], *next_lineage(theirs)[-most:]}))


class Snapshot(msgspec.Struct, frozen=True):
    """A file as it was read.

    `mended` means that something was changed to read it, so that the file is worth a copy.
    `problem` says why it must not be written: `tables` lacks what could not be read.
    """

    meta: Meta
    tables: Tables
    pristine: bool = False
    mended: bool = False
    problem: str = ""


_FIRST: Final = b'"1":'
HEAD: Final = b'{"_meta":{\n' + _FIRST
CRC: Final = b',"crc":'
NEXT: Final = b"},"
OPEN: Final = b":{\n"
END: Final = b"}}\n"
_MARKER: Final = b"<<<<<<<"
MARKED: Final = "A merge left two versions in it, between markers: lastmile merge unites them."
_members: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_meta: Final = msgspec.json.Decoder(Meta)


def encode(meta: Meta, tables: Mapping[str, Mapping[str, Raw]]) -> bytes:
    """The bytes of a file."""
    return b"".join(_sealed(meta, tables))


def encode_parts(meta: Meta, tables: Mapping[str, Mapping[str, Raw]]) -> Iterator[bytes]:
    """The same bytes in parts of a megabyte or so: none takes long, and one is in memory."""
    return in_large(_sealed(meta, tables))


def _sealed(meta: Meta, tables: Mapping[str, Mapping[str, Raw]]) -> Iterable[Raw]:
    """The same in parts as they come: a large file is copied once, and not for its checksum."""
    head, parts = _parts(meta, tables)
    crc = crc32(head)
    for part in parts:
        crc = crc32(part, crc)
    return chain((head, CRC, b"%d}" % crc), parts)


def _parts(meta: Meta, tables: Mapping[str, Mapping[str, Raw]]) -> tuple[bytes, list[Raw]]:
    """What comes before the checksum, and after it."""
    own = dict(tables.get(META, {}))
    about = _members.decode(own.pop("1", b"{}"))
    about.pop("crc", None)
    shown = msgspec.structs.asdict(meta)
    if not meta.former:
        del shown["former"]  # most files have none
    line = msgspec.json.encode(about | shown)
    head = HEAD + line.removesuffix(b"}")
    parts: list[Raw] = []
    for doc_id, raw in own.items():
        parts += b',\n"', doc_id.encode(), b'":', raw
    parts.append(b"\n")
    for name, table in tables.items():
        if name == META:
            continue
        parts += NEXT, msgspec.json.encode(name), OPEN
        between = b'"'
        for doc_id, raw in table.items():
            parts += between, doc_id.encode(), b'":', raw
            between = b',\n"'
        parts.append(b"\n" if table else b"")
    parts.append(END)
    return head, parts


def is_blank(data: bytes) -> bool:
    """Whether a file has nothing in it but space; of a large one only the start is looked at."""
    return not data or data.isspace()


def decode(data: bytes, what: str = "The data file") -> Snapshot | None:
    """Read a file; None if it is blank. `what` begins the sentence of a failure.

    Raises StoreError, which names the line, if the data is no JSON object.
    """
    if _is_sound(data) and (found := _pristine(data)):
        return found
    if is_blank(data):
        return None
    try:
        return _foreign(data, what)
    except StoreError as error:
        if not has_markers(data):
            raise
        why, _, advice = str(error).partition(". ")
        raise StoreError(f"{why}. {MARKED} {advice}".rstrip()) from error


def has_markers(data: bytes) -> bool:
    """Whether a line begins as the first conflict marker of git does; none of ours does so."""
    return data.startswith(_MARKER) or b"\n" + _MARKER in data


def _is_sound(data: bytes) -> bool:
    """Whether a file's checksum is right."""
    line = data[: data.find(b"\n", len(HEAD))]
    head, _, tail = line.rpartition(CRC)
    number, _, rest = tail.partition(b"}")
    body = memoryview(data)[len(line) - len(rest) :]
    return line.startswith(HEAD) and number == b"%d" % crc32(body, crc32(head))


def _pristine(data: bytes) -> Snapshot | None:
    """Read a sound file by its lines; its documents are views of it, and are not copied.

    They were JSON when they were written; checking each would double the time.
    """
    view = memoryview(data)
    tables: Tables = {META: {}}
    table = tables[META]
    stop, last = len(HEAD) - len(_FIRST) - 1, len(data) - len(END) - 1
    try:
        while stop < last:
            start, stop = stop + 1, data.index(b"\n", stop + 1)
            if data.startswith(NEXT, start):
                name = msgspec.json.decode(view[start + len(NEXT) : stop - 2], type=str)
                table = tables.setdefault(name, {})
                continue
            colon = data.index(b'":', start)
            doc_id = data[start + 1 : colon].decode()
            if not is_id(doc_id) or not data.startswith(b"{", colon + 2):
                return None
            table[doc_id] = view[colon + 2 : stop - data.startswith(b",", stop - 1)]
        about = bytes(tables[META]["1"])
        about.decode()  # we only write UTF-8, and msgspec does not check it
        return Snapshot(_meta.decode(about), tables, pristine=True)
    except (ValueError, KeyError, RecursionError):
        return None


def _foreign(data: bytes, what: str) -> Snapshot:
    read = LenientReader(data, what)
    problem = read.problem
    try:
        meta = _meta.decode(read.tables.get(META, {}).get("1", b"{}"))
    except ValueError:
        meta, problem = Meta(), f'"{META}" is not as lastmile writes it{REPAIR}'
    return Snapshot(meta, read.tables, mended=read.mended, problem=problem)
