"""Making a goal out of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lastmile_tui.domain.events import Event
from lastmile_tui.domain.record import Record, record_of
from lastmile_tui.domain.sealing import SEAL_LIST

if TYPE_CHECKING:
    from lastmile_tui.domain.events import Stamp
    from lastmile_tui.domain.quick_add import Plan


def add(plan: Plan, stamp: Stamp) -> Record:
    """A new goal, standing at the start of its road; without a seal list it gets `SEAL_LIST`."""
    changes: dict[str, Any] = {"title": plan.title}
    if plan.unit:
        changes["unit"] = plan.unit
    for index, stage in enumerate(plan.stages):
        part = {"title": stage.title, "miles": stage.miles, "rank": float(index + 1)}
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
        changes[f"seal:{stamp.child(index)}"] = {"text": text, "rank": float(index + 1)}
    event = Event(
        id=stamp.id, at=stamp.at, dev=stamp.dev, day=stamp.day, kind="added", set=changes,
        text=plan.title,
    )  # fmt: skip
    return record_of(stamp.uid, (event,))
