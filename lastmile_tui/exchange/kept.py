"""What a file says that has no place in a goal: kept as it is in the log, to be written back.

The log cleans its texts: JSON in ASCII, whose spaces are written out where cleaning would take one
away, comes through as it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui.domain.model.text import NOTE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPACE = re.compile(r" (?= |$)|(?<=^) ")

_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode

_PART = NOTE_LIMIT - 64
"""Characters of one text; what is longer is kept in several."""


class Members(Mapping[str, Any]):
    """A mapping that is packed already, and read when it is asked for: a third of its memory."""

    __slots__ = ("packed",)

    def __init__(self, extra: Mapping[str, Any]) -> None:
        self.packed = pack(extra)

    def __getitem__(self, name: str) -> Any:
        return unpack(self.packed)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(unpack(self.packed))

    def __len__(self) -> int:
        return len(unpack(self.packed))


def pack(extra: Mapping[str, Any]) -> list[str]:
    """Texts that hold a mapping; none for an empty one."""
    if type(extra) is Members:  # `isinstance` takes long for what may be any mapping
        return extra.packed
    if not extra:
        return []
    whole = _ascii(extra)
    if len(whole) <= _PART // 6 and "  " not in whole:
        return [whole]
    parts = [whole[at : at + _PART // 6] for at in range(0, len(whole), _PART // 6)]
    return [
        _SPACE.sub(r"\\u0020", part) if "  " in part or part != part.strip() else part
        for part in parts
    ]


def _ascii(extra: Mapping[str, Any]) -> str:
    """JSON without a character that the log would clean away or compose."""
    try:
        whole = msgspec.json.encode(extra)
    except (TypeError, ValueError, OverflowError):
        whole = b"\xff"
    text = whole.decode("ascii") if whole.isascii() and b"null" not in whole else _encode(extra)
    return text.replace("\x7f", r"\u007f")


def unpack(parts: Sequence[str]) -> dict[str, Any]:
    """The mapping that `pack` was given; an empty one where somebody else wrote the texts."""
    try:
        found = json.loads("".join(parts)) if parts else {}
    except (ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}
