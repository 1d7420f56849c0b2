"""From events to fields: registers, last writer wins.

A register is a named value: `title`, `position`, `tag:home`, `marker:ab12c30`. A register that
holds a mapping is merged key by key, so that a marker's title and its length, changed on two
devices, both survive. None empties a register. A part of a goal (a marker, a seal item, …) is
never emptied but `gone`: what another device changes in it later must not make half a part.
"""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import convert

from lastmile_tui.domain.model.event_log import Derivation, are_in_turn, derive
from lastmile_tui.domain.model.events import ANSWERS, FORWARD, JOIN, EventKind, join_of
from lastmile_tui.domain.model.goal import Goal
from lastmile_tui.domain.model.merged.joins import is_gone
from lastmile_tui.domain.model.merged.laps import added_first
from lastmile_tui.domain.model.numbers import rounded, total
from lastmile_tui.domain.model.registers import PLAIN
from lastmile_tui.domain.model.there_and_back import without_there_and_back
from lastmile_tui.domain.model.times import ahead_of, times_of
from lastmile_tui.domain.model.undo import standing, without_void_splits
from lastmile_tui.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.domain.model.times import Times

Registers = dict[str, Any]

_BARE_ROAD = {"id": "finish", "title": "finish"}
"""What a road still has when two devices removed all its markers: its end."""


def fold(log: Log) -> Registers:
    """The registers after all events, taken in their total order."""
    return derive(log, _REGISTERS).copy()


def _fold(log: Log) -> Registers:
    """Fold a log that is in its order, from the first event on."""
    events: Sequence[Event] = log
    registers = _folded(log)
    if "cut" in join_of(registers):
        events = without_void_splits(log)
        registers = _folded(events)
    if "lap" in registers:
        events = added_first(tuple(events))
        registers = _folded(events)
    if JOIN in registers and registers.get("deleted") and not is_gone(log, events):
        del registers["deleted"]
    return registers


def _folded(log: Iterable[Event]) -> Registers:
    registers: Registers = {}
    get = registers.get
    for written in filter(None, map(_set, log)):
        for name, value in written.items():  # as `apply`, but each mapping is copied only once
            if isinstance(value, dict):
                current = get(name)
                if isinstance(current, dict):
                    current.update(value)
                else:
                    registers[name] = value.copy()
            elif value is None:
                registers.pop(name, None)
            else:
                registers[name] = value
    return registers


def _with_event(earlier: Registers, event: Event) -> Registers | None:
    """The registers with one event more, behind all others; None where its place is another."""
    if event.kind == EventKind.ADDED or (event.undoes and "lap" in earlier):
        return None
    if "cut" in join_of(earlier):
        return None
    if JOIN in earlier and (event.undoes or "deleted" in event.set or earlier.get("deleted")):
        return None
    registers = {**earlier}
    apply(registers, event)
    return registers


_set = attrgetter("set")
_REGISTERS = Derivation(_fold, _with_event)


def apply(registers: Registers, event: Event) -> None:
    for name, value in event.set.items():
        if value is None:
            registers.pop(name, None)
        elif isinstance(value, dict):
            current = registers.get(name)
            registers[name] = {**current, **value} if isinstance(current, dict) else dict(value)
        else:
            registers[name] = value


def before(registers: Registers, changes: Registers) -> Registers:
    """What the registers hold where `changes` is about to write."""
    was: Registers = {}
    for name, value in changes.items():
        current = registers.get(name)
        if isinstance(current, dict) and isinstance(value, dict):
            was[name] = {key: current.get(key) for key in value}
        elif isinstance(value, dict) and ":" in name:
            was[name] = {"gone": True}
        else:
            was[name] = dict(current) if isinstance(current, dict) else current
    return was


def document(uid: str, log: Log) -> dict[str, Any]:
    """The fields of a goal as the file shows them, without the events themselves."""
    return {"uid": uid} | derive(log, _FIELDS)


def _fields(log: Log) -> dict[str, Any]:
    return _shown(log, fold(log), times_of(log))


def _shown(log: Log, registers: Registers, times: Times) -> dict[str, Any]:
    """The fields, with instants as `times` tells them; `changed` alone orders changes."""
    kinds = _by_kind(registers)
    markers = [_BARE_ROAD | part for part in _parts(kinds["marker"])] or [_BARE_ROAD]
    distance = total(marker.get("miles", 1.0) for marker in markers)
    driven = registers.get("position", 0.0)
    position = rounded(min(max(driven, 0.0), distance))
    shown: dict[str, Any] = {
        "title": registers.get("title", ""),
        "position": position,
        "markers": markers,
    }
    more = {name: _present(registers[name]) for name in PLAIN if name in registers} | {
        "tags": _names(kinds["tag"]),
        "people": [{"name": name} for name in _names(kinds["person"])],
        "seal": _parts(kinds["seal"]),
        "roadblocks": _parts(kinds["roadblock"]),
        "sources": [name for name, part in kinds["source"].items() if not part.get("gone")],
        **_instants(log, times),
        "changed": log[-1].at,
        "beyond": rounded(driven - position) if "way" in registers else 0.0,
    }
    return shown | {name: value for name, value in more.items() if value}


