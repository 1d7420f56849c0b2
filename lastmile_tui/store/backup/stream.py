"""Reading a snapshot in parts, document by document: little of it is in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import msgspec

from lastmile_tui.store.db import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def documents_in(parts: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """The tables of the documents of a snapshot, and their JSON, as lastmile wrote them.

    Raises ValueError, at the end at the latest, for what is not as lastmile wrote it: then nothing
    that was given counts.
    """
    lines = _lines(parts)
    head = next(lines, b"") + next(lines, b"")
    before, _, tail = head.rpartition(snapshot.CRC)
    number, _, rest = tail.partition(b"}")
    sums = crc32(rest, crc32(before))
    table, line = snapshot.META, rest
    if not head.startswith(snapshot.HEAD):
        raise ValueError
    yield table, before.removeprefix(snapshot.HEAD) + b"}"
    for line in lines:
        sums = crc32(line, sums)
        if line.startswith(b"}"):
            if line != snapshot.END:
                name = line[len(snapshot.NEXT) : -len(snapshot.OPEN)]
                table = msgspec.json.decode(name, type=str)
        elif line != b"\n":
            yield table, line[line.index(b'":') + 2 :].rstrip(b",\n")
    if line != snapshot.END or number != b"%d" % sums:
        raise ValueError


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of what comes in parts, with their ends."""
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest
