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
    from collections.abc import Iterable, Iterator, Sequence

_SPACE = re.compile(r" (?= |$)|(?<=^) ")

_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode

_PART = NOTE_LIMIT - 64
"""Characters of one text; what is longer is kept in several."""


class Members(Mapping[str, Any]):
    """The members of an object of JSON, read when they are asked for.

    Its text takes a third of their memory. Those with the names in `without` are left out.
    """

    __slots__ = ("_raw", "_without")

    def __init__(self, raw: msgspec.Raw, without: Iterable[str]) -> None:
        self._raw, self._without = raw, without

    def read(self) -> dict[str, Any]:
        """All of them."""
        found: dict[str, Any] = msgspec.json.decode(self._raw)
        for name in self._without:
            found.pop(name, None)
        return found

    def __getitem__(self, name: str) -> Any:
        return self.read()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.read())

    def __len__(self) -> int:
        return len(self.read())


def pack(extra: Mapping[str, Any]) -> list[str]:
    """Texts that hold a mapping; none for an empty one."""
    if isinstance(extra, Members):
        extra = extra.read()
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
