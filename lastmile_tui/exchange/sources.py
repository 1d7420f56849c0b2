"""Where a part of a goal came from: registers of its log, by which a later import knows it again.

`source:FORMAT:KEY` holds the id of the marker, empty for the goal itself, what the file said of it
the last time (`seen`), and what has no place in a goal (`kept`).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.domain.model.events import SOURCE
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.kept import pack, unpack
from lastmile_tui.exchange.keys import plain_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.exchange.items import Item


class Source(Struct, frozen=True):
    """What is known of an item that was brought in."""

    origin: str
    key: str
    marker: str
    seen: dict[str, str]
    kept: dict[str, Any]


def source_of(
    origin: str, key: str, item: Item, marker: str, title: str | None = None
) -> tuple[str, dict[str, Any]]:
    """The register of an item, by its name; its title may be known as it is cleaned."""
    part: dict[str, Any] = {"marker": marker, "seen": seen(item, title)}
    if kept := pack(item.extra):
        part["kept"] = kept
    return f"{SOURCE}{origin}:{plain_key(key)}", part


def seen(item: Item, title: str | None = None) -> dict[str, str]:
    """What of an item is compared with what it says later."""
    found = {"title": clean_line(item.title) if title is None else title}
    if item.due is not None:
        found["due"] = item.due.isoformat()
    if item.status is not Status.OPEN:
        found["status"] = item.status.value
    if item.hidden_until is not None:
        found["until"] = item.hidden_until.isoformat()
    if item.unit and item.target:
        found["target"] = str(item.target)
    if item.amounts:
        found["amounts"] = str(len(item.amounts))
    return found


def sources(registers: Mapping[str, Any], origin: str) -> list[Source]:
    """What of a format a goal was brought in from, as its registers say it."""
    found = []
    start = f"{SOURCE}{origin}:"
    for name, part in registers.items():
        if name.startswith(start) and isinstance(part, dict) and not part.get("gone"):
            key = name.removeprefix(start)
            kept = part.get("kept") or []
            found.append(
                Source(
                    origin=origin,
                    key=key,
                    marker=str(part.get("marker") or ""),
                    seen={key: str(value) for key, value in (part.get("seen") or {}).items()},
                    kept=unpack(kept) if isinstance(kept, list) else {},
                )
            )
    return found


def by_marker(log: Log, origin: str) -> tuple[Source | None, dict[str, Source]]:
    """What a goal was brought in from, if it was, and each of its markers by the id it has here."""
    found = {one.marker: one for one in sources(fold(log), origin)}
    return found.pop("", None), found


def seen_due(seen: Mapping[str, str]) -> date | None:
    """The due date that the file had the last time."""
    try:
        return date.fromisoformat(seen["due"]) if "due" in seen else None
    except ValueError:
        return None
