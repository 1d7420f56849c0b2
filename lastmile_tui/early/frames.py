"""Frames on the disk, and lists: each with its stamp, and the time in which it is true.

    lastmile frame 1
    SINCE UNTIL BYTES-OF-THE-STAMP BYTES-OF-THE-FRAME CRC

Then the stamp, then the frame as the terminal gets it. SINCE and UNTIL are seconds since 1970.
"""

from __future__ import annotations

import os
from stat import S_ISREG
from zlib import crc32

from lastmile_tui.early.places import FRAMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FRAMES", "MOST_BYTES", "are_off", "name_of", "pack", "read", "unpack"]

_OFF = ("0", "no", "off", "false")

MOST_BYTES = 1 << 18
"""Bytes of a frame with its stamp; a larger one is not kept."""

_TITLE = b"lastmile frame 1\n"


def name_of(fixed: bytes, size: tuple[int, int]) -> str:
    """The name of the frame for a terminal of so many columns and lines, in an environment."""
    return f"{size[0]}x{size[1]}-{crc32(fixed):08x}"


def pack(stamp: bytes, frame: bytes, since: float, until: float) -> bytes:
    """The file of a frame; empty where it would be too large."""
    times = b"%d %d" % (since, until)
    crc = crc32(frame, crc32(stamp, crc32(times)))
    head = b"%s%b %d %d %d\n" % (_TITLE, times, len(stamp), len(frame), crc)
    data = head + stamp + frame
    return data if len(data) <= MOST_BYTES else b""


def unpack(data: bytes, now: float) -> tuple[bytes, bytes] | None:
    """The stamp and the frame of a file; None where it is not whole, or not true `now`."""
    if not data.startswith(_TITLE):
        return None
    end = data.find(b"\n", len(_TITLE))
    try:
        since, until, stamp_size, frame_size, crc = map(int, data[len(_TITLE) : end].split())
    except ValueError:
        return None
    stamp = data[end + 1 : end + 1 + stamp_size]
    frame = data[end + 1 + stamp_size :]
    whole = len(stamp) == stamp_size and len(frame) == frame_size and frame_size > 0
    sound = crc32(frame, crc32(stamp, crc32(b"%d %d" % (since, until)))) == crc
    if not (whole and sound and since <= now < until):
        return None
    return stamp, frame


def are_off(env: Mapping[str, str]) -> bool:
    """Whether the user wants none to be kept or shown."""
    return env.get("LASTMILE_EARLY", "").strip().casefold() in _OFF


def read(folder: str, name: str) -> bytes:
    """The file of a frame; empty where there is none that is the user's own, and private."""
    try:
        fd = os.open(f"{folder}/{name}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        found = os.fstat(fd)
        ours = found.st_uid == os.geteuid() and not found.st_mode & 0o077
        if not ours or not S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return b""
        return os.read(fd, MOST_BYTES)
    except OSError:
        return b""
    finally:
        os.close(fd)
