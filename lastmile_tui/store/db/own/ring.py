"""The ring: the last changes that this machine made, and the snapshot that they went into.

It keeps the lines of the journal when a compaction cuts them, and after them a mark, a line as

    {"crc":"9ae0f1b2","rec":{"mark":{"db":"…","gen":"…","schema":1,"since":…,"time":…}}}

which names the generation of the snapshot that has them all. A data file whose generation and
lineage do not name that one, such as an old copy of it, is compared: what it lacks is missing.
`missing` of a mark says that its snapshot lacked some, too, and `former` what other names the
database had. `since` is the time of the oldest change that may be in the ring, `time` that of the
mark, in seconds since 1970.

The ring has the changes of `AGE` or `SIZE`. Beyond, it is written anew: of each document the last
state is kept, the oldest are left out first, and what is missing in the file never is.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple
from zlib import crc32

import msgspec

from lastmile_tui.private_files import in_large
from lastmile_tui.store.db import journal
from lastmile_tui.store.db.own.gaps import Missing, find_missing, unite_all
from lastmile_tui.store.db.union import uid_of
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lastmile_tui.store.db.documents import Raw, Tables
    from lastmile_tui.store.db.journal import JournalRecord
    from lastmile_tui.store.db.snapshot import Meta
    from lastmile_tui.store.db.union import Merge

AGE: Final = 7 * 86_400
SIZE: Final = 10 << 20
"""How long changes are kept, in seconds, and how many bytes of them."""

_LATE: Final = 86_400
_ROOM: Final = SIZE // 4
"""What the ring may be over its age before, and is under its size after it is written anew."""

_TAIL: Final = 4096
"""Bytes at the end of a ring that hold its last mark."""

_MOST_NAMES, _LONGEST_NAME = 32, 64
"""Former names of the database that a mark has at most, so that it is not longer than that."""

_START: Final = b'{"mark":'


class Mark(msgspec.Struct, frozen=True):
    """The snapshot that the changes before it went into."""

    db: str
    gen: str
    schema: int
    since: int
    time: int
    missing: bool = False
    former: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names of the database, the one that it went by first."""
        return (self.db, *self.former)


class RingEnd(NamedTuple):
    """How a ring ends.

    Its size in bytes, the mark that is its last line, if one is, and whether that is half a line.
    """

    size: int
    mark: Mark | None
    torn: bool

    def proves(self, meta: Meta) -> bool:
        """Whether a file with this meta has all that is in the ring."""
        mark = self.mark
        return mark is not None and not mark.missing and mark.gen in (meta.gen, *meta.lineage)


class _Head(NamedTuple):
    """The last state of a document, and the change that made it."""

    table: str
    doc_id: str
    raw: Raw
    record: JournalRecord


class _MarkLine(msgspec.Struct):
    mark: Mark


_mark: Final = msgspec.json.Decoder(_MarkLine)


def read_end(path: Path) -> RingEnd | None:
    """Read how a ring ends; None if there is none. StoreError if it cannot be read."""
    data, seen = files.read_tail(path, _TAIL)
    if seen is None:
        return None
    lines = data.split(b"\n")
    return RingEnd(seen.size, _read_mark(lines[-2]) if len(lines) > 1 else None, lines[-1] != b"")


def read_ring(path: Path) -> list[JournalRecord]:
    """Read all changes of a ring; lines that are bent are left out."""
    data, _ = files.read(path)
    return _read(data)


def bad_lines(data: bytes) -> tuple[int, ...]:
    """The lines of a ring, from 1, that cannot be read, also one that is not finished."""
    lines = enumerate(data.split(b"\n"), 1)
    return tuple(number for number, line in lines if line and not _is_whole(line))


def whole_lines(data: bytes) -> bytes:
    """A ring without what cannot be read of it.

    Where its last mark goes, it proves nothing any more, and a file is compared with all of it.
    """
    lines = data.split(b"\n")
    return b"".join(line + b"\n" for line in lines if line and _is_whole(line))


def _is_whole(line: bytes) -> bool:
    return (_read_mark(line) or journal.decode(line)) is not None


def _read(lines: bytes) -> list[JournalRecord]:
    return [record for line in lines.split(b"\n") if (record := journal.decode(line))]


def missing_in(paths: Iterable[Path], meta: Meta, tables: Tables, merge: Merge) -> Missing | None:
    """What rings have and a file lacks; None where nothing is missing.

    A ring of an older schema than the file's cannot be compared.
    """
    records = [record for path in paths for record in _unproved(path, meta)]
    return find_missing(unite_all(_layers(_heads(records)), merge), tables, merge)


def _unproved(path: Path, meta: Meta) -> list[JournalRecord]:
    """The changes of a ring that a file may lack."""
    end = read_end(path)
    if end is None or end.proves(meta) or (end.mark and end.mark.schema < meta.schema):
        return []
    return read_ring(path)


