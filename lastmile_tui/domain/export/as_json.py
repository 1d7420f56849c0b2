"""JSON for scripts: stable names, ISO 8601 dates, null for missing values."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime
from math import inf
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins
from msgspec.structs import replace

from lastmile_tui.domain.changes.roadblocks import KIND_OF
from lastmile_tui.domain.export.laps_as_json import again_json, lap_json
from lastmile_tui.domain.figures.road import figure, now_at
from lastmile_tui.domain.measures.forecast import HORIZON
from lastmile_tui.domain.measures.reasons import say_reason
from lastmile_tui.domain.model.calendar import later
from lastmile_tui.domain.model.event_log import event_log, written
from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.domain.model.fold import apply
from lastmile_tui.domain.model.goal import State
from lastmile_tui.domain.model.numbers import rounded
from lastmile_tui.domain.model.times import times_of
from lastmile_tui.domain.model.undo import standing
from lastmile_tui.domain.wording.events import entries

SEAL = "seal:"
"""What the ids of seal items begin with for scripts, as their registers do in the log."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lastmile_tui.domain.measures.forecast import Forecast
    from lastmile_tui.domain.measures.measurer import Measures
    from lastmile_tui.domain.model.events import Event, Log
    from lastmile_tui.domain.model.fold import Registers
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.wording.events import Entry

    ExportedGoal = tuple[Goal, Log, Measures]
    """A goal with its log and what is measured of it."""

VERSION = 1
"""The version of these names; it grows when one changes its meaning or is removed."""


def spelled(word: str) -> str:
    """A state or a kind as scripts and options spell it: `let-go`."""
    return word.replace(" ", "-").replace("'", "")


def answer_json(
    goal: Goal, log: Log, measures: Measures, today: date, /, **more: object
) -> dict[str, Any]:
    """What a verb about one goal answers, with what else it has to say.

    The names of the goal stand beside it as well, where scripts found them before there was `goal`.
    """
    document = goal_json(goal, log, measures, today)
    return {"version": VERSION, "goal": document} | document | more


def goals_json(exported: Iterable[ExportedGoal], today: date) -> dict[str, Any]:
    """The goals as a list for scripts, without their logs."""
    goals = [goal_json(goal, log, measures, today) for goal, log, measures in exported]
    return {"version": VERSION, "goals": goals}


def goal_json(goal: Goal, log: Log, measures: Measures, today: date) -> dict[str, Any]:
    """One goal in builtins.

    `to_go` is in the `unit`, null for miles, whatever the user calls them; `miles_to_go` is its
    former name. No two parts have one `id`, also where an older file has one for a marker and a
    seal item. `parked_until` is null once that day has come. `final_from` is the marker that the
    user chose, while `final` of each marker says where the final stretch is. `reached` is the
    instant at which the vehicle last came to a marker that lies behind it. `value` is that of a
    goal that goes `from` one value `to` another, null for others. `forecast` holds the dates of
    both its ranges, null for those more than ten years ahead.
    """
    at, final_index = reached_at(log, today), goal.final_index
    state, stake, to_go = goal.state(today), measures.stake, goal.to_go
    return {
        "id": goal.uid,
        "title": goal.title,
        "why": goal.why or None,
        "state": spelled(state),
        "position": goal.position,
        "distance": goal.distance,
        "value": now_at(goal) if goal.way else None,
        "from": goal.way.start if goal.way else None,
        "to": figure(goal, goal.distance) if goal.way else None,
        "rank": goal.rank or None,
        "to_go": to_go,
        "miles_to_go": to_go,
        "unit": goal.unit or None,
        "due": due_json(goal),
        "parked_until": iso(goal.parked_until) if state is State.PARKED else None,
        "sealed": iso(goal.seal_day),
        "let_go": {
            "on": iso(goal.let_go.on),
            "kind": spelled(goal.let_go.kind) or None,
            "reason": goal.let_go.reason or None,
        }
        if goal.let_go
        else None,
        "tags": list(goal.tags),
        "people": [person.name for person in goal.people],
        "final_from": goal.final_from,
        "markers": [
            {
                "id": marker.id,
                "title": marker.title,
                "miles": marker.miles,
                "at": end,
                "due": iso(marker.due),
                "reached": iso(at.get(marker.id, goal.touched)) if end <= goal.position else None,
                "final": index >= final_index,
            }
            for index, (marker, end) in enumerate(zip(goal.markers, goal.ends, strict=True))
        ],
        "seal": [
            {
                "id": f"{SEAL}{item.id}",
                "text": item.text,
                "done": item.done,
                "evidence": item.evidence or None,
            }
            for item in goal.seal
        ],
        "roadblocks": [
            {
                "kind": spelled(block.name),
                "who": block.who or None,
                "text": block.text or None,
                "since": iso(block.since),
                "road": block.road or None,
            }
            for block in goal.roadblocks
        ],
        "lap": lap_json(goal.lap) if goal.lap else None,
        "again": again_json(goal.again) if goal.again else None,
        "turn": {"whose": goal.turn.whose, "since": iso(goal.turn.since)} if goal.turn else None,
        "next_step": {"text": goal.next_step.text, "on": iso(goal.next_step.on)}
        if goal.next_step
        else None,
        "attention": {
            "level": measures.attention.level,
            "reasons": [
                {"kind": spelled(reason.kind), "text": say_reason(reason)}
                for reason in measures.attention.reasons
            ],
        },
        "at_stake": {"days": stake.days, "driven": stake.miles, "entries": stake.entries}
        if stake
        else None,
        "forecast": ranges_json(measures.forecast, today),
        "created": _utc(goal.created),
        "touched": _utc(goal.touched),
    }


