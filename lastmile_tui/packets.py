"""Packets between `lastmile web` and the app of a browser's tab: its stdin and its stdout.

A byte for the kind, four for the length of what follows, big-endian; Textual has the same.
"""

from __future__ import annotations

import struct
from typing import Final, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.json import Decoder

HEAD: Final = struct.Struct(">cI")

TERMINAL: Final = b"D"
"""What a terminal sends and is sent."""

MESSAGE: Final = b"M"
"""A message to the app, as JSON."""

FILE: Final = b"F"
"""A file from the app: a line of JSON, and its content."""

WHOLE: Final = b"W"
"""From here on the app draws for the page that was attached last, and begins with everything."""

LARGEST: Final = 64 << 20
"""Bytes of a packet at most; what says more is no packet."""


class Resize(Struct, frozen=True, tag="resize"):
    """The page has another size, in cells."""

    width: int
    height: int


class Attach(Struct, frozen=True, tag="attach"):
    """Another page shows the app now, on which nothing is drawn yet."""

    width: int
    height: int


class End(Struct, frozen=True, tag="end"):
    """The app ends as soon as it has done what it was sent before."""


ToApp: TypeAlias = Resize | Attach | End


class FileHead(Struct, frozen=True):
    """A file's name and what is in it."""

    name: str
    mime: str


# Made with the module: the thread of a link reads by them, at any time.
_MESSAGES: Final[Decoder[ToApp]] = Decoder(ToApp)
_HEADS: Final = Decoder(FileHead)


def pack(kind: bytes, content: bytes) -> bytes:
    """A whole packet."""
    return HEAD.pack(kind, len(content)) + content


def pack_message(message: ToApp) -> bytes:
    """The packet of a message to the app."""
    return pack(MESSAGE, msgspec.json.encode(message))


def read_message(content: bytes) -> ToApp:
    """The message of a packet; ValueError if it is none."""
    return _MESSAGES.decode(content)


def file_content(head: FileHead, content: bytes) -> bytes:
    """What a packet of a file holds."""
    return msgspec.json.encode(head) + b"\n" + content


def read_file(content: bytes) -> tuple[FileHead, bytes]:
    """The file of a packet; ValueError if it is none."""
    head, _, rest = content.partition(b"\n")
    return _HEADS.decode(head), rest
