"""A goal of our own JSON, and its log: each entry on its day, and the rest as the goal stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins
from msgspec.structs import replace

from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.changes.status import LET_GO_REASONS
from lastmile_tui.domain.export.as_json import SEAL, spelled
from lastmile_tui.domain.model.events import BESIDE, DRIVES, EventKind
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.text import NAME_LIMIT, clean_line, clean_note
from lastmile_tui.domain.wording.events import say_event, text_of
from lastmile_tui.exchange.history import Past, names
from lastmile_tui.exchange.own_values import OwnEntry
from lastmile_tui.exchange.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from lastmile_tui.domain.model.events import Log
    from lastmile_tui.exchange.history import GoalMaker
    from lastmile_tui.exchange.own_values import OwnGoal, OwnMarker
    from lastmile_tui.exchange.roads import Road


def own_log(road: Road, goal: OwnGoal, maker: GoalMaker) -> Log:
    """The log of a goal of ours, as far as our JSON tells it."""
    return _OwnLog(road, goal, maker).log


_BESIDE = re.compile(r", with ([\d,.\u202f\u00a0 ]+) roads? in the final stretch$")
_NUMBER = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
_KINDS = {spelled(kind): kind for kind in EventKind}
_BROUGHT = frozenset(
    (
        *(EventKind.ADDED, EventKind.REMOVED, EventKind.RESTORED, EventKind.UNITED),
        *(EventKind.IMPORTED, EventKind.UNDONE, EventKind.REDONE, EventKind.DATED),
    )
)
"""Kinds that tell of another file: of what they did only the sentence comes along."""

_CARRY = DRIVES | {
    *(EventKind.MARKER_ADDED, EventKind.MARKER_REMOVED, EventKind.MARKER_MEASURED),
    *(EventKind.REORDERED, EventKind.DETOUR, EventKind.EDITED),
}
"""Kinds after which the vehicle may stand elsewhere."""


class _OwnLog:
    """The entries of one goal."""

    def __init__(self, road: Road, goal: OwnGoal, maker: GoalMaker) -> None:
        self._road, self._goal, self._maker = road, goal, maker
        self._ids = [maker.stamp.child(number) for number in range(len(goal.markers))]
        self._position = 0.0

    @property
    def log(self) -> Log:
        goal = self._goal
        first, *rest = goal.log or (
            OwnEntry(goal.created or self._maker.stamp.at, self._maker.stamp.day, "added"),
        )
        if first.kind != EventKind.ADDED:
            rest = [first, *rest]
        entries = [self._entry(entry) for entry in rest]
        ending = self._ending()
        at, day = self._moment(first)
        registers = self._registers()
        for kind, changes in ending.items():
            place = next(
                (n for n in range(len(entries) - 1, -1, -1) if entries[n].kind is kind), None
            )
            if place is None:
                registers |= changes
            else:
                was = dict.fromkeys(changes)
                entries[place] = entries[place]._replace(set=entries[place].set | changes, was=was)
        self._arrive(entries, registers)
        begun = Past(at, day, EventKind.ADDED, registers, {}, clean_line(goal.title))
        return tuple(self._maker.events([begun, *entries]))

    def _moment(self, entry: OwnEntry) -> tuple[datetime, date]:
        """When it was done: never after now."""
        at, _ = self._maker.moment(entry.at)
        return at, min(entry.day, self._maker.stamp.day)

    def _entry(self, entry: OwnEntry) -> Past:
        """An entry, which says what it said; one that cannot be made again is a note."""
        at, day = self._moment(entry)
        kind = _KINDS.get(entry.kind)
        if kind is not None and kind not in _BROUGHT:
            sentence = entry.text
            changes: dict[str, Any] = {}
            if beside := _BESIDE.search(sentence):
                sentence = sentence[: beside.start()]
                changes[BESIDE] = int(re.sub(r"\D", "", beside[1]))
            text = text_of(kind, sentence)
            if (place := self._place(kind, text)) is not None:
                changes["position"] = place
            made = Past(at, day, kind, changes, {}, text)
            if say_event(next(self._maker.events([made]))) == entry.text:
                self._position = changes.get("position", self._position)
                return made
        return Past(at, day, EventKind.NOTE, {}, {}, clean_note(entry.text) or entry.kind)

    def _place(self, kind: EventKind, text: str) -> float | None:
        """Where the vehicle was after a drive, as far as the sentence says it."""
        if kind not in DRIVES:
            return None
        if text == "the start":
            return 0.0
        name = text if kind is EventKind.REACHED else text.strip("‘’")
        ends = [end for marker, end in self._markers() if name == clean_line(marker.title)]
        if kind is EventKind.BACK:
            ends = [end for end in reversed(ends) if end < self._position]
        elif ends:
            ends = [end for end in ends if end > self._position]
        if ends:
            return ends[0]
        found = _NUMBER.match(text) if kind is not EventKind.REACHED else None
        return rounded(min(float(found[0].replace(",", "")), self._distance)) if found else None

    def _markers(self) -> Iterator[tuple[OwnMarker, float]]:
        end = 0.0
        for marker in self._goal.markers:
            end = rounded(end + marker.miles)
            yield marker, end

    @cached_property
    def _distance(self) -> float:
        return [end for _, end in self._markers()][-1]

    def _arrive(self, entries: list[Past], registers: dict[str, Any]) -> None:
        """Have the last drive end where the vehicle stands, and each know where it came from."""
        position = rounded(min(self._goal.position, self._distance))
        known = [one.set["position"] for one in entries if "position" in one.set]
        if position != (known[-1] if known else 0.0):
            moved = [number for number, one in enumerate(entries) if one.kind in _CARRY]
            if moved:
                last = entries[moved[-1]]
                entries[moved[-1]] = last._replace(set=last.set | {"position": position})
            else:
                registers["position"] = position
        drives = [number for number, one in enumerate(entries) if "position" in one.set]
        before: float | None = None
        for number in drives:
            one = entries[number]
            entries[number] = one._replace(was=dict.fromkeys(one.set) | {"position": before})
            before = one.set["position"] or None

    def _ending(self) -> dict[EventKind, dict[str, Any]]:
        """What the goal is now, by the kind of entry that made it so."""
        goal = self._goal
        ending: dict[EventKind, dict[str, Any]] = {}
        if goal.sealed:
            sealed = [entry for entry in goal.log if entry.kind == EventKind.SEALED]
            at, _ = self._maker.moment(sealed[-1].at if sealed else goal.sealed)
            on = {"sealed": at.isoformat(), "sealed_on": goal.sealed.isoformat()}
            ending[EventKind.SEALED] = on
        if goal.parked_until:
            ending[EventKind.PARKED] = {"parked_until": goal.parked_until.isoformat()}
        if goal.let_go:
            kinds = {spelled(kind): kind for kind in LET_GO_REASONS}
            part = {
                "on": goal.let_go.on.isoformat(),
                "reason": clean_line(goal.let_go.reason or ""),
                "kind": kinds.get(goal.let_go.kind or "", ""),
            }
            ending[EventKind.LET_GO] = {"let_go": part}
        return ending

    def _registers(self) -> dict[str, Any]:
        """All of the goal that stands in no entry."""
        goal = self._goal
        due, at, step = goal.due_day, goal.due_time, goal.next_step
        plain = {
            "title": clean_line(goal.title) or "…",
            "why": clean_note(goal.why or ""),
            "unit": clean_line(goal.unit or "", NAME_LIMIT),
            "due": due and due.isoformat(),
            "due_time": at and at.isoformat(),
            "turn": goal.turn and to_builtins(goal.turn),
            "next_step": step and to_builtins(replace(step, text=clean_line(step.text))),
        }
        found: dict[str, Any] = {name: value for name, value in plain.items() if value}
        found |= {f"tag:{name}": True for name in names(goal.tags)}
        found |= {f"person:{name}": True for name in names(goal.people)}
        found |= dict(self._markers_of())
        found |= dict(self._beside(len(self._ids)))
        found |= dict(self._origins())
        return found

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
            yield f"roadblock:{child(number + rank)}", part
