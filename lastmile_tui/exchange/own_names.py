"""What an export of ours named by UUIDs is found again by the ids that it has here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from msgspec.structs import replace

from lastmile_tui.exchange.keys import own_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.exchange.items import Reading


def own_uuid(key: str) -> str:
    """The same as a UUID, for formats that take no other ids."""
    return str(uuid5(_OURS, key))


_OURS = UUID("7c1de0f5-9d0c-5a37-8d6b-2d8e4c1c6a55")
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
