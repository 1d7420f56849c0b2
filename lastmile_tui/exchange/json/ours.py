"""Our own JSON, as `lastmile export json` prints it: goals come back with their markers and logs.

What is measured, such as the forecast, is measured anew. `list --json` prints the same without
logs: what the goals themselves say of their past is all of it then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import ValidationError, convert

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Left, Reading, Status
from lastmile_tui.exchange.json.objects import objects
from lastmile_tui.exchange.json.our_goal import OurGoal
from lastmile_tui.exchange.json.our_past import past_of
from lastmile_tui.exchange.json.values import rest, text

if TYPE_CHECKING:
    from lastmile_tui.exchange.files import GivenFile, Local

ORIGIN = "lastmile"

VERSION = 1
"""The version that is read."""

NO_GOALS = "has no goals"

_DERIVED = frozenset(
    (
        *OurGoal.__struct_fields__,
        *("state", "distance", "to_go", "miles_to_go", "attention", "at_stake", "forecast"),
    )
)


def recognises(file: GivenFile) -> float:
    """By the names of the document and of its first goal."""
    named = {"version", "goals"} <= file.names or {"version", "goal"} <= file.names
    return 0.97 if named and '"markers"' in file.head else 0.3 * named


def read(file: GivenFile, local: Local) -> Reading:
    """All goals; ImportFileError where it has none, or is of a version to come."""
    found, unread = objects(file)
    items: list[Item] = []
    for document in found:
        goals = document.get("goals") if isinstance(document, dict) else None
        if isinstance(document, dict) and isinstance(document.get("goal"), dict):
            goals = [document["goal"] | {"log": document.get("log", [])}]
        if not isinstance(goals, list):
            unread.append(Left(NO_GOALS, str(document)[:100]))
            continue
        version = document.get("version", VERSION)
        if isinstance(version, int) and version > VERSION:
            raise ImportFileError(
                f"{file.name} was written by a newer lastmile (version {version}); update this one."
            )
        for goal in goals:
            _goal(goal, local, items, unread)
    return Reading(ORIGIN, tuple(items), unread=tuple(unread))


def _goal(found: Any, local: Local, items: list[Item], unread: list[Left]) -> None:
    """Add a goal and its markers, or what is wrong with it."""
    title = text(found.get("title")) if isinstance(found, dict) else str(found)[:100]
    try:
        goal = convert(found, OurGoal)
        due, at = goal.due_day, goal.due_time
        past = tuple(past_of(goal, local))
    except (ValidationError, ValueError, OverflowError) as error:
        unread.append(Left(f"cannot be read: {error}", title))
        return
    ended = goal.let_go.on if goal.let_go else goal.sealed
    status = Status.DONE if ended else Status.OPEN
    items.append(
        Item(
            key=goal.id,
            title=goal.title,
            status=Status.CANCELLED if goal.let_go else status,
            created=goal.created,
            finished=ended,
            due=due,
            due_time=at,
            past=past,
            extra=rest(found, _DERIVED),
        )
    )
    items += [
        Item(
            key=f"{goal.id}/{marker.id}",
            title=marker.title or "…",
            parent=goal.id,
            status=Status.DONE if marker.reached else Status.OPEN,
            finished=marker.reached,
            due=marker.due,
            miles=marker.miles,
        )
        for marker in goal.markers
    ]
