"""Names of items that last: by them a second import of a file knows what it has brought already."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastmile_tui.domain.model.events import ulid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.exchange.items import Reading

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@{}/-]{0,99}")

_LENGTH = 16
"""Hexadecimal digits of a fingerprint: 64 bits."""


def fingerprint(*parts: str) -> str:
    """A name for an item without an id, from what of it stays when it is done or dated.

    The case of letters and the width of spaces do not matter.
    """
    words = "\x1f".join(" ".join(part.casefold().split()) for part in parts)
    return sha256(words.encode(errors="surrogatepass")).hexdigest()[:_LENGTH]


class Uids:
    """Which goal here each one of a file is, by its key there: as it is, or once it is brought in.

    `known` has the goals of here by such keys, and `is_undone` says whether one is gone with its
    import. A lap of our own, in `laps` with the road that it follows, is named after that as on
    each device, so that none makes it again. The `name` is that of the import, `keys` are those of
    all roads of the file.
    """

    def __init__(
        self,
        name: str,
        known: Mapping[str, str],
        laps: Mapping[str, str],
        is_undone: Callable[[str], bool],
        keys: frozenset[str],
    ) -> None:
        self._name, self._known, self._laps, self._is_undone = name, known, laps, is_undone
        self._keys = keys

    def __call__(self, key: str) -> str:
        """The uid of a goal."""
        first, count = key, 0
        while (uid := self._known.get(plain_key(first))) is None or self._is_undone(uid):
            if first not in self._laps:
                uid = self._made(first)
                break
            first, count = self._laps[first], count + 1
        if not count:
            return uid
        from lastmile_tui.domain.crossing.laps import next_uid  # noqa: PLC0415 # for laps only

        for _ in range(count):
            uid = next_uid(uid)
        return self._made(key) if self._is_undone(uid) else uid

    def there(self, key: str) -> str:
        """The uid of a goal of here or of the file; empty for any other."""
        return self(key) if key in self._keys or plain_key(key) in self._known else ""

    def bits(self, key: str) -> int:
        """The random part of the uid that is made for a goal."""
        text = f"{self._name}\x1f{key}"
        return int.from_bytes(sha256(text.encode(errors="surrogatepass")).digest()[:10])

    def _made(self, key: str) -> str:
        return ulid(_FIRST, self.bits(key))[-16:]


_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def plain_key(key: str) -> str:
    """A tool's own id as it is, or its fingerprint where it is more than a plain word."""
    return key if _PLAIN.fullmatch(key) else fingerprint(key)


def own_key(uid: str, marker: str = "") -> str:
    """How an export of ours names a goal or a marker that did not come from its format."""
    return f"{uid}.{marker}" if marker else uid


def own_uuid(key: str) -> str:
    """The same as a UUID, for formats that take no other ids."""
    from uuid import UUID, uuid5  # noqa: PLC0415 # for one format only

    return str(uuid5(UUID(_OURS), key))


_OURS = "7c1de0f5-9d0c-5a37-8d6b-2d8e4c1c6a55"
"""The namespace of such ids (RFC 9562, 5.5)."""


def _may_be_own(key: str) -> bool:
    """Whether a key is a UUID of a name, of which other tools make none."""
    return len(key) == _UUID_LENGTH and key[_VERSION_AT] == "5"


_UUID_LENGTH, _VERSION_AT = 36, 14


def with_own_names(reading: Reading, goals: Iterable[Goal]) -> Reading:
    """The reading with the own keys of all that came from here; most readings have none of it."""
    if not any(_may_be_own(item.key) for item in reading.items):
        return reading
    names = {own_uuid(key): key for goal in goals for key in _keys(goal)}
    items = [
        replace(item, key=names.get(item.key, item.key), parent=names.get(item.parent, item.parent))
        for item in reading.items
    ]
    return replace(reading, items=tuple(items))


def _keys(goal: Goal) -> Iterable[str]:
    yield own_key(goal.uid)
    yield from (own_key(goal.uid, marker.id) for marker in goal.markers)


def numbered(keys: Iterable[str]) -> list[str]:
    """The keys, each one that came before with its number: `a`, `b`, `a.2`."""
    seen: dict[str, int] = {}
    found = []
    for key in keys:
        seen[key] = count = seen.get(key, 0) + 1
        found.append(key if count == 1 else f"{key}.{count}")
    return found
