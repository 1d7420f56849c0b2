"""Names of items that last: by them a second import of a file knows what it has brought already."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@{}/-]{0,99}")

_LENGTH = 16
"""Hexadecimal digits of a fingerprint: 64 bits."""


def fingerprint(*parts: str) -> str:
    """A name for an item without an id, from what of it stays when it is done or dated.

    The case of letters and the width of spaces do not matter.
    """
    words = "\x1f".join(" ".join(part.casefold().split()) for part in parts)
    return sha256(words.encode(errors="surrogatepass")).hexdigest()[:_LENGTH]


def plain_key(key: str) -> str:
    """A tool's own id as it is, or its fingerprint where it is more than a plain word."""
    return key if _PLAIN.fullmatch(key) else fingerprint(key)


def own_key(uid: str, marker: str = "") -> str:
    """How an export of ours names a goal or a marker that did not come from its format."""
    return f"{uid}.{marker}" if marker else uid


def numbered(keys: Iterable[str]) -> list[str]:
    """The keys, each one that came before with its number: `a`, `b`, `a.2`."""
    seen: dict[str, int] = {}
    found = []
    for key in keys:
        seen[key] = count = seen.get(key, 0) + 1
        found.append(key if count == 1 else f"{key}.{count}")
    return found