def keep(
    path: Path,
    lines: bytes | journal.Alone,
    meta: Meta,
    tables: Tables,
    merge: Merge,
    *,
    now: int,
    missing: bool,
    durable: bool,
) -> None:
    """Add the lines of a journal, and the mark of the snapshot with this meta and these tables.

    For lines that are one change this may stand, as it is known.
    Returns when they are on the disk. Raises StoreError.
    """
    end = read_end(path)
    old = end.mark if end else None
    since = min(old.since if old else now, now)
    if old and old.schema < meta.schema:  # its documents cannot be compared any more
        end, lines, since = None, b"", now
        files.replace(path, b"", seen=files.stamp(path), durable=durable, what="The ring")
    size = (end.size if end else 0) + (len(lines) if isinstance(lines, bytes) else lines.size)
    if end and (size > SIZE or now - since > AGE + _LATE):
        new = _read(lines) if isinstance(lines, bytes) else [lines.record]
        kept = _bounded(_heads([*read_ring(path), *new]), tables, merge, now)
        _write_anew(path, kept, meta, now=now, missing=missing, durable=durable)
        return
    mark = _mark_line(meta, since, now, missing=missing)
    parts = (lines,) if isinstance(lines, bytes) else journal.encode_parts(lines.record)
    data = [b"\n" * bool(end and end.torn), *parts, mark]
    files.append(path, data, at=end.size if end else 0, durable=durable)


def leave(path: Path, missing: Missing, meta: Meta, *, now: int, durable: bool) -> None:
    """Write the ring anew without what is missing. Raises StoreError with the ring as it was."""
    left = set(missing.uids)
    heads = [head for head in _heads(read_ring(path)) if _name(head) not in left]
    _write_anew(path, heads, meta, now=now, missing=False, durable=durable)


def _write_anew(
    path: Path, heads: Iterable[_Head], meta: Meta, *, now: int, missing: bool, durable: bool
) -> None:
    kept = list(heads)
    since = min((head.record.time for head in kept), default=now)
    mark = _mark_line(meta, since, now, missing=missing)
    body = partial(_in_turn, kept, mark)
    files.replace(path, body, seen=files.stamp(path), durable=durable, what="The ring")


def _in_turn(kept: Iterable[_Head], mark: bytes) -> Iterator[bytes]:
    return in_large(chain(map(_line, kept), (mark,)))


def _bounded(heads: list[_Head], tables: Tables, merge: Merge, now: int) -> list[_Head]:
    """The heads that a ring of the present size and age keeps, in their order."""
    lacking = find_missing(unite_all(_layers(heads), merge), tables, merge)
    names = set(lacking.uids) if lacking else set()
    room = SIZE - _ROOM
    kept = []
    for head in reversed(heads):
        if _name(head) not in names:
            room -= len(_line(head)) if room >= 0 else 0
            if room < 0 or now - head.record.time > AGE:
                continue
        kept.append(head)
    return kept[::-1]


def _heads(records: Iterable[JournalRecord]) -> list[_Head]:
    """The documents that no later change was made on, in the order of their changes."""
    found: dict[tuple[str, str, int | str], _Head] = {}
    for record in records:
        for name, table in record.changes.items():
            was = record.was.get(name, {})
            for doc_id, raw in (table or {}).items():
                before = was.get(doc_id) if record.run else record.gen
                if before is not None:
                    found.pop((name, doc_id, before), None)
                if raw is not None:
                    key = crc32(raw) if record.run else record.gen
                    found.pop((name, doc_id, key), None)
                    found[name, doc_id, key] = _Head(name, doc_id, raw, record)
    return list(found.values())


def _layers(heads: Iterable[_Head]) -> list[Tables]:
    """Documents by table and doc id, in as many layers as one id has documents."""
    layers: list[Tables] = []
    for head in heads:
        for layer in layers:
            if head.doc_id not in layer.get(head.table, {}):
                break
        else:
            layer = {}
            layers.append(layer)
        layer.setdefault(head.table, {})[head.doc_id] = head.raw
    return layers


def _name(head: _Head) -> str:
    return uid_of(head.raw) or f"{head.table} {head.doc_id}"


def _line(head: _Head) -> bytes:
    record = msgspec.structs.replace(
        head.record, changes={head.table: {head.doc_id: head.raw}}, was={}
    )
    return journal.encode(record)


def _mark_line(meta: Meta, since: int, now: int, *, missing: bool) -> bytes:
    plain = [name for name in meta.former if len(name.encode(errors="replace")) <= _LONGEST_NAME]
    former = tuple(plain[-_MOST_NAMES:])
    mark = Mark(meta.db, meta.gen, meta.schema, since, now, missing, former)
    return journal.frame(msgspec.json.encode(_MarkLine(mark)))


def _read_mark(line: bytes) -> Mark | None:
    body = journal.unframe(line)
    if body is None or not body.startswith(_START):
        return None
    try:
        return _mark.decode(body).mark
    except ValueError:
        return None