def _instants(log: Log, times: Times) -> dict[str, datetime | None]:
    """When a goal was begun, first moved, last driven, and last worked on.

    What was driven and taken back at once is none of it (`there_and_back`).
    """
    kept, created = without_there_and_back(standing(log), times), times.at(log[0])
    moves: Iterator[Event] = (event for event in kept if event.set.get("position"))
    if not times.moved and are_in_turn(log):  # as most are: only the first one counts
        moves = islice(moves, 1)
    return {
        "created": created,
        "started": min(times.instants([*moves]), default=None),
        "driven": _latest((event for event in reversed(kept) if event.kind in FORWARD), times),
        "touched": _latest((event for event in reversed(kept) if event.kind not in ANSWERS), times)
        or created,
    }


def _latest(events: Iterable[Event], times: Times) -> datetime | None:
    """When the last of these was done, which come from the end of a log.

    None was made after the instant by which it is ordered.
    """
    if times.moved:
        return max(times.instants([*events]), default=None)
    latest: datetime | None = None
    for event in events:
        if latest is not None and event.at <= latest:
            break
        at = times.at(event)
        latest = at if latest is None else max(latest, at)
    return latest


_FIELDS = Derivation(_fields)


def goal_of(uid: str, log: Log, today: date | None = None) -> Goal:
    """The goal of a log; StoreError when a register holds a value it may not.

    With `today`, what a clock dated that ran ahead counts as when it was done (`times`), and so do
    the dates in the goal that such an event wrote.
    """
    try:
        if today is None:
            return convert(document(uid, log), Goal)
        times = times_of(log, today)
        registers = _corrected(fold(log), standing(log), times, today)
        return convert({"uid": uid} | _shown(log, registers, times), Goal)
    except (ValueError, TypeError, AttributeError, OverflowError, IndexError) as error:
        raise StoreError(f"The goal {uid} holds something that cannot be read: {error}.") from error


_DAYS = ("sealed_on", "confirmed", "reviewed", "looked")
_PLANNED = ("next_step", "again")
"""Those with a day that a person plans, which may lie ahead."""

_INSTANTS = ("sealed", "picked")
"""The registers that hold the day or the instant at which they were written."""


def _corrected(registers: Registers, live: Log, times: Times, today: date) -> Registers:
    """The registers with days that are not behind today, where their event wrote its own."""
    found, limit = registers.copy(), ahead_of(today)

    def writer(name: str, value: Any) -> Event | None:
        written = (event for event in reversed(live) if name in event.set)
        return next((event for event in written if _within(value, event.set[name])), None)

    for name, value in registers.items():
        key = "on" if name == "let_go" else "since"
        if isinstance(value, dict) and key in value and name not in _PLANNED:
            own = {key: value[key]}
            if _is_ahead(value[key], today) and (event := writer(name, own)):
                found[name] = value | {key: times.day(event).isoformat()}
        elif name in _DAYS and _is_ahead(value, today) and (event := writer(name, value)):
            found[name] = times.day(event).isoformat()
        elif name in _INSTANTS and datetime.fromisoformat(value) >= limit:
            event = writer(name, value)
            found[name] = times.at(event).isoformat() if event else value
    return found


def _is_ahead(day: str | None, today: date) -> bool:
    return day is not None and date.fromisoformat(day) > today


def _within(value: Any, written: Any) -> bool:
    """Whether an event wrote a value, or a mapping with these keys."""
    if isinstance(value, dict):
        return isinstance(written, dict) and value.items() <= written.items()
    return bool(value == written)


def _by_kind(registers: Registers) -> dict[str, Registers]:
    """The registers of each kind of part or name (marker, tag, …), by what follows the colon."""
    kinds: dict[str, Registers] = {kind: {} for kind in _KINDS}
    for name, value in registers.items():
        kind, colon, rest = name.partition(":")
        if colon and kind in kinds:
            kinds[kind][rest] = value
    return kinds


_KINDS = ("marker", "seal", "roadblock", "tag", "person", "source")


def _parts(registers: Registers) -> list[dict[str, Any]]:
    """The parts of a kind (markers, seal items, …) that are there, in their order."""
    current = [
        (part.get("rank") or 0.0, name) for name, part in registers.items() if not part.get("gone")
    ]
    return [
        {"id": name}
        | {
            key: item
            for key, item in registers[name].items()
            if item is not None and key not in ("rank", "gone")
        }
        for _, name in sorted(current)
    ]


def _present(value: Any) -> Any:
    """A mapping without its empty keys; any other value as it is."""
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if item is not None}
    return value


def _names(registers: Registers) -> list[str]:
    return sorted([name for name, value in registers.items() if value is True])
