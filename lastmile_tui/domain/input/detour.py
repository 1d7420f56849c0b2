"""A detour: another road ahead of the vehicle, without losing what was driven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.drive import under_way
from lastmile_tui.domain.changes.edit import MARKERS_LIMIT
from lastmile_tui.domain.changes.roadblocks import KINDS
from lastmile_tui.domain.input.grammar.offsets import before_due
from lastmile_tui.domain.input.quick_add_writer import no_date, read_road, write_road
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import fold
from lastmile_tui.domain.model.numbers import Notation
from lastmile_tui.domain.model.ranks import ranked
from lastmile_tui.domain.model.record import Record, change
from lastmile_tui.errors import GoalError, QuickAddError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.domain.changes.start import Stage
    from lastmile_tui.domain.input.grammar.markers import DateReader
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal, Marker

CLEARED = frozenset(kind.name for kind in KINDS if kind.detour)
"""The kinds of roadblocks that a detour clears."""


def road_ahead(
    goal: Goal, notation: Notation = Notation.POINT, read_date: DateReader = no_date
) -> str:
    """The markers that were not reached yet, as text for `detour` to read; empty at the end."""
    return write_road(goal, goal.reached, notation, before_due(read_date, goal.due))


def detour(
    record: Record,
    stamp: Stamp,
    text: str,
    notation: Notation = Notation.POINT,
    read_date: DateReader = no_date,
) -> Record:
    """Put other markers in place of those ahead, and clear the dead ends.

    The vehicle stays where it is, so a first new marker that would lie behind it, or under it, lies
    a tenth ahead. A marker that keeps its title keeps its date too, unless another one stands
    behind it. The final stretch begins at the `>>` of the text, or with a marker that was reached,
    or else where it does by itself.
    """
    goal = under_way(record.goal)
    passed, ahead = goal.markers[: goal.reached], goal.markers[goal.reached :]
    if not ahead:
        raise GoalError(f"‘{goal.title}’ is at its last marker; there is no road ahead to change.")
    stages = _read(goal, text, notation, read_date)
    if len(passed) + len(stages) > MARKERS_LIMIT:
        raise GoalError(f"A road has {MARKERS_LIMIT} markers at most; leave some out.")
    ids = _ids(ahead, stages, stamp)
    changes: dict[str, Any] = {
        f"marker:{marker.id}": {"gone": True} for marker in ahead if marker.id not in ids
    }
    changes |= _laid(record, [marker.id for marker in passed], ids, stages)
    final = next((marker for marker, stage in zip(ids, stages, strict=True) if stage.final), None)
    if final is None and goal.final_from in {marker.id for marker in passed}:
        final = goal.final_from
    if final != goal.final_from:
        changes["final_from"] = final
    ends = [item for item in goal.roadblocks if item.kind in CLEARED]
    changes |= {f"roadblock:{item.id}": {"gone": True} for item in ends}
    if not changes:
        raise GoalError("That is how it stands already.")
    titles = " > ".join(stage.title for stage in stages)
    return change(record, stamp, EventKind.DETOUR, changes, text=titles)


def _read(goal: Goal, text: str, notation: Notation, read_date: DateReader) -> tuple[Stage, ...]:
    base = goal.ends[goal.reached - 1] if goal.reached else 0.0
    try:
        return read_road(
            text,
            unit=goal.unit,
            base=base,
            position=goal.position,
            target=goal.distance,
            notation=notation,
            read_date=before_due(read_date, goal.due),
            way=goal.way,
        )
    except QuickAddError as error:
        raise GoalError(str(error)) from error


def _ids(ahead: Sequence[Marker], stages: Sequence[Stage], stamp: Stamp) -> list[str]:
    """The identities of the new markers: of those ahead with the same titles, or new ones."""
    ids_by_title: dict[str, list[str]] = {}
    for marker in ahead:
        ids_by_title.setdefault(marker.title, []).append(marker.id)
    return [
        ids_by_title[stage.title].pop(0) if ids_by_title.get(stage.title) else stamp.child(index)
        for index, stage in enumerate(stages)
    ]


def _laid(
    record: Record, passed: list[str], ids: list[str], stages: Sequence[Stage]
) -> dict[str, Any]:
    """The registers that put the new markers behind those that were passed."""
    registers = fold(record.log)
    parts = [registers.get(f"marker:{marker}", {}) for marker in (*passed, *ids)]
    typed = [
        {"title": stage.title, "miles": stage.miles}
        | ({"due": stage.due.isoformat()} if stage.due else {})
        for stage in stages
    ]
    ranks = ranked([part.get("rank") for part in parts])
    changes = {}
    road = zip((*passed, *ids), parts, [*({} for _ in passed), *typed], ranks, strict=True)
    for marker, before, part, rank in road:
        after = part | {"rank": rank}
        if new := {key: value for key, value in after.items() if before.get(key) != value}:
            changes[f"marker:{marker}"] = new
    return changes
