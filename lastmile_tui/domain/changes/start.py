"""Making a goal out of a plan."""

from __future__ import annotations

from datetime import date, time  # noqa: TC003 # msgspec resolves the annotations
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from lastmile_tui.domain.changes.drive import there
from lastmile_tui.domain.changes.seal import SEAL_LIST
from lastmile_tui.domain.model.events import BESIDE, Event, EventKind
from lastmile_tui.domain.model.record import Record, change, record_of, with_registers
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.domain.model.value.way import Way  # noqa: TC001 # msgspec resolves the annotations
from lastmile_tui.errors import GoalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.domain.model.record import Move


class Stage(Struct, frozen=True):
    """A marker to be: title, length, whether the final stretch starts with it, and its own date."""

    title: str
    miles: float = 1.0
    final: bool = False
    due: date | None = None


UNNAMED = (Stage("finish"),)
"""The markers of a goal that names none."""


class Plan(Struct, frozen=True):
    """What a line says."""

    title: str
    stages: tuple[Stage, ...]
    unit: str = ""
    due: date | None = None
    due_time: time | None = None
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seal: tuple[str, ...] = ()
    done: bool = False
    """Whether the tool that the line comes from has it as done."""
    remarks: tuple[str, ...] = ()
    """Sentences about what could not be read as it was meant."""
    way: Way | None = None


def plan_like(goal: Goal, day: Callable[[date], date | None], title: str = "") -> Plan:
    """What makes a goal like another one: its road and its seal list, nothing driven nor ticked.

    `day` says which each of its dates becomes, None for one that is left out.
    """

    def moved(on: date | None) -> date | None:
        return day(on) if on else None

    due = moved(goal.due)
    return Plan(
        title=title or goal.title,
        stages=tuple(
            Stage(marker.title, marker.miles, marker.id == goal.final_from, moved(marker.due))
            for marker in goal.markers
        ),
        unit=goal.unit,
        due=due,
        due_time=goal.due_time if due else None,
        tags=goal.tags,
        people=tuple(person.name for person in goal.people),
        seal=tuple(item.text for item in goal.seal),
        way=goal.way,
    )


def add(plan: Plan, stamp: Stamp) -> Record:
    """A new goal, standing at the start of its road; without a seal list it gets `SEAL_LIST`."""
    changes: dict[str, Any] = {"title": plan.title}
    if plan.unit:
        changes["unit"] = plan.unit
    if plan.way:
        changes["way"] = plan.way.register
    for index, stage in enumerate(plan.stages):
        part: dict[str, Any] = {
            "title": stage.title,
            "miles": stage.miles,
            "rank": float(index + 1),
        }
        if stage.due:
            part["due"] = stage.due.isoformat()
        changes[f"marker:{stamp.child(index)}"] = part
        if stage.final:
            changes["final_from"] = stamp.child(index)
    if plan.due:
        changes["due"] = plan.due.isoformat()
        if plan.due_time:
            changes["due_time"] = plan.due_time.isoformat()
    changes |= {f"tag:{name}": True for name in plan.tags}
    changes |= {f"person:{name}": True for name in plan.people}
    for index, text in enumerate(plan.seal or SEAL_LIST):
        name = stamp.child(len(plan.stages) + index)  # no marker has it
        changes[f"seal:{name}"] = {"text": text, "rank": float(index + 1)}
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day,
        kind=EventKind.ADDED.value, set=changes,
        text=plan.title,
    )  # fmt: skip
    return record_of(stamp.uid, (event,))


GO = "go"
"""The answer that goes on with what is new."""

GATE_LIMIT = 5
"""Roads that are shown: one more would be a list to read, not a question to answer."""


def went_on(record: Record, others: int) -> Record:
    """The record with its newest event saying that so many others stood in the final stretch."""
    return with_registers(record, {BESIDE: others})


def past_gate(move: Move, others: int) -> Move:
    """A move that starts a planned goal while so many others stand in the final stretch."""

    def start(record: Record, stamp: Stamp) -> Record:
        if record.goal.position > 0:
            raise GoalError(f"‘{record.goal.title}’ was started elsewhere meanwhile.")
        after = move(record, stamp)
        return went_on(after, others) if others else after

    return start


def made_beside(make: Callable[[Stamp], Record], others: int) -> Callable[[Stamp], Record]:
    """What makes a goal while so many others stand in the final stretch."""
    return (lambda stamp: went_on(make(stamp), others)) if others else make


def came_back(record: Record, stamp: Stamp, instead_of: str) -> Record:
    """Log that this goal of the final stretch was chosen, and something new was not started."""
    there(record.goal)
    words = f"first this, then ‘{clean_line(instead_of)}’" if instead_of else "first this"
    return change(record, stamp, EventKind.GATE, {}, text=words)