def log_json(log: Log, today: date | None = None) -> list[dict[str, Any]]:
    """The log as it stands, in the order in which things were done, oldest entry first.

    `day` is the day on which it was done; `at` some instant of it where a person said that day.
    """
    shown: list[dict[str, Any]] = to_builtins(_entries(log, today))
    return shown


def _entries(log: Log, today: date | None) -> list[Entry]:
    """The entries with their instants in UTC, of which msgspec makes what we show."""
    return [
        replace(entry, at=entry.at.astimezone(UTC), kind=spelled(entry.kind))
        if entry.at.tzinfo is not UTC or " " in entry.kind
        else entry
        for entry in entries(log, today)
    ]


def reached_at(log: Log, today: date | None = None) -> dict[str, datetime]:
    """When the vehicle last came to each marker that lies behind it, by the marker's id."""
    reached = _reached(log)
    instants = times_of(log, today).instants([*reached.values()])
    return dict(zip(reached, instants, strict=True))


def reached_on(log: Log, today: date | None = None) -> dict[str, date]:
    """The days of `reached_at`."""
    times = times_of(log, today)
    return {marker: times.shown_day(event) for marker, event in _reached(log).items()}


def _reached(log: Log) -> dict[str, Event]:
    """The event by which the vehicle last came to each marker that lies behind it.

    The road is replayed, since markers come, go and change places while the goal is driven.
    """
    registers: Registers = {}
    at: dict[str, Event] = {}
    ends: dict[str, float] = {}
    position, low, high = 0.0, -inf, inf  # from `low` to before `high` it is at the same markers
    for event, edits in _on_the_road(event_log(standing(log))):
        position = event.set.get("position", position) or 0.0
        if edits and event.kind == EventKind.ADDED and registers:
            continue  # a lap that two devices have added (`fold`)
        if edits:
            apply(registers, event)
            ends = _ends(registers)
        elif low <= position < high:
            continue
        at = {marker: at.get(marker, event) for marker, end in ends.items() if end <= position}
        low = max([end for end in ends.values() if end <= position], default=-inf)
        high = min([end for end in ends.values() if end > position], default=inf)
    return at


def _on_the_road(live: Log) -> Iterator[tuple[Event, bool]]:
    """The events that drove or edited the road, in their order, and whether each edited it."""
    moves, done = written(live, "position"), 0
    for edit in written(live, "marker:"):
        before = bisect_left(moves, edit.order, lo=done, key=attrgetter("order"))
        yield from ((move, False) for move in moves[done:before])
        yield edit, True
        done = before + (moves[before : before + 1] == [edit])
    yield from ((move, False) for move in moves[done:])


def _ends(registers: Registers) -> dict[str, float]:
    """The places of the markers, by id, from the start of the road."""
    markers = [
        (part.get("rank") or 0.0, name, part.get("miles") or 1.0)
        for name, part in registers.items()
        if name.startswith("marker:") and not part.get("gone")
    ]
    ends: dict[str, float] = {}
    end = 0.0
    for _, name, miles in sorted(markers, key=itemgetter(0, 1)):
        end = rounded(end + miles)
        ends[name.removeprefix("marker:")] = end
    return ends


def ranges_json(forecast: Forecast | None, today: date) -> dict[str, Any] | None:
    """The ranges that hold four fifths of the futures and half of them, as dates."""
    if forecast is None:
        return None
    names = ("from", "to", "likely_from", "likely_to")
    days = (*forecast.wide, *forecast.likely)
    return {name: iso(day_ahead(today, away)) for name, away in zip(names, days, strict=True)}


def day_ahead(today: date, days: int) -> date | None:
    """A day ahead; None at the horizon of the forecast and beyond it."""
    return None if days >= HORIZON else later(today, days)


def due_json(goal: Goal) -> str | None:
    """The due date, with its time of day when it has one: 2026-11-27T18:00."""
    if goal.due and goal.due_time:
        return f"{goal.due.isoformat()}T{goal.due_time.isoformat('minutes')}"
    return iso(goal.due)


def iso(moment: date | datetime | None) -> str | None:
    """An instant in UTC, or a date, as text; None stays so."""
    if isinstance(moment, datetime):
        return _utc(moment)
    return moment.isoformat() if moment else None


def _utc(instant: datetime) -> str:
    there = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    shown: str = to_builtins(there)
    return shown


def export_json(exported: Iterable[ExportedGoal], today: date) -> Iterator[dict[str, Any]]:
    """The goals for scripts, each with its log, in builtins."""
    return (to_builtins(whole_goal_json(each, today)) for each in exported)


def whole_goal_json(exported: ExportedGoal, today: date) -> dict[str, Any]:
    """A goal for scripts with its log, whose entries are for msgspec to write."""
    return goal_json(*exported, today) | {"log": _entries(exported[1], today)}


def say_roadblock(block: dict[str, Any]) -> str:
    """A roadblock as `goal_json` gives it, in one line for people."""
    who = f" on {block['who']}" if block["who"] else ""
    text = f": {block['text']}" if block["text"] else ""
    kind = next((name for name in KIND_OF if spelled(name) == block["kind"]), block["kind"])
    return f"{kind}{who}, since {block['since']}{text}"
