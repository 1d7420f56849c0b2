"""A goal of our own JSON, and its log: each entry on its day, and the rest as the goal stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.crossing.laps import next_uid
from lastmile_tui.domain.export.as_json import SEAL, spelled
from lastmile_tui.domain.model.fold import before
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line, clean_note
from lastmile_tui.exchange.history import names
from lastmile_tui.exchange.own_past import past_of
from lastmile_tui.exchange.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.exchange.history import GoalMaker
    from lastmile_tui.exchange.own_values import OwnGoal
    from lastmile_tui.exchange.past import Past
    from lastmile_tui.exchange.roads import Road


def own_log(road: Road, goal: OwnGoal, maker: GoalMaker) -> Log:
    """The log of a goal of ours, as far as our JSON tells it."""
    return _OwnLog(road, goal, maker).log


def laps_of(goals: Iterable[OwnGoal]) -> dict[str, str]:
    """The ids of the goals that are the next lap of one, each with that of the lap before."""
    laps = {goal.id: goal.lap.follows for goal in goals if goal.lap}
    return {uid: before for uid, before in laps.items() if uid == next_uid(before)}


class _OwnLog:
    """The entries of one goal."""

    def __init__(self, road: Road, goal: OwnGoal, maker: GoalMaker) -> None:
        self._road, self._goal, self._maker = road, goal, maker
        self._ids = [maker.stamp.child(number) for number in range(len(goal.markers))]

    @property
    def log(self) -> Log:
        first, *later = past_of(self._goal, self._ids, self._maker)
        begun = self._registers()
        for name, value in first.set.items():
            begun[name] = begun.get(name, {}) | value if isinstance(value, dict) else value
        entries: list[Past] = []
        registers: dict[str, Any] = {}
        for entry in (first._replace(set=begun), *later):
            entries.append(entry._replace(was=before(registers, entry.set)))
            for name, value in entry.set.items():
                if isinstance(value, dict):
                    registers[name] = registers.get(name, {}) | value
                elif value is None:
                    registers.pop(name, None)
                else:
                    registers[name] = value
        return tuple(self._maker.events(entries))

    def _registers(self) -> dict[str, Any]:
        """All of the goal that stands in no entry."""
        goal = self._goal
        plain = {
            "title": clean_line(goal.title) or "…",
            "why": clean_note(goal.why or ""),
            "rank": clean_line(goal.rank or "", NAME_LIMIT),
            "unit": clean_line(goal.unit or "", NAME_LIMIT),
        }
        found: dict[str, Any] = {name: value for name, value in plain.items() if value}
        if goal.way:
            found["way"] = goal.way.register
        found |= {f"tag:{name}": True for name in names(goal.tags)}
        found |= {f"person:{name}": True for name in names(goal.people)}
        found |= dict(self._markers_of())
        found |= dict(self._beside(len(self._ids)))
        found |= dict(self._laps())
        found |= dict(self._origins())
        return found

    def _laps(self) -> Iterator[tuple[str, Any]]:
        """Which lap the goal is, and when the next one begins."""
        if lap := self._goal.lap:
            yield (
                "lap",
                {
                    "number": lap.number,
                    "follows": self._maker.uid_of(lap.follows),
                    "begins": lap.begins.isoformat() if lap.begins else None,
                    "days": lap.last_lap.days,
                    "last_mile": lap.last_lap.last_mile,
                },
            )
        if again := self._goal.again:
            since = again.since.isoformat() if again.since else None
            unit = clean_line(again.unit, NAME_LIMIT) or "month"
            yield "again", {"count": again.every, "unit": unit, "since": since}

    def _markers_of(self) -> Iterator[tuple[str, Any]]:
        """The markers, and where the final stretch begins."""
        goal, ids = self._goal, self._ids
        for rank, (marker, name) in enumerate(zip(goal.markers, ids, strict=True), 1):
            title = clean_line(marker.title) or "…"
            part = {"title": title, "miles": rounded(marker.miles), "rank": float(rank)}
            if marker.due:
                part["due"] = marker.due.isoformat()
            if marker.id and marker.id == goal.final_from:
                yield "final_from", name
            yield f"marker:{name}", part

    def _origins(self) -> Iterator[tuple[str, Any]]:
        """What the goal and its markers were in the file."""
        goal, road, origin = self._goal, self._road, self._maker.origin
        yield source_of(origin, road.key, road.item, "")
        named = zip(goal.markers, self._ids, strict=True)
        keys = {f"{goal.id}.{marker.id}": name for marker, name in named}
        for stage in road.stages:
            if stage.key in keys:
                yield source_of(origin, stage.key, stage, keys[stage.key])

    def _beside(self, number: int) -> Iterator[tuple[str, Any]]:
        """The seal list, and what stands in the way."""
        child = self._maker.stamp.child
        kinds = {spelled(kind): kind for kind in KIND_OF}
        for rank, item in enumerate(self._goal.seal, 1):
            part = {"text": clean_line(item.text) or "…", "done": item.done, "rank": float(rank)}
            if evidence := clean_line(item.evidence or ""):
                part["evidence"] = evidence
            yield f"{SEAL}{child(number + rank)}", part
        number += len(self._goal.seal)
        for rank, block in enumerate(self._goal.roadblocks, 1):
            part = {
                "kind": kinds.get(block.kind, clean_line(block.kind)),
                "since": block.since.isoformat(),
                "rank": float(rank),
                "who": clean_line(block.who or "") or None,
                "text": clean_line(block.text or "") or None,
            }
            if block.road:
                part["road"] = self._maker.uid_of(block.road)
            yield f"roadblock:{child(number + rank)}", part
