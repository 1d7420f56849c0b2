"""Our own JSON, as `lastmile export json` writes it: each goal comes back with all that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Left, Reading, Status
from lastmile_tui.exchange.json.objects import objects
from lastmile_tui.exchange.own_values import OwnGoal

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "lastmile"

NEWER = "was written by a newer version; update lastmile and import it again."

_VERSION = 1

_goal = msgspec.json.Decoder(OwnGoal, strict=False)


def recognises(file: GivenFile) -> float:
    """By the names at the top, and by what a goal of ours has and no task of others."""
    if not {"version", "goals"} <= file.names:
        return 0.0
    ours = '"miles_to_go"' in file.head or '"goals": []' in file.head
    return 0.98 if ours else 0.2


def read(file: GivenFile, _local: Local) -> Reading:
    """All goals; one that is none is named."""
    found, unread = objects(file)
    items: list[Item] = []
    for document in found or [None]:
        if not isinstance(document, dict) or not isinstance(document.get("goals"), list):
            raise ImportFileError(f"{file.name} is no export of goals; write one with export json.")
        if document.get("version") != _VERSION:
            raise ImportFileError(f"{file.name} {NEWER}")
        for number, one in enumerate(document["goals"], 1):
            try:
                items += _items(_goal.decode(msgspec.json.encode(one)), one)
            except (ValueError, RecursionError) as error:
                title = one.get("title") if isinstance(one, dict) else one
                unread.append(Left(f"is no goal, number {number}: {error}", str(title)[:100]))
    return Reading(ORIGIN, tuple(items), unread=tuple(unread))


def _items(goal: OwnGoal, document: dict[str, Any]) -> list[Item]:
    """A goal, and its markers."""
    ended = Status.DONE if goal.sealed else Status.CANCELLED if goal.let_go else Status.OPEN
    known = OwnGoal.__struct_encode_fields__
    whole = Item(
        key=goal.id,
        title=goal.title,
        status=ended,
        created=goal.created,
        finished=goal.sealed or (goal.let_go.on if goal.let_go else None),
        due=goal.due_day,
        due_time=goal.due_time,
        extra={name: value for name, value in document.items() if name not in known},
        whole=goal,
    )
    markers = [
        Item(
            key=f"{goal.id}.{marker.id}",
            title=marker.title,
            parent=goal.id,
            status=Status.DONE if marker.reached else Status.OPEN,
            finished=marker.reached,
            due=marker.due,
            miles=marker.miles,
        )
        for marker in goal.markers
    ]
    return [whole, *markers]
