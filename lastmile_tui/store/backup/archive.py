"""Compressing backups, and reading what was compressed. Pure, over bytes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_PART: Final = 1 << 20
_GZIP: Final = 16 + zlib.MAX_WBITS
MAGIC: Final = b"\x1f\x8b"
"""What compressed data begins with."""


def pack(data: bytes) -> bytes:
    """Compress; the same data gives the same bytes."""
    return b"".join(pack_parts([data]))


def pack_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Compress what comes in parts."""
    packer = zlib.compressobj(6, zlib.DEFLATED, _GZIP)  # unlike gzip it writes no time
    yield from map(packer.compress, parts)
    yield packer.flush()


def unpack(data: bytes, path: Path) -> bytes:
    """Raises StoreError if the data is damaged, or would be larger than a file may be."""
    unpacker = zlib.decompressobj(_GZIP)
    try:
        found = unpacker.decompress(data, files.LARGEST + 1)
    except zlib.error as error:
        raise StoreError(f"The backup {path} is damaged; restore another one.") from error
    if len(found) > files.LARGEST:
        raise StoreError(f"{path} is too large: a file has at most {files.LARGEST >> 20} MB.")
    if not unpacker.eof or unpacker.unused_data:
        raise StoreError(f"The backup {path} is damaged; restore another one.")
    return found


def read_parts(path: Path) -> Iterator[bytes]:
    """The data file in a backup, compressed or not, in parts.

    Raises OSError, and ValueError if it is damaged.
    """
    unpacker = zlib.decompressobj(_GZIP)
    with path.open("rb") as file:
        packed = file.read(len(MAGIC)) == MAGIC
        file.seek(0)
        while part := file.read(_PART):
            while part:
                try:
                    found = unpacker.decompress(part, _PART) if packed else part
                except zlib.error as error:
                    raise ValueError from error
                part = unpacker.unconsumed_tail
                yield found
    if packed and (not unpacker.eof or unpacker.unused_data):
        raise ValueError
