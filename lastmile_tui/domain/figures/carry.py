"""A road with a marker more, one less, or another length of one, and where the vehicle is then.

On a road of markers what was driven stays driven: what comes or goes behind the vehicle takes it
along. What a goal has counted stays what it is, and so does the value of one between two values,
where the start of the road moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from lastmile_tui.domain.figures.road import place_of
from lastmile_tui.domain.model.numbers import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastmile_tui.domain.model.goal import Goal, Marker


def with_marker(goal: Goal, index: int, marker: Marker) -> Goal:
    """The road with a marker in front of the one at `index`, or at its end."""
    markers = (*goal.markers[:index], marker, *goal.markers[index:])
    return _carried(goal, markers, marker.miles if index < goal.reached else 0.0)


def without_marker(goal: Goal, index: int) -> Goal:
    """The road without a marker; of a counting goal the next one stays at its amount."""
    marker, markers = goal.markers[index], goal.markers[:index] + goal.markers[index + 1 :]
    if not goal.counting:
        start = goal.ends[index] - marker.miles
        return _carried(goal, markers, -min(max(goal.position - start, 0.0), marker.miles))
    if index < len(markers):
        longer = replace(markers[index], miles=rounded(markers[index].miles + marker.miles))
        markers = (*markers[:index], longer, *markers[index + 1 :])
    return _carried(goal, markers, 0.0)


def with_length(goal: Goal, index: int, miles: float) -> Goal:
    """The road with another length of a marker: a vehicle on the way to it gets no further."""
    marker = goal.markers[index]
    markers = (*goal.markers[:index], replace(marker, miles=miles), *goal.markers[index + 1 :])
    longer = miles - marker.miles
    short = min(goal.ends[index] + longer - goal.position, 0.0)
    return _carried(goal, markers, longer if index < goal.reached else short)


def _carried(goal: Goal, markers: tuple[Marker, ...], driven: float) -> Goal:
    """The road with other markers and, but where it counts, so many miles more behind it."""
    way, place = goal.way, place_of(goal)
    if way or not goal.counting:
        place = rounded(place + driven)
    way = way.shifted(driven) if way else None
    return replace(goal, markers=markers, position=place, beyond=0.0, way=way)


def place_registers(registers: Mapping[str, Any], goal: Goal, after: Goal) -> dict[str, Any]:
    """The registers of where the vehicle is on a road that was another one before."""
    if goal.way and after.way:
        moved = {"position": after.position, "way": {"start": after.way.start}}
        return moved if after.way != goal.way else {}
    position = rounded(min(max(after.position, 0.0), after.distance))
    return {} if position == registers.get("position", 0.0) else {"position": position}
